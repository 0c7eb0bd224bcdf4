import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocalInput, toLocalInput } from './shanghai-input.ts'

describe('Beijing time in date controls', () => {
  it('reads and writes Beijing time whatever the zone of the computer', () => {
    expect(toLocalInput('2019-08-09T18:30:00.000Z')).toBe('2019-08-10T02:30')
    expect(fromLocalInput('2019-08-10T02:30')).toBe('2019-08-09T18:30:00.000Z')
  })

  it('keeps every whole minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000 }), (minutes) => {
        const at = new Date(minutes * 60_000).toISOString()
        expect(fromLocalInput(toLocalInput(at))).toBe(at)
      }),
    )
  })

  it('takes nothing for a time that is incomplete or does not exist', () => {
    expect(fromLocalInput('')).toBeNull()
    expect(fromLocalInput('2019-08-10')).toBeNull()
    expect(fromLocalInput('2019-13-10T02:30')).toBeNull()
  })
})
