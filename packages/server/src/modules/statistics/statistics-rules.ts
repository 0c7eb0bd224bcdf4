import { incidentTypes } from '@fengsui/contract/incidents/grading'
import { divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import { noFigures, type Figures, type StatisticRow } from '@fengsui/contract/statistics'

/** One group of sums as the database gives it: which grouping it belongs to, its key, and the figures. */
export interface Group {
  readonly dimension: 'total' | 'class' | 'type' | 'grade' | 'place' | 'step'
  readonly key: string
  readonly figures: Figures
}

export const classNames: Readonly<Record<string, string>> = { 'natural-disaster': '自然灾害', accident: '事故灾难', 'public-health': '公共卫生事件', 'social-security': '社会安全事件' }
export const gradeNames: Readonly<Record<string, string>> = { 1: '特别重大（Ⅰ级）', 2: '重大（Ⅱ级）', 3: '较大（Ⅲ级）', 4: '一般（Ⅳ级）', none: '未定级' }

/** Subscript of the clock counts that belong to a place's own units and those below it: 1 province … 4 town and village. */
export function clockLevelOf(divisionCode: string): number {
  return Math.min(divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1, 4)
}

/** Sum of figures. */
export function addFigures(figures: readonly Figures[]): Figures {
  const names = Object.keys(noFigures) as (keyof Figures)[]
  return figures.reduce((sum, each) => Object.fromEntries(names.map((name) => [name, sum[name] + each[name]])) as Figures, noFigures)
}

/** Name of a type; codes of no dictionary keep their code. */
export function typeName(code: string): string {
  return incidentTypes.find((type) => type.code === code)?.nameZh ?? code
}

/** Rows of one grouping, this year beside last; `order` gives keys that stand there even when nothing happened. */
export function toRows(dimension: Group['dimension'], now: readonly Group[], before: readonly Group[], name: (key: string) => string, order: readonly string[] | null, keyBefore: (key: string) => string = (key) => key): StatisticRow[] {
  const of = (groups: readonly Group[], key: string): Figures => groups.find((group) => group.dimension === dimension && group.key === key)?.figures ?? noFigures
  const found = [...now, ...before].filter((group) => group.dimension === dimension).map((group) => group.key)
  const keys = order ?? [...new Set(found)]
  const rows = keys.map((key) => ({ key, name: name(key), figures: of(now, key), previous: of(before, keyBefore(key)) }))
  return order === null ? rows.sort((a, b) => b.figures.incidents - a.figures.incidents || b.previous.incidents - a.previous.incidents || a.key.localeCompare(b.key)) : rows
}
