/** Where business time comes from: an instant known at a moment of the browser's monotonic clock, and its speed. */
export interface NowSource {
  /** ISO instant that the server (or the replay) named. */
  readonly instant: string
  /** `performance.now()` when that instant was true; the moment of creation unless given. */
  readonly sampledAt?: number
  /** Business seconds per real second: 1 live, 0 stopped, more in a replay. */
  readonly speed?: number
}

/** A ticking business clock that React can subscribe to. */
export interface NowClock {
  /** Epoch milliseconds, constant between ticks. */
  readonly getNow: () => number
  readonly subscribe: (listener: () => void) => () => void
}

/** Shifts are long and laptops sleep, so the wall clock of the browser is never asked: only elapsed time is. */
export function createNowClock(source: NowSource, elapsed: () => number = () => performance.now()): NowClock {
  const start = Date.parse(source.instant)
  const sampledAt = source.sampledAt ?? elapsed()
  const speed = source.speed ?? 1
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const read = (): number => Math.floor((start + (elapsed() - sampledAt) * speed) / 1000) * 1000
  let now = read()

  // Ticks follow the full second, so every clock on the desk turns over together.
  const schedule = (): void => {
    if (speed === 0) return
    const intoSecond = ((start + (elapsed() - sampledAt) * speed) % 1000) / speed
    timer = setTimeout(tick, speed > 1 ? 250 : Math.max(20, 1000 / speed - intoSecond))
  }
  const tick = (): void => {
    now = read()
    for (const listener of listeners) listener()
    schedule()
  }

  return {
    getNow: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        now = read()
        schedule()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
  }
}
