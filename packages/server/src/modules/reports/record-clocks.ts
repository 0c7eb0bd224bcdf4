import { minutesBetween } from '@fengsui/contract/kernel'
import type { Clock } from '@fengsui/contract/reports'
import { judgeLateness } from '@fengsui/contract/reports/deadlines'
import type { CommandContext } from '../../platform/commands/context.ts'
import { planAlerts, platformConduct } from './clock-conduct-rules.ts'
import type { ClockPlan, Desk, WantedClock } from './clock-rules.ts'

const timerKeys = (clockId: string) => ({
  reminder: `clock-reminder:${clockId}`, again: `clock-reminder-again:${clockId}`, due: `clock-due:${clockId}`, leader: `clock-leader:${clockId}`, superior: `clock-superior:${clockId}`,
})

const audienceOf = (clock: Pick<Clock, 'divisionCode' | 'fromUnitId' | 'toUnitId'>) => ({ division: clock.divisionCode, units: [clock.fromUnitId, clock.toUnitId] })

/** Starts one clock with its reminders and escalations. @param verificationOrderId the order to verify it comes from, if it does */
export function startClock(context: CommandContext, incidentId: string, wanted: WantedClock, desks: readonly Pick<Desk, 'unitId' | 'name' | 'conduct'>[], verificationOrderId: string | null = null): Clock {
  const { countsFromChange, alsoUnder, ...duty } = wanted
  const id = context.newId()
  const clock: Clock = { id, incidentId, ...duty, status: 'running', remindedAt: null, overdueAt: null, metAt: null, metByReportId: null, verificationOrderId, escalatedAt: null }
  const nameOf = (unitId: string) => desks.find((desk) => desk.unitId === unitId)?.name ?? ''
  context.record({
    type: 'clock.started', subject: incidentId, audience: audienceOf(clock),
    changes: [{ object: 'clock', id, created: true, set: { incidentId, ...duty, status: 'running', ...(verificationOrderId === null ? {} : { verificationOrderId }) } }],
    note: { from: nameOf(clock.fromUnitId), to: nameOf(clock.toUnitId), ...(countsFromChange ? { countsFromChange } : {}), ...(alsoUnder.length > 0 ? { alsoUnder: [...alsoUnder] } : {}) },
  })
  const conduct = desks.find((desk) => desk.unitId === clock.fromUnitId)?.conduct ?? platformConduct(context.at)
  const alerts = planAlerts(clock, conduct, context.at)
  const keys = timerKeys(id)
  const timer = (key: string, kind: string, dueAt: string) => context.setTimer({ key, kind, dueAt, payload: { clockId: id } })
  if (alerts.remindAt !== null) timer(keys.reminder, 'clock-reminder', alerts.remindAt)
  if (alerts.remindAgainAt !== null) timer(keys.again, 'clock-reminder-again', alerts.remindAgainAt)
  // The leader is told by the entry that says it is overdue, unless the place gives some minutes more.
  const leaderLater = conduct.leaderAfterMinutes > 0
  context.setTimer({ key: keys.due, kind: 'clock-due', dueAt: planAlerts(clock, { ...conduct, leaderAfterMinutes: 0 }, context.at).leaderAt, payload: { clockId: id, leaderLater } })
  if (leaderLater) timer(keys.leader, 'clock-leader', alerts.leaderAt)
  timer(keys.superior, 'clock-superior', alerts.superiorAt)
  return clock
}

function cancelTimers(context: CommandContext, clock: Pick<Clock, 'id'>): void {
  context.cancelTimers(Object.values(timerKeys(clock.id)))
}

/** Writes what a plan of clocks asks for. @returns the clocks started */
export function recordClockPlan(context: CommandContext, incidentId: string, plan: ClockPlan, desks: readonly Desk[]): Clock[] {
  for (const { clock, reason } of plan.cancel) recordCancelled(context, clock, reason)
  for (const clock of plan.miss) recordMissed(context, clock)
  return plan.start.map((wanted) => startClock(context, incidentId, wanted, desks))
}

/** A clock that no longer applies. */
export function recordCancelled(context: CommandContext, clock: Clock, reason: string): void {
  context.record({ type: 'clock.cancelled', subject: clock.incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { status: 'cancelled' } }], note: { title: clock.title, reason } })
  cancelTimers(context, clock)
}

/** The incident is over and nothing was reported. */
export function recordMissed(context: CommandContext, clock: Clock): void {
  context.record({
    type: 'clock.missed', subject: clock.incidentId, audience: audienceOf(clock),
    changes: [{ object: 'clock', id: clock.id, set: { status: 'missed', ...(clock.overdueAt === null ? { overdueAt: context.at } : {}) } }], note: { title: clock.title, dueAt: clock.dueAt },
  })
  cancelTimers(context, clock)
}

/** Part of the time is gone. */
export function recordReminded(context: CommandContext, clock: Clock): void {
  context.record({
    type: 'clock.reminded', subject: clock.incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { remindedAt: context.at } }],
    note: { title: clock.title, minutesLeft: Math.floor(minutesBetween(context.at, clock.dueAt)) },
  })
}

/** The limit has passed without a report; the clock runs on until there is one. @param leaderLater the place tells its leader some minutes later */
export function recordOverdue(context: CommandContext, clock: Clock, leaderLater = false): void {
  context.record({
    type: 'clock.overdue', subject: clock.incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { overdueAt: context.at } }],
    note: { title: clock.title, dueAt: clock.dueAt, ...(leaderLater ? { leaderLater } : {}) },
  })
}

/** The leader on duty is told that a report is overdue, at the minute the place has set. */
export function recordLeaderCalled(context: CommandContext, clock: Clock): void {
  context.record({ type: 'clock.leader-called', stream: `clock:${clock.id}`, subject: clock.incidentId, audience: audienceOf(clock), changes: [], note: { title: clock.title, dueAt: clock.dueAt } })
}

/** The unit above is told that the report it waits for is overdue. Its name comes first among those who hear of it. */
export function recordEscalated(context: CommandContext, clock: Clock): void {
  context.record({
    type: 'clock.escalated', subject: clock.incidentId, audience: { division: clock.divisionCode, units: [clock.toUnitId, clock.fromUnitId] },
    changes: [{ object: 'clock', id: clock.id, set: { escalatedAt: context.at } }], note: { title: clock.title, dueAt: clock.dueAt, minutesLate: Math.floor(minutesBetween(clock.dueAt, context.at)) },
  })
}

/**
 * Stops the clocks a report or an answer fulfils. @param metAt when it was fulfilled, if not now (a call written down later)
 * @returns the greatest lateness in whole minutes, 0 when all were on time
 */
export function recordMet(context: CommandContext, clocks: readonly Clock[], reportId: string | null, metAt: string = context.at): number {
  let latest = 0
  for (const clock of clocks) {
    const { late, lateMinutes } = judgeLateness(clock.dueAt, metAt)
    latest = Math.max(latest, lateMinutes)
    context.record({
      type: 'clock.met', subject: clock.incidentId, audience: audienceOf(clock),
      changes: [{ object: 'clock', id: clock.id, set: { status: late ? 'late' : 'met', metAt, ...(reportId === null ? {} : { metByReportId: reportId }) } }],
      note: { title: clock.title, late, ...(late ? { lateMinutes } : { minutesLeft: Math.floor(minutesBetween(metAt, clock.dueAt)) }) },
    })
    cancelTimers(context, clock)
  }
  return latest
}
