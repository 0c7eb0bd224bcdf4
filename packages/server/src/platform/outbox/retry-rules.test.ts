import { describe, expect, it } from 'vitest'
import { afterFailure, allowedAtOnce, closedBreaker, retryDelayMs } from './retry-rules.ts'

describe('trying again', () => {
  it('waits twice as long each time, never more than a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 500].map(retryDelayMs)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
  })

  it('lets everything through until five failures in a row, then one probe at a time', () => {
    let breaker = closedBreaker
    for (let count = 0; count < 4; count += 1) breaker = afterFailure(breaker, 0)
    expect(allowedAtOnce(breaker, 0, 4)).toBe(4)
    breaker = afterFailure(breaker, 0)
    expect(allowedAtOnce(breaker, 0, 4)).toBe(0)
    expect(allowedAtOnce(breaker, 2000, 4)).toBe(1)
    const later = afterFailure(breaker, 2000)
    expect(allowedAtOnce(later, 5999, 4)).toBe(0)
    expect(allowedAtOnce(later, 6000, 4)).toBe(1)
  })

  it('never probes more seldom than once a minute', () => {
    let breaker = closedBreaker
    for (let count = 0; count < 1000; count += 1) breaker = afterFailure(breaker, 0)
    expect(breaker.probeAt).toBe(60_000)
  })
})
