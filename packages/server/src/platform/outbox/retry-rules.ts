/** An attempt that did not go through is made again after 2, 4, 8 … seconds, at most after a minute: an outage of hours ends within a minute of its end. */
const FIRST_MS = 1000
const LONGEST_MS = 60_000
/** So many failures one after another mean that the provider is away: from then on one message probes, the others wait. */
const FAILURES_TO_OPEN = 5

/** Milliseconds to wait after this many attempts of a message. */
export function retryDelayMs(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10))
}

/** Circuit breaker of one lane; instants in milliseconds. Closed: everything goes. Open: one probe at a time, ever more seldom, until one goes through. */
export interface Breaker {
  readonly failures: number
  /** Null while closed. */
  readonly probeAt: number | null
}

export const closedBreaker: Breaker = { failures: 0, probeAt: null }

export function afterFailure(breaker: Breaker, now: number): Breaker {
  const failures = breaker.failures + 1
  return { failures, probeAt: failures >= FAILURES_TO_OPEN ? now + retryDelayMs(failures - FAILURES_TO_OPEN + 1) : null }
}

/** How many messages may be under way now. */
export function allowedAtOnce(breaker: Breaker, now: number, concurrency: number): number {
  if (breaker.probeAt === null) return concurrency
  return now >= breaker.probeAt ? 1 : 0
}
