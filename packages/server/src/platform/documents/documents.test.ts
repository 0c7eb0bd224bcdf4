import { inflateRawSync, inflateSync } from 'node:zlib'
import exceljs from 'exceljs'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { listZipEntries } from '../files/zip-entries.ts'
import type { OfficialDocument } from './document.ts'
import { renderDocx, renderPdf } from './index.ts'
import { linePitch, pointsOf } from './page-format.ts'
import { mapTexts, toPrintable, withoutInvisible } from './readable-text.ts'
import { contentDisposition } from './send-document.ts'
import { placeHead } from './table-layout.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'
import { toCellText, toSheetNames, writeWorkbook } from './write-workbook.ts'

const paper: OfficialDocument = {
  head: { issuer: '演示县应急管理局', number: '演示县应急报〔2026〕12号', signatory: '甲某某', urgency: '特急' },
  title: '关于山早村山体滑坡的初报',
  addressees: '演示市应急管理局',
  body: [
    { kind: 'heading', level: 1, text: '一、基本情况' },
    { kind: 'paragraph', text: '8月10日4时，山早村发生滑坡。\n第二段。' },
    { kind: 'table', caption: '主要数据', widths: [2, 1, 1], head: [[{ text: '指标', rows: 2 }, { text: '人数', columns: 2 }], [{ text: '上次' }, { text: '本次' }]], rows: [['死亡', 3, 10], ['失联', null, 22]], numeric: [1, 2] },
  ],
  signature: { issuer: '演示县应急管理局', date: '2026年11月22日' },
  imprint: { copiesTo: '县公安局、县总工会', issuedBy: '演示县应急管理局值班室', issuedOn: '2026年11月22日' },
  notes: ['草稿 未签发'],
}
/** U+20BB7 is in no bundled face; U+202E turns the direction of text. */
const hostile: OfficialDocument = { ...paper, body: [{ kind: 'paragraph', text: '𠮷某\u202E倒转\u202C😀与\u0007铃' }] }

function unzip(bytes: Uint8Array): Map<string, string> {
  const archive = Buffer.from(bytes)
  return new Map(listZipEntries(archive).map((entry) => {
    const from = entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
    const content = archive.subarray(from, from + entry.compressedBytes)
    return [entry.name, (entry.method === 0 ? content : inflateRawSync(content)).toString('utf8')]
  }))
}

/** Characters that the file says its glyphs stand for (ToUnicode maps), and its uncompressed text. */
function readPdf(bytes: Uint8Array): { characters: Set<string>; pages: number; raw: string } {
  const file = Buffer.from(bytes)
  const raw = file.toString('latin1')
  const characters = new Set<string>()
  for (let at = raw.indexOf('stream\n'); at >= 0; at = raw.indexOf('stream\n', at + 7)) {
    if (raw.slice(at - 3, at) === 'end') continue
    let text: string
    try {
      text = inflateSync(file.subarray(at + 7, raw.indexOf('endstream', at))).toString('latin1')
    } catch {
      continue
    }
    if (!text.includes('beginbfrange') && !text.includes('beginbfchar')) continue
    for (const [, hex = ''] of text.matchAll(/<([0-9a-f]{4,8})>(?=[\s\]<])/giu)) {
      const units = hex.match(/.{4}/gu) ?? []
      characters.add(String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    }
  }
  return { characters, pages: raw.match(/\/Type \/Page\b(?!s)/gu)?.length ?? 0, raw }
}

describe('text that can be set', () => {
  it('takes out what cannot be seen and says so, never silently', () => {
    expect(withoutInvisible('甲\u202E乙\u200B丙\r\n丁\u2028戊')).toBe('甲乙丙\n丁\n戊')
    expect(toPrintable(hostile, null).notes).toEqual(['草稿 未签发', '原文有 3 个不可见的控制符（如文字方向控制符），已去除'])
    expect(toPrintable(paper, null)).toEqual(paper)
  })
  it('names the characters the face does not have', () => {
    const { body, notes } = toPrintable(hostile, (codePoint) => codePoint < 0x10000)
    expect(body[0]).toMatchObject({ text: '〓某倒转〓与铃' })
    expect(notes?.[1]).toContain('U+20BB7、U+1F600')
  })
  it('changes texts and nothing else', () => {
    expect(mapTexts({ a: ['x', 1, null, true], b: { c: 'y' } }, (text) => text.toUpperCase())).toEqual({ a: ['X', 1, null, true], b: { c: 'Y' } })
  })
})

describe('page', () => {
  it('holds 22 lines', () => expect(linePitch * 22).toBeCloseTo(pointsOf(225), 6))
  it('places head cells beside those that reach down, and refuses a head with gaps', () => {
    expect(placeHead([[{ text: 'a', rows: 2 }, { text: 'b', columns: 2 }], [{ text: 'c' }, { text: 'd' }]], 3)).toMatchObject([{ column: 0 }, { column: 1, columns: 2 }, { row: 1, column: 1 }, { row: 1, column: 2 }])
    expect(() => placeHead([[{ text: 'a' }]], 2)).toThrow('gap')
    expect(() => placeHead([[{ text: 'a', columns: 3 }]], 2)).toThrow('fit')
  })
})

describe('Word text', () => {
  it('is sound XML with the official faces, the page of GB/T 9704 and every part of the paper', async () => {
    const parts = unzip(await writeDocx(paper))
    for (const [name, content] of parts) if (/\.(xml|rels)$/u.test(name)) expect(XMLValidator.validate(content), name).toBe(true)
    const text = parts.get('word/document.xml') ?? ''
    expect(new XMLParser().parse(text)).toHaveProperty('w:document')
    for (const words of ['特急', '演示县应急管理局', '演示县应急报〔2026〕12号', '甲某某', '关于山早村山体滑坡的初报', '演示市应急管理局：', '第二段。', '死亡', '22', '抄送：县公安局、县总工会。', '2026年11月22日印发', '草稿 未签发']) expect(text, words).toContain(words)
    expect(text).toContain('方正小标宋简体')
    expect(text).toMatch(/w:pgMar[^>]*w:top="2098"/u)
    expect(text).toMatch(/w:docGrid[^>]*w:type="linesAndChars"/u)
    expect(parts.get('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName')
    expect([...parts.keys()].filter((name) => /footer\d\.xml$/u.test(name))).toHaveLength(2)
  })
  it('keeps rare characters, without direction marks', async () => {
    const text = unzip(await writeDocx(hostile)).get('word/document.xml') ?? ''
    expect(text).toContain('𠮷某倒转😀与铃')
    expect(text).toContain('3 个不可见的控制符')
  })
})

describe('PDF', () => {
  it('embeds the glyphs of its words only', async () => {
    const bytes = await writePdf(paper)
    const { characters } = readPdf(bytes)
    for (const character of '特急演示县管理局报〔〕号签发人滑坡一基本情况指标死亡抄送印—草稿') expect(characters, character).toContain(character)
    expect(bytes.length).toBeLessThan(200_000)
  })
  it('shows a mark for a missing glyph and names it', async () => {
    const { characters } = readPdf(await writePdf(hostile))
    for (const character of '〓某倒转与铃U+20BB7') expect(characters, character).toContain(character)
    expect(characters).not.toContain('𠮷')
    expect(characters).not.toContain('\u202E')
  })
  it('puts a 版记 that has no room on a page of its own, and long tables over pages', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`行${index}`, index, index * 2])
    const table = { kind: 'table' as const, widths: [2, 1, 1], head: [[{ text: '甲' }, { text: '乙' }, { text: '丙' }]], rows }
    const { pages } = readPdf(await writePdf({ ...paper, body: [table], landscape: true }))
    expect(pages).toBeGreaterThan(3)
    for (let paragraphs = 0; paragraphs < 9; paragraphs += 1) {
      const one = await writePdf({ ...paper, body: Array.from({ length: paragraphs * 2 }, () => ({ kind: 'paragraph' as const, text: '一行。' })) })
      expect(readPdf(one).pages).toBe(paragraphs * 2 <= 5 ? 1 : 2)
    }
  })
  it('is written outside this process, and so is Word text', async () => {
    const [pdf, docx] = await Promise.all([renderPdf(paper), renderDocx(paper)])
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(unzip(docx).has('word/document.xml')).toBe(true)
  }, 60_000)
})

describe('workbook', () => {
  it('keeps numbers as numbers, spans head cells and neutralises formulas', async () => {
    const workbook = new exceljs.Workbook()
    const table = { kind: 'table' as const, widths: [2, 1, 1], head: [[{ text: '指标', rows: 2 }, { text: '人数', columns: 2 }], [{ text: '上次' }, { text: '本次' }]], rows: [['=HYPERLINK("http://x","y")', 3, 10.5], ['@SUM(A1)', null, Number.NaN], ['-2', '+7', '-甲']] }
    const bytes = await writeWorkbook([{ name: '表/一', table, above: ['标题', '=1+1'], below: ['填表人：'] }, { name: '表 一', table }])
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['表 一', '表 一（2）'])
    const sheet = workbook.worksheets[0]
    if (!sheet) throw new Error('no sheet')
    expect(sheet.getCell('A2').value).toBe("'=1+1")
    expect(sheet.getCell('B3').isMerged && sheet.getCell('C3').master.address === 'B3').toBe(true)
    expect(sheet.getCell('A4').master.address).toBe('A3')
    expect([sheet.getCell('A5').value, sheet.getCell('B5').value, sheet.getCell('C5').value]).toEqual(['\'=HYPERLINK("http://x","y")', 3, 10.5])
    expect([sheet.getCell('A6').value, sheet.getCell('B6').value, sheet.getCell('C6').value]).toEqual(["'@SUM(A1)", null, null])
    expect([sheet.getCell('A7').value, sheet.getCell('B7').value, sheet.getCell('C7').value]).toEqual(['-2', '+7', "'-甲"])
  })
  it('knows a formula from a sign before a number', () => {
    expect(['=1', '+cmd', '-1+1', '@x', '\t=1'].map((text) => toCellText(text).startsWith("'"))).toEqual([true, true, true, true, true])
    expect(['-', '+3', '-1,200.5', '-5%', '—', '甲=乙', ''].map((text) => toCellText(text))).toEqual(['-', '+3', '-1,200.5', '-5%', '—', '甲=乙', ''])
  })
  it('gives sheets names a spreadsheet takes', () => {
    const names = toSheetNames(['', 'a'.repeat(40), 'a'.repeat(40), "'x'", 'X'])
    expect(names.every((name) => name.length > 0 && name.length <= 31)).toBe(true)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5)
  })
})

describe('name of a sent file', () => {
  it('is given in Chinese and plain, and cannot end the header', () => {
    expect(contentDisposition('attachment', '初报 12号.pdf')).toBe("attachment; filename=\"document.pdf\"; filename*=UTF-8''%E5%88%9D%E6%8A%A5%2012%E5%8F%B7.pdf")
    const evil = contentDisposition('inline', 'a"\r\nSet-Cookie: x\u202E\ud800.docx')
    expect(evil).not.toMatch(/[\r\n]/u)
    expect(evil).toContain('filename="document.docx"')
  })
})
