import { addDays, legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { dutyLimitsOn, filingDueAt, listHolidays } from '@fengsui/contract/rosters'
import { divisionAt, divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { createdChange } from './created-change.ts'
import { findUnitRow, lockFilingsOf } from './filing-store.ts'
import { findUpperDesk, lockUnitDuty } from './roster-store.ts'

export const HOLIDAY_TIMER = 'rosters.holidays'
/** A holiday's filing is opened so many days before it begins. Platform default. */
export const OPEN_DAYS_BEFORE = 21

/** Has the unit's holidays looked at, at an instant. One timer a unit, which sets itself anew. */
export function armHolidayWatch(context: CommandContext, unitId: string, dueAt: string): void {
  context.setTimer({ key: `${HOLIDAY_TIMER}:${unitId}`, kind: HOLIDAY_TIMER, dueAt, payload: { unitId } })
}

/** Where a unit's papers may go up to, nearest first: its own place, then those above. */
export function placesUpFrom(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level)).reverse()
}

/**
 * Opens the filing of every public holiday that is near, marks those that were due and are not there (DUTY-6), and sets itself for the next such
 * moment. Units that stand duty only: the timer begins with their first pattern.
 */
export function createHolidayTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: HOLIDAY_TIMER,
    async fire(context, payload) {
      const unitId = String(payload['unitId'])
      await lockUnitDuty(context.tx, unitId)
      const unit = await findUnitRow(context.tx, unitId)
      if (!unit?.active) return
      const today = legalDayAt(context.at)
      const limits = dutyLimitsOn(today)
      const filings = await lockFilingsOf(deps.objects, context.tx, unitId)
      const audience = { division: unit.divisionCode, units: [unitId] }
      const holidays = listHolidays(today, addDays(today, 400))
      const next: string[] = []
      for (const holiday of holidays) {
        const opensAt = startOfDay(addDays(holiday.fromDay, -OPEN_DAYS_BEFORE))
        const dueAt = filingDueAt(holiday, limits)
        const filing = filings.find(({ fromDay }) => fromDay === holiday.fromDay)
        if (filing) continue
        if (opensAt > context.at) {
          next.push(opensAt)
          continue
        }
        const toUnitId = await findUpperDesk(context.tx, unitId, placesUpFrom(unit.divisionCode))
        context.record({
          type: 'roster-filing.opened', audience: { ...audience, units: [unitId, ...(toUnitId === null ? [] : [toUnitId])] },
          changes: [createdChange('roster-filing', context.newId(), { unitId, divisionCode: unit.divisionCode, toUnitId, holiday: holiday.name, fromDay: holiday.fromDay, toDay: holiday.toDay, dueAt, status: 'due', ...(dueAt <= context.at ? { overdueAt: context.at } : {}) })],
        })
        if (dueAt > context.at) next.push(dueAt)
      }
      for (const filing of filings) {
        if (filing.status !== 'due' || filing.overdueAt !== null) continue
        if (filing.dueAt > context.at) next.push(filing.dueAt)
        else context.record({ type: 'roster-filing.overdue', audience: { ...audience, units: [unitId, ...(filing.toUnitId === null ? [] : [filing.toUnitId])] }, changes: [{ object: 'roster-filing', id: filing.id, set: { overdueAt: context.at } }], note: { holiday: filing.holiday, fromDay: filing.fromDay } })
      }
      // Without a known holiday ahead: look again in a month, a version with the next year's notice may be there.
      armHolidayWatch(context, unitId, next.sort()[0] ?? startOfDay(addDays(today, 30)))
    },
  }
}
