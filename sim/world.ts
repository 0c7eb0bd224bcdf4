import type { Instant } from '@fengsui/contract/kernel'
import type { Clock } from '../packages/server/src/platform/clock/clock.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** What one command of a client is to do. */
export interface Order {
  readonly commandId: string
  /** `add` raises counters of objects that it locks; `note` appends to a stream without a lock; `refuse` must leave no trace. */
  readonly kind: 'add' | 'note' | 'refuse'
  readonly targets: readonly string[]
  /** The reaction fails on it for ever, or only so many times. */
  readonly poison: boolean
  readonly flaky: number
  readonly timer: { readonly key: string; readonly afterMs: number; readonly poison: boolean } | null
  readonly message: 'reachable' | 'unreachable' | null
  /** The client was told that it is done. */
  acknowledged: boolean
  results: string[]
}

/** What really happened outside of the database, as the simulation saw it. */
export interface Call {
  readonly messageId: string
  readonly maybeRepeated: boolean
  /** How often the receiver got this one. */
  received: number
  /** The sender was told so. */
  answered: boolean
  /** The sending process died before it had an answer. */
  cutOff: boolean
}

/** Midnight in Beijing, a little before the quiet hours begin, a little before they end, and noon. */
const BEGINNINGS = ['2019-08-09T16:00:00.000Z', '2019-08-09T13:57:00.000Z', '2019-08-09T22:57:00.000Z', '2019-08-10T04:00:00.000Z'] as const

/** Everything of a run that is not in the database: time, what clients were told, what receivers got. */
export class World {
  readonly random: Random
  readonly scheduler: Scheduler
  readonly orders: Order[] = []
  readonly calls: Call[] = []
  readonly flakes = new Map<string, number>()
  readonly violations: string[] = []
  /** True once faults are over and everything is to come to rest. */
  calm = false
  /** Poisoned entries are mended: what was parked must now go through. */
  mended = false
  #milliseconds: number

  constructor(random: Random, scheduler: Scheduler) {
    this.random = random
    this.scheduler = scheduler
    this.#milliseconds = Date.parse(random.pick(BEGINNINGS))
  }

  /** Moves the time everybody lives in; back as well, as a machine whose clock is set right does. */
  pass(milliseconds: number): void {
    this.#milliseconds += milliseconds
  }

  now(): number {
    return this.#milliseconds
  }

  violate(text: string): void {
    if (this.violations.length < 20) this.violations.push(text)
  }
}

/** The clock of one process: a little off, and it remembers the latest instant it ever showed. */
export class SimClock implements Clock {
  readonly #world: World
  readonly #offsetMs: number
  latest: Instant = ''

  constructor(world: World, offsetMs: number) {
    this.#world = world
    this.#offsetMs = offsetMs
  }

  now(): Instant {
    const shown = new Date(this.#world.now() + this.#offsetMs).toISOString()
    if (shown > this.latest) this.latest = shown
    return shown
  }
}
