import { addMinutes, type Json } from '@fengsui/contract/kernel'
import type { NotificationReason } from '@fengsui/contract/notifications'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { loadReach } from './audience-store.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { listWays, newNotification, sendMessages, timerKinds } from './record-round.ts'
import { findUnitTarget, type ToldTarget } from './tell-store.ts'

/** So long after the first event others are gathered into the same message: a response gives one unit a dozen tasks at once. */
const GATHER_SECONDS = 5

/** Who is told of what: the unit's desk, its head, its leader on duty (its head where no roster says), or the place's commander. */
interface Telling {
  readonly to: 'desk' | 'lead' | 'on-duty' | 'commander'
  readonly reason: NotificationReason
  /** Unit, or for a commander the place. */
  readonly whom: (entry: SealedEntry) => Json | undefined
}

const setOf = (field: string) => (entry: SealedEntry): Json | undefined => entry.data.changes[0]?.set[field]
const firstUnit = (entry: SealedEntry): Json | undefined => entry.data.audience.units?.[0]
const place = (entry: SealedEntry): Json | undefined => entry.data.audience.division

const tellings: Readonly<Record<string, Telling>> = {
  'task.assigned': { to: 'desk', reason: 'orders', whom: setOf('unitId') },
  'notice.queued': { to: 'desk', reason: 'orders', whom: setOf('toUnitId') },
  'seat.called': { to: 'desk', reason: 'orders', whom: setOf('unitId') },
  'task.unacknowledged': { to: 'lead', reason: 'unacknowledged', whom: firstUnit },
  // The first unit of a clock's audience is the one that has to report.
  'clock.reminded': { to: 'desk', reason: 'clock-reminder', whom: firstUnit },
  // A place may give its leader some minutes more; then another entry tells.
  'clock.overdue': { to: 'on-duty', reason: 'clock-overdue', whom: (entry) => (entry.data.note?.['leaderLater'] === true ? undefined : firstUnit(entry)) },
  'clock.leader-called': { to: 'on-duty', reason: 'clock-overdue', whom: firstUnit },
  // Here the first unit is the one that waits for the report.
  'clock.escalated': { to: 'on-duty', reason: 'clock-escalated', whom: firstUnit },
  'verification-order.given': { to: 'desk', reason: 'verification', whom: firstUnit },
  'casualty-watch.reminded': { to: 'desk', reason: 'casualty-watch', whom: firstUnit },
  'instruction-duty.assigned': { to: 'desk', reason: 'instruction', whom: setOf('unitId') },
  'instruction-duty.unacknowledged': { to: 'lead', reason: 'instruction', whom: firstUnit },
  'instruction-duty.reminded': { to: 'desk', reason: 'instruction', whom: firstUnit },
  'instruction-duty.overdue': { to: 'lead', reason: 'instruction', whom: firstUnit },
  'supervision-notice.issued': { to: 'lead', reason: 'instruction', whom: firstUnit },
  'suspicion.raised': { to: 'lead', reason: 'suspicion', whom: firstUnit },
  'duty-watch.end-due': { to: 'desk', reason: 'handover', whom: firstUnit },
  'duty-watch.overstayed': { to: 'lead', reason: 'handover', whom: firstUnit },
  'spot-check.superior-told': { to: 'lead', reason: 'spot-check', whom: firstUnit },
  'linkage-alarm.raised': { to: 'commander', reason: 'linkage', whom: place },
}

/** Events that people must hear of even when nobody looks at the desk. Gathers them by unit, incident and reason; the desk itself shows each at once. */
export function tellOfEvents(): Reaction {
  return {
    name: 'notifications.tell',
    from: 'now',
    types: Object.keys(tellings),
    handle(context, entry) {
      const telling = tellings[entry.type]
      const whom = telling?.whom(entry)
      if (!telling || typeof whom !== 'string') return Promise.resolve()
      const { to, reason } = telling
      context.setTimer({ key: `${timerKinds.tell}:${reason}:${whom}:${entry.subject ?? ''}`, kind: timerKinds.tell, dueAt: addMinutes(entry.at, GATHER_SECONDS / 60), payload: { to, reason, whom, incidentId: entry.subject } })
      return Promise.resolve()
    },
  }
}

/** Sends what was gathered: one message to one recipient on each channel that leaves the system. Never held by quiet hours. */
export function tellTimer(deps: NotificationDeps): TimerHandler {
  return {
    kind: timerKinds.tell,
    async fire(context, payload) {
      const incidentId = typeof payload['incidentId'] === 'string' ? payload['incidentId'] : null
      const reason = payload['reason'] as NotificationReason
      const target: ToldTarget | null = await findUnitTarget(context.tx, payload['to'] as Telling['to'], String(payload['whom']), context.at)
      if (!target) return
      const reach = (await loadReach(context.tx, [target]))(target)
      const messages = listWays(reach, ['sms', 'email', 'webhook'], (channel) => deps.isConfigured(channel)).map((channel) => ({ id: context.newId(), channel, held: null, group: '' }))
      if (messages.length === 0) return
      context.record({
        type: 'notification.queued', subject: incidentId, audience: { division: target.divisionCode, units: [target.unitId] },
        changes: messages.map(({ id, channel }) => newNotification(id, { incidentId, divisionCode: target.divisionCode, unitId: target.unitId, personId: target.personId, contactPointId: channel === 'webhook' ? null : (reach[channel === 'email' ? 'email' : 'sms']?.id ?? null), channel, reason, heldUntil: null, queuedAt: context.at })),
        note: { reason },
      })
      sendMessages(context, `tell:${messages[0]?.id ?? ''}`, messages)
    },
  }
}
