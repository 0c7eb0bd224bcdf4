import type * as Docx from 'docx'
import type { Block, OfficialDocument, TableBlock } from './document.ts'
import { characterSpacing, documentRed, faces, latinFace, linePitch, pageFormat, typeSize } from './page-format.ts'
import { toPrintable } from './readable-text.ts'
import { numericColumns } from './table-layout.ts'

type Library = typeof Docx
type Face = keyof typeof faces
interface Setting {
  readonly size?: number
  readonly face?: Face
  readonly bold?: boolean
  readonly color?: string
}

const twips = (points: number): number => Math.round(points * 20)
const millimetres = (length: number): number => twips((length / 25.4) * 72)
const textWidth = (landscape: boolean): number => millimetres(landscape ? pageFormat.heightMillimetres - pageFormat.topMillimetres - pageFormat.bottomMillimetres : pageFormat.widthMillimetres - pageFormat.leftMillimetres - pageFormat.rightMillimetres)

/** The document as Word text that names the official faces; a computer without them takes the named substitutes. */
export async function writeDocx(given: OfficialDocument): Promise<Uint8Array> {
  const library = await import('docx')
  const document = toPrintable(given, null)
  const landscape = document.landscape === true
  const { Document, Packer, PageOrientation, DocumentGridType } = library
  const { topMillimetres: top, bottomMillimetres: bottom, leftMillimetres: left, rightMillimetres: right } = pageFormat
  const file = new Document({
    title: document.title,
    creator: document.signature?.issuer ?? document.head?.issuer ?? '',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: typeSize.body * 2, font: fontOf('body'), language: { eastAsia: 'zh-CN' } }, paragraph: { spacing: { line: twips(linePitch), lineRule: library.LineRuleType.EXACT, before: 0, after: 0 } } } } },
    sections: [{
      properties: {
        page: {
          size: { width: millimetres(pageFormat.widthMillimetres), height: millimetres(pageFormat.heightMillimetres), orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
          margin: landscape
            ? { top: millimetres(left), bottom: millimetres(right), left: millimetres(top), right: millimetres(bottom), footer: millimetres(right - 12) }
            : { top: millimetres(top), bottom: millimetres(bottom), left: millimetres(left), right: millimetres(right), footer: millimetres(bottom - 12) },
        },
        grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: twips(linePitch), charSpace: Math.round(characterSpacing * 4096) },
      },
      footers: { default: pageNumber(library, 'right'), even: pageNumber(library, 'left') },
      children: [...head(library, document), ...title(library, document), ...document.body.flatMap((block) => body(library, block, landscape)), ...closing(library, document), ...imprint(library, document)],
    }],
  })
  return new Uint8Array(await Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: fontTable() }]))
}

const fontOf = (face: Face): Docx.IFontAttributesProperties => ({ ascii: latinFace, hAnsi: latinFace, eastAsia: faces[face].name })

function fontTable(): string {
  const entries = Object.values(faces).map(({ name, instead }) => `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${entries.join('')}</w:fonts>`
}

function run({ TextRun }: Library, text: string, { size = typeSize.body, face = 'body', bold = false, color }: Setting = {}): Docx.TextRun {
  return new TextRun({ text, size: size * 2, font: fontOf(face), bold, ...(color === undefined ? {} : { color }) })
}

/** A line of its own height; lines of another size than the body do not keep to its pitch. */
function line(library: Library, text: string, setting: Setting = {}, options: Docx.IParagraphOptions = {}): Docx.Paragraph {
  const size = setting.size ?? typeSize.body
  const spacing = size > typeSize.body ? { line: twips(size * 1.5), lineRule: library.LineRuleType.EXACT } : { line: twips(linePitch), lineRule: library.LineRuleType.EXACT }
  return new library.Paragraph({ ...options, spacing: { ...spacing, ...options.spacing }, children: [run(library, text, setting)] })
}

function head(library: Library, { head: given, landscape }: OfficialDocument): Docx.Paragraph[] {
  if (given === null) return []
  const { AlignmentType, BorderStyle, Paragraph, TabStopType } = library
  const width = textWidth(landscape === true)
  const size = Math.floor(Math.min(typeSize.issuer, width / 20 / [...given.issuer].length))
  const signatory = given.signatory === null ? '' : `签发人：${given.signatory}`
  const both = given.number !== null && given.signatory !== null
  return [
    line(library, given.urgency ?? '', { face: 'heading' }),
    line(library, given.issuer, { size, face: 'issuer', color: documentRed }, { alignment: AlignmentType.CENTER, spacing: { before: millimetres(12), after: twips(linePitch) } }),
    new Paragraph({
      alignment: both ? AlignmentType.LEFT : AlignmentType.CENTER,
      indent: both ? { left: twips(typeSize.body), right: twips(typeSize.body) } : {},
      tabStops: [{ type: TabStopType.RIGHT, position: width - twips(typeSize.body) }],
      spacing: { line: twips(linePitch), lineRule: library.LineRuleType.EXACT, after: 0 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 13, color: documentRed, space: 6 } },
      children: [run(library, given.number ?? signatory), ...(both ? [run(library, '\t'), run(library, '签发人：'), run(library, given.signatory ?? '', { face: 'subheading' })] : [])],
    }),
    line(library, ''),
  ]
}

function title(library: Library, { title: text, addressees, head: given }: OfficialDocument): Docx.Paragraph[] {
  const { AlignmentType } = library
  return [
    line(library, text, { size: typeSize.title, face: 'issuer' }, { alignment: AlignmentType.CENTER, spacing: { before: given ? 120 : 0, after: twips(linePitch * 0.8) } }),
    ...(addressees === null ? [] : [line(library, `${addressees}：`)]),
  ]
}

const headingFaces: Readonly<Record<1 | 2 | 3 | 4, Setting>> = { 1: { face: 'heading' }, 2: { face: 'subheading' }, 3: { bold: true }, 4: {} }

function body(library: Library, block: Block, landscape: boolean): (Docx.Paragraph | Docx.Table)[] {
  const indent = { firstLine: twips(2 * typeSize.body) }
  if (block.kind === 'table') return table(library, block, landscape)
  if (block.kind === 'heading') return [line(library, block.text, headingFaces[block.level], { indent, keepNext: true })]
  const { AlignmentType } = library
  const alignment = { left: AlignmentType.BOTH, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[block.align ?? 'left']
  const indented = block.indent !== false && (block.align ?? 'left') === 'left'
  return block.text.split('\n').map((text) => line(library, text, {}, { alignment, ...(indented ? { indent } : {}) }))
}

function table(library: Library, block: TableBlock, landscape: boolean): (Docx.Paragraph | Docx.Table)[] {
  const { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType, LineRuleType } = library
  const size = block.widths.length >= 9 ? typeSize.denseTable : typeSize.table
  const total = block.widths.reduce((sum, width) => sum + width, 0)
  const widths = block.widths.map((width) => Math.floor((textWidth(landscape) * width) / total))
  const numeric = numericColumns(block)
  const cell = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType], setting: Setting, span: { columnSpan?: number; rowSpan?: number } = {}) => new TableCell({
    ...span, verticalAlign: VerticalAlign.CENTER, margins: { left: 60, right: 60, top: 20, bottom: 20 },
    children: text.split('\n').map((each) => new Paragraph({ alignment, spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [run(library, each, { size, ...setting })] })),
  })
  const rows = [
    ...block.head.map((cells) => new TableRow({ tableHeader: true, cantSplit: true, children: cells.map(({ text, columns = 1, rows: down = 1 }) => cell(text, AlignmentType.CENTER, { face: 'heading' }, { columnSpan: columns, rowSpan: down })) })),
    ...block.rows.map((cells) => new TableRow({ cantSplit: true, children: block.widths.map((_, column) => cell(String(cells[column] ?? ''), numeric.has(column) ? AlignmentType.RIGHT : AlignmentType.LEFT, { face: 'plain' })) })),
  ]
  return [
    ...(block.caption === undefined ? [] : [line(library, block.caption, { size: 12, face: 'heading' }, { alignment: AlignmentType.CENTER, keepNext: true })]),
    new Table({ layout: TableLayoutType.FIXED, width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, columnWidths: widths, rows }),
  ]
}

function closing(library: Library, { signature, notes }: OfficialDocument): Docx.Paragraph[] {
  const { AlignmentType, LineRuleType, Paragraph } = library
  const character = twips(typeSize.body)
  const lines: Docx.Paragraph[] = []
  if (signature) {
    const [name, date] = [widthOf(signature.issuer), widthOf(signature.date)]
    lines.push(
      line(library, '', {}, { keepNext: true }),
      line(library, signature.issuer, {}, { alignment: AlignmentType.RIGHT, keepNext: true, indent: { right: Math.round((date > name ? date + 4 - name : 2) * character) } }),
      line(library, signature.date, {}, { alignment: AlignmentType.RIGHT, indent: { right: Math.round((date > name ? 2 : name - date) * character) } }),
    )
  }
  for (const text of notes ?? []) lines.push(new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [run(library, text, { size: typeSize.notes, face: 'plain', color: '595959' })] }))
  return lines
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character <= '~' ? 0.5 : 1), 0)
}

/** The 版记, hung to the foot of the page its anchor stands on: the last. */
function imprint(library: Library, { imprint: given, landscape }: OfficialDocument): (Docx.Paragraph | Docx.Table)[] {
  if (given === null) return []
  const { BorderStyle, LineRuleType, Paragraph, RelativeVerticalPosition, Table, TableAnchorType, TableCell, TableLayoutType, TableRow, TabStopType, WidthType } = library
  const width = textWidth(landscape === true)
  const character = twips(typeSize.imprint)
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' })
  const texts = [
    ...(given.copiesTo === null ? [] : [{ text: `抄送：${given.copiesTo}。`, hanging: true }]),
    { text: `${given.issuedBy}\t${given.issuedOn}印发`, hanging: false },
  ]
  const rows = texts.map(({ text, hanging }, index) => new TableRow({
    cantSplit: true,
    children: [new TableCell({
      borders: { left: none, right: none, top: rule(index === 0 ? 8 : 6), bottom: rule(index === texts.length - 1 ? 8 : 6) },
      children: [new Paragraph({
        indent: hanging ? { left: character * 4, hanging: character * 3, right: character } : { left: character, right: character },
        tabStops: [{ type: TabStopType.RIGHT, position: width - character }],
        spacing: { line: 480, lineRule: LineRuleType.EXACT },
        children: [run(library, text, { size: typeSize.imprint })],
      })],
    })],
  }))
  return [
    new Table({
      layout: TableLayoutType.FIXED, width: { size: width, type: WidthType.DXA }, columnWidths: [width], rows,
      float: { horizontalAnchor: TableAnchorType.MARGIN, absoluteHorizontalPosition: 0, verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM },
    }),
    // A table needs a line after it to hang from.
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [run(library, '', { size: 1 })] }),
  ]
}

function pageNumber({ AlignmentType, Footer, LineRuleType, PageNumber, Paragraph, TextRun }: Library, side: 'left' | 'right'): Docx.Footer {
  return new Footer({ children: [new Paragraph({
    alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    indent: { [side]: twips(typeSize.pageNumber) },
    spacing: { line: 320, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: typeSize.pageNumber * 2, font: { ascii: faces.plain.name, hAnsi: faces.plain.name, eastAsia: faces.plain.name } })],
  })] })
}
