import type { Instant } from '@fengsui/contract/kernel'
import type { Clock } from './clock.ts'

/** The wall clock was set: what it showed last before, and what it shows now. */
export interface WallStep {
  /** Positive: forward. */
  readonly seconds: number
  readonly before: Instant
  readonly after: Instant
}

/** Below this the wall clock is being slewed, or we were kept waiting. */
const STEP_SECONDS = 2

interface Follower {
  readonly move: (step: WallStep) => Promise<void>
  readonly owed: WallStep[]
}

/**
 * Sees when the wall clock is set while the program runs, by holding its progress against a steady counter. Who keeps instants of the wall
 * clock (sessions, leases) moves them along, so that a step neither ends them nor makes them last; a machine that slept looks the same.
 */
export class WallSteps {
  readonly #wall: Clock
  readonly #steadyMs: () => number
  readonly #listeners: ((step: WallStep) => void)[] = []
  readonly #followers: Follower[] = []
  #last: { at: Instant; steady: number }
  #moving: Promise<void> = Promise.resolve()

  /** `steadyMs`: a counter that no clock setting moves. */
  constructor(options: { wall: Clock; steadyMs?: () => number }) {
    this.#wall = options.wall
    this.#steadyMs = options.steadyMs ?? (() => performance.now())
    this.#last = { at: this.#wall.now(), steady: this.#steadyMs() }
  }

  /** Hears of every step at once. */
  listen(listener: (step: WallStep) => void): void {
    this.#listeners.push(listener)
  }

  /** Moves what it keeps along with every step, before `settled` lets anybody judge by it. */
  follow(move: (step: WallStep) => Promise<void>): void {
    this.#followers.push({ move, owed: [] })
  }

  /** Looks whether the clock was set since the last look. */
  look(): void {
    const last = this.#last
    const now = { at: this.#wall.now(), steady: this.#steadyMs() }
    this.#last = now
    const seconds = (Date.parse(now.at) - Date.parse(last.at) - (now.steady - last.steady)) / 1000
    if (Math.abs(seconds) <= STEP_SECONDS) return
    const step = { seconds, before: last.at, after: now.at }
    for (const listener of this.#listeners) listener(step)
    for (const follower of this.#followers) follower.owed.push(step)
  }

  /**
   * Looks, and waits until everything kept has moved along. Costs nothing while nobody touches the clock.
   * @throws what a follower failed with; it is owed the same step again
   */
  async settled(): Promise<void> {
    this.look()
    if (this.#followers.every(({ owed }) => owed.length === 0)) return
    this.#moving = this.#moving.catch(() => undefined).then(() => this.#moveAll())
    await this.#moving
  }

  async #moveAll(): Promise<void> {
    for (const { move, owed } of this.#followers) {
      for (let step = owed[0]; step !== undefined; step = owed[0]) {
        await move(step)
        owed.shift()
      }
    }
  }
}
