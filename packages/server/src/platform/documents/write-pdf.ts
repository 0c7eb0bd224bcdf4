import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Block, OfficialDocument, TableBlock } from './document.ts'
import { readGlyphCoverage } from './font-glyphs.ts'
import { characterSpacing, documentRed, linePitch, pageFormat, pointsOf, textArea, typeSize } from './page-format.ts'
import { toPrintable } from './readable-text.ts'
import { numericColumns, placeHead } from './table-layout.ts'

const resolve = createRequire(import.meta.url).resolve
const fontFiles = () => ({
  normal: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
})

/** Height of a line of this face for size 1: its ascent and descent. */
const FACE_HEIGHT = 1.437
const atPitch = (size: number, pitch: number): number => pitch / (size * FACE_HEIGHT)
/** A hair less than the pitch, so that the 22nd line is not lost to rounding. */
const BODY_LINE = atPitch(typeSize.body, linePitch - 0.05)
const DENSE_FROM_COLUMNS = 9
const IMPRINT_MARK = 'imprint'

let coverage: Promise<(codePoint: number) => boolean> | undefined

/**
 * The document as PDF, with the glyphs it uses of the bundled face. Two passes: the first finds how far down the text reaches, so that the
 * 版记 stands at the foot of the last page.
 */
export async function writePdf(given: OfficialDocument): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake')
  const fonts = fontFiles()
  coverage ??= readFile(fonts.normal).then(readGlyphCoverage)
  const document = toPrintable(given, await coverage)
  pdfmake.setFonts({ Serif: { ...fonts, italics: fonts.normal, bolditalics: fonts.bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path))
  const render = (definition: TDocumentDefinitions): Promise<Uint8Array> => pdfmake.createPdf(definition).getBuffer()
  if (document.imprint === null) return render(define(document, null, null))
  let room = 0
  // Runs while the first pass is laid out; its pages are thrown away.
  await render(define(document, null, (top) => { room = textBottom(document) - top }))
  return render(define(document, { newPage: room < imprintHeight(document) }, null))
}

/** Told how far down the text reaches on its last page, in points from the page's top. */
type Observe = (top: number) => void
/** Where the 版记 goes; null: not yet, a mark in its place. */
type Foot = { readonly newPage: boolean } | null

function textBottom({ landscape }: OfficialDocument): number {
  return pointsOf(landscape === true ? pageFormat.leftMillimetres : pageFormat.topMillimetres) + textArea(landscape === true).height
}

function define(document: OfficialDocument, foot: Foot, observe: Observe | null): TDocumentDefinitions {
  const landscape = document.landscape === true
  const { topMillimetres, bottomMillimetres, leftMillimetres, rightMillimetres } = pageFormat
  const margins = landscape ? [topMillimetres, leftMillimetres, bottomMillimetres, rightMillimetres] : [leftMillimetres, topMillimetres, rightMillimetres, bottomMillimetres]
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: margins.map(pointsOf) as [number, number, number, number],
    defaultStyle: { font: 'Serif', fontSize: typeSize.body, lineHeight: BODY_LINE, characterSpacing },
    info: { title: document.title },
    language: 'zh-CN',
    // 版心下边缘之下 7 mm; odd pages to the right, even to the left, one character in.
    footer: (page) => ({ text: `— ${page} —`, fontSize: typeSize.pageNumber, characterSpacing: 0, lineHeight: 1, alignment: page % 2 === 1 ? 'right' : 'left', margin: [(landscape ? pointsOf(topMillimetres) : pointsOf(leftMillimetres)) + typeSize.pageNumber, pointsOf(7) - 4, (landscape ? pointsOf(bottomMillimetres) : pointsOf(rightMillimetres)) + typeSize.pageNumber, 0] }),
    content: [...head(document), ...title(document), ...document.body.flatMap((block) => body(block, landscape)), ...closing(document), ...imprint(document, foot)],
    pageBreakBefore: breakBefore(observe),
  }
}

/** A heading never stands alone at the foot of a page; on the way, tells where the text ends. */
function breakBefore(observe: Observe | null): NonNullable<TDocumentDefinitions['pageBreakBefore']> {
  return (node, queries) => {
    if (node.id === IMPRINT_MARK) observe?.(node.startPosition.top)
    return node.headlineLevel === 1 && queries.getFollowingNodesOnPage().length === 0
  }
}

function head({ head: given, landscape }: OfficialDocument): Content[] {
  if (given === null) return []
  const width = textArea(landscape === true).width
  // A long name is set smaller rather than broken.
  const size = Math.min(typeSize.issuer, (width - 8) / ([...given.issuer].length * 1.02))
  const red = { color: `#${documentRed}` }
  const line = given.number !== null && given.signatory !== null
    ? { columns: [{ text: given.number, margin: [typeSize.body, 0, 0, 0] as [number, number, number, number] }, { text: `签发人：${given.signatory}`, alignment: 'right' as const, margin: [0, 0, typeSize.body, 0] as [number, number, number, number] }] }
    : { text: given.number ?? (given.signatory === null ? ' ' : `签发人：${given.signatory}`), alignment: 'center' as const }
  return [
    { text: given.urgency ?? ' ', bold: true },
    { text: given.issuer, bold: true, fontSize: size, lineHeight: 1.1, characterSpacing: 0, alignment: 'center', margin: [0, pointsOf(12), 0, linePitch], ...red },
    line,
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1.6, lineColor: `#${documentRed}` }], margin: [0, pointsOf(2), 0, linePitch] },
  ]
}

function title({ title: text, addressees, head: given }: OfficialDocument): Content[] {
  return [
    { text, bold: true, fontSize: typeSize.title, lineHeight: atPitch(typeSize.title, 34), characterSpacing: 0, alignment: 'center', margin: [0, given ? 6 : 0, 0, linePitch * 0.8] },
    ...(addressees === null ? [] : [{ text: `${addressees}：` }]),
  ]
}

function body(block: Block, landscape: boolean): Content[] {
  if (block.kind === 'table') return table(block, landscape)
  const indent = 2 * (typeSize.body + characterSpacing)
  if (block.kind === 'heading') return [{ text: block.text, bold: block.level === 1 || block.level === 2, leadingIndent: indent, headlineLevel: 1 }]
  const indented = block.indent !== false && (block.align ?? 'left') === 'left'
  return block.text.split('\n').map((text) => ({ text: text === '' ? ' ' : text, alignment: block.align ?? 'left', ...(indented ? { leadingIndent: indent } : {}) }))
}

function table(block: TableBlock, landscape: boolean): Content[] {
  const fontSize = block.widths.length >= DENSE_FROM_COLUMNS ? typeSize.denseTable : typeSize.table
  const total = block.widths.reduce((sum, width) => sum + width, 0)
  const padding = 3
  const room = textArea(landscape).width - block.widths.length * (padding * 2 + 0.6)
  const numeric = numericColumns(block)
  const grid: TableCell[][] = block.head.map(() => block.widths.map(() => ({ text: '' })))
  for (const cell of placeHead(block.head, block.widths.length)) {
    const row = grid[cell.row]
    if (row) row[cell.column] = { text: cell.text, bold: true, alignment: 'center', margin: [0, (cell.rows - 1) * (fontSize * FACE_HEIGHT + 4) / 2, 0, 0], colSpan: cell.columns, rowSpan: cell.rows }
  }
  const rows = block.rows.map((cells): TableCell[] => block.widths.map((_, column) => ({ text: String(cells[column] ?? ''), alignment: numeric.has(column) ? 'right' : 'left' })))
  // The caption is a head row without frame: it stays with its table and comes again on the next page.
  const caption: TableCell[][] = block.caption === undefined ? [] : [block.widths.map((_, column) => (column === 0 ? { text: block.caption ?? '', bold: true, alignment: 'center', fontSize: 12, colSpan: block.widths.length, border: [false, false, false, true] } : { text: '', border: [false, false, false, true] }))]
  return [{
    table: { headerRows: caption.length + block.head.length, keepWithHeaderRows: 1, dontBreakRows: true, widths: block.widths.map((width) => (room * width) / total), body: [...caption, ...grid, ...rows] },
    layout: { hLineWidth: (line: number) => (line === 0 && caption.length > 0 ? 0 : 0.6), vLineWidth: () => 0.6, paddingLeft: () => padding, paddingRight: () => padding, paddingTop: () => 2, paddingBottom: () => 2 },
    fontSize, lineHeight: 1, characterSpacing: 0, margin: [0, 4, 0, 8],
  }]
}

function closing({ signature, notes }: OfficialDocument): Content[] {
  const signed: Content[] = []
  if (signature) {
    // 署名右空二字，成文日期首字比署名首字右移二字；日期比署名长的，日期右空二字，署名相应左移。
    const character = typeSize.body
    const [name, date] = [widthOf(signature.issuer), widthOf(signature.date)]
    const dateRight = (date > name ? 2 : name - date) * character
    const nameRight = (date > name ? date + 4 - name : 2) * character
    signed.push({ stack: [{ text: signature.issuer, alignment: 'right', margin: [0, linePitch, nameRight, 0] }, { text: signature.date, alignment: 'right', margin: [0, 0, dateRight, 0] }], unbreakable: true })
  }
  return [...signed, ...(notes ?? []).map((text, index): Content => ({ text, fontSize: typeSize.notes, lineHeight: 1, characterSpacing: 0, color: '#595959', margin: [0, index === 0 ? linePitch / 2 : 0, 0, 0] }))]
}

/** Width in characters: ASCII is half as wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character <= '~' ? 0.5 : 1), 0)
}

const IMPRINT_LINE = 24
function imprintLines({ imprint: given, landscape }: OfficialDocument): number {
  if (given === null) return 0
  const perLine = Math.floor((textArea(landscape === true).width - typeSize.imprint * 5) / typeSize.imprint)
  return (given.copiesTo === null ? 0 : Math.ceil(widthOf(given.copiesTo) / perLine)) + 1
}
const imprintHeight = (document: OfficialDocument): number => imprintLines(document) * IMPRINT_LINE + 12

function imprint(document: OfficialDocument, foot: Foot): Content[] {
  const given = document.imprint
  if (given === null) return []
  if (foot === null) return [{ text: ' ', id: IMPRINT_MARK, fontSize: 1, lineHeight: 1 }]
  const character = typeSize.imprint
  const rows: TableCell[][] = [
    ...(given.copiesTo === null ? [] : [[{ columns: [{ text: '抄送：', width: character * 3 }, { text: `${given.copiesTo}。`, width: '*' }], margin: [character, 0, character, 0] as [number, number, number, number] }]]),
    [{ columns: [{ text: given.issuedBy, width: '*' }, { text: `${given.issuedOn}印发`, width: 'auto' }], margin: [character, 0, character, 0] as [number, number, number, number] }],
  ]
  const landscape = document.landscape === true
  const left = pointsOf(landscape ? pageFormat.topMillimetres : pageFormat.leftMillimetres)
  const block: Content = {
    fontSize: character, lineHeight: atPitch(character, IMPRINT_LINE - 4), characterSpacing: 0,
    table: { widths: [textArea(landscape).width], body: rows },
    layout: { hLineWidth: (index: number) => (index === 0 || index === rows.length ? 1 : 0.7), vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 2, paddingBottom: () => 2 },
  }
  return [...(foot.newPage ? [{ text: ' ', fontSize: 1, lineHeight: 1, pageBreak: 'before' as const }] : []), { ...block, absolutePosition: { x: left, y: textBottom(document) - imprintHeight(document) } }]
}
