import type { Instant } from '../../kernel/index.ts'
import { readSource } from './source-text.ts'

/** A date or time of day as written, with what it leaves open. `[start, end)` in the text read. */
export interface Moment {
  readonly start: number
  readonly end: number
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  /** Days from the reference (今日 0, 昨日 -1, 次日: from the date before). */
  readonly daysFromReference: number | null
  readonly sameDay: boolean
  readonly hour: number | null
  readonly minute: number | null
  /** 20分钟前, 半小时前, 刚才: minutes before the text was sent. */
  readonly minutesAgo: number | null
  /** 约、左右、许 stand beside it. */
  readonly about: boolean
}

const HAN = '零〇一二两三四五六七八九十廿卅'
const PATTERN = new RegExp([
  String.raw`(?:(\d{4}|[${HAN}]{4})年)?([\d]{1,2}|[${HAN}]{1,3})月([\d]{1,2}|[${HAN}]{1,3})[日号]?`,
  String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)`,
  String.raw`(\d{4}|[${HAN}]{4})年(?!前|来|级|度)`,
  String.raw`(今日|今天|今晨|今早|今晚|今夜|昨日|昨天|昨晚|昨夜|昨晨|前日|前天|当日|当天|当晚|同日|次日|翌日)`,
  String.raw`(?<!\d)([\d]{1,2})[日号](?!本|前|后|线|楼|井|矿|院|台|门|桥|车|船|机|公|国|均|常)`,
  String.raw`(凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|晚|夜间|深夜|夜里)?(?<![\d.])([\d]{1,2}|[${HAN}]{1,3})(?:[时点]钟?半|[时点][一三]刻|[时点]钟?(?!间|期|候|段|刻|五亿|五万)(?:([\d]{1,2}|[${HAN}]{1,3})分?)?|:([\d]{2})(?!\d)(?::\d{2})?时?)`,
  String.raw`(?<![\d./-])(\d{1,2})[-/](\d{1,2})(?=[ T]\d{1,2}:\d{2})`,
].join('|'), 'g')

const AGO = new RegExp(String.raw`(?:(半)个?小时|(?<![\d.])([\d]{1,3}|[${HAN}]{1,3})(?:个)?(分钟|小时))(?:左右|多)?(?:以|之)?前|刚才|刚刚`, 'g')
const ABOUT_AFTER = /^(?:左右|许|前后|上下)/
const ABOUT_BEFORE = /(?:约|大约|大概)$/
const RELATIVE: Readonly<Record<string, number>> = { 今日: 0, 今天: 0, 今晨: 0, 今早: 0, 今晚: 0, 今夜: 0, 昨日: -1, 昨天: -1, 昨晚: -1, 昨夜: -1, 昨晨: -1, 前日: -2, 前天: -2 }
const AFTERNOON = new Set(['下午', '午后', '傍晚', '晚上', '晚间', '晚', '夜间', '深夜', '夜里', '今晚', '今夜', '昨晚', '昨夜', '当晚'])

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d+$/.test(text)) return Number(text)
  const digits = [...text].map((unit) => '零一二三四五六七八九'.indexOf(unit === '〇' ? '零' : unit === '两' ? '二' : unit))
  if (digits.every((digit) => digit >= 0)) return Number(digits.join(''))
  const match = /^([一二三四五六七八九]?)([十廿卅])([一二三四五六七八九]?)$/.exec(text)
  if (!match) return null
  const one = (unit: string | undefined): number => '零一二三四五六七八九'.indexOf(unit === '' || unit === undefined ? '零' : unit)
  return (match[2] === '廿' ? 20 : match[2] === '卅' ? 30 : (match[1] === '' ? 1 : one(match[1])) * 10) + one(match[3])
}

const within = (value: number | null, least: number, most: number): boolean => value === null || (value >= least && value <= most)

/** Every date and time of day in the text, in order; a date and the time that follows it are one moment. */
export function readMoments(text: string): Moment[] {
  const moments: Moment[] = []
  for (const match of text.matchAll(PATTERN)) {
    const [whole, y1, m1, d1, y2, m2, d2, y3, relative, d3, part, h, minuteHan, minuteColon, m3, d4] = match
    const start = match.index
    const end = start + whole.length
    let hour = numberOf(h)
    const quarter = h !== undefined && whole.endsWith('刻') ? (whole.at(-2) === '三' ? 45 : 15) : null
    const minute = quarter ?? (whole.endsWith('半') && h !== undefined ? 30 : numberOf(minuteHan ?? minuteColon))
    const moment: Moment = {
      start, end, year: numberOf(y1 ?? y2 ?? y3), month: numberOf(m1 ?? m2 ?? m3), day: numberOf(d1 ?? d2 ?? d3 ?? d4),
      daysFromReference: relative === undefined ? null : (RELATIVE[relative] ?? (relative === '次日' || relative === '翌日' ? 1 : null)),
      sameDay: relative !== undefined && RELATIVE[relative] === undefined && relative !== '次日' && relative !== '翌日', hour, minute, minutesAgo: null,
      about: ABOUT_AFTER.test(text.slice(end, end + 2)) || ABOUT_BEFORE.test(text.slice(Math.max(0, start - 2), start)) || /约/.test(whole),
    }
    if (!within(moment.month, 1, 12) || !within(moment.day, 1, 31) || !within(hour, 0, 24) || !within(minute, 0, 59) || !within(moment.year, 1000, 2200)) continue
    const last = moments.at(-1)
    const joins = last !== undefined && hour !== null && last.hour === null && start - last.end <= 1 && (last.day !== null || last.daysFromReference !== null || last.sameDay)
    const evening = part !== undefined ? AFTERNOON.has(part) : joins && AFTERNOON.has(text.slice(last.start, last.end))
    if (hour !== null && part === '中午' && hour >= 1 && hour <= 3) hour += 12
    else if (hour !== null && evening && hour >= 1 && hour < 12 && !(/深夜|夜里/.test(part ?? '') && hour < 5)) hour += 12
    if (joins) moments[moments.length - 1] = { ...last, end, hour, minute, about: last.about || moment.about }
    else moments.push({ ...moment, hour })
  }
  const ago: Moment[] = [...text.matchAll(AGO)].map((match) => {
    const count = match[1] !== undefined ? 30 : match[2] !== undefined ? (numberOf(match[2]) ?? 0) * (match[3] === '小时' ? 60 : 1) : 0
    return { start: match.index, end: match.index + match[0].length, year: null, month: null, day: null, daysFromReference: null, sameDay: false, hour: null, minute: null, minutesAgo: count, about: true }
  })
  return ago.length === 0 ? moments : [...moments, ...ago].sort((a, b) => a.start - b.start)
}

const OCCURRENCE = /发生|突发|突遇|起火|着火|失火|坍塌|垮塌|倒塌|爆炸|暴发|爆发|泄漏|侧翻|追尾|相撞|碰撞|沉没|倾覆|翻沉|溃|决口|滑坡|崩塌|泥石流|坠|闪爆|燃爆|冒顶|透水|登陆|遭遇|遭受|出现|中毒|起爆|脱轨|踩踏/
const REPORTING = /^(?:许|左右|前后)?[，,]?(?:[^，。]{0,12})(?:接报|接到|接警|获悉|发布|统计|止|通报|会商|召开|启动)/
const UNTIL = /(?:截至|截止|截止到|至|到)$/

/** An instant, or only the day where no time of day is said. */
export interface Occurrence { readonly at: Instant | null; readonly day: string; readonly about: boolean; readonly start: number; readonly end: number }

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * When it happened: the moment nearest before a word of happening. Years and days left open come from the moments before and from
 * `reference` (an instant; Beijing days); without it an open year stays unknown and there is no answer.
 * @param excluded ranges of the text that speak of something else (past cases, drills)
 */
export function findOccurrence(text: string, moments: readonly Moment[], reference: Instant | null, excluded: (at: number) => boolean): Occurrence | null {
  let best: { moment: Moment; index: number; score: number } | undefined
  moments.forEach((moment, index) => {
    if ((moment.day === null && moment.hour === null && moment.daysFromReference === null && (moment.minutesAgo === null || reference === null)) || excluded(moment.start)) return
    const after = text.slice(moment.end, moment.end + 60).split(/[。；\n]/, 1)[0] ?? ''
    const score = (OCCURRENCE.test(after) ? 4 : 0) + (moment.hour === null ? 0 : 1) - (REPORTING.test(after) ? 3 : 0) - (UNTIL.test(text.slice(Math.max(0, moment.start - 3), moment.start)) ? 4 : 0) + (moment.day === null && moment.daysFromReference === null ? -1 : 0)
    if (best === undefined || score > best.score) best = { moment, index, score }
  })
  // 截至9日 alone tells when it was counted, not when it happened.
  if (best === undefined || best.score < -1) return null
  const { moment, index } = best
  const base = reference === null ? null : new Date(Date.parse(reference) + 8 * 3_600_000)
  if (moment.minutesAgo !== null) {
    const then = new Date(Math.floor(Date.parse(reference ?? '') / 60_000) * 60_000 - moment.minutesAgo * 60_000)
    return { at: then.toISOString(), day: new Date(then.getTime() + 8 * 3_600_000).toISOString().slice(0, 10), about: true, start: moment.start, end: moment.end }
  }
  let { year, month, day } = moment
  let inferred = false
  let shift = moment.daysFromReference
  for (let back = index - 1; back >= 0 && (day === null || month === null || year === null) && !(shift !== null && shift <= 0); back -= 1) {
    const before = moments[back]
    if (before === undefined || excluded(before.start)) continue
    if (day === null) day = before.day
    if (month === null) month = before.month
    if (year === null) year = before.year
    if (day === null && before.daysFromReference !== null) shift ??= before.daysFromReference
  }
  let date: Date | null
  if (shift !== null && (shift <= 0 || day === null)) date = base === null ? null : new Date(base.getTime() + shift * 86_400_000)
  else {
    if (day === null || month === null) {
      if (base === null || day !== null && month !== null) return null
      // Only a time of day, or only the day of the month: the latest that is not ahead of the reference.
      month ??= base.getUTCMonth() + 1
      if (day === null) inferred = true
      day ??= base.getUTCDate()
    }
    if (year === null) {
      if (base === null) return null
      year = base.getUTCFullYear()
      if (Date.UTC(year, month - 1, day) > base.getTime() + 86_400_000) year -= 1
    }
    date = new Date(Date.UTC(year, month - 1, day))
    if (date.getUTCMonth() !== month - 1) return null
    if (shift !== null) date = new Date(date.getTime() + shift * 86_400_000)
  }
  if (date === null) return null
  const dayText = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  const at = moment.hour === null ? null : new Date(Date.parse(`${dayText}T00:00:00+08:00`) + (moment.hour * 60 + (moment.minute ?? 0)) * 60_000).toISOString()
  if (at !== null && reference !== null && at > reference) {
    // 23点 said at two in the morning was yesterday; what lies ahead with its date is a plan.
    if (!inferred) return null
    const before = new Date(Date.parse(at) - 86_400_000)
    return { at: before.toISOString(), day: new Date(before.getTime() + 8 * 3_600_000).toISOString().slice(0, 10), about: moment.about, start: moment.start, end: moment.end }
  }
  return { at, day: dayText, about: moment.about, start: moment.start, end: moment.end }
}

/** A time typed into a field of its own, in any of the ways of a report; null when it cannot be read or lies ahead of `now`. */
export function readTypedOccurrence(text: string, now: Instant): Instant | null {
  const plain = readSource(text).text
  const moments = readMoments(plain)
  return findOccurrence(plain, moments, now, () => false)?.at ?? null
}
