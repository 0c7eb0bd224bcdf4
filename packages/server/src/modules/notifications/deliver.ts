import type { Json } from '@fengsui/contract/kernel'
import type { Notification } from '@fengsui/contract/notifications'
import { GATEWAY_BATCH, type Gateway, type GatewayMessage } from '../../platform/channels/gateway.ts'
import type { CommandRunner } from '../../platform/commands/command-runner.ts'
import { AnswerLost, type Channel, type OutboxMessage } from '../../platform/outbox/channel.ts'
import { listRecipientIds, lockNotifications, lockRecipients } from './call-store.ts'
import { loadDeliverables, type Deliverable } from './deliver-store.ts'
import { callSubject, callText, eventText, superiorText } from './message-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { foldEvent, foldRepetition, type Event } from './receipt-rules.ts'
import { recordResults } from './record-results.ts'

type Outcome = { readonly event: Exclude<Event['event'], 'failed'> } | { readonly event: 'failed'; readonly failure: string }

const idsOf = (payload: { [key: string]: Json }): string[] => (Array.isArray(payload['notifications']) ? payload['notifications'].map(String) : [])

/** The desk: notices of a response, and calls, which stand on the desk of whoever has an account. */
export function createDeskChannel(deps: NotificationDeps, deliverNotices: (message: OutboxMessage) => Promise<void>): Channel {
  return {
    name: 'in-app',
    concurrency: 2,
    async deliver(message) {
      const ids = idsOf(message.payload)
      if (ids.length === 0) return deliverNotices(message)
      await record(deps, message, 'in-app', new Map(ids.map((id) => [id, { event: 'sent' }])), false)
    },
    expire: (message) => giveUp(deps, message),
  }
}

/** A way out over a provider; without one everything handed to it is honestly "not configured". */
export function createGatewayChannel(deps: NotificationDeps, name: 'sms' | 'email' | 'webhook', gateway: Gateway | undefined): Channel {
  return {
    name,
    concurrency: gateway?.concurrency ?? 1,
    async deliver(message, signal) {
      const waiting = await loadDeliverables(deps.database, idsOf(message.payload))
      const outcomes = new Map<string, Outcome>()
      for (const each of waiting) {
        const needless = whyNeedless(each)
        if (needless !== null) outcomes.set(each.id, { event: 'failed', failure: needless })
        else if (!gateway) outcomes.set(each.id, { event: 'failed', failure: '通道未配置' })
        else if (name !== 'webhook' && each.to === null) outcomes.set(each.id, { event: 'failed', failure: '联系方式已停用或销毁' })
      }
      const batches = groupMessages(waiting.filter((each) => !outcomes.has(each.id)), name)
      let lost: AnswerLost | null = null
      if (gateway && batches.length > 0) {
        for (let start = 0; start < batches.length; start += GATEWAY_BATCH) {
          const batch = batches.slice(start, start + GATEWAY_BATCH)
          lost = (await sendBatch(gateway, start === 0 ? message.id : `${message.id}:${start}`, batch, signal, outcomes)) ?? lost
        }
      }
      await record(deps, message, name, outcomes, message.maybeRepeated && gateway?.onceOnly !== true).catch((cause: unknown) => {
        // It may have gone out, and nobody knows: the next attempt must say that it is perhaps a second one.
        throw batches.length === 0 || !gateway ? cause : new AnswerLost(`已交给网关，结果没有记下：${String(cause)}`, { cause })
      })
      if (lost) throw lost
      // What was not tried goes out with the next attempt, under the same id.
      if (waiting.some((each) => !outcomes.has(each.id))) throw new Error('网关没有收下全部消息')
    },
    expire: (message) => giveUp(deps, message),
  }
}

/** A message for everybody who shares it: a superior gets one for all of theirs. */
interface Batched {
  readonly message: GatewayMessage
  readonly ids: readonly string[]
}

async function sendBatch(gateway: Gateway, batchId: string, batch: readonly Batched[], signal: AbortSignal, outcomes: Map<string, Outcome>): Promise<AnswerLost | null> {
  const set = (each: Batched, outcome: Outcome): void => each.ids.forEach((id) => outcomes.set(id, outcome))
  try {
    const results = new Map((await gateway.send(batchId, batch.map((each) => each.message), signal)).map((result) => [result.id, result]))
    let unknown = 0
    for (const each of batch) {
      const result = results.get(each.message.id)
      if (result?.outcome === 'accepted') set(each, { event: 'sent' })
      else if (result?.outcome === 'refused') set(each, { event: 'failed', failure: result.reason.slice(0, 80) })
      else if (result?.outcome === 'unknown') {
        unknown += 1
        set(each, { event: 'unknown' })
      }
    }
    return unknown > 0 ? new AnswerLost(`${unknown} 条结果不明`) : null
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error
    for (const each of batch) set(each, { event: 'unknown' })
    return error
  }
}

/** Why a message is not sent any more, or null. */
function whyNeedless({ recipientAnswered, call, reason }: Deliverable): string | null {
  if (recipientAnswered) return '已应答，不再发送'
  if (call?.status === 'closed' && reason !== 'call') return '叫应已结束，不再发送'
  return null
}

function groupMessages(waiting: readonly Deliverable[], channel: string): Batched[] {
  const groups = new Map<string, Deliverable[]>()
  for (const each of waiting) {
    const key = each.reason === 'superior' && each.contactPointId !== null ? each.contactPointId : each.id
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const text = first.call === null ? eventText(first) : first.reason === 'superior' ? superiorText(first.call, group.map((each) => each.placeName)) : callText(first.call)
    const subject = first.call === null ? text.slice(0, 60) : callSubject(first.call)
    return [{ ids: group.map((each) => each.id), message: { id: first.id, to: channel === 'webhook' ? first.unitName : (first.to ?? ''), subject, text } }]
  })
}

async function record(deps: { objects: NotificationDeps['objects']; commands: CommandRunner }, message: OutboxMessage, channel: string, outcomes: ReadonlyMap<string, Outcome>, maybeTwice: boolean): Promise<void> {
  if (outcomes.size === 0) return
  await deps.commands.runInternal({ actor: `channel:${channel}`, key: `outbox:${message.id}` }, async (context) => {
    const peeked = await lockRecipientsOf(deps, context.tx, [...outcomes.keys()])
    const known = new Map((await lockNotifications(deps.objects, context.tx, [...outcomes.keys()])).map((notification) => [notification.id, notification]))
    const changed = new Map<string, Partial<Notification>>()
    for (const [id, outcome] of outcomes) {
      const notification = known.get(id)
      const set = notification && (foldEvent(notification, { ...outcome, at: context.at }, maybeTwice) ?? foldRepetition(notification, outcome.event, maybeTwice))
      if (set) changed.set(id, set)
    }
    if (changed.size > 0) await recordResults(context, known, changed, peeked)
  })
}

/** Recipients are taken before their messages, by everybody. */
async function lockRecipientsOf(deps: { objects: NotificationDeps['objects'] }, tx: Parameters<typeof lockRecipients>[1], ids: readonly string[]): Promise<Map<string, Awaited<ReturnType<typeof lockRecipients>>[number]>> {
  const recipientIds = await listRecipientIds(tx, ids)
  return new Map((await lockRecipients(deps.objects, tx, recipientIds)).map((recipient) => [recipient.id, recipient]))
}

/** A day has passed and the provider never came back. */
async function giveUp(deps: NotificationDeps, message: OutboxMessage): Promise<void> {
  await record(deps, message, 'expired', new Map(idsOf(message.payload).map((id) => [id, { event: 'failed', failure: '有效期内未能发出' }])), false)
}
