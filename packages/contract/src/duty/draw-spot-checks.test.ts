import { describe, expect, it } from 'vitest'
import { legalDayAt, publicCalendar, startOfDay } from '../calendar/index.ts'
import { addMinutes } from '../kernel/index.ts'
import { daysOfMonth, drawSpotChecks, monthAt, nextMonth, platformWindows, randomFrom, revealInstant, sealedText } from './index.ts'

const seed = (n: number) => n.toString(16).padStart(8, '0').repeat(8)
const input = (n: number, more: object = {}) => ({ seed: seed(n), month: '2026-10', unitIds: ['b', 'a', 'c'], windows: platformWindows, notBefore: startOfDay('2026-10-01'), ...more })

describe('the draw of a month', () => {
  it('is the same for the same seed, whatever the order of the units, and another for another', () => {
    expect(drawSpotChecks(input(1))).toEqual(drawSpotChecks(input(1, { unitIds: ['c', 'b', 'a'] })))
    expect(drawSpotChecks(input(1))).not.toEqual(drawSpotChecks(input(2)))
  })

  it('checks each unit as often as said, on different days, inside the windows', () => {
    for (let n = 0; n < 200; n += 1) {
      const drawn = drawSpotChecks(input(n))
      for (const unitId of ['a', 'b', 'c']) {
        const nights = drawn.filter((check) => check.unitId === unitId && check.window === 'night')
        const holidays = drawn.filter((check) => check.unitId === unitId && check.window === 'holiday')
        expect([nights.length, holidays.length, new Set(nights.map((check) => check.day)).size]).toEqual([2, 1, 2])
        for (const check of nights) {
          const from = addMinutes(startOfDay(check.day), 22 * 60)
          expect(check.at >= from && check.at < addMinutes(from, 8 * 60), check.at).toBe(true)
        }
        for (const check of holidays) expect([publicCalendar.kindOf(check.day), legalDayAt(check.at)]).toEqual(['holiday', check.day])
      }
    }
  })

  it('has nights that reach over midnight, into the holiday and over the end of the month', () => {
    const drawn = Array.from({ length: 400 }, (_, n) => drawSpotChecks(input(n, { month: '2026-09', notBefore: startOfDay('2026-09-01') }))).flat()
    const last = drawn.filter((check) => check.day === '2026-09-30' && check.window === 'night')
    const afterMidnight = last.filter((check) => legalDayAt(check.at) === '2026-10-01')
    expect(afterMidnight.length).toBeGreaterThan(0)
    expect(afterMidnight.every((check) => publicCalendar.kindOf(legalDayAt(check.at)) === 'holiday')).toBe(true)
    expect(revealInstant('2026-09', platformWindows)).toBe('2026-09-30T23:00:00.000Z')
  })

  it('leaves out what lies before the draw', () => {
    const notBefore = startOfDay('2026-10-20')
    const late = drawSpotChecks(input(7, { notBefore }))
    expect(late.every((check) => check.at >= notBefore)).toBe(true)
    expect(late).toEqual(drawSpotChecks(input(7)).filter((check) => check.at >= notBefore))
  })

  it('has no holiday check in a month without one', () => {
    expect(drawSpotChecks(input(3, { month: '2026-11', notBefore: startOfDay('2026-11-01') })).filter((check) => check.window === 'holiday')).toEqual([])
  })

  it('spreads evenly over the hours of the night', () => {
    const hours = new Map<number, number>()
    for (let n = 0; n < 3000; n += 1) for (const check of drawSpotChecks(input(n * 7919 + 13, { unitIds: ['a'], windows: platformWindows.slice(0, 1) }))) hours.set(new Date(check.at).getUTCHours(), (hours.get(new Date(check.at).getUTCHours()) ?? 0) + 1)
    expect(hours.size).toBe(8)
    for (const count of hours.values()) expect(Math.abs(count - 750)).toBeLessThan(150)
  })
})

describe('its parts', () => {
  it('random numbers lie in [0, 1) and repeat by seed', () => {
    const [a, b] = [randomFrom(seed(5)), randomFrom(seed(5))]
    for (let n = 0; n < 1000; n += 1) {
      const value = a()
      expect(value).toBe(b())
      expect(value >= 0 && value < 1).toBe(true)
    }
  })

  it('months are those of Beijing', () => {
    expect([monthAt('2026-09-30T15:59:59.999Z'), monthAt('2026-09-30T16:00:00.000Z'), nextMonth('2026-12'), daysOfMonth('2024-02').length]).toEqual(['2026-09', '2026-10', '2027-01', 29])
  })

  it('the sealed text changes with each of its parts', () => {
    const base = { id: 'd', month: '2026-10', seed: seed(1), unitIds: ['a', 'b'], windows: platformWindows, notBefore: startOfDay('2026-10-01') }
    const texts = [base, { ...base, id: 'e' }, { ...base, month: '2026-11' }, { ...base, seed: seed(2) }, { ...base, unitIds: ['a'] }, { ...base, windows: platformWindows.slice(1) }, { ...base, notBefore: startOfDay('2026-10-02') }].map(sealedText)
    expect(new Set(texts).size).toBe(7)
    expect(sealedText({ ...base, unitIds: ['b', 'a'] })).toBe(texts[0])
  })
})
