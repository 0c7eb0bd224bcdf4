import { getIndicator, keyName, listKeys, NOW, type FormSetKey } from './catalogue.ts'
import type { Indicator } from './form.ts'

/** A figure or words of a form. Absent or null means **unknown, not zero**. */
export type FormValue = number | string | null
export type FormValues = Readonly<Record<string, FormValue>>

export interface ValueProblem {
  readonly key: string
  readonly message: string
}

const MOST_PEOPLE = 1_500_000_000
const MOST = 10_000_000_000
const hourPattern = /^(\d{4})-(\d{2})-(\d{2})-(\d{2})$/
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

function isCalendarDay(year: string, month: string, day: string): boolean {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
}

/** Hundredths, whole: sums and comparisons never meet 0.1 + 0.2. */
export function hundredths(value: number): number {
  return Math.round(value * 100)
}

function numberProblem(indicator: Indicator, value: number): string | null {
  if (!Number.isFinite(value)) return '应填数字'
  if (value < 0) return '不能是负数'
  if (indicator.type === 'count') {
    if (!Number.isInteger(value)) return `按${indicator.unit || '个'}统计，应填整数`
    if (value > (indicator.unit === '人' ? MOST_PEOPLE : MOST)) return '超出可能范围，请核对数字和单位'
    return null
  }
  if (value > (indicator.type === 'percent' ? 100 : indicator.unit === '里氏震级' ? 10 : MOST)) return indicator.type === 'percent' ? '比例应在 0 到 100 之间' : '超出可能范围，请核对数字和单位'
  if (Math.abs(value * 100 - hundredths(value)) > 1e-6 * Math.max(1, value)) return '最多两位小数'
  return null
}

function wordsProblem(indicator: Indicator, value: string): string | null {
  if (value.length > 60) return '最多 60 个字'
  const found = indicator.type === 'hour' ? hourPattern.exec(value) : indicator.type === 'day' ? dayPattern.exec(value) : undefined
  if (found === undefined) return null
  const wanted = indicator.type === 'hour' ? '应写成 2019-08-10-02（年-月-日-时）' : '应写成 2019-08-10（年-月-日）'
  if (found === null) return wanted
  const [, year = '', month = '', day = '', hour = '0'] = found
  return isCalendarDay(year, month, day) && Number(hour) < 24 ? null : '没有这个日期，请核对'
}

/** What is wrong with one value as it is typed; null when it can stand. */
export function valueProblem(key: string, value: FormValue): string | null {
  const indicator = getIndicator(key.replace(NOW, ''))
  if (value === null) return null
  switch (indicator.type) {
    case 'count': case 'decimal': case 'percent':
      return typeof value === 'number' ? numberProblem(indicator, value) : '应填数字'
    case 'level':
      return value === 1 || value === 2 || value === 3 || value === 4 ? null : '应填 1 到 4 级'
    case 'yes-no':
      return value === '是' || value === '否' ? null : '应填“是”或“否”'
    default:
      return typeof value === 'string' ? wordsProblem(indicator, value) : '应填文字'
  }
}

/** Values of a set as they may be kept: known keys only, empty words as unknown. */
export function readValues(set: FormSetKey, given: Readonly<Record<string, FormValue>>): { values: Record<string, FormValue>; problems: ValueProblem[] } {
  const known = new Set(listKeys(set))
  const values: Record<string, FormValue> = {}
  const problems: ValueProblem[] = []
  for (const [key, raw] of Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!known.has(key)) {
      problems.push({ key, message: '本表没有这个指标' })
      continue
    }
    const value = typeof raw === 'string' ? (raw.trim() === '' ? null : raw.trim()) : raw
    if (value === null) continue
    const message = valueProblem(key, value)
    if (message === null) values[key] = value
    else problems.push({ key, message: `${keyName(key)}：${message}` })
  }
  return { values, problems }
}

/** Reads what was typed or pasted into a cell: `1,234`, full-width digits, blanks; `undefined` when it is no value of the indicator. */
export function readCell(key: string, typed: string): FormValue | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  const { type } = getIndicator(key.replace(NOW, ''))
  if (type === 'text' || type === 'hour' || type === 'day' || type === 'yes-no') return text
  const plain = text.replaceAll(/[,\s]/g, '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** A value as a form prints it; unknown is an empty string. */
export function valueWords(key: string, value: FormValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return getIndicator(key.replace(NOW, '')).type === 'decimal' ? String(hundredths(value) / 100) : String(value)
}
