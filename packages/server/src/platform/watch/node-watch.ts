import { randomBytes } from 'node:crypto'
import { statfsSync } from 'node:fs'
import type { Instant } from '@fengsui/contract/kernel'
import type { Clock } from '../clock/clock.ts'
import { WallSteps } from '../clock/wall-steps.ts'
import { measureDatabaseOffset } from '../clock/database-offset.ts'
import type { Queryable } from '../db/database.ts'
import type { Log } from '../log.ts'
import { askSntp } from './sntp.ts'

/** How far the machine's clock is off, as far as can be told. */
export interface ClockOffset {
  /** Positive: ahead. Null: nothing to compare with, and no step seen. */
  readonly seconds: number | null
  /** What it was held against: an NTP server, the database server, or this process's own steady counter (a step since the start). */
  readonly source: 'ntp' | 'database' | 'step' | null
  readonly steppedAt: Instant | null
}

export interface NodeWatchOptions {
  wall: Clock
  log: Log
  /** A counter that no clock setting moves, in milliseconds. */
  monotonicMs?: () => number
  dataDir: string
  /** Database server with a clock of its own; null when it is on this machine. */
  database: Queryable | null
  ntp: { host: string; port: number } | null
}

const STEP_INTERVAL_MS = 1000
const REFERENCE_INTERVAL_MS = 60_000
/** A reference that has not answered for so long says nothing any more. */
const STALE_MS = 10 * 60_000
/** After a day without a further one, a step has been seen by everybody. */
const STEP_MEMORY_MS = 24 * 3_600_000

/** Watches what the record depends on and nobody looks at: the machine's clock and the free space. */
export class NodeWatch {
  readonly #options: NodeWatchOptions
  readonly #monotonic: () => number
  /** For those who keep instants of the wall clock. */
  readonly steps: WallSteps
  #steps: { seconds: number; at: Instant; steady: number } | null = null
  #reference: { seconds: number; source: 'ntp' | 'database'; steady: number } | null = null
  #timers: NodeJS.Timeout[] = []

  constructor(options: NodeWatchOptions) {
    this.#options = options
    this.#monotonic = options.monotonicMs ?? (() => performance.now())
    this.steps = new WallSteps({ wall: options.wall, steadyMs: this.#monotonic })
    this.steps.listen(({ seconds: step, after }) => {
      const seconds = (this.#steps?.seconds ?? 0) + step
      this.#steps = { seconds, at: after, steady: this.#monotonic() }
      options.log.warn('本机时钟跳动', { seconds: Math.round(step), sinceStart: Math.round(seconds) })
    })
  }

  start(): void {
    const each = (work: () => unknown, ms: number): void => void this.#timers.push(setInterval(work, ms).unref())
    each(() => this.lookForStep(), STEP_INTERVAL_MS)
    each(() => void this.askReferences(), REFERENCE_INTERVAL_MS)
    void this.askReferences()
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
  }

  /** Holds the wall clock's progress against the steady counter's. Steps there and back cancel out. */
  lookForStep(): void {
    this.steps.look()
  }

  /** Asks the NTP server, or failing that a database server elsewhere. Never throws. */
  async askReferences(): Promise<void> {
    const { wall, ntp, database, log } = this.#options
    const remember = (source: 'ntp' | 'database', seconds: number | null): void => {
      if (seconds !== null) this.#reference = { seconds, source, steady: this.#monotonic() }
    }
    try {
      if (ntp !== null) return remember('ntp', await askSntp(ntp, wall, randomBytes(8)))
    } catch (error) {
      log.warn('时间服务器没有给出时间', { error: String(error) })
    }
    try {
      if (database !== null) remember('database', await measureDatabaseOffset(database, wall))
    } catch {
      // That the database is away is said elsewhere.
    }
  }

  clock(): ClockOffset {
    const steady = this.#monotonic()
    const steps = this.#steps !== null && steady - this.#steps.steady < STEP_MEMORY_MS ? this.#steps : null
    const steppedAt = steps?.at ?? null
    const reference = this.#reference
    // A reference from before the last step knew another clock.
    if (reference !== null && steady - reference.steady < STALE_MS && (steps === null || reference.steady >= steps.steady)) return { seconds: reference.seconds, source: reference.source, steppedAt }
    if (steps !== null) return { seconds: steps.seconds, source: 'step', steppedAt }
    return { seconds: null, source: null, steppedAt: null }
  }

  /** Bytes that the program may still write in its data directory; null when the system does not say. */
  freeBytes(): number | null {
    try {
      const { bavail, bsize } = statfsSync(this.#options.dataDir)
      return bavail * bsize
    } catch {
      return null
    }
  }
}
