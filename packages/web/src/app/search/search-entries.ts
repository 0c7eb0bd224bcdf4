/** One thing that can be found: what it is, where it leads. */
export interface SearchEntry {
  readonly key: string
  readonly group: string
  readonly title: string
  /** Behind the title, small: number, place. */
  readonly note: string
  /** More words to find it by, not shown. */
  readonly also?: string
  readonly path: string
}

/** Groups in the order they are shown. */
export const searchGroups = ['事件', '来报', '预案', '单位', '人员', '地方'] as const

/** So many of a group say enough; more words narrow it down. */
const perGroup = 6

/**
 * Entries that hold every word, best first within their group: a title that begins with the words before one that holds them.
 * Pure; nothing typed gives nothing.
 */
export function findEntries(entries: readonly SearchEntry[], typed: string): readonly SearchEntry[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return []
  const hits = entries.flatMap((entry) => {
    const title = entry.title.toLowerCase()
    const text = `${title}\n${entry.note}\n${entry.also ?? ''}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) return []
    const first = words[0] ?? ''
    return [{ entry, rank: title.startsWith(first) ? 0 : title.includes(first) ? 1 : 2 }]
  })
  hits.sort((a, b) => a.rank - b.rank)
  return searchGroups.flatMap((group) => hits.filter(({ entry }) => entry.group === group).slice(0, perGroup).map(({ entry }) => entry))
}
