import { describe, expect, it } from 'vitest'
import { changeShare, childHolding, digitsOfChildren, periodOf, samePeriodLastYear, stepName, stepsOf } from './periods.ts'

describe('periods', () => {
  it('finds the same days a year before, across leap days', () => {
    expect(samePeriodLastYear({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-01-01', to: '2025-03-31' })
    expect(samePeriodLastYear({ from: '2024-02-29', to: '2024-02-29' })).toEqual({ from: '2023-02-28', to: '2023-02-28' })
    // The whole of February compares with the whole of February.
    expect(samePeriodLastYear({ from: '2025-02-01', to: '2025-02-28' })).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    // 28 February of a leap year is not the month's end.
    expect(samePeriodLastYear({ from: '2024-02-01', to: '2024-02-28' })).toEqual({ from: '2023-02-01', to: '2023-02-28' })
  })

  it('knows the month, quarter and year of a day', () => {
    expect(periodOf('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(periodOf('month', '2025-12-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(periodOf('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('year', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
    expect([stepName('month', '2026-03-01'), stepName('quarter', '2026-07-01'), stepName('year', '2026-01-01')]).toEqual(['2026年3月', '2026年第三季度', '2026年'])
  })

  it('cuts a period into its steps without gap or repeat', () => {
    expect(stepsOf('month', { from: '2025-11-20', to: '2026-02-01' })).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
    expect(stepsOf('quarter', { from: '2025-11-20', to: '2026-02-01' })).toEqual(['2025-10-01', '2026-01-01'])
    expect(stepsOf('year', { from: '2025-11-20', to: '2025-11-20' })).toEqual(['2025-01-01'])
  })
})

describe('places', () => {
  it('puts an incident under the place right below', () => {
    expect(childHolding('331099000000', '331099101201')).toBe('331099101000')
    expect(childHolding('331000000000', '331099101201')).toBe('331099000000')
    expect(childHolding('331000000000', '331000000000')).toBe('331000000000')
    expect(childHolding('331099101000', '331099101201')).toBe('331099101201')
    expect(digitsOfChildren('331099101201')).toBeNull()
  })

  it('compares only with something', () => {
    expect(changeShare(3, 2)).toBe(0.5)
    expect(changeShare(3, 0)).toBeNull()
  })
})
