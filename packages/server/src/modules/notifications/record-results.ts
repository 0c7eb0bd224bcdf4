import type { Change } from '@fengsui/contract/kernel'
import type { CallRecipient, Notification } from '@fengsui/contract/notifications'
import type { CommandContext } from '../../platform/commands/context.ts'
import { listRound } from './call-store.ts'
import { recipientStatusOf } from './receipt-rules.ts'

/**
 * Writes what became of messages, and of those they went to: one entry for each call (or incident), however many messages. `known`
 * holds the messages as taken, `changed` what is new of each; `recipients` those whose state may follow.
 */
export async function recordResults(context: CommandContext, known: ReadonlyMap<string, Notification>, changed: ReadonlyMap<string, Partial<Notification>>, recipients: ReadonlyMap<string, CallRecipient>): Promise<void> {
  const touched = [...recipients.values()].filter((recipient) => [...changed.keys()].length > 0 && recipient.status !== 'answered')
  const rounds = await listRound(context.tx, touched.map((recipient) => recipient.id))
  const delivered = new Set<string>()
  for (const [id, set] of changed) {
    const notification = known.get(id)
    if (notification?.recipientId && set.status === 'delivered' && notification.reason !== 'superior') delivered.add(notification.recipientId)
  }
  const groups = new Map<string, { division: string; subject: string | null; changes: Change[]; counts: { sent: number; delivered: number; failed: number; unknown: number } }>()
  for (const [id, set] of changed) {
    const notification = known.get(id)
    if (!notification) continue
    const key = notification.callId ?? `${notification.incidentId ?? ''}|${notification.divisionCode}`
    const group = groups.get(key) ?? { division: notification.divisionCode, subject: notification.incidentId, changes: [], counts: { sent: 0, delivered: 0, failed: 0, unknown: 0 } }
    groups.set(key, group)
    group.changes.push({ object: 'notification', id, set: set as Change['set'] })
    if (set.status && set.status !== 'queued') group.counts[set.status] += 1
    // The narrowest place that holds all of them is the common beginning of their codes.
    group.division = commonPlace(group.division, notification.divisionCode)
  }
  for (const recipient of touched) {
    const messages = (rounds.get(recipient.id) ?? []).map(({ id, status }) => ({ status: changed.get(id)?.status ?? status }))
    const status = delivered.has(recipient.id) ? recipientStatusOf(recipient.status, [{ status: 'delivered' }]) : recipientStatusOf(recipient.status, messages)
    if (status !== recipient.status) groups.get(recipient.callId)?.changes.push({ object: 'call-recipient', id: recipient.id, set: { status } })
  }
  for (const { division, subject, changes, counts } of groups.values()) {
    context.record({ type: 'notification.updated', subject, audience: { division }, changes, note: counts })
  }
}

const LEVEL_DIGITS = [12, 9, 6, 4, 2] as const

/** The lowest place that holds both. */
function commonPlace(a: string, b: string): string {
  if (a === b) return a
  const digits = LEVEL_DIGITS.find((count) => a.slice(0, count) === b.slice(0, count)) ?? 2
  return a.slice(0, digits).padEnd(12, '0')
}
