import { ResourceRequest, Shortage, type dispatchRoutes, type RequestView, type ShortageView } from '@fengsui/contract/dispatch'
import { Problem, type RouteResponse } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayDecide, maySubmit, mayWithdraw } from './dispatch-policy.ts'
import { readDispatchViews } from './dispatch-views.ts'
import { parseCursor, toPage, type Page } from './page-rules.ts'
import { visibleDispatch, visibleIncident, visibleRequest, visibleShortage } from './visibility-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
export type DispatchBoard = RouteResponse<typeof dispatchRoutes.getDispatchBoard>

/** Requests for which `where` holds (row `t`), newest first. */
async function readRequestViews(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<RequestView[]> {
  const { rows } = await sql<{ o: Stored; incident_title: string | null; from_unit: string | null; to_unit: string | null }>`
    select to_jsonb(t) as o, n.title as incident_title, f.name as from_unit, u.name as to_unit
    from resource_request t left join incident n on n.id = t.incident_id left join unit f on f.id = t.from_unit_id left join unit u on u.id = t.to_unit_id
    where ${where} order by t.drafted_at desc, t.id desc ${tail}`.execute(db)
  const requests = rows.map((row) => ({ row, request: ResourceRequest.parse(objects.toObject('resource-request', row.o)) }))
  const reveal = await readPersonalFacts(db, requests.flatMap(({ request }) => [request.reason, request.refusalReason]))
  return requests.map(({ row, request }) => ({
    ...request, reason: reveal(request.reason), refusalReason: reveal(request.refusalReason), incidentTitle: row.incident_title ?? '', fromUnitName: row.from_unit ?? '', toUnitName: row.to_unit ?? '',
    mayDecide: mayDecide(actor, request), mayWithdraw: mayWithdraw(actor, request), maySubmit: maySubmit(actor, request),
  }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getRequestView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<RequestView> {
  const [request] = await readRequestViews(objects, db, actor, sql`t.id = ${id}::uuid and ${visibleRequest(actor)}`, sql``)
  if (!request) throw new Problem('not-found', '没有找到这份申请，可能不在您的辖区内')
  return request
}

/** Requests put to us (`asked`), by us (`asking`), or all that may be seen. */
export async function listRequests(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { side: 'asked' | 'asking' | 'all'; status: 'open' | 'all' }): Promise<{ items: RequestView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const side = { asked: sql`(t.to_unit_id = ${actor.unitId}::uuid or t.to_division_code = ${actor.divisionCode}) and t.status <> 'draft'`, asking: sql`t.division_code = ${actor.divisionCode}`, all: sql`true` }[query.side]
  const where = sql`${visibleRequest(actor)} and ${side}
    and ${query.status === 'open' ? sql`t.status not in ('refused', 'closed', 'withdrawn')` : sql`true`}
    and ${cursor === null ? sql`true` : sql`(t.drafted_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`}`
  return toPage(await readRequestViews(objects, db, actor, where, sql`limit ${query.limit + 1}`), query.limit, (request) => request.draftedAt)
}

/** Shortages for which `where` holds (row `t`), in the order found, with how the request that passes them up stands. */
async function readShortageViews(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<ShortageView[]> {
  const { rows } = await sql<{ o: Stored; number: string | null; status: string | null }>`
    select to_jsonb(t) as o, r.number, r.status from shortage t left join resource_request r on r.id = t.upward_request_id where ${where} order by t.found_at, t.id`.execute(db)
  return rows.map((row) => ({ ...Shortage.parse(objects.toObject('shortage', row.o)), upwardNumber: row.number, upwardStatus: row.status }))
}

/** The dispatch side of an incident: requests, what is missing, orders, and the demands that can be asked for. @throws Problem not-found */
export async function getDispatchBoard(objects: ObjectStore, db: Queryable, actor: Actor, incidentId: string): Promise<DispatchBoard> {
  const seen = await sql`select 1 from incident i where i.id = ${incidentId}::uuid and ${visibleIncident(actor)}`.execute(db)
  if (seen.rows.length === 0) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  const of = sql`t.incident_id = ${incidentId}::uuid`
  const [requests, shortages, dispatches, demands] = await Promise.all([
    readRequestViews(objects, db, actor, sql`${of} and ${visibleRequest(actor)}`, sql``),
    readShortageViews(objects, db, sql`${of} and ${visibleShortage(actor)}`),
    readDispatchViews(objects, db, actor, sql`${of} and ${visibleDispatch(actor)}`, sql``),
    actor.permissions.has('response:read') ? sql<{ o: Stored; requestId: string | null }>`
      select to_jsonb(t) as o, r.id as "requestId" from demand t
      left join lateral (select id from resource_request r where r.demand_id = t.id and r.status not in ('refused', 'withdrawn') order by r.drafted_at desc, r.id desc limit 1) r on true
      where ${of} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.needed_by, t.id`.execute(db) : { rows: [] },
  ])
  return { requests, shortages, dispatches, demands: demands.rows.map((row) => ({ ...(objects.toObject('demand', row.o) as unknown as Omit<DispatchBoard['demands'][number], 'requestId'>), requestId: row.requestId })) }
}
