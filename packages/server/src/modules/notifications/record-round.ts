import { type Change, type Instant, type Json } from '@fengsui/contract/kernel'
import type { Call, CallRecipient, LadderStep, NotificationChannel, NotificationReason, QuietHours } from '@fengsui/contract/notifications'
import { GATEWAY_BATCH } from '../../platform/channels/gateway.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Reach } from './audience-store.ts'
import { heldUntil, nextStep, type Lead } from './ladder-rules.ts'
import { chunkByGroup } from './message-rules.ts'
import { CALL_MESSAGE_MINUTES } from './receipt-rules.ts'

export const timerKinds = { ladder: 'notifications.ladder', due: 'notifications.call-due', release: 'notifications.release', tell: 'notifications.tell' } as const
/** One key a rung: two rungs of the same minute are two timers, or the second would pass for a repetition of the first. */
const ladderKey = (call: Pick<Call, 'id' | 'step'>) => `call-ladder:${call.id}:${call.step}`
const dueKey = (callId: string) => `call-due:${callId}`

/** One who is called now: already on record, or new. */
export interface Called {
  readonly recipient: Pick<CallRecipient, 'id' | 'unitId' | 'personId' | 'divisionCode' | 'times'>
  /** Place of the unit: the entry is for its desk and those above. */
  readonly unitDivisionCode: string
  readonly reach: Reach
  readonly isNew: boolean
}

interface NewMessage {
  readonly id: string
  readonly channel: NotificationChannel
  readonly held: Instant | null
  /** Those of one group go out in one batch. */
  readonly group: string
}

const withoutNulls = (fields: { [field: string]: Json }): Change['set'] => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** A message's first change. */
export function newNotification(id: string, fields: { channel: NotificationChannel; reason: NotificationReason; divisionCode: string; unitId: string; personId: string | null; contactPointId: string | null; heldUntil: Instant | null; queuedAt: Instant; callId?: string; recipientId?: string; incidentId: string | null; taskId?: string | null }): Change {
  return { object: 'notification', id, created: true, set: withoutNulls({ ...fields, status: 'queued', attempts: 0, possibleDuplicate: false }) }
}

/** Ways that exist for one target, among those asked for. */
function waysTo(reach: Reach, channels: readonly NotificationChannel[], isConfigured: (channel: NotificationChannel) => boolean): { channel: NotificationChannel; contactPointId: string | null }[] {
  return [...new Set(channels)].flatMap((channel): { channel: NotificationChannel; contactPointId: string | null }[] => {
    if (!isConfigured(channel)) return []
    if (channel === 'in-app') return reach.inApp ? [{ channel, contactPointId: null }] : []
    if (channel === 'webhook') return [{ channel, contactPointId: null }]
    const contact = reach[channel]
    return contact === null ? [] : [{ channel, contactPointId: contact.id }]
  })
}

/** Channels a target can be reached by; for the preview. */
export function listWays(reach: Reach, channels: readonly NotificationChannel[], isConfigured: (channel: NotificationChannel) => boolean): NotificationChannel[] {
  return waysTo(reach, channels, isConfigured).map((way) => way.channel)
}

/**
 * Calls everybody once more or for the first time: one entry for each unit, so that a unit sees its own people and no others; whoever
 * has no way at all is unreachable from the start. Messages leave in batches of ids.
 */
export function recordRound(context: CommandContext, call: Call, called: readonly Called[], round: { channels: readonly NotificationChannel[]; reason: 'call' | 'again'; quiet: QuietHours; isConfigured: (channel: NotificationChannel) => boolean }): { reached: number } {
  const messages: NewMessage[] = []
  const byUnit = new Map<string, { division: string; changes: Change[]; called: Set<string> }>()
  let reached = 0
  for (const { recipient, unitDivisionCode, reach, isNew } of called) {
    const ways = waysTo(reach, round.channels, round.isConfigured)
    const status = ways.length === 0 ? 'unreachable' : 'waiting'
    if (ways.length > 0) reached += 1
    const entry = byUnit.get(recipient.unitId) ?? { division: unitDivisionCode, changes: [], called: new Set<string>() }
    byUnit.set(recipient.unitId, entry)
    entry.called.add(recipient.personId ?? recipient.unitId)
    const { id, unitId, personId, divisionCode, times } = recipient
    entry.changes.push(isNew
      ? { object: 'call-recipient', id, created: true, set: withoutNulls({ callId: call.id, incidentId: call.incidentId, divisionCode, unitId, personId, status, times: times + 1 }) }
      : { object: 'call-recipient', id, set: { status, times: times + 1 } })
    for (const { channel, contactPointId } of ways) {
      const held = heldUntil(channel, call.urgency, context.at, round.quiet)
      const message = { id: context.newId(), channel, held, group: id }
      messages.push(message)
      entry.changes.push(newNotification(message.id, { callId: call.id, recipientId: id, incidentId: call.incidentId, divisionCode, unitId, personId, contactPointId, channel, reason: round.reason, heldUntil: held, queuedAt: context.at }))
    }
  }
  for (const [unitId, { division, changes, called }] of byUnit) context.record({ type: 'recipient.called', subject: call.incidentId, audience: { division, units: [unitId], called: [...called] }, changes, note: { number: call.number } })
  sendMessages(context, `call:${call.id}`, messages)
  return { reached }
}

/** Turns to the superiors of those who do not answer; each superior gets one message for all of theirs. */
export function recordEscalation(context: CommandContext, call: Call, step: LadderStep, escalated: readonly { recipient: CallRecipient; superior: Lead; reach: Reach }[], { quiet, isConfigured }: { quiet: QuietHours; isConfigured: (channel: NotificationChannel) => boolean }): void {
  const messages: NewMessage[] = []
  for (const { recipient, superior, reach } of escalated) {
    const changes: Change[] = [{ object: 'call-recipient', id: recipient.id, set: { escalatedToPersonId: superior.personId, ...(recipient.escalatedAt === null ? { escalatedAt: context.at } : {}) } }]
    for (const { channel, contactPointId } of waysTo(reach, step.channels, isConfigured)) {
      const held = heldUntil(channel, call.urgency, context.at, quiet)
      const message = { id: context.newId(), channel, held, group: superior.personId }
      messages.push(message)
      changes.push(newNotification(message.id, { callId: call.id, recipientId: recipient.id, incidentId: call.incidentId, divisionCode: superior.divisionCode, unitId: superior.unitId, personId: superior.personId, contactPointId, channel, reason: 'superior', heldUntil: held, queuedAt: context.at }))
    }
    context.record({ type: 'recipient.escalated', subject: call.incidentId, audience: { division: recipient.divisionCode, units: [recipient.unitId, superior.unitId] }, changes, note: { number: call.number } })
    context.openTo(`call:${call.id}`, superior.unitId)
  }
  sendMessages(context, `call:${call.id}`, messages)
}

/** Queues messages in batches by channel; what quiet hours hold back waits for a timer. */
export function sendMessages(context: CommandContext, target: string, messages: readonly NewMessage[]): void {
  const lanes = new Map<string, NewMessage[]>()
  for (const message of messages) {
    const lane = `${message.channel}|${message.held ?? ''}`
    lanes.set(lane, [...(lanes.get(lane) ?? []), message])
  }
  for (const lane of lanes.values()) {
    const [first] = lane
    if (!first) continue
    chunkByGroup(lane, (message) => message.group, GATEWAY_BATCH).forEach((chunk, index) => {
      const ids = chunk.map((message) => message.id)
      if (first.held === null) sendBatch(context, first.channel, `${target}:${index}`, ids)
      else context.setTimer({ key: `${timerKinds.release}:${ids[0] ?? ''}`, kind: timerKinds.release, dueAt: first.held, payload: { channel: first.channel, target: `${target}:${index}`, ids } })
    })
  }
}

/** One message to a lane: ids only, texts and numbers are looked up on the way out. */
export function sendBatch(context: CommandContext, channel: NotificationChannel, target: string, ids: readonly string[]): void {
  context.send({ channel, target, payload: { notifications: [...ids] }, expiresAfterMinutes: CALL_MESSAGE_MINUTES })
}

/** Sets the timer of the next rung, and keeps quiet when there is none. */
export function watchLadder(context: CommandContext, call: Pick<Call, 'id' | 'ladder' | 'step' | 'calledAt' | 'status'>): void {
  const next = nextStep(call)
  if (next) context.setTimer({ key: ladderKey(call), kind: timerKinds.ladder, dueAt: next.at, payload: { callId: call.id } })
}

/** Watches the time by which everybody should have answered. */
export function watchDue(context: CommandContext, call: Pick<Call, 'id' | 'acknowledgeBy'>): void {
  context.setTimer({ key: dueKey(call.id), kind: timerKinds.due, dueAt: call.acknowledgeBy, payload: { callId: call.id } })
}

/** The call is over: nothing more is climbed. */
export function stopWatching(context: CommandContext, call: Pick<Call, 'id' | 'step'>): void {
  context.cancelTimers([ladderKey(call), dueKey(call.id)])
}
