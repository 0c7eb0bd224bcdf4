/** Collects which kinds of objects changed and says so after a short pause: one command writes many entries. */
export interface PendingKinds {
  add(kinds: Iterable<string>): void
  addAll(): void
  stop(): void
}

/** Short enough that the other desk sees a change within a second, long enough to gather one command's entries. */
const quietMs = 120
const longestMs = 400

/** `flush` gets the kinds, or `null` for everything. */
export function createPendingKinds(flush: (kinds: ReadonlySet<string> | null) => void): PendingKinds {
  let kinds = new Set<string>()
  let all = false
  let quiet: ReturnType<typeof setTimeout> | undefined
  let latest: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => {
    clearTimeout(quiet)
    clearTimeout(latest)
    quiet = undefined
    latest = undefined
  }
  const fire = (): void => {
    stop()
    const gathered = all ? null : kinds
    kinds = new Set()
    all = false
    flush(gathered)
  }
  const arm = (): void => {
    clearTimeout(quiet)
    quiet = setTimeout(fire, quietMs)
    // A night's stream never falls quiet: then at least every so often.
    latest ??= setTimeout(fire, longestMs)
  }
  return {
    add(more) {
      for (const kind of more) kinds.add(kind)
      arm()
    },
    addAll() {
      all = true
      arm()
    },
    stop,
  }
}

/** Whether an answer made from `touches` may have changed. */
export function isTouched(touches: readonly string[] | undefined, changed: ReadonlySet<string> | null): boolean {
  if (touches === undefined || touches.length === 0) return false
  return changed === null || touches.some((kind) => changed.has(kind))
}
