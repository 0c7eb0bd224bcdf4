import type { Figures, IncidentStatistics, StatisticRow } from '@fengsui/contract/statistics'
import { changeShare } from '@fengsui/contract/statistics'
import type { Cell, Sheet } from '../../platform/documents/document.ts'

const columns: readonly (readonly [string, (figures: Figures) => Cell])[] = [
  ['事件（起）', (f) => f.incidents], ['死亡（人）', (f) => f.dead], ['失踪（人）', (f) => f.missing], ['受伤（人）', (f) => f.injured], ['其中重伤（人）', (f) => f.seriouslyInjured], ['受灾（人）', (f) => f.affectedPeople],
  ['直接经济损失（万元）', (f) => f.directLossWan], ['报有损失的事件（起）', (f) => f.lossKnown], ['按时报送（次）', (f) => f.clocksMet], ['迟报（次）', (f) => f.clocksLate], ['未报（次）', (f) => f.clocksMissed],
]
const compared: readonly (readonly [string, (figures: Figures) => number])[] = [['事件同比', (f) => f.incidents], ['死亡同比', (f) => f.dead], ['损失同比', (f) => f.directLossWan]]

function share(row: StatisticRow, of: (figures: Figures) => number): Cell {
  const change = changeShare(of(row.figures), of(row.previous))
  return change === null ? '—' : `${change >= 0 ? '+' : ''}${(change * 100).toFixed(1)}%`
}

function sheet(name: string, head: string, rows: readonly StatisticRow[], statistics: IncidentStatistics): Sheet {
  return {
    name,
    above: [`${statistics.place.name}突发事件统计（${head}）`, `统计期：${statistics.period.from} 至 ${statistics.period.to}；上年同期：${statistics.previousPeriod.from} 至 ${statistics.previousPeriod.to}`],
    table: {
      kind: 'table', widths: [22, ...columns.map(() => 11), 12, ...compared.map(() => 10)], numeric: columns.map((_, index) => index + 1),
      head: [[head, ...columns.map(([title]) => title), '上年同期（起）', ...compared.map(([title]) => title)].map((text) => ({ text }))],
      rows: [...rows, statistics.total].map((row) => [row.name, ...columns.map(([, of]) => of(row.figures)), row.previous.incidents, ...compared.map(([, of]) => share(row, of))]),
    },
    below: ['数字取自事件登记与信息报送记录；不明的数字不计，并入其他事件的不重复计算。'],
  }
}

/** The statistics as a workbook: one sheet a grouping, each with its total. */
export function statisticsSheets(statistics: IncidentStatistics): Sheet[] {
  return [sheet('按类别', '类别', statistics.byClass, statistics), sheet('按类型', '类型', statistics.byType, statistics), sheet('按等级', '等级', statistics.byGrade, statistics), sheet('按地区', '地区', statistics.byPlace, statistics), sheet('按时间', '时间', statistics.byStep, statistics)]
}
