import type { VerificationOrder, VerificationOrderView } from '@fengsui/contract/reports'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { parseCursor, toPage } from './page-cursor-rules.ts'
import { getOwnDesk, listDesks } from './report-store.ts'
import { isAsked, isAsking } from './verification-policy.ts'
import { listAskable } from './verification-rules.ts'
import { visibleOrder } from './verification-store.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; fromName: string; fromDivision: string; toName: string; toDivision: string; byName: string | null; incidentTitle: string; placeName: string | null; reportNumber: string | null; ruleText: string | null; legalBasis: string | null }

async function readOrders(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``): Promise<VerificationOrderView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, f.name as "fromName", f.division_code as "fromDivision", u.name as "toName", u.division_code as "toDivision", b.name as "byName", i.title as "incidentTitle",
           place_name(t.division_code) as "placeName", r.number as "reportNumber", c.title as "ruleText", c.legal_basis as "legalBasis"
    from verification_order t join unit f on f.id = t.from_unit_id join unit u on u.id = t.to_unit_id join incident i on i.id = t.incident_id
    left join unit b on b.id = t.phone_recorded_by_unit_id left join report r on r.id = t.written_report_id
    left join lateral (select title, legal_basis from clock where verification_order_id = t.id order by due_at limit 1) c on true
    where ${where} and ${visibleOrder(actor)} ${tail}`.execute(db)
  const orders = rows.map((row) => ({ row, order: objects.toObject('verification-order', row.o) as unknown as VerificationOrder }))
  const reveal = await readPersonalFacts(db, orders.flatMap(({ order }) => [order.words, order.phoneListener, order.phoneWords, order.writtenWords, order.withdrawReason]))
  return orders.map(({ row, order }): VerificationOrderView => {
    const sides = { from: { unitId: order.fromUnitId, divisionCode: row.fromDivision, name: row.fromName }, to: { unitId: order.toUnitId, divisionCode: row.toDivision, name: row.toName } }
    const answers = actor.permissions.has('report:draft')
    const open = order.status === 'open'
    return {
      ...order, words: reveal(order.words), phoneListener: reveal(order.phoneListener), phoneWords: reveal(order.phoneWords), writtenWords: reveal(order.writtenWords), withdrawReason: reveal(order.withdrawReason),
      fromUnitName: row.fromName, toUnitName: row.toName, phoneRecordedByUnitName: row.byName, incidentTitle: row.incidentTitle, placeName: row.placeName ?? order.divisionCode, writtenReportNumber: row.reportNumber,
      ruleText: row.ruleText ?? '', legalBasis: row.legalBasis ?? '',
      mayReceive: answers && open && order.receivedAt === null && isAsked(actor, sides), mayAnswer: answers && open && isAsked(actor, sides),
      mayRecordPhone: answers && order.status !== 'withdrawn' && order.phoneAnsweredAt === null && (isAsked(actor, sides) || isAsking(actor, sides)),
      mayWithdraw: actor.permissions.has('verification:order') && open && isAsking(actor, sides),
    }
  })
}

/** Orders of the jurisdiction and those the own desk gave, newest first; open ones with the earliest limit first. */
export async function listVerificationOrders(objects: ObjectStore, db: Queryable, actor: Actor, query: { status: 'open' | 'all'; incidentId?: string | undefined; limit: number; after?: string | undefined }): Promise<{ items: VerificationOrderView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const items = await readOrders(objects, db, actor, sql`${query.status === 'open' ? sql`t.status = 'open'` : sql`true`} and ${query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`}
    and ${cursor ? sql`(t.ordered_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`}`, sql`order by t.ordered_at desc, t.id desc limit ${query.limit + 1}`)
  return toPage(items, query.limit, (order) => ({ at: order.orderedAt, id: order.id }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getVerificationOrder(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<VerificationOrderView> {
  const [order] = await readOrders(objects, db, actor, sql`t.id = ${id}::uuid`)
  if (!order) throw new Problem('not-found', '没有找到这份核实指令，可能不在您的辖区内')
  return order
}

/** Desks below the actor's own on the line of an incident. @throws Problem not-found when the incident is not to be seen */
export async function listVerificationDesks(db: Queryable, actor: Actor, incidentId: string): Promise<{ unitId: string; name: string; divisionCode: string }[]> {
  const { rows } = await sql<{ code: string }>`select t.division_code as code from incident t where t.id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(db)
  const place = rows[0]
  if (!place) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  const own = await getOwnDesk(db, actor)
  return listAskable(await listDesks(db, place.code), own).map(({ unitId, name, divisionCode }) => ({ unitId, name, divisionCode }))
}
