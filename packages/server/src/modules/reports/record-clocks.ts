import { minutesBetween, type Instant } from '@fengsui/contract/kernel'
import type { Clock } from '@fengsui/contract/reports'
import { amberShare, judgeLateness } from '@fengsui/contract/reports/deadlines'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ClockPlan, Desk, WantedClock } from './clock-rules.ts'

const reminderKey = (clockId: string) => `clock-reminder:${clockId}`
const dueKey = (clockId: string) => `clock-due:${clockId}`
const shift = (at: Instant, milliseconds: number): Instant => new Date(Date.parse(at) + milliseconds).toISOString()

const audienceOf = (clock: Pick<Clock, 'divisionCode' | 'fromUnitId' | 'toUnitId'>) => ({ division: clock.divisionCode, units: [clock.fromUnitId, clock.toUnitId] })

function startClock(context: CommandContext, incidentId: string, wanted: WantedClock, desks: readonly Desk[]): Clock {
  const { countsFromChange, alsoUnder, ...duty } = wanted
  const id = context.newId()
  const clock: Clock = { id, incidentId, ...duty, status: 'running', remindedAt: null, overdueAt: null, metAt: null, metByReportId: null }
  const nameOf = (unitId: string) => desks.find((desk) => desk.unitId === unitId)?.name ?? ''
  context.record({
    type: 'clock.started', subject: incidentId, audience: audienceOf(clock),
    changes: [{ object: 'clock', id, created: true, set: { incidentId, ...duty, status: 'running' } }],
    note: { from: nameOf(clock.fromUnitId), to: nameOf(clock.toUnitId), ...(countsFromChange ? { countsFromChange } : {}), ...(alsoUnder.length > 0 ? { alsoUnder: [...alsoUnder] } : {}) },
  })
  const reminderAt = shift(clock.startsAt, Math.floor((Date.parse(clock.dueAt) - Date.parse(clock.startsAt)) * (1 - amberShare)))
  if (clock.dueAt > context.at) context.setTimer({ key: reminderKey(id), kind: 'clock-reminder', dueAt: reminderAt, payload: { clockId: id } })
  // One millisecond after: a report at the due instant itself is on time.
  context.setTimer({ key: dueKey(id), kind: 'clock-due', dueAt: shift(clock.dueAt, 1), payload: { clockId: id } })
  return clock
}

/** Writes what a plan of clocks asks for. @returns the clocks started */
export function recordClockPlan(context: CommandContext, incidentId: string, plan: ClockPlan, desks: readonly Desk[]): Clock[] {
  for (const { clock, reason } of plan.cancel) {
    context.record({ type: 'clock.cancelled', subject: incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { status: 'cancelled' } }], note: { title: clock.title, reason } })
    context.cancelTimers([reminderKey(clock.id), dueKey(clock.id)])
  }
  for (const clock of plan.miss) recordMissed(context, clock)
  return plan.start.map((wanted) => startClock(context, incidentId, wanted, desks))
}

/** The incident is over and nothing was reported. */
export function recordMissed(context: CommandContext, clock: Clock): void {
  context.record({
    type: 'clock.missed', subject: clock.incidentId, audience: audienceOf(clock),
    changes: [{ object: 'clock', id: clock.id, set: { status: 'missed', ...(clock.overdueAt === null ? { overdueAt: context.at } : {}) } }], note: { title: clock.title, dueAt: clock.dueAt },
  })
  context.cancelTimers([reminderKey(clock.id), dueKey(clock.id)])
}

/** A quarter of the time is left. */
export function recordReminded(context: CommandContext, clock: Clock): void {
  context.record({
    type: 'clock.reminded', subject: clock.incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { remindedAt: context.at } }],
    note: { title: clock.title, minutesLeft: Math.floor(minutesBetween(context.at, clock.dueAt)) },
  })
}

/** The limit has passed without a report; the clock runs on until there is one. */
export function recordOverdue(context: CommandContext, clock: Clock): void {
  context.record({ type: 'clock.overdue', subject: clock.incidentId, audience: audienceOf(clock), changes: [{ object: 'clock', id: clock.id, set: { overdueAt: context.at } }], note: { title: clock.title, dueAt: clock.dueAt } })
}

/** Stops the clocks a report fulfils. @returns the greatest lateness in whole minutes, 0 when all were on time */
export function recordMet(context: CommandContext, clocks: readonly Clock[], reportId: string): number {
  let latest = 0
  for (const clock of clocks) {
    const { late, lateMinutes } = judgeLateness(clock.dueAt, context.at)
    latest = Math.max(latest, lateMinutes)
    context.record({
      type: 'clock.met', subject: clock.incidentId, audience: audienceOf(clock),
      changes: [{ object: 'clock', id: clock.id, set: { status: late ? 'late' : 'met', metAt: context.at, metByReportId: reportId } }],
      note: { title: clock.title, late, ...(late ? { lateMinutes } : { minutesLeft: Math.floor(minutesBetween(context.at, clock.dueAt)) }) },
    })
    context.cancelTimers([reminderKey(clock.id), dueKey(clock.id)])
  }
  return latest
}
