import type { CsvCell } from './csv.ts'

/** What a table needs to know of a column to search, sort and export it. */
export interface ValueColumn<R> {
  readonly key: string
  /** The value as text or number: searched, sorted and exported. */
  readonly value: (row: R) => CsvCell
  /** The cell in words, where `value` serves only to sort, as with instants: searched and exported instead. */
  readonly words?: (row: R) => CsvCell
}

export interface SortChoice {
  readonly key: string
  readonly order: 'ascend' | 'descend'
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Empty cells come last in either direction; numbers by size, texts by pinyin with numbers inside in order. */
export function compareCells(a: CsvCell, b: CsvCell, order: SortChoice['order']): number {
  const emptyA = a === null || a === undefined || a === ''
  const emptyB = b === null || b === undefined || b === ''
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB)
  const ascending = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  return order === 'ascend' ? ascending : -ascending
}

/**
 * The rows a table shows, in order: every word of the search must occur in some column, and the row must
 * pass one of the pressed filters.
 */
export function findShownRows<R>(
  rows: readonly R[],
  columns: readonly ValueColumn<R>[],
  search: string,
  filters: readonly ((row: R) => boolean)[],
  sort: SortChoice | null,
): readonly R[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter((word) => word !== '')
  const shown = rows.filter((row) => {
    if (filters.length > 0 && !filters.some((passes) => passes(row))) return false
    if (words.length === 0) return true
    const text = columns.map(({ value, words: inWords = value }) => String(inWords(row) ?? '')).join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const column = sort === null ? undefined : columns.find(({ key }) => key === sort.key)
  if (sort === null || column === undefined) return shown
  return shown
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => compareCells(a.value, b.value, sort.order))
    .map(({ row }) => row)
}
