import { textEncodingOf } from '../files/media-kinds.ts'
import { TableRefused, type Cell, type Table, type TableLimits } from './table.ts'

/** Texts that spreadsheet programs would run; a telephone's plus sign is none. */
const FORMULA = /^[=@\t]|^[+-](?![\d.])/

/** Comma-separated text (RFC 4180) in UTF-8 or GB 18030, with or without a byte order mark. @throws TableRefused */
export function readCsv(bytes: Buffer, limits: TableLimits): Table {
  if (bytes.includes(0)) throw new TableRefused('文件里有空字符，不是表格文本。请用 Excel 另存为“CSV UTF-8”再传')
  const encoding = textEncodingOf(bytes)
  if (encoding === null) throw new TableRefused('文字编码认不出来。请用 Excel 另存为“CSV UTF-8”或 xlsx 再传')
  const records = splitRecords(new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, ''), limits)
  const [header, ...rest] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return { sheet: 'CSV', header: header?.cells.map((cell) => cell.trim()) ?? [], rows: rest.map(({ row, cells }) => ({ row, cells: cells.map(toCell) })) }
}

function toCell(text: string): Cell {
  const trimmed = text.trim()
  return FORMULA.test(trimmed) ? { refused: 'formula' } : trimmed
}

function splitRecords(text: string, limits: TableLimits): { row: number; cells: string[] }[] {
  const records: { row: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    if (cells.length >= limits.columns) throw new TableRefused(`列数超过 ${limits.columns}，请删去无关的列`)
    cells.push(cell)
    cell = ''
  }
  const endRecord = (): void => {
    endCell()
    records.push({ row: records.length + 1, cells })
    if (records.length > limits.rows + 1) throw new TableRefused(`行数超过 ${limits.rows}，请分几个文件导入`)
    cells = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === ',') endCell()
    else if (char === '\n') endRecord()
    else if (char !== '\r') cell += char
  }
  if (quoted) throw new TableRefused('有一个引号没有配对，文件可能不完整。请检查后重新导出')
  if (cell !== '' || cells.length > 0) endRecord()
  return records
}
