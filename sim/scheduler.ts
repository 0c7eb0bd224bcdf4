import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { Random } from './random.ts'

/** Who is acting, for the trace only. */
export const actorName = new AsyncLocalStorage<string>()

/** A process that can be killed: what it waits for is then taken from it. */
export interface Owner {
  readonly name: string
  readonly alive: boolean
}

/** Thrown into whatever a killed process was waiting for. It has nobody left to tell. */
export class Killed extends Error {
  constructor(name: string) {
    super(`${name} was killed`)
  }
}

/** What a resting loop waits to hear of. */
export type News = 'appended' | 'sealed' | 'queued' | 'timer' | 'desk'

interface Waiting {
  readonly news?: News
  readonly owner: Owner | null
  readonly actor: string
  readonly label: string
  /** Does it; settles when the thing is done or stands in a queue of the database. */
  go(): Promise<void>
  abandon(reason: Error): void
}

/**
 * Lets exactly one actor do exactly one thing at a time and chooses which by the seed. Between two choices all of the
 * program's code runs until it waits again, so the order of everything that can be seen from outside is the order of choices.
 */
export class Scheduler {
  readonly #random: Random
  readonly #show: ((line: string) => void) | undefined
  readonly #digest = createHash('sha256')
  #ready: Waiting[] = []
  #resting: Waiting[] = []
  steps = 0

  constructor(random: Random, show?: (line: string) => void) {
    this.#random = random
    this.#show = show
  }

  /** A line of the schedule. Two runs of one seed give the same lines. */
  note(line: string): void {
    this.#digest.update(`${line}\n`)
    this.#show?.(line)
  }

  /** Fingerprint of the whole schedule so far. */
  digest(): string {
    return this.#digest.copy().digest('hex')
  }

  /** Waits for one's turn and then does `go` as one step. */
  step<T>(owner: Owner | null, label: string, go: (settle: { resolve: (value: T) => void; reject: (reason: unknown) => void }) => Promise<void>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (owner?.alive === false) return reject(new Killed(owner.name))
      this.#ready.push({ owner, label, actor: actorName.getStore() ?? owner?.name ?? '?', go: () => go({ resolve, reject }), abandon: reject })
    })
  }

  /** Lets others go first. */
  turn(owner: Owner | null, label: string): Promise<void> {
    return this.step<void>(owner, label, async ({ resolve }) => resolve())
  }

  /** Waits for news of a kind: an idle loop must not fill the run. */
  rest(owner: Owner | null, news: News): Promise<void> {
    return new Promise((resolve, reject) => {
      if (owner?.alive === false) return reject(new Killed(owner.name))
      this.#resting.push({ owner, news, label: 'wakes', actor: actorName.getStore() ?? owner?.name ?? '?', go: async () => resolve(), abandon: reject })
    })
  }

  /** How many have something to do. */
  get waiting(): number {
    return this.#ready.length
  }

  /** News: who rests for it goes on. */
  wake(news: ReadonlySet<News>): void {
    for (const each of this.#resting.splice(0)) (each.news && news.has(each.news) ? this.#ready : this.#resting).push(each)
  }

  /** Time goes by, lines of news break: some look for themselves. */
  wakeSome(share: number): void {
    for (const each of this.#resting.splice(0)) (this.#random.chance(share) ? this.#ready : this.#resting).push(each)
  }

  /** Takes from a killed process everything it waits for. */
  abandon(owner: Owner): void {
    const [gone, ready, resting] = [[...this.#ready, ...this.#resting].filter((each) => each.owner === owner), this.#ready.filter((each) => each.owner !== owner), this.#resting.filter((each) => each.owner !== owner)]
    this.#ready = ready
    this.#resting = resting
    for (const each of gone) each.abandon(new Killed(owner.name))
  }

  /** Goes on until `done`, or nobody waits, or too many steps. @returns whether `done` was reached */
  async run(options: { done: () => boolean; atMost: number; before?: () => Promise<void>; stuck: () => Promise<boolean> }): Promise<boolean> {
    for (let count = 0; count < options.atMost; count += 1) {
      await quiet()
      if (options.done()) return true
      if (options.before) {
        await options.before()
        await quiet()
      }
      if (this.#ready.length === 0) this.wakeSome(1)
      if (this.#ready.length === 0) {
        if (await options.stuck()) continue
        return options.done()
      }
      const [next] = this.#ready.splice(this.#random.below(this.#ready.length), 1)
      if (!next) continue
      this.steps += 1
      this.note(`${next.actor}: ${next.label}`)
      await next.go()
    }
    return false
  }
}

/** Lets the program run until it waits for something: no code of it does any input or output but through the simulation. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
