import { describe, expect, it } from 'vitest'
import { addDays, addWorkingDays, daysBetween, instantInDay, isWorkingDay, legalDayAt, localCalendar, publicCalendar, startOfDay, weekdayOf, workingDaysBetween } from './index.ts'

describe('the working-day calendar', () => {
  it('counts legal days in Beijing time, midnight belonging to the new day', () => {
    expect(legalDayAt('2026-02-13T15:59:59.999Z')).toBe('2026-02-13')
    expect(legalDayAt('2026-02-13T16:00:00.000Z')).toBe('2026-02-14')
    expect(startOfDay('2026-02-14')).toBe('2026-02-13T16:00:00.000Z')
    expect(instantInDay('2026-02-14', 990)).toBe('2026-02-14T08:30:00.000Z')
    expect(weekdayOf('2026-02-14')).toBe(6)
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(daysBetween('2025-12-31', '2026-01-02')).toBe(2)
  })

  it('knows holidays and the weekends worked in exchange', () => {
    expect(publicCalendar.kindOf('2026-02-14')).toBe('makeUp')
    expect(publicCalendar.kindOf('2026-02-16')).toBe('holiday')
    expect(publicCalendar.nameOf('2026-02-16')).toBe('春节')
    expect(publicCalendar.kindOf('2026-03-07')).toBe('weekend')
    expect(publicCalendar.kindOf('2026-03-09')).toBe('working')
    expect(publicCalendar.knows('2026-03-09')).toBe(true)
    expect(publicCalendar.knows('2033-03-09')).toBe(false)
  })

  it('counts working days over a holiday, the make-up day included', () => {
    // 2026: 15–23 February off, 14 and 28 February worked.
    expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-14')
    expect(addWorkingDays('2026-02-13', 2)).toBe('2026-02-24')
    expect(addWorkingDays('2026-02-16', 0)).toBe('2026-02-24')
    expect(addWorkingDays('2026-02-27', 1)).toBe('2026-02-28')
    expect(workingDaysBetween('2026-02-13', '2026-02-24')).toBe(2)
    expect(workingDaysBetween('2026-02-24', '2026-02-13')).toBe(0)
  })

  it('lets a place set a day of its own, and refuses what is no day', () => {
    const own = localCalendar([{ day: '2026-03-09', kind: 'holiday', name: '本地放假' }])
    expect(isWorkingDay('2026-03-09', own)).toBe(false)
    expect(isWorkingDay('2026-03-09')).toBe(true)
    expect(localCalendar([{ day: '2033-03-09', kind: 'holiday', name: '本地放假' }]).knows('2033-03-09')).toBe(false)
    expect(localCalendar([], ['2033']).knows('2033-03-09')).toBe(true)
    expect(() => startOfDay('2026-02-30')).toThrow(RangeError)
    expect(() => addWorkingDays('2026-02-13', -1)).toThrow(RangeError)
  })
})
