/** A column of a template. */
export interface TemplateColumn {
  readonly title: string
  readonly required: boolean
  readonly hint: string
  readonly choices: readonly string[]
  readonly example: string
}

/** Rows for which drop-downs are prepared. */
const PREPARED_ROWS = 2000

/** An empty workbook to fill in: headings, drop-downs, and a second sheet that says what goes where. */
export async function writeTemplate(name: string, columns: readonly TemplateColumn[]): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  const guide = workbook.addWorksheet('填写说明')
  const options = workbook.addWorksheet('选项', { state: 'veryHidden' })
  sheet.columns = columns.map(({ title, required }) => ({ header: required ? `${title}*` : title, width: Math.max(12, title.length * 2 + 6), style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  columns.forEach(({ choices }, index) => {
    if (choices.length === 0) return
    options.getColumn(index + 1).values = [...choices]
    const letter = options.getColumn(index + 1).letter
    const list = { type: 'list' as const, allowBlank: true, formulae: [`选项!$${letter}$1:$${letter}$${choices.length}`], showErrorMessage: true, errorTitle: '请从列表选', error: '请从下拉列表中选择' }
    for (let row = 2; row <= PREPARED_ROWS; row += 1) sheet.getCell(row, index + 1).dataValidation = list
  })
  guide.columns = [{ header: '列', width: 16 }, { header: '必填', width: 8 }, { header: '怎么填', width: 70 }, { header: '举例', width: 28 }]
  guide.getRow(1).font = { bold: true }
  for (const { title, required, hint, example } of columns) guide.addRow([title, required ? '是' : '', hint, example])
  guide.addRow([])
  guide.addRow(['说明', '', '每行一条；不要用公式，不要合并单元格；电话按文本填写。有一行不对，整份都不会导入。', ''])
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
