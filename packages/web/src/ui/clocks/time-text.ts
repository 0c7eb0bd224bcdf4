const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Legal days and clock texts are Asia/Shanghai, UTC+8 without daylight saving. */
const shanghaiOffset = 8 * hour

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

const pad = (value: number): string => String(value).padStart(2, '0')
const shanghai = (instant: string | number): Date => new Date((typeof instant === 'string' ? Date.parse(instant) : instant) + shanghaiOffset)

/** `08-10 01:45` */
export function monthDayTime(instant: string | number): string {
  const d = shanghai(instant)
  return `${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`
}

/** `01:45` */
export function hourMinute(instant: string | number): string {
  return monthDayTime(instant).slice(6)
}

/** `01:45:08` */
export function hourMinuteSecond(instant: string | number): string {
  const d = shanghai(instant)
  return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`
}

/** `08-10 周六` */
export function monthDayWeekday(instant: string | number): string {
  const d = shanghai(instant)
  return `${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${weekdays[d.getUTCDay()] ?? ''}`
}

/** `2019-08-10 01:45:08 北京时间`, for hover and print. */
export function absoluteTime(instant: string | number): string {
  return `${shanghai(instant).toISOString().slice(0, 19).replace('T', ' ')} 北京时间`
}

/** Time on its own today, with the date otherwise: `01:45` or `08-09 23:10`. */
export function nearTime(instant: string | number, now: number): string {
  const text = monthDayTime(instant)
  return text.slice(0, 5) === monthDayTime(now).slice(0, 5) && Math.abs(shanghai(instant).getTime() - shanghai(now).getTime()) < day ? text.slice(6) : text
}

/** Length of time in words: `1 时 04 分`, `31 分`, `45 秒`, `3 天 2 时`. Negative lengths read as 0. */
export function durationText(milliseconds: number): string {
  const length = Math.max(0, milliseconds)
  if (length < minute) return `${Math.floor(length / second)} 秒`
  if (length < hour) return `${Math.floor(length / minute)} 分`
  if (length < day) return `${Math.floor(length / hour)} 时 ${pad(Math.floor((length % hour) / minute))} 分`
  const hours = Math.floor((length % day) / hour)
  return hours === 0 ? `${Math.floor(length / day)} 天` : `${Math.floor(length / day)} 天 ${hours} 时`
}

/** A counting clock: `06:52` under an hour, `1:36:52` above. */
export function countingText(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / second))
  const hours = Math.floor(total / 3600)
  const rest = `${pad(Math.floor((total % 3600) / 60))}:${pad(total % 60)}`
  return hours === 0 ? rest : `${hours}:${rest}`
}

/** Age or distance of an instant: `刚刚`, `12 分钟前`, `3 小时后`, `2 天前`. */
export function relativeText(instant: string | number, now: number): string {
  const difference = now - (typeof instant === 'string' ? Date.parse(instant) : instant)
  const length = Math.abs(difference)
  if (length < minute) return difference < -second ? '即将' : '刚刚'
  const amount =
    length < hour ? `${Math.floor(length / minute)} 分钟` : length < day ? `${Math.floor(length / hour)} 小时` : `${Math.floor(length / day)} 天`
  return `${amount}${difference >= 0 ? '前' : '后'}`
}
