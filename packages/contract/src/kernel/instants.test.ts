import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, boundToReceipt, clockAheadText, spanText } from './instants.ts'

const received = '2019-08-09T18:40:00.000Z'

describe('an instant by a telephone’s clock', () => {
  it.each([
    [7, received, 420],
    [2 * 1440, received, 172_800],
    [0.5, received, null],
    [0, received, null],
    [-7, addMinutes(received, -7), null],
    [-2 * 1440, addMinutes(received, -2 * 1440), null],
  ])('%s minutes from the receipt', (minutes, at, clockAheadSeconds) => {
    expect(boundToReceipt(addMinutes(received, minutes), received)).toEqual({ at, clockAheadSeconds })
  })

  it('never lies after the receipt, and the lead says how far it did', () => {
    fc.assert(fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (seconds) => {
      const stated = addMinutes(received, seconds / 60)
      const { at, clockAheadSeconds } = boundToReceipt(stated, received)
      expect(at <= received).toBe(true)
      expect(clockAheadSeconds).toBe(seconds >= 60 ? seconds : null)
      if (seconds <= 0) expect(at).toBe(stated)
    }))
  })

  it('is told in words', () => {
    expect(clockAheadText(420)).toBe('手机时间快 7 分钟，已按收到时间记录')
    expect([29, 60, 419.8, 3600, 3660, 86_400, 90_000, -172_800].map(spanText)).toEqual(['不到 1 分钟', '1 分钟', '7 分钟', '1 小时', '1 小时 1 分钟', '1 天', '1 天 1 小时', '2 天'])
  })
})
