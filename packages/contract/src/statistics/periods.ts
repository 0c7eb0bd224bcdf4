import { addDays, type LegalDay } from '../calendar/index.ts'
import { divisionLevelOf, divisionPrefix, type DivisionLevel } from '../kernel/index.ts'

/** Days of a period, both counted. */
export interface Period {
  readonly from: LegalDay
  readonly to: LegalDay
}

/** Steps a period is cut into. */
export const stepNames = { month: '月', quarter: '季度', year: '年' } as const
export type Step = keyof typeof stepNames

const yearBefore = (day: LegalDay): LegalDay => {
  const wanted = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
  // 29 February has no twin in an ordinary year: the last of February stands for it.
  return wanted.endsWith('02-29') ? addDays(`${wanted.slice(0, 4)}-03-01`, -1) : wanted
}

/** The same days a year earlier (同比). A period that ends on the last of February ends there too. */
export function samePeriodLastYear({ from, to }: Period): Period {
  const before = yearBefore(to)
  const endsFebruary = to.slice(5) === '02-28' && addDays(to, 1).slice(5) === '03-01'
  return { from: yearBefore(from), to: endsFebruary ? addDays(`${before.slice(0, 4)}-03-01`, -1) : before }
}

/** First and last day of the month, quarter or year that holds a day. */
export function periodOf(step: Step, day: LegalDay): Period {
  const year = day.slice(0, 4)
  if (step === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` }
  const month = Number(day.slice(5, 7))
  const first = step === 'month' ? month : month - ((month - 1) % 3)
  const next = first + (step === 'month' ? 1 : 3)
  const two = (value: number): string => String(value).padStart(2, '0')
  const after = next > 12 ? `${String(Number(year) + 1)}-01-01` : `${year}-${two(next)}-01`
  return { from: `${year}-${two(first)}-01`, to: addDays(after, -1) }
}

/** `2026年3月`, `2026年第一季度`, `2026年`, from the first day of a step. */
export function stepName(step: Step, first: LegalDay): string {
  const year = `${first.slice(0, 4)}年`
  if (step === 'year') return year
  const month = Number(first.slice(5, 7))
  return step === 'month' ? `${year}${month}月` : `${year}第${['一', '二', '三', '四'][Math.floor((month - 1) / 3)] ?? ''}季度`
}

/** First days of the steps that a period touches, in order. */
export function stepsOf(step: Step, period: Period): LegalDay[] {
  const firsts: LegalDay[] = []
  for (let at = periodOf(step, period.from); at.from <= period.to; at = periodOf(step, addDays(at.to, 1))) firsts.push(at.from)
  return firsts
}

const digitsBelow: Readonly<Record<DivisionLevel, number | null>> = { province: 4, city: 6, county: 9, town: 12, village: null }

/** How many digits of a code tell the places right below a place; null below a village. */
export function digitsOfChildren(divisionCode: string): number | null {
  return digitsBelow[divisionLevelOf(divisionCode)]
}

/** The place right below `parent` that holds `divisionCode`, or `parent` itself for what lies at its own level. */
export function childHolding(parent: string, divisionCode: string): string {
  const digits = digitsOfChildren(parent)
  if (digits === null || divisionPrefix(divisionCode).length < digits) return parent
  return divisionCode.slice(0, digits).padEnd(12, '0')
}

/** Change against the year before as a share of it; null where nothing was there to compare with. */
export function changeShare(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before
}
