import { Problem } from '@fengsui/contract/kernel'
import { FAILURES_PER_ADDRESS_AND_MINUTE, LOCK_MINUTES, MAX_FAILURES } from './access-settings.ts'

const MINUTE = 60_000
/** Addresses and names remembered at most; the longest unused are forgotten first. */
const MAX_REMEMBERED = 10_000

interface Bucket { tokens: number; at: number }
interface Failures { count: number; lockedUntil: number }

/**
 * Slows down guessing, in memory: a token bucket for each address, and for names that belong to nobody the same lock-out as for
 * real accounts, so that a lock does not tell whether an account exists.
 */
export class FailureThrottle {
  readonly #buckets = new Map<string, Bucket>()
  readonly #unknown = new Map<string, Failures>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Takes one attempt of the address. @throws Problem `too-many-requests` */
  take(address: string): void {
    const now = this.#now()
    const known = this.#buckets.get(address)
    const tokens = Math.min(FAILURES_PER_ADDRESS_AND_MINUTE, known ? known.tokens + (Math.max(0, now - known.at) / MINUTE) * FAILURES_PER_ADDRESS_AND_MINUTE : FAILURES_PER_ADDRESS_AND_MINUTE)
    if (tokens < 1) throw new Problem('too-many-requests', '从这个地址登录失败次数过多，请一分钟后再试')
    remember(this.#buckets, address, { tokens: tokens - 1, at: now })
  }

  /** Gives an attempt back: it was a right one. */
  giveBack(address: string): void {
    const bucket = this.#buckets.get(address)
    if (bucket) bucket.tokens = Math.min(FAILURES_PER_ADDRESS_AND_MINUTE, bucket.tokens + 1)
  }

  /** Counts a failure for a name without account, as the credential store does for real ones. Null: locked already. */
  countUnknown(username: string): number | null {
    const now = this.#now()
    const known = this.#unknown.get(username)
    // A lock that would last longer than locks do was set before the clock was put back.
    if (known && known.lockedUntil > now && known.lockedUntil <= now + LOCK_MINUTES * MINUTE) return null
    const count = known && known.lockedUntil === 0 ? known.count + 1 : 1
    remember(this.#unknown, username, { count, lockedUntil: count >= MAX_FAILURES ? now + LOCK_MINUTES * MINUTE : 0 })
    return count
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= MAX_REMEMBERED) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
