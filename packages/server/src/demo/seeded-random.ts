/** Numbers that look random and are the same every time, also across processes: mulberry32 over the seed text (FNV-1a). Not for secrets. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number
  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
}

export function createSeededRandom(seed: string): SeededRandom {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, whole: (low, high) => low + Math.floor(next() * (high - low + 1)) }
}

/** Shares a total by weights into multiples of `step`, exactly (largest remainders, ties by order); each part gets at least one step. */
export function shareOut(total: number, weights: readonly number[], step: number): number[] {
  const steps = total / step - weights.length
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const wanted = weights.map((weight) => (weight / sum) * steps)
  const parts = wanted.map(Math.floor)
  const left = steps - parts.reduce((all, part) => all + part, 0)
  const order = wanted.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map((part) => (part + 1) * step)
}
