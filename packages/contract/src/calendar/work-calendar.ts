import { publicHolidays, publicHolidayYears } from './public-holidays.ts'

/** A legal day: `YYYY-MM-DD` in Beijing time. */
export type LegalDay = string
/** What a day is: an ordinary working day, a weekend, a public holiday, or a weekend worked in exchange for one (调休上班). */
export const dayKindNames = { working: '工作日', weekend: '休息日', holiday: '法定节假日及调休', makeUp: '调休上班' } as const
export type DayKind = keyof typeof dayKindNames

/** Days that differ from the plain week, e.g. the yearly notice of the State Council Office or a place's own addition. */
export interface DaySetting {
  readonly day: LegalDay
  readonly kind: 'holiday' | 'makeUp' | 'weekend' | 'working'
  readonly name: string
}

/** A calendar of working days. `knows` is false for years no notice has been entered for: such days count by the plain week. */
export interface WorkCalendar {
  kindOf(day: LegalDay): DayKind
  nameOf(day: LegalDay): string | null
  knows(day: LegalDay): boolean
}

const DAY_MS = 86_400_000
const BEIJING_MS = 8 * 3_600_000
const msOf = (day: LegalDay): number => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`not a day: ${day}`)
  return ms
}
const dayOf = (ms: number): LegalDay => new Date(ms).toISOString().slice(0, 10)

/** The legal day that holds an instant. @throws RangeError when the text is not an instant */
export function legalDayAt(instant: string): LegalDay {
  return dayOf(Date.parse(instant) + BEIJING_MS)
}

/** First instant of a legal day (00:00 Beijing time). @throws RangeError when the text is not a day */
export function startOfDay(day: LegalDay): string {
  return new Date(msOf(day) - BEIJING_MS).toISOString()
}

/** The instant `minutes` after 00:00 Beijing time of a day: a fixed hour such as 16:30 is 990. */
export function instantInDay(day: LegalDay, minutes: number): string {
  return new Date(msOf(day) - BEIJING_MS + minutes * 60_000).toISOString()
}

/** The day `days` later (earlier when negative). */
export function addDays(day: LegalDay, days: number): LegalDay {
  return dayOf(msOf(day) + days * DAY_MS)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LegalDay, to: LegalDay): number {
  return (msOf(to) - msOf(from)) / DAY_MS
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: LegalDay): number {
  return new Date(msOf(day)).getUTCDay()
}

/** A calendar from day settings; the later of two settings of one day wins, so a place's own come last. */
export function makeCalendar(settings: readonly DaySetting[], knownYears: readonly string[]): WorkCalendar {
  const days = new Map(settings.map((setting) => [setting.day, setting]))
  // A single local day does not make a year known.
  const years = new Set(knownYears)
  return {
    kindOf(day) {
      const weekday = weekdayOf(day)
      return days.get(day)?.kind ?? (weekday === 0 || weekday === 6 ? 'weekend' : 'working')
    },
    nameOf: (day) => days.get(day)?.name ?? null,
    knows: (day) => years.has(day.slice(0, 4)),
  }
}

/** The national calendar as this version knows it. */
export const publicCalendar: WorkCalendar = makeCalendar(publicHolidays, publicHolidayYears)
/** The national calendar with a place's own settings over it. @param completedYears years whose arrangement the place has entered in full */
export function localCalendar(own: readonly DaySetting[], completedYears: readonly string[] = []): WorkCalendar {
  return makeCalendar([...publicHolidays, ...own], [...publicHolidayYears, ...completedYears])
}

/** Days of a year that the published notice sets otherwise than the plain week; none for a year that is not known. */
export function publishedDays(year: string): readonly DaySetting[] {
  return publicHolidays.filter((each) => each.day.startsWith(`${year}-`))
}

/** Whether offices work on the day. */
export function isWorkingDay(day: LegalDay, calendar: WorkCalendar = publicCalendar): boolean {
  const kind = calendar.kindOf(day)
  return kind === 'working' || kind === 'makeUp'
}

/**
 * The `count`-th working day after a day (行政处罚法 Art 85: such periods count working days). The day itself does not count; 0 is the day
 * itself when it is worked, else the next one that is. @throws RangeError for a negative or broken count
 */
export function addWorkingDays(day: LegalDay, count: number, calendar: WorkCalendar = publicCalendar): LegalDay {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count of working days: ${count}`)
  let at = day
  if (count === 0) while (!isWorkingDay(at, calendar)) at = addDays(at, 1)
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) left -= 1
  }
  return at
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: LegalDay, to: LegalDay, calendar: WorkCalendar = publicCalendar): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count += 1
  return count
}
