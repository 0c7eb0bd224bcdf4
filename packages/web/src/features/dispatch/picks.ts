import type { Candidate, Recommendation, Substitute } from '@fengsui/contract/dispatch'

type Line = Recommendation['lines'][number]
/** How much of each candidate is to go, by line and candidate. */
export type Picks = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Warehouses that can send something else than asked for, under a name of their own: the same warehouse may send both. */
export function substituteCandidates(substitute: Pick<Substitute, 'itemId' | 'name' | 'candidates'>): readonly Candidate[] {
  return substitute.candidates.map((candidate) => ({ ...candidate, id: `${substitute.itemId ?? ''}@${candidate.id}`, name: `${substitute.name}：${candidate.name}` }))
}

const allCandidates = (line: Line): readonly Candidate[] => [...line.candidates, ...line.substitutes.flatMap(substituteCandidates)]

/** Whether something else than asked for is to go for a line: that needs a reason. */
export function usesSubstitute(picks: Picks, line: Line): boolean {
  return line.substitutes.some((substitute) => substituteCandidates(substitute).some(({ id }) => amountOf(picks, line.key, id) > 0))
}

/** What the recommendation would send. */
export function recommendedPicks(lines: readonly Line[]): Picks {
  return Object.fromEntries(lines.map((line) => [line.key, Object.fromEntries(line.candidates.filter(({ recommended }) => recommended > 0).map(({ id, recommended }) => [id, recommended]))]))
}

/** The same with another amount of one candidate; teams and pieces go whole or not at all, goods between nothing and what is there. */
export function withAmount(picks: Picks, lineKey: string, candidate: Pick<Candidate, 'id' | 'kind' | 'available'>, amount: number): Picks {
  const whole = amount > 0 ? candidate.available : 0
  const next = candidate.kind === 'goods' ? Math.max(0, Math.min(Math.floor(amount), candidate.available)) : whole
  return { ...picks, [lineKey]: { ...picks[lineKey], [candidate.id]: next } }
}

/** Picks that the newest candidates still allow: what has gone meanwhile falls away. */
export function stillPossible(picks: Picks, lines: readonly Line[]): Picks {
  return Object.fromEntries(lines.map((line) => {
    const kept = allCandidates(line).flatMap(({ id, available }) => {
      const amount = Math.min(picks[line.key]?.[id] ?? 0, available)
      return amount > 0 ? [[id, amount] as const] : []
    })
    return [line.key, Object.fromEntries(kept)]
  }))
}

export function amountOf(picks: Picks, lineKey: string, candidateId: string): number {
  return picks[lineKey]?.[candidateId] ?? 0
}

/** Chosen for a line, in its unit. */
export function sumOf(picks: Picks, lineKey: string): number {
  return Object.values(picks[lineKey] ?? {}).reduce((sum, amount) => sum + amount, 0)
}

/** Pieces of one owner in the order they were weighed. */
export interface OwnerGroup {
  readonly key: string
  readonly candidates: readonly Candidate[]
}

/** Pieces by owner, in the order of each owner's first piece: a list of fifty boats reads as five owners. */
export function groupByOwner(candidates: readonly Candidate[]): readonly OwnerGroup[] {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) groups.set(candidate.unitName, [...(groups.get(candidate.unitName) ?? []), candidate])
  return [...groups].map(([key, own]) => ({ key, candidates: own }))
}

/** The first `count` pieces of an owner, and none of its others. */
export function withCount(picks: Picks, lineKey: string, group: OwnerGroup, count: number): Picks {
  return { ...picks, [lineKey]: { ...picks[lineKey], ...Object.fromEntries(group.candidates.map(({ id }, index) => [id, index < count ? 1 : 0])) } }
}

/** What would still be missing of a line. */
export function gapAfter(picks: Picks, line: Pick<Line, 'key' | 'wanted'>): number {
  return Math.max(0, line.wanted - sumOf(picks, line.key))
}

/** Lines of which more is chosen than wanted; whole teams may be more than asked for. */
export function overfilled(picks: Picks, lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => line.candidates[0]?.kind !== 'team' && sumOf(picks, line.key) > line.wanted)
}

interface CommandPick { readonly lineKey: string; readonly teamId?: string; readonly equipmentIds?: string[]; readonly warehouseId?: string; readonly itemId?: string; readonly quantity?: number; readonly reason?: string }

/** As the command takes them: each team, the pieces of a line together, each warehouse with its amount; substitutes with the reason given for the line. */
export function toCommandPicks(picks: Picks, lines: readonly Line[], reasons: Readonly<Record<string, string>> = {}): CommandPick[] {
  return lines.flatMap((line): CommandPick[] => {
    const chosen = line.candidates.filter(({ id }) => amountOf(picks, line.key, id) > 0)
    const pieces = chosen.filter(({ kind }) => kind === 'equipment').map(({ id }) => id)
    return [
      ...chosen.filter(({ kind }) => kind === 'team').map(({ id }) => ({ lineKey: line.key, teamId: id })),
      ...(pieces.length > 0 ? [{ lineKey: line.key, equipmentIds: pieces }] : []),
      ...chosen.filter(({ kind }) => kind === 'goods').map(({ id }) => ({ lineKey: line.key, warehouseId: id, quantity: amountOf(picks, line.key, id) })),
      ...line.substitutes.flatMap((substitute) => {
        const { itemId } = substitute
        return itemId === null ? [] : substitute.candidates.flatMap(({ id: warehouseId }, index): CommandPick[] => {
          const quantity = amountOf(picks, line.key, substituteCandidates(substitute)[index]?.id ?? '')
          return quantity > 0 ? [{ lineKey: line.key, warehouseId, itemId, quantity, reason: (reasons[line.key] ?? '').trim() }] : []
        })
      }),
    ]
  })
}
