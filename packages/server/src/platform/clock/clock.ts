import type { Instant } from '@fengsui/contract/kernel'

/**
 * Where instants come from. Two are injected everywhere: `business` (legal deadlines, what the journal says; virtual in a
 * sandbox) and `wall` (sessions, leases, backoff). Nothing else may read the time; lint enforces it.
 */
export interface Clock {
  now(): Instant
}

export interface Clocks {
  readonly business: Clock
  readonly wall: Clock
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** Business clock of a sandbox: stands still until moved, and never moves back. */
export class VirtualClock implements Clock {
  #now: Instant
  constructor(start: Instant) {
    this.#now = start
  }
  now(): Instant {
    return this.#now
  }
  /** Moves forward to `to`; an earlier instant leaves the clock where it is. */
  advanceTo(to: Instant): void {
    if (to > this.#now) this.#now = to
  }
}
