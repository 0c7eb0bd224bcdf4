const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SHANGHAI_OFFSET_MS = 8 * 60 * MINUTE_MS

/** Milliseconds since the epoch of an ISO instant. @throws RangeError when the text is not an instant. */
export function millisecondsOf(instant: string): number {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`)
  return ms
}

const instantOf = (ms: number): string => new Date(ms).toISOString()

/** The instant `minutes` later, in UTC with milliseconds. */
export function addMinutes(instant: string, minutes: number): string {
  return instantOf(millisecondsOf(instant) + minutes * MINUTE_MS)
}

/** Minutes from `from` to `to`; negative when `to` is earlier. */
export function minutesBetween(from: string, to: string): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / MINUTE_MS
}

/** Start of the legal day (00:00 Beijing time) that holds the instant, as epoch milliseconds. */
function startOfLegalDay(instant: string): number {
  return Math.floor((millisecondsOf(instant) + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS
}

/**
 * Last millisecond of the legal day `days` after the instant's own. A period counted in days does not count its first day and
 * ends with its last one (民法典 Art 201, 203), so 7 days from any hour of 08-12 end with 08-19.
 */
export function endOfLegalDayAfter(instant: string, days: number): string {
  return instantOf(startOfLegalDay(instant) + (days + 1) * DAY_MS - 1)
}

/** Last millisecond of a calendar date in Beijing time. */
export function endOfDate(year: number, month: number, day: number): string {
  return instantOf(Date.UTC(year, month - 1, day + 1) - SHANGHAI_OFFSET_MS - 1)
}

/** Last millisecond of the slot after the one holding the instant, a legal day being cut into `slots` equal parts. */
export function endOfNextSlot(instant: string, slots: number): string {
  const start = startOfLegalDay(instant)
  const length = DAY_MS / slots
  const current = Math.floor((millisecondsOf(instant) - start) / length)
  return instantOf(start + (current + 2) * length - 1)
}
