import { Problem } from '@fengsui/contract/kernel'
import type { Clock, VerificationOrder } from '@fengsui/contract/reports'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { orderNumberPrefix } from './verification-rules.ts'

/** Condition on `verification_order t`: given in or to the jurisdiction, or by a unit of the actor's place. */
export function visibleOrder(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.from_unit_id = ${actor.unitId}::uuid or t.to_unit_id = ${actor.unitId}::uuid)`
}

/** Where the two desks of an order stand. */
export interface OrderSides {
  from: { unitId: string; divisionCode: string; name: string }
  to: { unitId: string; divisionCode: string; name: string }
}

/** Takes an order the actor may see, with both desks. @throws Problem not-found */
export async function lockOrder(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<VerificationOrder & { sides: OrderSides }> {
  const [order] = (await objects.read(tx, 'verification-order', sql`t.id = ${id}::uuid and ${visibleOrder(actor)}`, { lock: true })) as unknown as VerificationOrder[]
  if (!order) throw new Problem('not-found', '没有找到这份核实指令，可能不在您的辖区内')
  const { rows } = await sql<OrderSides['from']>`select id as "unitId", division_code as "divisionCode", name from unit where id = any(${[order.fromUnitId, order.toUnitId]}::uuid[])`.execute(tx)
  const side = (unitId: string) => rows.find((row) => row.unitId === unitId) ?? { unitId, divisionCode: order.divisionCode, name: '' }
  return { ...order, sides: { from: side(order.fromUnitId), to: side(order.toUnitId) } }
}

/** Running clocks of an order. */
export async function lockOrderClocks(objects: ObjectStore, tx: Transaction, orderId: string): Promise<Clock[]> {
  return (await objects.read(tx, 'clock', sql`t.verification_order_id = ${orderId}::uuid and t.status = 'running'`, { lock: true })) as unknown as Clock[]
}

/** Next ordinal of a unit's year; two orders at once wait for each other. */
export async function nextOrderOrdinal(tx: Transaction, fromUnitId: string, at: string): Promise<number> {
  const prefix = orderNumberPrefix(at)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`verification-order:${fromUnitId}:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ given: number }>`select count(*) as given from verification_order where from_unit_id = ${fromUnitId}::uuid and starts_with(number, ${prefix})`.execute(tx)
  return (rows[0]?.given ?? 0) + 1
}

/** A report that may stand as the written answer: issued by the asked desk about that incident, after the order, and sent to who asked. */
export async function findAnsweringReport(db: Queryable, order: Pick<VerificationOrder, 'incidentId' | 'orderedAt' | 'fromUnitId' | 'toUnitId'>, reportId: string): Promise<{ number: string; issuedAt: string; afterOrder: boolean } | null> {
  const { rows } = await sql<{ number: string; issuedAt: string }>`
    select r.number, r.issued_at as "issuedAt" from report r join report_delivery d on d.report_id = r.id and d.to_unit_id = ${order.fromUnitId}::uuid and d.by = 'system'
    where r.id = ${reportId}::uuid and r.status = 'issued' and r.from_unit_id = ${order.toUnitId}::uuid
      and (r.incident_id = ${order.incidentId}::uuid or r.incident_id = (select merged_into_id from incident where id = ${order.incidentId}::uuid))`.execute(db)
  const found = rows[0]
  return found ? { ...found, afterOrder: found.issuedAt >= order.orderedAt } : null
}
