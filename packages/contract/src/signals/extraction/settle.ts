import type { Mention, MentionField } from './mention.ts'

/** The one value of a field, the statements it rests on, and whether the text contradicts itself by telling of several events. */
export interface Settled {
  readonly value: number | null
  /** Strictly above or below `value`: 超过3人, 不足3人. */
  readonly bound: Mention['bound']
  readonly from: readonly Mention[]
}

const NOTHING: Settled = { value: null, bound: 'exact', from: [] }

const asserted = (mentions: readonly Mention[], field: MentionField): Mention[] => mentions.filter((mention) => mention.field === field && mention.standing === 'asserted')

/**
 * Settles the statements of one field. A correction replaces what stands before it; otherwise the count of an event only grows while it
 * is told, so the largest holds; figures of places told one after the other without a total are added, as is 另有.
 */
export function settle(mentions: readonly Mention[], field: MentionField): Settled {
  const all = asserted(mentions, field)
  const numbers = all.filter((mention) => mention.source === 'number')
  const zeros = all.filter((mention) => mention.source === 'denial')
  const correction = all.findLastIndex((mention) => mention.amends)
  if (correction >= 0) {
    const base = all[correction] as Mention
    const later = all.slice(correction + 1).filter((mention) => !mention.part && !mention.added && mention.value > base.value && mention.source === 'number')
    return one(later.at(-1) ?? base)
  }
  const whole = numbers.filter((mention) => !mention.part && !mention.added && !mention.also)
  const also = numbers.filter((mention) => mention.also && !mention.added && !mention.part)
  if (whole.length === 0 && also.length === 0) {
    const parts = numbers.filter((mention) => mention.part && !mention.added)
    if (parts.length > 0) return field === 'seriouslyInjured' && new Set(parts.map((mention) => mention.word)).size === parts.length && parts.every((mention) => mention.sentence === parts[0]?.sentence) ? sum(parts) : largest(parts)
    const zero = zeros.at(-1)
    return zero === undefined ? NOTHING : one(zero)
  }
  if (whole.length === 0) return sum(also)
  const totals = whole.filter((mention) => mention.total)
  // The missing become fewer as they are found: of them the last figure holds.
  const best = field === 'missing' && totals.length === 0 ? one(whole.at(-1) as Mention) : largest(whole)
  if (totals.length > 0) return best
  const [first] = whole
  const together = whole.filter((mention) => mention.sentence === first?.sentence)
  if (together.length > 1 && together.every((mention) => mention.ofPlace)) return sum([...together, ...also])
  const spot = together.find((mention) => mention.half === 'on-the-spot')
  const hospital = numbers.find((mention) => mention.half === 'in-hospital' && mention !== spot && spot !== undefined && mention.sentence - spot.sentence <= 1 && !mention.part)
  if (spot !== undefined && hospital !== undefined && best.value === Math.max(spot.value, hospital.value)) return sum([spot, hospital])
  const added = also.filter((mention) => best.from.every((base) => mention.sentence - base.sentence <= 1 && mention.sentence >= base.sentence))
  return added.length > 0 ? sum([...best.from, ...added]) : best
}

const one = (mention: Mention): Settled => ({ value: mention.value, bound: mention.bound, from: [mention] })
const largest = (mentions: readonly Mention[]): Settled => one(mentions.reduce((best, mention) => (mention.value > best.value ? mention : best)))
function sum(mentions: readonly Mention[]): Settled {
  return { value: Number(mentions.reduce((total, mention) => total + mention.value, 0).toPrecision(14)), bound: mentions.find((mention) => mention.bound !== 'exact')?.bound ?? 'exact', from: mentions }
}

/** 直接经济损失 before 经济损失 before the sum of its branches; the total that contains an indirect loss is never taken for the direct one. */
export function settleLoss(mentions: readonly Mention[]): Settled {
  const direct = settle(mentions, 'loss')
  if (direct.value !== null) return direct
  const general = settle(mentions, 'lossGeneral')
  if (general.value !== null) return general
  const shares = asserted(mentions, 'lossShare').filter((mention) => !mention.added)
  return shares.length === 0 ? NOTHING : sum(shares)
}
