/** Minutes a unit has to acknowledge a task unless the assigner says otherwise. */
export const TASK_ACKNOWLEDGE_MINUTES = 15
/** Minutes the headquarters has to rule on a disputed task (推诿限时裁定). */
export const RULING_MINUTES = 30
/** Minutes a unit has to confirm a notice about a change of level. */
export const LEVEL_NOTICE_MINUTES = 30
/** Minutes after its time at which a consultation without conclusions is flagged as missed. */
export const CONSULTATION_GRACE_MINUTES = 30
/** A consultation "now" may be entered this many minutes after it was agreed. */
export const CONSULTATION_PAST_MINUTES = 5

/** The earlier of two instants. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b
}

/** Ids by the instant they are due, both in order: one timer serves all that fall due together. */
export function groupByInstant<T extends { id: string }>(items: readonly T[], instantOf: (item: T) => string): { at: string; ids: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const item of items) groups.set(instantOf(item), [...(groups.get(instantOf(item)) ?? []), item.id])
  return [...groups].map(([at, ids]) => ({ at, ids })).sort((a, b) => (a.at < b.at ? -1 : 1))
}
