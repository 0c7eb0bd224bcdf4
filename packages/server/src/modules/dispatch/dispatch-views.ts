import { Dispatch, type DispatchView } from '@fengsui/contract/dispatch'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayDirect, mayReceive, mayWork } from './dispatch-policy.ts'
import { parseCursor, toPage, type Page } from './page-rules.ts'
import { visibleDispatch } from './visibility-store.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; incident_title: string | null; unit: string | null; receiver: string | null; place: string | null; warehouse: string | null }

/** Orders for which `where` holds (row `t`), newest first. */
export async function readDispatchViews(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<DispatchView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, n.title as incident_title, u.name as unit, r.name as receiver, place_name(t.destination_division_code) as place, w.name as warehouse
    from dispatch t left join incident n on n.id = t.incident_id left join unit u on u.id = t.unit_id left join unit r on r.id = t.receiver_unit_id left join warehouse w on w.id = t.warehouse_id
    where ${where} order by t.ordered_at desc, t.id desc ${tail}`.execute(db)
  const orders = rows.map((row) => ({ row, order: Dispatch.parse(objects.toObject('dispatch', row.o)) }))
  const reveal = await readPersonalFacts(db, orders.map(({ order }) => order.remark))
  return orders.map(({ row, order }) => ({
    ...order, remark: reveal(order.remark), warehouseName: row.warehouse, unitName: row.unit ?? '', receiverUnitName: row.receiver ?? '', incidentTitle: row.incident_title ?? '', placeName: row.place ?? order.destinationDivisionCode,
    mayWork: mayWork(actor, order), mayReceive: mayReceive(actor, order), mayDirect: mayDirect(actor, order),
  }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getDispatchView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DispatchView> {
  const [order] = await readDispatchViews(objects, db, actor, sql`t.id = ${id}::uuid and ${visibleDispatch(actor)}`, sql``)
  if (!order) throw new Problem('not-found', '没有找到这份调度令，可能不在您的辖区内')
  return order
}

/** Orders that the own unit carries out or receives (`mine`), or all that may be seen. */
export async function listDispatches(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { mine: 'true' | 'false'; status: 'open' | 'all'; incidentId?: string | undefined }): Promise<{ items: DispatchView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const where = sql`${query.mine === 'true' ? sql`(t.unit_id = ${actor.unitId}::uuid or t.receiver_unit_id = ${actor.unitId}::uuid)` : visibleDispatch(actor)}
    and ${query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`}
    and ${query.status === 'open' ? sql`t.status not in ('returned', 'cancelled') and not (t.kind = 'goods' and t.status = 'received')` : sql`true`}
    and ${cursor === null ? sql`true` : sql`(t.ordered_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`}`
  return toPage(await readDispatchViews(objects, db, actor, where, sql`limit ${query.limit + 1}`), query.limit, (order) => order.orderedAt)
}
