import { describe, expect, it } from 'vitest'
import { expandDays } from './day-rows.ts'

describe('stretches of days', () => {
  it('become single days over the end of a month', () => {
    expect(expandDays([{ from: '2027-02-27', to: '2027-03-01', kind: 'holiday', name: '元宵' }]).days.map((day) => day.day)).toEqual(['2027-02-27', '2027-02-28', '2027-03-01'])
  })

  it('say what is wrong', () => {
    const row = { kind: 'holiday', name: '甲' } as const
    expect(expandDays([{ ...row, from: '2027-03-02', to: '2027-03-01' }]).problem).toContain('早于起日')
    expect(expandDays([{ ...row, from: '', to: '2027-03-01' }]).problem).toContain('起止日期')
    expect(expandDays([{ ...row, from: '2027-01-01', to: '2027-12-31' }]).problem).toContain('最多 120 天')
  })
})
