import { changeShare, periodOf, type Figures, type Period, type StatisticRow } from '@fengsui/contract/statistics'

/** Periods one asks for at a press. */
export const spanNames = { month: '本月', quarter: '本季度', year: '今年', lastYear: '去年', fiveYears: '近五年' } as const
export type Span = keyof typeof spanNames

/** The days of a span as seen from a day; what lies in the future is left out. */
export function periodOfSpan(span: Span, today: string): Period {
  const year = Number(today.slice(0, 4))
  if (span === 'lastYear') return periodOf('year', `${String(year - 1)}-01-01`)
  if (span === 'fiveYears') return { from: `${String(year - 4)}-01-01`, to: today }
  return { from: periodOf(span, today).from, to: today }
}

/** `+12.5%`, `持平`, or `上年 0` where there is nothing to compare with. */
export function changeWords(row: Pick<StatisticRow, 'figures' | 'previous'>, of: (figures: Figures) => number): string {
  const [now, before] = [of(row.figures), of(row.previous)]
  if (now === before) return '持平'
  const share = changeShare(now, before)
  return share === null ? '上年 0' : `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}%`
}

/** Share of deadlines met among those that ended, `96.4%`; null where none ended. */
export function onTimeShare(figures: Pick<Figures, 'clocksMet' | 'clocksLate' | 'clocksMissed'>): number | null {
  const ended = figures.clocksMet + figures.clocksLate + figures.clocksMissed
  return ended === 0 ? null : figures.clocksMet / ended
}

export const percentWords = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)}%`)

/** 万元 below a 亿, else 亿元 with two decimals. */
export function lossWords(wan: number): string {
  return wan >= 10_000 ? `${(wan / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 亿元` : `${wan.toLocaleString('zh-CN', { maximumFractionDigits: 1 })} 万元`
}

/** A round number at or above the largest value, for the axis of a chart. */
export function niceTop(largest: number): number {
  if (largest <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(largest))
  const step = [1, 2, 4, 5, 10].find((each) => each * power >= largest) ?? 10
  return step * power
}
