import { describe, expect, it } from 'vitest'
import { classOf, dayOf, daysBetween, expiryWords, moveName } from './stock-words.ts'

describe('words of goods', () => {
  it('names the class by the first digit', () => {
    expect([classOf('1010101'), classOf('3010101'), classOf('9')]).toEqual(['基本生活保障物资', '工程材料与机械加工设备', ''])
  })
  it('says how long a lot lasts', () => {
    expect(expiryWords(null, null)).toEqual({ text: '不限', tone: 'fine' })
    expect(expiryWords('2019-08-09', -1)).toEqual({ text: '2019-08-09 已过期 1 天', tone: 'over' })
    expect(expiryWords('2019-08-10', 0).tone).toBe('soon')
    expect(expiryWords('2019-11-08', 90).tone).toBe('soon')
    expect(expiryWords('2019-11-09', 91)).toEqual({ text: '2019-11-09', tone: 'fine' })
  })
  it('calls the arrival of goods on the way what it is', () => {
    expect(moveName({ kind: 'issue', fromAccount: 'lot:a' })).toBe('出库')
    expect(moveName({ kind: 'issue', fromAccount: 'transit:d' })).toBe('到货签收')
    expect(moveName({ kind: 'return', fromAccount: 'transit:d' })).toBe('归还')
  })
  it('counts days as the law does', () => {
    expect(dayOf(Date.parse('2019-08-09T16:00:00.000Z'))).toBe('2019-08-10')
    expect(daysBetween('2019-08-10', '2019-09-01')).toBe(22)
  })
})
