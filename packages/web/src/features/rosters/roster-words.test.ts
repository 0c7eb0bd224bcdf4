import { describe, expect, it } from 'vitest'
import { assignmentsOf, dayWords, monthOf, seatsByPerson, signed } from './roster-words.ts'

describe('words of the roster page', () => {
  it('walks over months and years', () => {
    expect([monthOf('2026-01-31', -1), monthOf('2026-01-31', 1), monthOf('2026-11-22', 2), monthOf('2028-02-29')]).toEqual([
      { fromDay: '2025-12-01', toDay: '2025-12-31' }, { fromDay: '2026-02-01', toDay: '2026-02-28' }, { fromDay: '2027-01-01', toDay: '2027-01-31' }, { fromDay: '2028-02-01', toDay: '2028-02-29' },
    ])
  })
  it('names a day and signs a deviation', () => {
    expect([dayWords('2026-03-08'), signed(1.5), signed(-2), signed(0)]).toEqual(['3月8日 周日', '+1.5', '−2', '0'])
  })
  it('leaves empty seats out', () => {
    const seat = { day: '2026-03-08', shiftKey: 'whole', shiftName: '全天班', role: 'officer' as const, startsAt: '', endsAt: '', night: true, dayKind: 'weekend' as const, shiftId: null }
    const seats = [{ ...seat, place: 0, personId: 'a', personName: '甲' }, { ...seat, place: 1, personId: null, personName: null }]
    expect(assignmentsOf({ seats })).toEqual([{ day: '2026-03-08', shiftKey: 'whole', role: 'officer', place: 0, personId: 'a' }])
    expect([...seatsByPerson(seats).keys()]).toEqual(['a|2026-03-08'])
  })
})
