import { describe, expect, it } from 'vitest'
import { listSheetRows, neighbourKey, pasteInto, readTyped, typedOf } from './sheet-cells.ts'

describe('the entry sheet', () => {
  it('has a present value beside the cumulative one until the checked report', () => {
    const keys = (kind: 'initial' | 'final') => listSheetRows('A01', kind).flatMap((row) => (row.kind === 'figure' ? row.keys : []))
    expect(keys('initial').filter((key) => key.startsWith('A01013'))).toEqual(['A01013', 'A01013@now'])
    expect(keys('final').filter((key) => key.includes('@'))).toEqual([])
  })

  it('keeps what is typed and names what is no figure', () => {
    expect(readTyped({ A01007: '1,200', A01008: '', A01009: '两人', A01010: '-1', A01058: '3.456' })).toEqual({ values: { A01007: 1200 }, problems: { A01009: '应填数字', A01010: '不能是负数', A01058: '最多两位小数' } })
    expect(typedOf({ A01007: 0, A01008: null })).toEqual({ A01007: '0' })
  })

  it('fills downward and to the right from a spreadsheet, over headings', () => {
    const rows = listSheetRows('A01', 'initial')
    expect(pasteInto(rows, 'A01012', '5\r\n30\t20\r\n10\t8\r\n')).toEqual({ A01012: '5', A01013: '30', 'A01013@now': '20', A01014: '10', 'A01014@now': '8' })
    expect(pasteInto(listSheetRows('A02', 'initial'), 'A02007', '1\n2')).toEqual({ A02007: '1', A02008: '2' })
    expect(pasteInto(rows, 'nothing', '1')).toEqual({})
  })

  it('goes up and down in a column', () => {
    const rows = listSheetRows('A01', 'initial')
    expect([neighbourKey(rows, 'A01007', 1), neighbourKey(rows, 'A01013@now', 1), neighbourKey(rows, 'A01014@now', 1), neighbourKey(rows, 'A01001', -1), neighbourKey(listSheetRows('A02', 'initial'), 'A02007', 1)]).toEqual(['A01008', 'A01014@now', 'A01015', null, 'A02008'])
  })
})
