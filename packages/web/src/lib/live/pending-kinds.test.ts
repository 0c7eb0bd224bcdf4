import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPendingKinds, isTouched } from './pending-kinds.ts'

describe('pending kinds', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('gathers the entries of one command into one refetch', () => {
    const flush = vi.fn()
    const pending = createPendingKinds(flush)
    pending.add(['task'])
    vi.advanceTimersByTime(50)
    pending.add(['task', 'notice'])
    vi.advanceTimersByTime(119)
    expect(flush).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(flush.mock.calls).toEqual([[new Set(['task', 'notice'])]])
  })

  it('does not wait for quiet in a stream that never falls quiet', () => {
    const flush = vi.fn()
    const pending = createPendingKinds(flush)
    for (let at = 0; at < 1000; at += 50) {
      pending.add(['signal'])
      vi.advanceTimersByTime(50)
    }
    expect(flush.mock.calls.length).toBeGreaterThanOrEqual(2)
    pending.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('refetches what is touched, everything live after a reset, and nothing that does not travel live', () => {
    expect(isTouched(['incident', 'task'], new Set(['task']))).toBe(true)
    expect(isTouched(['incident'], new Set(['task']))).toBe(false)
    expect(isTouched(['incident'], null)).toBe(true)
    expect(isTouched([], null)).toBe(false)
    expect(isTouched(undefined, null)).toBe(false)
  })
})
