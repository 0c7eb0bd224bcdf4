import type { Worksheet } from 'exceljs'
import type { Cell, Sheet } from './document.ts'
import { withoutInvisible } from './readable-text.ts'
import { numericColumns, placeHead } from './table-layout.ts'

const NARROWEST = 8
const LONGEST_TEXT = 32_000

/**
 * A text as a cell may hold it. One that a spreadsheet could take for a formula, also after it went through CSV, begins with an apostrophe;
 * a sign before a plain number, or alone, is no formula.
 */
export function toCellText(text: string): string {
  const clean = withoutInvisible(text).slice(0, LONGEST_TEXT)
  return /^[=+\-@\t]/u.test(clean) && !/^[+-]?(\d[\d,]*(\.\d+)?%?)?$/u.test(clean) ? `'${clean}` : clean
}

/** Names of sheets as spreadsheets allow them: at most 31 characters, none of []:*?/\, none twice. */
export function toSheetNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const clean = withoutInvisible(name).replaceAll(/[[\]:*?/\\\n\t]/gu, ' ').replaceAll(/^'+|'+$/gu, '').trim().slice(0, 31) || '表'
    let unique = clean
    for (let count = 2; used.has(unique.toLowerCase()); count += 1) unique = `${clean.slice(0, 31 - String(count).length - 2)}（${count}`.slice(0, 30) + '）'
    used.add(unique.toLowerCase())
    return unique
  })
}

/** Sheets as a workbook: numbers stay numbers, head cells span, the head stays in view and on each printed page. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const names = toSheetNames(sheets.map((sheet) => sheet.name))
  sheets.forEach((sheet, index) => fill(workbook.addWorksheet(names[index] ?? `表${index + 1}`), sheet))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function fill(worksheet: Worksheet, { table, above = [], below = [] }: Sheet): void {
  const columns = table.widths.length
  const total = table.widths.reduce((sum, width) => sum + width, 0)
  // As wide as a page lying or standing, whichever the number of columns asks for.
  const characters = columns > 8 ? 130 : 88
  worksheet.columns = table.widths.map((width) => ({ width: Math.max(NARROWEST, Math.round((characters * width) / total)) }))
  const wide = (text: string, style: { bold?: boolean; size?: number; center?: boolean }): void => {
    const row = worksheet.addRow([toCellText(text)])
    worksheet.mergeCells(row.number, 1, row.number, columns)
    row.getCell(1).font = { bold: style.bold ?? false, size: style.size ?? 11 }
    row.getCell(1).alignment = { wrapText: true, vertical: 'middle', horizontal: style.center === true ? 'center' : 'left' }
  }
  above.forEach((text, index) => wide(text, index === 0 ? { bold: true, size: 16, center: true } : {}))
  if (table.caption !== undefined) wide(table.caption, { bold: true, center: true })
  const first = worksheet.rowCount + 1
  const thin = { style: 'thin' as const }
  const border = { top: thin, left: thin, bottom: thin, right: thin }
  for (const cell of placeHead(table.head, columns)) {
    const [row, column] = [first + cell.row, cell.column + 1]
    if (cell.columns > 1 || cell.rows > 1) worksheet.mergeCells(row, column, row + cell.rows - 1, column + cell.columns - 1)
    const target = worksheet.getCell(row, column)
    target.value = toCellText(cell.text)
    target.font = { bold: true }
    target.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
  for (let row = first; row < first + table.head.length; row += 1) for (let column = 1; column <= columns; column += 1) worksheet.getCell(row, column).border = border
  const numeric = numericColumns(table)
  for (const cells of table.rows) {
    const row = worksheet.addRow(table.widths.map((_, column) => toValue(cells[column] ?? null)))
    for (let column = 1; column <= columns; column += 1) {
      const cell = row.getCell(column)
      cell.border = border
      cell.alignment = { vertical: 'middle', wrapText: true, horizontal: numeric.has(column - 1) ? 'right' : 'left' }
    }
  }
  for (const text of below) wide(text, {})
  worksheet.views = [{ state: 'frozen', ySplit: first + table.head.length - 1 }]
  worksheet.pageSetup = { paperSize: 9, orientation: columns > 8 ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${first}:${first + table.head.length - 1}` }
}

function toValue(cell: Cell): string | number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  return cell === null ? null : toCellText(cell)
}
