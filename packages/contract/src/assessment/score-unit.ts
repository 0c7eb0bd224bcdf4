import type { AssessmentItemKey, AssessmentScheme } from './scheme.ts'

/** One thing that counts, with what proves it: the object it was read from. */
export interface ScoredEvent {
  readonly item: AssessmentItemKey
  readonly kind: 'clock' | 'report' | 'suspicion' | 'spot-check' | 'instruction-duty' | 'entry'
  readonly id: string
  /** When it happened or was found. */
  readonly at: string
  readonly incidentId: string | null
  /** The clock a suspicion was raised from: what a person decided stands for the clock, not beside it. */
  readonly clockId: string | null
  /** Title of a rule, number of an instruction …; never a name. */
  readonly label: string
}

interface ScoredItem {
  readonly key: AssessmentItemKey
  readonly count: number
  readonly points: number
  /** Whether the month's limit cut the points. */
  readonly capped: boolean
  readonly events: readonly ScoredEvent[]
}

interface UnitScore {
  readonly total: number
  readonly items: readonly ScoredItem[]
}

const tenth = (points: number): number => Math.round(points * 10) / 10
/** Names an event among those of a unit. */
export const eventKey = (event: Pick<ScoredEvent, 'item' | 'kind' | 'id'>): string => `${event.item}:${event.kind}:${event.id}`

/**
 * Score of a unit: base and the points of every item, each within its limit. The same events in any order give the same score; an event told twice
 * counts once; a clock that an upheld suspicion was raised from counts with the suspicion only; events of `excluded` (upheld objections) count nothing.
 */
export function scoreUnit(scheme: AssessmentScheme, events: readonly ScoredEvent[], excluded: readonly string[] = []): UnitScore {
  const gone = new Set(excluded)
  const once = [...new Map(events.filter((event) => !gone.has(eventKey(event))).map((event) => [eventKey(event), event])).values()]
  const decided = new Set(once.filter((event) => event.kind === 'suspicion' && event.clockId !== null).map((event) => event.clockId))
  const counting = once.filter((event) => event.kind !== 'clock' || !decided.has(event.id)).sort((a, b) => a.at.localeCompare(b.at) || eventKey(a).localeCompare(eventKey(b)))
  const items = scheme.items.flatMap(({ key, points, cap }): ScoredItem[] => {
    const own = counting.filter((event) => event.item === key)
    if (own.length === 0) return []
    const raw = tenth(points * own.length)
    const limited = cap === null || Math.abs(raw) <= cap ? raw : Math.sign(raw) * cap
    return [{ key, count: own.length, points: limited, capped: limited !== raw, events: own }]
  })
  return { total: tenth(items.reduce((sum, item) => sum + item.points, scheme.base)), items }
}

/** Ranks by total, equal totals share a rank and the next one is skipped (1, 2, 2, 4). Keyed as given. */
export function rankScores(scores: readonly { readonly key: string; readonly total: number }[]): ReadonlyMap<string, number> {
  return new Map(scores.map(({ key, total }) => [key, scores.filter((other) => other.total > total).length + 1]))
}
