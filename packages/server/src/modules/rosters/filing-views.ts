import { Problem } from '@fengsui/contract/kernel'
import { RosterFiling, type RosterFilingView } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { filedContent, visibleFiling } from './filing-store.ts'
import { mayEdit } from './roster-policy.ts'
import { listPatternsOf } from './roster-store.ts'
import { seatsOf } from './sheet-rules.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

async function read(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<RosterFilingView[]> {
  const { rows } = await sql<{ o: Stored; digest: string; shifts: number; unitName: string; placeName: string | null; toUnitName: string | null; toPlace: string | null }>`
    select to_jsonb(t) as o, d.digest, d.shifts, u.name as "unitName", place_name(t.division_code) as "placeName", up.name as "toUnitName", up.division_code as "toPlace"
    from roster_filing t cross join lateral ${filedContent} d join unit u on u.id = t.unit_id left join unit up on up.id = t.to_unit_id where ${where} and ${visibleFiling(actor)} order by t.due_at desc, t.id desc limit ${limit}`.execute(db)
  const filings = rows.map((row) => ({ row, filing: RosterFiling.parse(objects.toObject('roster-filing', row.o)) }))
  const patterns = await listPatternsOf(objects, db, filings.map(({ filing }) => filing.unitId))
  return filings.map(({ row, filing }) => {
    const { digest, shifts } = row
    const wanted = seatsOf(patterns.filter(({ unitId }) => unitId === filing.unitId), filing.fromDay, filing.toDay).length
    const receives = filing.toUnitId !== null && filing.unitId !== actor.unitId && (filing.toUnitId === actor.unitId || row.toPlace === actor.divisionCode)
    return {
      ...filing, unitName: row.unitName, placeName: row.placeName ?? filing.divisionCode, toUnitName: row.toUnitName, planned: shifts, missing: Math.max(0, wanted - shifts), changed: filing.contentDigest !== null && filing.contentDigest !== digest,
      mayFile: mayEdit(actor, filing) && (filing.status === 'due' || filing.contentDigest !== digest), mayReceive: receives && actor.permissions.has('report:receive') && filing.status === 'filed',
    }
  })
}

/** Filings of the jurisdiction and those sent here, the latest due first; `open`: not signed for yet, or changed holidays ahead. */
export async function listRosterFilings(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; status: 'open' | 'all'; unitId?: string | undefined }): Promise<{ items: RosterFilingView[]; next: string | null }> {
  const unit = query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`
  const status = query.status === 'open' ? sql`t.status <> 'received'` : sql`true`
  const all = await read(objects, db, actor, sql`${unit} and ${status} and ${before(query.after)}`, Math.min(query.limit, 100) + 1)
  const items = all.slice(0, Math.min(query.limit, 100))
  const last = items.at(-1)
  return { items, next: all.length > items.length && last ? `${last.dueAt}|${last.id}` : null }
}

function before(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (at === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.due_at, t.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** @throws Problem not-found */
export async function getRosterFiling(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<RosterFilingView> {
  const [view] = await read(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!view) throw new Problem('not-found', '没有找到这次报备，可能不在您的辖区内')
  return view
}
