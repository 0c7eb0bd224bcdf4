import { noFigures } from '@fengsui/contract/statistics'
import { describe, expect, it } from 'vitest'
import { changeWords, lossWords, niceTop, onTimeShare, percentWords, periodOfSpan } from './statistics-words.ts'

describe('words of statistics', () => {
  it('finds the days of a span', () => {
    expect(periodOfSpan('month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
    expect(periodOfSpan('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-11-22' })
    expect(periodOfSpan('lastYear', '2026-11-22')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(periodOfSpan('fiveYears', '2026-11-22')).toEqual({ from: '2022-01-01', to: '2026-11-22' })
  })

  it('compares with the year before', () => {
    const row = (now: number, before: number) => ({ figures: { ...noFigures, dead: now }, previous: { ...noFigures, dead: before } })
    expect([row(3, 2), row(1, 2), row(2, 2), row(2, 0), row(0, 0)].map((each) => changeWords(each, (figures) => figures.dead))).toEqual(['+50.0%', '-50.0%', '持平', '上年 0', '持平'])
  })

  it('says shares and losses', () => {
    expect(percentWords(onTimeShare({ clocksMet: 9, clocksLate: 1, clocksMissed: 0 }))).toBe('90.0%')
    expect(percentWords(onTimeShare(noFigures))).toBe('—')
    expect([lossWords(0), lossWords(9999.9), lossWords(12_345)]).toEqual(['0 万元', '9,999.9 万元', '1.23 亿元'])
    expect([0, 4, 5, 17, 40, 41, 99, 101].map(niceTop)).toEqual([4, 4, 5, 20, 40, 50, 100, 200])
  })
})
