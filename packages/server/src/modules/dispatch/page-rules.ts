import { Problem } from '@fengsui/contract/kernel'

export interface Page {
  limit: number
  after?: string | undefined
}

/** Where the last page ended: `<instant>|<id>`. @throws Problem invalid-input for a cursor this program did not make */
export function parseCursor(after: string | undefined): { at: string; id: string } | null {
  if (after === undefined) return null
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f-]{36})$/.exec(after) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return { at, id }
}

/** Cuts one item more than asked for into a page and the cursor of the next. */
export function toPage<T extends { id: string }>(items: readonly T[], limit: number, atOf: (item: T) => string): { items: T[]; next: string | null } {
  const page = items.slice(0, limit)
  const last = page.at(-1)
  return { items: page, next: items.length > limit && last ? `${atOf(last)}|${last.id}` : null }
}
