import { z } from 'zod'

/** An instant as ISO 8601 in UTC with milliseconds, `2019-08-09T18:30:00.000Z`: sorts as text and hashes the same everywhere. */
export type Instant = string

/** Accepts any ISO instant with an offset and makes it the one spelling used inside. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/, '时间应写成 2019-08-10T02:30:00+08:00 这样并带时区')
  .refine((value) => !Number.isNaN(Date.parse(value)), '没有这个时间，请检查年月日和时分')
  .transform((value) => new Date(Date.parse(value)).toISOString())

const MINUTE = 60_000

/** `minutes` later than `at`; may be negative. */
export function addMinutes(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString()
}

/** Minutes from `from` to `to`; negative when `to` is earlier. */
export function minutesBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / MINUTE
}

/** The legal day (Asia/Shanghai, no daylight saving since 1991) as `20190810`. */
export function legalDay(at: Instant): string {
  return new Date(Date.parse(at) + 8 * 60 * MINUTE).toISOString().slice(0, 10).replaceAll('-', '')
}

/** `08-10 02:30` in Beijing time, for texts. */
export function beijingShort(at: Instant): string {
  return new Date(Date.parse(at) + 8 * 60 * MINUTE).toISOString().slice(5, 16).replace('T', ' ')
}
