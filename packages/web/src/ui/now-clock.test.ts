import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNowClock } from './now-clock.ts'

const instant = '2019-08-09T18:15:08.400Z'
const at = (iso: string): number => Date.parse(iso)

describe('business clock', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('ticks on full seconds and keeps its value between ticks', () => {
    const clock = createNowClock({ instant, sampledAt: performance.now() })
    const listener = vi.fn()
    const stop = clock.subscribe(listener)
    expect(clock.getNow()).toBe(at('2019-08-09T18:15:08.000Z'))
    vi.advanceTimersByTime(599)
    expect(listener).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(clock.getNow()).toBe(at('2019-08-09T18:15:09.000Z'))
    vi.advanceTimersByTime(60_000)
    expect(clock.getNow()).toBe(at('2019-08-09T18:16:09.000Z'))
    stop()
    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('counts elapsed time since the sample, not since creation', () => {
    const clock = createNowClock({ instant, sampledAt: performance.now() - 10_000 })
    expect(clock.getNow()).toBe(at('2019-08-09T18:15:18.000Z'))
  })

  it('stands still at speed 0 and runs fast in a replay', () => {
    const stopped = createNowClock({ instant, speed: 0 })
    stopped.subscribe(() => undefined)
    expect(vi.getTimerCount()).toBe(0)
    const fast = createNowClock({ instant, sampledAt: performance.now(), speed: 60 })
    const stop = fast.subscribe(() => undefined)
    vi.advanceTimersByTime(10_000)
    expect(fast.getNow()).toBe(at('2019-08-09T18:25:08.000Z'))
    stop()
  })
})
