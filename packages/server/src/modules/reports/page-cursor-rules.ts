import { Problem } from '@fengsui/contract/kernel'

/** Where a page ended: the instant it is ordered by, and the id that makes the order total. */
export interface PageCursor {
  at: string
  id: string
}

export function formatCursor(cursor: PageCursor): string {
  return `${cursor.at}|${cursor.id}`
}

/** @throws Problem invalid-input for a cursor this program did not make */
export function parseCursor(text: string | undefined): PageCursor | null {
  if (text === undefined || text === '') return null
  const [, at, id] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw new Problem('invalid-input', '翻页位置无效，请从第一页重新查看', [{ path: 'after', message: '翻页位置无效' }])
  return { at, id }
}

/** Cuts one item more than asked for into a page and the cursor of the next. */
export function toPage<T>(items: readonly T[], limit: number, cursorOf: (item: T) => PageCursor): { items: T[]; next: string | null } {
  const page = items.slice(0, limit)
  const last = page.at(-1)
  return { items: page, next: items.length > limit && last !== undefined ? formatCursor(cursorOf(last)) : null }
}
