import { rankScores, scoreUnit, type AssessmentScheme, type ScoredEvent } from '@fengsui/contract/assessment'
import { legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { Problem } from '@fengsui/contract/kernel'

/** First instant of a month and of the next, Beijing time. */
export function monthSpan(month: string): { from: string; to: string } {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: startOfDay(`${month}-01`), to: startOfDay(`${next}-01`) }
}

/** @throws Problem for a month that has not begun */
export function requireBegun(month: string, at: string): void {
  if (monthSpan(month).from > at) throw new Problem('invalid-input', '这个月还没有开始，不能考核', [{ path: 'month', message: '还没有开始' }])
}

/** @throws Problem for a month that is not over */
export function requireOver(month: string, at: string): void {
  if (monthSpan(month).to > at) throw new Problem('rule-refused', `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月还没有结束（今天是 ${legalDayAt(at)}），月末后才能印发`)
}

interface UnitMaterial {
  readonly unitId: string
  readonly events: readonly ScoredEvent[]
  readonly excluded: readonly string[]
}

interface Standing {
  readonly unitId: string
  readonly total: number
  readonly rank: number
}

/** Totals and ranks of all units from what was found: the same material gives the same standing. */
export function standingsOf(scheme: AssessmentScheme, units: readonly UnitMaterial[]): Standing[] {
  const scored = units.map(({ unitId, events, excluded }) => ({ key: unitId, total: scoreUnit(scheme, events, excluded).total }))
  const ranks = rankScores(scored)
  return scored.map(({ key, total }) => ({ unitId: key, total, rank: ranks.get(key) ?? 0 }))
}
