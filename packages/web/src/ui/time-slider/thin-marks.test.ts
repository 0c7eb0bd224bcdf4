import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thinMarks } from './thin-marks.ts'
import { askedInstant } from './use-playback.ts'

const from = '2019-08-09T16:00:00.000Z'
const to = '2019-08-10T00:00:00.000Z'
const minute = (n: number): string => new Date(Date.parse(from) + n * 60_000).toISOString()

describe('marks of the time slider', () => {
  it('stay apart, keep the first words and say how many', () => {
    const marks = thinMarks([{ at: minute(1), text: '立项' }, { at: minute(2), text: '定级' }, { at: minute(300), text: '初报' }], from, to, 48)
    expect(marks.map(({ at, label }) => [at, label])).toEqual([[minute(1), '立项（等 2 件）'], [minute(300), '初报']])
  })

  it('are never more than there is room for, and none lies outside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 700 })), fc.integer({ min: 1, max: 60 }), (minutes, slots) => {
        const shown = thinMarks(minutes.map((n) => ({ at: minute(n), text: 'x' })), from, to, slots)
        expect(shown.length).toBeLessThanOrEqual(slots + 1)
        expect(shown.every(({ at }) => at >= from && at <= to)).toBe(true)
      }),
    )
  })

  it('do not exist on an axis without length', () => {
    expect(thinMarks([{ at: from, text: 'x' }], from, from, 10)).toEqual([])
  })
})

describe('the instant asked for', () => {
  it('is a whole minute when scrubbing and about a second of playing otherwise', () => {
    const at = Date.parse('2019-08-09T18:31:42.500Z')
    expect(askedInstant(at, false, 1800)).toBe('2019-08-09T18:31:00.000Z')
    expect(askedInstant(at, true, 60)).toBe('2019-08-09T18:31:00.000Z')
    expect(askedInstant(at, true, 300)).toBe('2019-08-09T18:30:00.000Z')
  })
})
