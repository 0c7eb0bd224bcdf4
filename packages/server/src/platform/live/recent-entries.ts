import type { LiveEntry } from './live-reader.ts'

/**
 * The last entries of the journal in memory, dense by position: a storm of reconnecting desks is served from here and not by
 * one query each. Bounded in number and bytes.
 */
export class RecentEntries {
  readonly #most: number
  readonly #mostBytes: number
  #entries: LiveEntry[] = []
  #start = 0
  #bytes = 0

  constructor(limits: { entries: number; bytes: number }) {
    this.#most = limits.entries
    this.#mostBytes = limits.bytes
  }

  add(entry: LiveEntry): void {
    this.#entries.push(entry)
    this.#bytes += entry.frame.length
    while (this.#entries.length - this.#start > this.#most || (this.#bytes > this.#mostBytes && this.#entries.length - this.#start > 1)) {
      this.#bytes -= this.#entries[this.#start]?.frame.length ?? 0
      this.#start += 1
    }
    // Cut off now and then, not for each entry.
    if (this.#start > this.#most) {
      this.#entries = this.#entries.slice(this.#start)
      this.#start = 0
    }
  }

  /** Entries after a position, as many as fit `bytes` and at least one; undefined when they are no longer here. */
  after(position: number, bytes: number): LiveEntry[] | undefined {
    const first = this.#entries[this.#start]
    if (!first || position + 1 < first.position) return undefined
    const from = this.#start + position + 1 - first.position
    let to = from
    for (let total = 0; to < this.#entries.length && (to === from || total < bytes); to += 1) total += this.#entries[to]?.frame.length ?? 0
    return this.#entries.slice(from, to)
  }
}
