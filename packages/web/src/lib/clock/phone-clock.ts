/** The server's time as a phone without a network knows it: its own clock, put right by what the server last said. */
export interface PhoneClock {
  /** ISO, whole seconds; never later than the server's clock by more than the phone's drift since it was last put right. */
  readonly now: () => string
  /** The same to the millisecond, for telling which of two things on this phone came first. */
  readonly stamp: () => string
  /** The server said this a moment ago. */
  readonly learn: (serverNow: string) => void
}

const storageKey = 'fengsui:clock-offset'

/** @param machine milliseconds since 1970 by the phone's own clock */
export function createPhoneClock(storage: Pick<Storage, 'getItem' | 'setItem'>, machine: () => number = () => Date.now()): PhoneClock {
  let offset = readOffset(storage)
  return {
    // Rounded down: a report must not carry a time that the server has not reached yet.
    now: () => new Date(Math.floor((machine() + offset) / 1000) * 1000).toISOString(),
    stamp: () => new Date(machine() + offset).toISOString(),
    learn: (serverNow) => {
      offset = Date.parse(serverNow) - machine()
      try {
        storage.setItem(storageKey, String(offset))
      } catch {
        // Storage is forbidden: known until the page is closed.
      }
    },
  }
}

function readOffset(storage: Pick<Storage, 'getItem'>): number {
  try {
    const stored = Number(storage.getItem(storageKey))
    return Number.isFinite(stored) ? stored : 0
  } catch {
    return 0
  }
}
