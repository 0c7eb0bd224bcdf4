import type { CellValue } from 'exceljs'
import { countUnpackedBytes, UnreadableZip } from '../files/zip-entries.ts'
import { TableRefused, type Cell, type Table, type TableLimits } from './table.ts'

/** The first visible sheet of an Excel workbook. Formulas are marked, never believed. @throws TableRefused */
export async function readWorkbook(bytes: Buffer, limits: TableLimits): Promise<Table> {
  try {
    await countUnpackedBytes(bytes, limits.unpackedBytes)
  } catch (error) {
    if (!(error instanceof UnreadableZip)) throw error
    throw new TableRefused(/too large/.test(error.message) ? '文件解开后过大，不是正常的表格。请把数据复制到新建的表里再传' : '文件打不开，可能已损坏或加了密码。请另存为 xlsx 再传')
  }
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    // Its types want the buffer of an older Node.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0], { ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'legacyDrawing', 'hyperlinks', 'extLst', 'tableParts', 'headerFooter', 'rowBreaks', 'mergeCells'] })
  } catch {
    throw new TableRefused('文件打不开，可能已损坏。请用 Excel 或 WPS 打开后另存为 xlsx 再传')
  }
  const { worksheets } = workbook
  if (worksheets.length > limits.sheets) throw new TableRefused(`工作表超过 ${limits.sheets} 张，请只留要导入的一张`)
  const sheet = worksheets.find(({ state, name }) => state === 'visible' && name !== '填写说明')
  if (!sheet) throw new TableRefused('没有可见的工作表，请检查文件')
  if (sheet.actualColumnCount > limits.columns) throw new TableRefused(`列数超过 ${limits.columns}，请删去无关的列`)
  const records: { row: number; cells: Cell[] }[] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Cell[] = []
    for (let column = 1; column <= Math.min(row.cellCount, limits.columns); column += 1) cells.push(toCell(row.getCell(column).value))
    if (cells.some((cell) => cell !== '')) records.push({ row: number, cells })
    if (records.length > limits.rows + 1) throw new TableRefused(`行数超过 ${limits.rows}，请分几个文件导入`)
  })
  const [header, ...rows] = records
  return { sheet: sheet.name, header: header?.cells.map((cell) => (typeof cell === 'string' ? cell : '')) ?? [], rows }
}

function toCell(value: CellValue): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if ('formula' in value || 'sharedFormula' in value) return { refused: 'formula' }
  if ('error' in value) return { refused: 'error' }
  if ('richText' in value) return value.richText.map(({ text }) => text).join('').trim()
  return typeof value.text === 'string' ? value.text.trim() : ''
}
