import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeTicks } from './time-ticks.ts'

describe('ticks of the time slider', () => {
  it('stand on round Beijing hours', () => {
    const ticks = timeTicks(Date.parse('2019-08-09T10:20:00.000Z'), Date.parse('2019-08-10T04:00:00.000Z'), 7)
    expect(ticks.map((t) => new Date(t).toISOString().slice(11, 16))).toEqual(['13:00', '16:00', '19:00', '22:00', '01:00', '04:00'])
  })

  it('have none without room or time', () => {
    expect(timeTicks(5, 5, 4)).toEqual([])
    expect(timeTicks(0, 10, 0)).toEqual([])
  })

  it('stay inside, ascending and few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 60_000, max: 90 * 86_400_000 }), fc.integer({ min: 2, max: 20 }), (from, length, most) => {
        const ticks = timeTicks(from, from + length, most)
        expect(ticks.length).toBeLessThanOrEqual(most + 1)
        ticks.forEach((tick, i) => {
          expect(tick).toBeGreaterThanOrEqual(from)
          expect(tick).toBeLessThanOrEqual(from + length)
          if (i > 0) expect(tick).toBeGreaterThan(ticks[i - 1] ?? 0)
        })
      }),
    )
  })
})
