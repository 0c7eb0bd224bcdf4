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

/** `7 分钟`, `3 小时 5 分钟`, `2 天 4 小时`: the two largest parts, to the nearest minute. */
export function spanText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [...(days > 0 ? [`${days} 天`] : []), ...(hours > 0 ? [`${hours} 小时`] : []), ...(rest > 0 && days === 0 ? [`${rest} 分钟`] : [])]
  return parts.length === 0 ? '不到 1 分钟' : parts.join(' ')
}

/** An instant as a telephone stated it, bounded by the moment its message came in. */
export interface BoundedInstant {
  readonly at: Instant
  /** How far the stated instant lay ahead of the receipt, whole seconds; null below a minute, which nobody needs to be told. */
  readonly clockAheadSeconds: number | null
}

const TOLD_FROM_SECONDS = 60

/**
 * News is never refused for the clock of the telephone it came from: telephones send late, which is believed, but nothing happens after it
 * was told, so a stated instant that lies ahead counts as the receipt and the difference is kept.
 */
export function boundToReceipt(stated: Instant, receivedAt: Instant): BoundedInstant {
  if (stated <= receivedAt) return { at: stated, clockAheadSeconds: null }
  const ahead = Math.floor((Date.parse(stated) - Date.parse(receivedAt)) / 1000)
  return { at: receivedAt, clockAheadSeconds: ahead < TOLD_FROM_SECONDS ? null : ahead }
}

/** How screens and the timeline tell it. */
export function clockAheadText(seconds: number): string {
  return `手机时间快 ${spanText(seconds)}，已按收到时间记录`
}
