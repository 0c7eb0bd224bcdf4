import { DisasterProcess, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayFill, mayKeep } from './disaster-policy.ts'
import { visibleProcess } from './disaster-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
type Headline = NonNullable<ProcessView['headline']>

/** What the list shows of a process: the newest version of its place, else of the reader's own, that was handed in and not sent back. */
async function readProcesses(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<ProcessView[]> {
  const { rows } = await sql<{ o: Stored; placeName: string | null; incidentTitle: string | null; reportedPlaces: number; headline: Headline | null }>`
    with page as (select t.* from disaster_process t where ${where} and ${visibleProcess(actor)} order by t.opened_at desc, t.id desc limit ${limit})
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", i.title as "incidentTitle",
      (select count(distinct r.division_code) from disaster_return r where r.process_id = t.id and r.division_code >= ${actor.scope.lo} and r.division_code < ${actor.scope.hi} and r.status <> 'draft') as "reportedPlaces",
      (select jsonb_build_object('divisionCode', r.division_code, 'at', r.submitted_at, 'values', r.values) from disaster_return r
       where r.process_id = t.id and r.form_set in ('loss', 'annual-loss', 'winter-needed', 'winter-given') and r.division_code in (t.division_code, ${actor.divisionCode}) and r.division_code >= ${actor.scope.lo} and r.division_code < ${actor.scope.hi}
         and r.status in ('submitted', 'accepted', 'superseded') order by (r.division_code = t.division_code) desc, r.sequence desc limit 1) as headline
    from page t left join incident i on i.id = t.incident_id and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}
    order by t.opened_at desc, t.id desc`.execute(db)
  return rows.map((row) => {
    const process = DisasterProcess.parse(objects.toObject('disaster-process', row.o))
    return {
      ...process, placeName: row.placeName ?? process.divisionCode, incidentTitle: row.incidentTitle, reportedPlaces: Number(row.reportedPlaces),
      headline: row.headline === null ? null : { ...row.headline, at: new Date(Date.parse(row.headline.at)).toISOString() },
      mayEdit: process.status !== 'closed' && mayKeep(actor, process), mayFill: process.status !== 'closed' && mayFill(actor, actor.divisionCode),
    }
  })
}

function beforeCursor(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (instant === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.opened_at, t.id) < (${instant}::timestamptz, ${id}::uuid)`
}

/** Processes that concern the jurisdiction, newest first. */
export async function listProcesses(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; status: 'open' | 'all'; kind?: string | undefined; incidentId?: string | undefined }): Promise<{ items: ProcessView[]; next: string | null }> {
  const status = query.status === 'open' ? sql`t.status <> 'closed'` : sql`true`
  const kind = query.kind === undefined ? sql`true` : sql`t.kind = ${query.kind}`
  const incident = query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`
  const all = await readProcesses(objects, db, actor, sql`${status} and ${kind} and ${incident} and ${beforeCursor(query.after)}`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.openedAt}|${last.id}` : null }
}

/** One process. @throws Problem not-found */
export async function getProcessView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<ProcessView> {
  const [process] = await readProcesses(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!process) throw new Problem('not-found', '没有找到这个灾害过程，可能不在您的辖区内')
  return process
}
