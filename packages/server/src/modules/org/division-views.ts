import type { Division } from '@fengsui/contract/org'
import type { DivisionLevel } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { escapePattern } from './list-cursor.ts'

/**
 * Places below a parent, or found by name, code, pinyin (`shenxianju`, `shen xian ju`) or its initials (`sxj`). Public knowledge:
 * not limited to the jurisdiction, but the own places come first, then larger ones, then by pinyin.
 */
export async function listDivisions(objects: ObjectStore, db: Queryable, actor: Actor, query: { parent?: string | undefined; q?: string | undefined; level?: DivisionLevel | undefined; limit: number }): Promise<{ items: (Division & { path: string })[] }> {
  const conditions = [sql`true`]
  if (query.parent) conditions.push(sql`d.parent_code = ${query.parent}`)
  if (query.level) conditions.push(sql`d.level = ${query.level}`)
  const words = query.q?.trim().toLowerCase() ?? ''
  if (words !== '') conditions.push(matches(words))
  const { rows } = await sql<{ o: Parameters<ObjectStore['toObject']>[1]; path: string }>`
    select to_jsonb(d) as o, d.full_name as path from division d
    where ${sql.join(conditions, sql` and `)}
    order by (d.code >= ${actor.scope.lo} and d.code < ${actor.scope.hi}) desc, ${words === '' ? sql`` : sql`d.name like ${`${escapePattern(words)}%`} desc,`}
      array_position(array['province', 'city', 'county', 'town', 'village'], d.level), d.pinyin, d.code
    limit ${query.limit}`.execute(db)
  return { items: rows.map((row) => ({ ...(objects.toObject('division', row.o) as Division), path: row.path })) }
}

function matches(words: string): RawBuilder<unknown> {
  if (/^\d+$/.test(words)) return sql`(d.code like ${`${words}%`} or d.name like ${`%${words}%`})`
  const letters = words.replaceAll(/[\s']/g, '')
  if (/^[a-zü]+$/.test(letters)) {
    return sql`(replace(d.pinyin, ' ', '') like ${`${letters}%`} or regexp_replace(d.pinyin, '(\\S)\\S*\\s*', '\\1', 'g') like ${`${letters}%`})`
  }
  return sql`(d.name like ${`%${escapePattern(words)}%`} or d.full_name like ${`%${escapePattern(words)}%`} and d.level <> 'village')`
}
