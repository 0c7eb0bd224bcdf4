import type { ReportView } from '@fengsui/contract/reports'
import { describe, expect, it } from 'vitest'
import { findPrevious, listChangedFigures } from './report-differences.ts'

const report = (id: string, sequence: number, status: ReportView['status'] = 'issued', fromUnitId = 'a'): ReportView => ({ id, sequence, status, fromUnitId }) as ReportView

describe('report differences', () => {
  it('tells changes of figures, and that unknown is not zero', () => {
    expect(listChangedFigures({ facts: { dead: 2, missing: null }, elements: {} }, { facts: { dead: 3, missing: 0, injured: undefined }, elements: {} })).toEqual([
      { key: 'dead', label: '死亡', before: '2 人', after: '3 人' },
      { key: 'missing', label: '下落不明', before: '未报', after: '0 人' },
    ])
    expect(listChangedFigures({ facts: {}, elements: {} }, { facts: { dead: null }, elements: {} })).toEqual([])
  })
  it('finds the issued one before, of the same unit', () => {
    const series = [report('1', 1), report('2', 2), report('3', 3, 'draft'), report('x', 2, 'issued', 'b')]
    expect(findPrevious(report('3', 3), series)?.id).toBe('2')
    expect(findPrevious(report('1', 1), series)).toBeUndefined()
  })
})
