import { describe, expect, it } from 'vitest'
import { chooseSample, sampleOf, speedBetween } from './clock-sample.ts'

const at = '2019-08-09T18:15:00.000Z'
const later = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString()

describe('clock samples', () => {
  it('stand in the middle of the way', () => {
    expect(sampleOf(at, 1000, 1400, 1)).toEqual({ instant: at, sampledAt: 1200, speed: 1 })
  })

  it('measure a virtual clock and trust a real one', () => {
    const before = sampleOf(at, 0, 0, 1)
    expect(speedBetween(before, later(120), 2000, true)).toBe(60)
    expect(speedBetween(before, at, 2000, true)).toBe(0)
    expect(speedBetween(before, later(120), 2000, false)).toBe(1)
    expect(speedBetween(null, at, 0, true)).toBe(0)
  })

  it('keep the old sample while it tells the same time, and take the new one after sleep, jump or pause', () => {
    const before = sampleOf(at, 0, 0, 1)
    expect(chooseSample(before, sampleOf(later(10.3), 10_000, 10_000, 1))).toBe(before)
    const slept = sampleOf(later(3600), 10_000, 10_000, 1)
    expect(chooseSample(before, slept)).toBe(slept)
    const paused = sampleOf(later(10), 10_000, 10_000, 0)
    expect(chooseSample(before, paused)).toBe(paused)
    expect(chooseSample(null, slept)).toBe(slept)
  })
})
