import type { Instant } from '@fengsui/contract/kernel'
import { numberSource, readNumeral } from './numerals.ts'
import type { Span } from './numerals.ts'

/** A time read from the text. */
export interface FoundTime {
  readonly at: Instant
  /** "左右", "约", or reckoned back from "20 分钟前". */
  readonly approximate: boolean
  readonly span: Span
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const BEIJING = 8 * HOUR

const dayWords: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 今早: 0, 今晨: 0, 今晚: 0, 昨天: 1, 昨日: 1, 昨晚: 1, 昨夜: 1, 前天: 2 }
const partPattern = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|深夜|半夜'
const date = `(?:(?:(?<year>\\d{4})年)?(?:(?<month>${numberSource})月)?(?<day>${numberSource})[日号]|(?:(?<year2>\\d{4})[-/.])?(?<month2>\\d{1,2})[-/](?<day2>\\d{1,2})(?=[\\sT])|(?<dayWord>${Object.keys(dayWords).join('|')}))`
const clock = `(?:(?<hour>\\d{1,2})[:：](?<minute>\\d{2})(?:[:：]\\d{2})?|(?<hour2>${numberSource})\\s*[时点](?!间)钟?\\s*(?:(?<half>半)|(?<quarter>[一三])刻|(?<minute2>${numberSource})\\s*分?(?!钟内))?)`
const absolutePattern = new RegExp(`(?<about>约|大约)?${date}?\\s*T?\\s*(?<part>${partPattern})?\\s*(?:约|大约)?${clock}\\s*(?<about2>左右|许|前后)?`, 'gu')
const agoPattern = new RegExp(`(?:大?约)?(?:(?<half>半)个?小时|(?<n>${numberSource})\\s*(?:个)?(?<unit>分钟|小时))(?:左右)?(?:以|之)?前`, 'gu')
const nowPattern = /刚才|刚刚|就在刚/gu

const read = (text: string | undefined): number | null => (text === undefined ? null : readNumeral(text))

/** Hour of the day meant by "下午 3" or "晚上 12"; null when there is none such. */
function hourOf(hour: number, part: string | undefined, dayWord: string | undefined): number | null {
  if (hour > 24) return null
  const evening = part === undefined ? dayWord === '昨晚' || dayWord === '今晚' || dayWord === '昨夜' : /下午|傍晚|晚上|晚间|夜里|深夜/.test(part)
  if (part === '中午') return hour <= 3 ? hour + 12 : hour
  if (part === '凌晨' || part === '半夜') return hour === 12 ? 0 : hour
  if (evening && hour >= 1 && hour < 12) return /夜/.test(part ?? dayWord ?? '') && hour <= 5 ? hour : hour + 12
  return hour
}

function readAbsolute(match: RegExpMatchArray, now: number): number | null {
  const g = match.groups ?? {}
  const hourRaw = read(g.hour) ?? read(g.hour2)
  if (hourRaw === null) return null
  const hour = hourOf(hourRaw, g.part, g.dayWord)
  const minute = g.half === undefined ? (g.quarter === undefined ? (read(g.minute) ?? read(g.minute2) ?? 0) : (read(g.quarter) ?? 0) * 15) : 30
  if (hour === null || minute > 59) return null
  const today = new Date(now + BEIJING)
  const year = read(g.year) ?? read(g.year2)
  const month = read(g.month) ?? read(g.month2)
  const day = read(g.day) ?? read(g.day2)
  const back = g.dayWord === undefined ? 0 : (dayWords[g.dayWord] ?? 0)
  const midnight = Date.UTC(year ?? today.getUTCFullYear(), month === null ? today.getUTCMonth() : month - 1, day ?? today.getUTCDate()) - back * DAY - BEIJING
  const at = midnight + hour * HOUR + minute * MINUTE
  // An hour without a date is the last such hour: "23 点" said at 02:00 was yesterday evening.
  if (at > now && day === null && g.dayWord === undefined) return at - DAY
  return at
}

/**
 * When it happened, from the text. The first time that is neither a cut-off ("截至 3 时") nor in the future counts.
 * @param now business time, ISO; relative words and missing dates are reckoned from it
 */
export function findOccurredAt(text: string, now: Instant): FoundTime | null {
  const nowMs = Date.parse(now)
  const found: { at: number; approximate: boolean; span: Span }[] = []
  const add = (match: RegExpMatchArray, at: number | null, approximate: boolean): void => {
    const from = match.index ?? 0
    if (at === null || at > nowMs || at < nowMs - 60 * DAY) return
    if (/(?:截至|截止|截止到|计划|预计|将于|力争)\s*(?:目前)?\s*$/u.test(text.slice(Math.max(0, from - 8), from))) return
    const lead = match[0].length - match[0].trimStart().length
    found.push({ at, approximate, span: { from: from + lead, to: from + match[0].trimEnd().length } })
  }
  for (const match of text.matchAll(absolutePattern)) {
    const g = match.groups ?? {}
    add(match, readAbsolute(match, nowMs), g.about !== undefined || g.about2 !== undefined || /约/.test(match[0]))
  }
  for (const match of text.matchAll(agoPattern)) {
    const length = match.groups?.half === undefined ? (read(match.groups?.n) ?? NaN) * (match.groups?.unit === '小时' ? HOUR : MINUTE) : HOUR / 2
    add(match, Number.isFinite(length) ? nowMs - length : null, true)
  }
  for (const match of text.matchAll(nowPattern)) add(match, nowMs, true)
  const first = found.sort((a, b) => a.span.from - b.span.from)[0]
  if (first === undefined) return null
  return { ...first, at: new Date(Math.floor(first.at / MINUTE) * MINUTE).toISOString() }
}
