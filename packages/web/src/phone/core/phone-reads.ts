import type { ProblemBody } from '@fengsui/contract/kernel'
import { ApiProblem, problemOf } from '../../lib/api-problem.ts'
import type { PhoneClock } from '../../lib/clock/phone-clock.ts'
import { isTouched } from '../../lib/live/pending-kinds.ts'
import type { KeptReads } from '../../lib/offline/kept-reads.ts'
import type { KeptMe } from './phone-session.ts'
import { readNames, readSpecs } from './read-specs.ts'
import type { ReadData, ReadName } from './read-specs.ts'

/** One kept answer as screens see it. */
export interface ReadState<T> {
  /** Null: never read on this phone. */
  readonly data: T | null
  readonly readAt: string | null
  /** Why the last try to read it anew failed. */
  readonly problem: ProblemBody | null
  readonly busy: boolean
}

const nothing: ReadState<never> = { data: null, readAt: null, problem: null, busy: false }
const soonMs = 300

/** What the screens read: from this phone at once, from the server when it answers. */
export class PhoneReads {
  readonly #kept: KeptReads
  readonly #clock: PhoneClock
  /** Whose answers may be read now: nobody's while the server takes this browser for somebody else. */
  readonly #me: () => KeptMe | null
  readonly #mayRead: () => boolean
  readonly #reached: (reachable: boolean) => void
  readonly #storageFailed: (error: unknown) => void
  readonly #states = new Map<ReadName, ReadState<unknown>>()
  readonly #listeners = new Set<() => void>()
  /** Names asked for again while being read: what came in between may be missing from the answer under way. */
  readonly #again = new Set<ReadName>()
  #soon: number | null = null

  constructor(kept: KeptReads, clock: PhoneClock, me: () => KeptMe | null, mayRead: () => boolean, reached: (reachable: boolean) => void, storageFailed: (error: unknown) => void) {
    this.#kept = kept
    this.#clock = clock
    this.#me = me
    this.#mayRead = mayRead
    this.#reached = reached
    this.#storageFailed = storageFailed
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get<N extends ReadName>(name: N): ReadState<ReadData<N>> {
    return (this.#states.get(name) ?? nothing) as ReadState<ReadData<N>>
  }

  /** Reads again what these kinds touch; null reads everything the account may see. */
  refresh(kinds: ReadonlySet<string> | null): void {
    for (const name of readNames) if (isTouched(readSpecs[name].touches, kinds)) void this.#read(name)
  }

  /** After a delivery: the answers that show it. Many deliveries in a row are read once. */
  refreshSoon(): void {
    this.#soon ??= window.setTimeout(() => {
      this.#soon = null
      this.refresh(null)
    }, soonMs)
  }

  /** Another account: nothing of the last one may be seen. What this phone keeps of the new one shows at once. */
  clear(): void {
    this.#states.clear()
    this.#again.clear()
    const me = this.#me()
    if (me !== null) for (const name of readNames) void this.#restore(name, me)
    this.#tell()
  }

  async #restore(name: ReadName, me: KeptMe): Promise<void> {
    const kept = await this.#kept.get(me.account.id, name)
    if (kept === null || this.#me()?.account.id !== me.account.id || this.get(name).data !== null) return
    // Kept by an older version of the page, perhaps in another shape.
    const parsed = readSpecs[name].route.schema.response.safeParse(kept.data)
    if (parsed.success) this.#put(name, { data: parsed.data, readAt: kept.readAt })
  }

  async #read(name: ReadName): Promise<void> {
    const me = this.#me()
    const { needs, load } = readSpecs[name]
    if (me === null || !this.#mayRead() || (needs !== null && !me.permissions.includes(needs))) return
    if (this.get(name).busy) {
      this.#again.add(name)
      return
    }
    this.#put(name, { busy: true })
    try {
      const data = await load(me)
      if (this.#me()?.account.id !== me.account.id || !this.#mayRead()) return
      const readAt = this.#clock.stamp()
      this.#put(name, { data, readAt, problem: null })
      this.#reached(true)
      await this.#kept.put(me.account.id, name, data, readAt).catch(this.#storageFailed)
    } catch (error) {
      if (this.#me()?.account.id !== me.account.id) return
      this.#put(name, { problem: problemOf(error) })
      if (error instanceof ApiProblem && error.problem.code === 'unavailable') this.#reached(false)
    } finally {
      if (this.#me()?.account.id === me.account.id) this.#put(name, { busy: false })
      if (this.#again.delete(name)) void this.#read(name)
    }
  }

  #put(name: ReadName, change: Partial<ReadState<unknown>>): void {
    this.#states.set(name, { ...this.get(name), ...change })
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
