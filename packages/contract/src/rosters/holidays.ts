import { addDays, instantInDay, isWorkingDay, publicCalendar, type WorkCalendar } from '../calendar/index.ts'
import type { DutyLimits } from './duty-limits.ts'
import { daysFrom } from './seats.ts'

/** A public holiday as one stretch of days, both included. */
export interface HolidayPeriod {
  readonly name: string
  readonly fromDay: string
  readonly toDay: string
}

/** Public holidays that begin within a period, each whole. Days of two holidays next to each other (国庆、中秋) are one. */
export function listHolidays(fromDay: string, toDay: string, calendar: WorkCalendar = publicCalendar): HolidayPeriod[] {
  const isHoliday = (day: string): boolean => calendar.kindOf(day) === 'holiday'
  return daysFrom(fromDay, toDay).filter((day) => isHoliday(day) && !isHoliday(addDays(day, -1))).map((first) => {
    let last = first
    const names: string[] = []
    for (let day = first; isHoliday(day); day = addDays(day, 1)) {
      last = day
      const name = calendar.nameOf(day)
      if (name !== null && !names.includes(name)) names.push(name)
    }
    return { name: names.join('、') || '节假日', fromDay: first, toDay: last }
  })
}

/** When a holiday's roster has to lie with the level above: so many working days before its first day, at the hour. */
export function filingDueAt(holiday: HolidayPeriod, limits: Pick<DutyLimits, 'filingWorkingDaysBefore' | 'filingMinute'>, calendar: WorkCalendar = publicCalendar): string {
  let day = holiday.fromDay
  for (let left = limits.filingWorkingDaysBefore; left > 0; ) {
    day = addDays(day, -1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return instantInDay(day, limits.filingMinute)
}
