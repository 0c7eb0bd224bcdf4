import type { Change, Json } from '../kernel/index.ts'

/** Kind → id → fields; a field that is null is absent. */
export type Folded = { [kind: string]: { [id: string]: { [field: string]: Json } } }

/** What folding needs of a journal entry. */
export interface FoldableEntry {
  readonly data: { readonly changes: readonly Change[] }
}

/**
 * Adds one change to a fold, in place. Pure otherwise: server and browser fold alike, so that a desk scrubbing through the night
 * sees exactly what the tables held at that moment (INC-2).
 */
export function applyChange(folded: Folded, change: Change): void {
  const kind = (folded[change.object] ??= {})
  const object = (kind[change.id] ??= {})
  for (const [field, value] of Object.entries(change.set)) {
    if (value === null) delete object[field]
    else object[field] = value
  }
}

/** The state after these entries, oldest first, starting from nothing or from an earlier fold (which it extends). */
export function foldEntries(entries: Iterable<FoldableEntry>, from: Folded = {}): Folded {
  for (const entry of entries) for (const change of entry.data.changes) applyChange(from, change)
  return from
}
