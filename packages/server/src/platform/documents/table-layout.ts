import type { TableBlock } from './document.ts'

/** One head cell in its place. */
export interface PlacedCell {
  readonly row: number
  readonly column: number
  readonly columns: number
  readonly rows: number
  readonly text: string
}

/**
 * Puts the head's cells in their columns: a cell that reaches down takes the place below it.
 * @throws Error when the cells do not fill the head without overlap: a table of ours was declared wrong
 */
export function placeHead(head: TableBlock['head'], columnCount: number): PlacedCell[] {
  const taken = head.map(() => new Array<boolean>(columnCount).fill(false))
  const placed: PlacedCell[] = []
  head.forEach((cells, row) => {
    for (const { text, columns = 1, rows = 1 } of cells) {
      const column = (taken[row] ?? []).indexOf(false)
      if (column < 0 || column + columns > columnCount || row + rows > head.length) throw new Error(`head cell “${text}” does not fit`)
      for (let y = row; y < row + rows; y += 1) for (let x = column; x < column + columns; x += 1) {
        const line = taken[y]
        if (line?.[x] !== false) throw new Error(`head cell “${text}” overlaps`)
        line[x] = true
      }
      placed.push({ row, column, columns, rows, text })
    }
  })
  if (taken.some((row) => row.includes(false))) throw new Error('head leaves a gap')
  return placed
}

/** Columns whose cells stand to the right: as declared, else those that hold only numbers. */
export function numericColumns(table: TableBlock): ReadonlySet<number> {
  if (table.numeric) return new Set(table.numeric)
  return new Set(table.widths.flatMap((_, column) => {
    const cells = table.rows.map((row) => row[column] ?? null).filter((cell) => cell !== null && cell !== '')
    return cells.length > 0 && cells.every((cell) => typeof cell === 'number') ? [column] : []
  }))
}
