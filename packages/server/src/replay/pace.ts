import type { Instant } from '@fengsui/contract/kernel'

const TICK_MS = 200

/** Thrown out of a waiting replay when it is stopped. */
export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped'
}

/** How fast business time runs in a replay: virtual seconds per second, 0 = as fast as possible; may be paused and stepped. */
export class Pace {
  #speed: number
  #paused = false
  #stopped = false
  #stepsAllowed = 0
  #wake: (() => void) | undefined

  constructor(speed: number) {
    this.#speed = speed
  }

  get speed(): number {
    return this.#speed
  }
  get paused(): boolean {
    return this.#paused
  }

  play(speed?: number): void {
    if (speed !== undefined) this.#speed = speed
    this.#paused = false
    this.#wake?.()
  }
  pause(): void {
    this.#paused = true
    this.#stepsAllowed = 0
    this.#wake?.()
  }
  /** Goes to the next step and pauses there. */
  step(): void {
    this.#paused = true
    this.#stepsAllowed += 1
    this.#wake?.()
  }
  stop(): void {
    this.#stopped = true
    this.#wake?.()
  }

  /**
   * Waits until business time has come from `from` to `to`, moving the clock along the way so that those who watch see it run.
   * @throws ReplayStopped
   */
  async runUntil(from: Instant, to: Instant, move: (at: Instant) => Promise<void>): Promise<void> {
    let now = Date.parse(from)
    const end = Date.parse(to)
    let last = performance.now()
    for (;;) {
      if (this.#stopped) throw new ReplayStopped()
      if (this.#stepsAllowed > 0) {
        this.#stepsAllowed -= 1
        return
      }
      if (this.#paused) {
        await this.#sleep(undefined)
        last = performance.now()
        continue
      }
      if (this.#speed === 0 || now >= end) return
      await this.#sleep(Math.min(TICK_MS, (end - now) / this.#speed))
      const passed = performance.now() - last
      last = performance.now()
      if (this.#paused || this.#stopped) continue
      now = Math.min(end, now + passed * this.#speed)
      if (now < end) await move(new Date(now).toISOString())
    }
  }

  /** Until `ms` have passed or the pace is changed. */
  async #sleep(ms: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      if (ms !== undefined) timer = setTimeout(resolve, ms)
    })
    clearTimeout(timer)
    this.#wake = undefined
  }
}
