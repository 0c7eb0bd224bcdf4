import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'
import { compareCells, findShownRows } from './shown-rows.ts'

/** A plain RFC 4180 reader, to read back what was written. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (c === '\n') rows.push([])
    } else if (c !== '\r') cell += c
  }
  return rows.slice(0, -1)
}

describe('export', () => {
  it('starts with a byte order mark and keeps commas, quotes and lines', () => {
    const text = csvText(['地点', '人数'], [['岭下村, 后山', 5], ['说"危险"\n撤', null]])
    expect(text).toBe('\uFEFF地点,人数\r\n"岭下村, 后山",5\r\n"说""危险""\n撤",\r\n')
  })

  it.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1'])('disarms %j', (text) => {
    expect(readCsv(csvText(['列'], [[text]]).slice(1))[1]?.[0]).toBe(`'${text}`)
  })

  it('leaves negative numbers alone', () => {
    expect(csvText(['水位差'], [[-0.36]])).toBe('\uFEFF水位差\r\n-0.36\r\n')
  })

  it('never lets any text begin a formula, and loses no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (text.includes('\r')) return
        const read = readCsv(csvText(['列'], [[text]]).slice(1))[1]?.[0] ?? ''
        expect(read).not.toMatch(/^[=+\-@\t\n]/)
        expect(read === text || read === `'${text}`).toBe(true)
      }),
    )
  })
})

describe('shown rows', () => {
  const rows = [
    { name: '岭下村山体滑坡', dead: 2, county: '演示县' },
    { name: '金清镇下塘角村 2 人被困', dead: 0, county: '路桥区' },
    { name: '西门站超保证水位', dead: null, county: '临海市' },
  ]
  const columns = [
    { key: 'name', value: (r: (typeof rows)[number]) => r.name },
    { key: 'dead', value: (r: (typeof rows)[number]) => r.dead },
    { key: 'county', value: (r: (typeof rows)[number]) => r.county },
  ]
  const names = (list: readonly (typeof rows)[number][]): string[] => list.map((r) => r.county)

  it('need every word, in whatever column', () => {
    expect(names(findShownRows(rows, columns, '路桥 被困', [], null))).toEqual(['路桥区'])
    expect(names(findShownRows(rows, columns, '路桥 滑坡', [], null))).toEqual([])
  })

  it('are searched by their words where the value only sorts', () => {
    const timed = [{ key: 'at', value: () => '2019-08-09T18:12:51.000Z', words: () => '08-10 02:12' }]
    expect(findShownRows(rows, timed, '02:12', [], null)).toHaveLength(3)
    expect(findShownRows(rows, timed, '18:12', [], null)).toHaveLength(0)
  })

  it('pass one of the pressed filters', () => {
    expect(names(findShownRows(rows, columns, '', [(r) => r.dead === 2, (r) => r.dead === null], null))).toEqual(['演示县', '临海市'])
  })

  it('sort numbers by size with the unknown last either way', () => {
    expect(names(findShownRows(rows, columns, '', [], { key: 'dead', order: 'ascend' }))).toEqual(['路桥区', '演示县', '临海市'])
    expect(names(findShownRows(rows, columns, '', [], { key: 'dead', order: 'descend' }))).toEqual(['演示县', '路桥区', '临海市'])
  })

  it('sort texts by pinyin, numbers inside texts in order', () => {
    expect(compareCells('第 10 时段', '第 9 时段', 'ascend')).toBeGreaterThan(0)
    expect(compareCells('路桥区', '黄岩区', 'ascend')).toBeGreaterThan(0)
  })
})
