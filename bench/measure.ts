import { performance } from 'node:perf_hooks'

/** One line of a benchmark, as `npm run bench` prints it. */
export interface Figure {
  bench: string
  metric: string
  value: number
  unit: string
  /** What it is held against, measured in the same run. */
  peer: string | null
  ratio: number | null
  goal: string
  ok: boolean
}

const rounded = (value: number): number => Number(value.toPrecision(4))

export function printFigure(figure: Figure): void {
  process.stdout.write(`${JSON.stringify({ ...figure, value: rounded(figure.value), ratio: figure.ratio === null ? null : rounded(figure.ratio) })}\n`)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Seconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return (performance.now() - before) / 1000
}

/** A and B by turns, so that both meet the same noise; the seconds of each round. */
export async function alternate(rounds: number, a: (round: number) => Promise<unknown>, b: (round: number) => Promise<unknown>): Promise<{ a: number[]; b: number[] }> {
  const times = { a: [] as number[], b: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    times.a.push(await timed(() => a(round)))
    times.b.push(await timed(() => b(round)))
  }
  return times
}

/** Runs `work` for each item with `width` at a time. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: width }, async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }))
}

export type Size = 'smoke' | 'full'

export function readSize(argv: readonly string[]): Size {
  const at = argv.indexOf('--size')
  const size = at === -1 ? 'smoke' : argv[at + 1]
  if (size !== 'smoke' && size !== 'full') {
    process.stderr.write('--size 只能是 smoke 或 full\n')
    process.exit(2)
  }
  return size
}

/** Reproducible numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
