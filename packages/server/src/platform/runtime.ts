import type { Instant } from '@fengsui/contract/kernel'
import { VirtualClock, type Clocks } from './clock/clock.ts'
import type { Database } from './db/database.ts'
import { signHead } from './journal/heads.ts'
import { JOURNAL_CHANNEL, type Sealer } from './journal/sealer.ts'
import type { SigningKey } from './journal/signing-key.ts'
import type { LiveHub } from './live/live-hub.ts'
import type { Log } from './log.ts'
import type { OutboxRunner } from './outbox/outbox-runner.ts'
import type { ReactionRunner } from './reactions/reaction-runner.ts'
import type { TimerRunner } from './timers/timer-runner.ts'

const TIMER_POLL_MS = 500
const HEAD_INTERVAL_MS = 60_000
/** How often messages that another worker left behind when it died are looked for. */
const LEASE_CHECK_MS = 30_000

export interface RuntimeParts {
  database: Database
  clocks: Clocks
  log: Log
  sealer: Sealer
  reactions: ReactionRunner
  timers: TimerRunner
  outbox: OutboxRunner
  hub: LiveHub
  signing: { key: SigningKey; file: string }
}

/**
 * Keeps everything moving that follows from commands: seal, push, react, send, fire timers. In a normal process it runs by
 * itself in the background; in a sandbox nothing moves unless `settle` or `advanceTo` is called, so two runs are alike.
 */
export class Runtime {
  readonly #parts: RuntimeParts
  #work: Promise<void> | undefined
  #again = false
  #timerPoll: NodeJS.Timeout | undefined
  #headSigning: NodeJS.Timeout | undefined
  #leaseCheck: NodeJS.Timeout | undefined
  #running = false
  #stopFollowing: (() => Promise<void>) | undefined

  constructor(parts: RuntimeParts) {
    this.#parts = parts
  }

  /** Takes up what a dead process had in hand: messages under way, parked reactions. Before `start`; `alone` when no other worker can be running. */
  async recover(alone = false): Promise<void> {
    await (alone ? this.#parts.outbox.recover(0) : this.#parts.outbox.recover())
    await this.#parts.reactions.retryParked()
  }

  /** Starts the background work of a worker process. */
  start(): void {
    this.#running = true
    this.#parts.sealer.start()
    this.#timerPoll = setInterval(() => this.poke(), TIMER_POLL_MS)
    this.#headSigning = setInterval(() => void this.signHead(), HEAD_INTERVAL_MS)
    this.#leaseCheck = setInterval(() => void this.#parts.outbox.recover().catch(() => undefined), LEASE_CHECK_MS)
    this.#parts.outbox.startLanes()
    this.poke()
  }

  /** In a process without the worker role: follows what other processes seal, for its own desks. */
  follow(): void {
    this.#stopFollowing = this.#parts.database.listen(JOURNAL_CHANNEL, () => this.#parts.hub.poke())
  }

  /** Says that something was sealed or may be due. Coalesces; never throws. */
  poke(): void {
    if (!this.#running) return
    // Each way out has its own lane: reactions and timers never wait for a provider.
    this.#parts.outbox.pokeLanes()
    if (this.#work) {
      this.#again = true
      return
    }
    this.#work = this.#round().finally(() => {
      this.#work = undefined
      if (this.#again) {
        this.#again = false
        this.poke()
      }
    })
  }

  async #round(): Promise<void> {
    try {
      // A long queue must not keep a program that is told to stop: what is left waits, durably, for the next one.
      const mayGoOn = () => this.#running
      await this.#parts.reactions.drain(mayGoOn)
      await this.#parts.timers.drain(mayGoOn)
      this.#parts.outbox.pokeLanes()
    } catch (error) {
      this.#parts.log.warn('后台处理暂停，稍后自动继续', { error: String(error) })
    }
  }

  async signHead(): Promise<void> {
    const { database, clocks, signing, log } = this.#parts
    try {
      await signHead({ database, wall: clocks.wall, key: signing.key, file: signing.file })
    } catch (error) {
      log.warn('日志头未能签名，下一分钟再试', { error: String(error) })
    }
  }

  /**
   * Works off everything that is ready at the present business instant, one thing at a time in a fixed order of preference, until
   * nothing more follows. Each next thing is decided by the database alone: see `ReactionRunner.step`.
   */
  async settle(): Promise<void> {
    const { sealer, reactions, outbox, timers, hub } = this.#parts
    do await sealer.drain()
    while ((await reactions.step()) || (await outbox.step()) || (await timers.step()))
    hub.poke()
    await hub.settle()
  }

  /**
   * Moves a virtual business clock to `to`, stopping at every timer on the way and settling each time. `remember` is told each
   * instant before anything happens at it.
   */
  async advanceTo(to: Instant, remember: (at: Instant) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const clock = this.#parts.clocks.business
    if (!(clock instanceof VirtualClock)) throw new Error('only a virtual clock can be moved')
    for (;;) {
      await this.settle()
      const next = await this.#parts.timers.nextDueAt()
      if (next === null || next > to) break
      await remember(next > clock.now() ? next : clock.now())
      clock.advanceTo(next)
    }
    await remember(to > clock.now() ? to : clock.now())
    clock.advanceTo(to)
    await this.settle()
  }

  /** Finishes what is under way and signs the last head. */
  async stop(): Promise<void> {
    const wasRunning = this.#running
    this.#running = false
    clearInterval(this.#timerPoll)
    clearInterval(this.#headSigning)
    clearInterval(this.#leaseCheck)
    await this.#stopFollowing?.()
    await this.#work
    await this.#parts.outbox.stopLanes()
    await this.#parts.sealer.stop()
    if (wasRunning) {
      await this.#parts.sealer.drain().catch(() => 0)
      await this.signHead()
    }
  }
}
