import { addDays, daysBetween } from '@fengsui/contract/calendar'

/** A stretch of days as it is typed. */
export interface DayRow {
  readonly from: string
  readonly to: string
  readonly kind: 'holiday' | 'makeUp' | 'weekend' | 'working'
  readonly name: string
}

const mostDays = 120

/** The single days of stretches, or what is wrong with them in words. */
export function expandDays(rows: readonly DayRow[]): { readonly days: { day: string; kind: DayRow['kind']; name: string }[]; readonly problem: string | null } {
  const days: { day: string; kind: DayRow['kind']; name: string }[] = []
  for (const [index, row] of rows.entries()) {
    const length = lengthOf(row)
    if (length === null) return { days: [], problem: `第 ${index + 1} 段请填好起止日期` }
    if (length < 0) return { days: [], problem: `第 ${index + 1} 段的止日早于起日` }
    if (length >= mostDays) return { days: [], problem: `第 ${index + 1} 段太长，一次最多 ${mostDays} 天` }
    for (let offset = 0; offset <= length; offset += 1) days.push({ day: addDays(row.from, offset), kind: row.kind, name: row.name })
  }
  return { days, problem: null }
}

function lengthOf({ from, to }: DayRow): number | null {
  try {
    return daysBetween(from, to)
  } catch {
    return null
  }
}
