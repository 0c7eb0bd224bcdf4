import type { Log } from '../log.ts'
import { afterFailure, allowedAtOnce, closedBreaker, type Breaker } from './retry-rules.ts'

/** `expired`: nothing was tried, the message's time was over. */
export type AttemptOutcome = 'none' | 'sent' | 'failed' | 'expired'

/** One channel's own loop: what hangs here holds up nobody else. */
export class Lane {
  readonly #name: string
  readonly #concurrency: number
  readonly #attempt: (signal: AbortSignal) => Promise<AttemptOutcome>
  readonly #onRecovered: () => Promise<void>
  readonly #log: Log
  readonly #stopping = new AbortController()
  readonly #workers = new Set<Promise<void>>()
  /** By a counter that no clock setting moves: a clock put back must not close a lane for days. */
  #breaker: Breaker = closedBreaker
  #running = true
  #again = false

  constructor(options: { name: string; concurrency: number; attempt: (signal: AbortSignal) => Promise<AttemptOutcome>; onRecovered: () => Promise<void>; log: Log }) {
    this.#name = options.name
    this.#concurrency = options.concurrency
    this.#attempt = options.attempt
    this.#onRecovered = options.onRecovered
    this.#log = options.log
  }

  /** Says that something may be waiting. Never waits, never throws. */
  poke(): void {
    if (!this.#running) return
    if (this.#workers.size >= this.#allowed()) {
      this.#again = true
      return
    }
    const worker = this.#work().finally(() => {
      this.#workers.delete(worker)
      if (this.#again && this.#workers.size < this.#allowed()) {
        this.#again = false
        this.poke()
      }
    })
    this.#workers.add(worker)
  }

  /** Lets what is under way finish for a short while, then breaks it off; what is broken off is sent again later. */
  async stop(patienceMs: number): Promise<void> {
    this.#running = false
    const limit = setTimeout(() => this.#stopping.abort(new Error('程序正在停止')), patienceMs)
    await Promise.all(this.#workers)
    clearTimeout(limit)
  }

  #allowed(): number {
    return allowedAtOnce(this.#breaker, performance.now(), this.#concurrency)
  }

  async #work(): Promise<void> {
    while (this.#running && this.#workers.size <= this.#allowed()) {
      const outcome = await this.#attempt(this.#stopping.signal).catch((error: unknown) => {
        this.#log.warn('通道暂停，稍后自动继续', { channel: this.#name, error: String(error) })
        return 'none' as const
      })
      if (outcome === 'none') return
      if (outcome === 'failed') this.#breaker = afterFailure(this.#breaker, performance.now())
      else if (outcome === 'sent' && this.#breaker.failures > 0) {
        const wasOpen = this.#breaker.probeAt !== null
        this.#breaker = closedBreaker
        if (wasOpen) await this.#onRecovered().catch(() => undefined)
      }
      // There was something: others may help with the rest.
      this.poke()
    }
  }
}
