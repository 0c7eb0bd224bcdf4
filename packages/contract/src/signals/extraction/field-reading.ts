import type { Mention } from './mention.ts'
import type { Settled } from './settle.ts'

/** Another figure the text gives for the same thing. `[start, end)` in the text as it came. */
export interface Alternative { readonly value: number; readonly start: number; readonly end: number; readonly text: string }

/** How a value stands in the text: exactly, 约, more than, less than, at least, or as a range up to `most`. */
export interface FieldReading<F extends string = string> {
  readonly field: F
  readonly value: number
  /** Upper end where the text gives a range; equal to `value` otherwise. */
  readonly most: number
  readonly bound: Mention['bound']
  /** `high`: said once, exactly. `medium`: said with 约、余、以上 or as a range, or added up. `low`: the text gives two figures, or only denies. */
  readonly confidence: 'high' | 'medium' | 'low'
  /** Other figures in the text, the nearest to the end first: a person chooses. */
  readonly alternatives: readonly Alternative[]
}

/** What a settled value rests on, and what else the text says of it. */
export function describeReading<F extends string>(field: F, mentionFields: readonly Mention['field'][], settled: Settled, mentions: readonly Mention[], spanOf: (start: number, end: number) => { start: number; end: number; text: string }): FieldReading<F> | null {
  const { value } = settled
  if (value === null) return null
  const most = settled.from.length === 1 ? Math.max(value, settled.from[0]?.most ?? value) : value
  const seen = new Set<number>([value])
  const alternatives: Alternative[] = []
  for (const mention of [...mentions].reverse()) {
    if (!mentionFields.includes(mention.field) || mention.standing !== 'asserted' || mention.source !== 'number' || mention.part || mention.added || mention.also || settled.from.includes(mention) || seen.has(mention.value)) continue
    seen.add(mention.value)
    alternatives.push({ value: mention.value, ...spanOf(mention.start, mention.end) })
  }
  const contradicted = alternatives.length > 0 && !settled.from.some((mention) => mention.amends || mention.total)
  const confidence = contradicted ? 'low' : settled.bound !== 'exact' || most > value || settled.from.length > 1 ? 'medium' : 'high'
  return { field, value, most, bound: settled.bound, confidence, alternatives: alternatives.slice(0, 4) }
}
