import type { ListColumn, ListValue } from '@fengsui/contract/disaster-statistics'

/** Columns whose place in the county is enough for who may not see the rest. */
const nameColumns = new Set(['D01001', 'D01014', 'D02001', 'D03001'])
/** Personal, yet of no use for finding the person: kept for statistics by sex and age. */
const statisticalColumns = new Set(['D01002', 'D01003'])

/** The personal columns as those see them who may not see persons: the first character of a name, sex and age; nothing else but that it is there. */
export function maskCells(columns: readonly ListColumn[], personal: Readonly<Record<string, ListValue>>): Record<string, ListValue> {
  return Object.fromEntries(columns.flatMap(({ code, type }): [string, ListValue][] => {
    const value = personal[code]
    if (value === undefined) return []
    if (statisticalColumns.has(code)) return [[code, value]]
    if (nameColumns.has(code)) return [[code, `${[...String(value)][0] ?? ''}**`]]
    return type === 'text' ? [[code, '已登记']] : []
  }))
}
