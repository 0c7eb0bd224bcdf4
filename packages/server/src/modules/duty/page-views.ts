import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'

/** Rows before a cursor `<instant>|<id>` of a list that runs from new to old. @throws Problem invalid-input for a cursor this list did not give */
export function beforeCursor(after: string | undefined, at: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined || after === '') return sql`true`
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (instant === undefined || id === undefined || Number.isNaN(Date.parse(instant))) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(${at}, t.id) < (${instant}::timestamptz, ${id}::uuid)`
}

/** Cuts one row more than asked for into a page. */
export function cutPage<T extends { id: string }>(all: readonly T[], limit: number, at: (item: T) => string): { items: T[]; next: string | null } {
  const items = all.slice(0, limit)
  const last = items.at(-1)
  return { items, next: all.length > limit && last ? `${at(last)}|${last.id}` : null }
}
