import type { ReportView } from '@fengsui/contract/reports'
import { describe, expect, it } from 'vitest'
import { findPrevious, listChangedFigures, listWords } from './report-differences.ts'

const report = (id: string, sequence: number, status: ReportView['status'] = 'issued', fromUnitId = 'a'): ReportView => ({ id, sequence, status, fromUnitId }) as ReportView

describe('report differences', () => {
  it('tells changes of figures, and that unknown is not zero', () => {
    expect(listChangedFigures({ facts: { dead: 2, missing: null }, elements: {} }, { facts: { dead: 3, missing: 0, injured: undefined }, elements: {} })).toEqual([
      { key: 'dead', label: '死亡', before: '2 人', after: '3 人', change: '+1' },
      { key: 'missing', label: '下落不明', before: '未报', after: '0 人', change: '' },
    ])
    expect(listChangedFigures({ facts: {}, elements: {} }, { facts: { dead: null }, elements: {} })).toEqual([])
  })
  it('sets the words of both side by side and marks those that differ', () => {
    const words = listWords({ kind: 'initial', facts: {}, elements: { source: '甲镇', trend: '雨未停' } }, { kind: 'followUp', facts: {}, elements: { source: '甲镇', changes: '又找到 1 人', note: '另' } }, 'natural-disaster')
    expect(words.map(({ label, before, after, same }) => [label, before, after, same])).toEqual([['信息来源', '甲镇', '甲镇', true], ['发展趋势', '雨未停', '', false], ['变化情况', '', '又找到 1 人', false], ['其他情况', '', '另', false]])
  })
  it('finds the issued one before, of the same unit', () => {
    const series = [report('1', 1), report('2', 2), report('3', 3, 'draft'), report('x', 2, 'issued', 'b')]
    expect(findPrevious(report('3', 3), series)?.id).toBe('2')
    expect(findPrevious(report('1', 1), series)).toBeUndefined()
  })
})
