import { EvacuationCount, ProtectiveOrder, ReturnRelease, TransferHousehold, type CountKind } from '@fengsui/contract/evacuation'
import type { Incident } from '@fengsui/contract/incidents'
import { divisionAt, divisionLevelOf, divisionLevels, divisionRange, legalDay, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { orderNumber } from './household-rules.ts'

/** Places above one, and itself. */
export function listPlacesAbove(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** Condition on a row `t` with a place: what a place ordered or released holds for all below it too. A neighbour's never. */
export function visibleFromBelow(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`
}

/** An incident that concerns the actor: of the jurisdiction, opened to the unit, or of a place above, as the typhoon over the whole city. @throws Problem not-found */
export async function getIncidentFor(db: Queryable, actor: Actor, id: string): Promise<Pick<Incident, 'id' | 'divisionCode' | 'status'>> {
  const { rows } = await sql<Pick<Incident, 'id' | 'divisionCode' | 'status'>>`
    select t.id, t.division_code as "divisionCode", t.status from incident t
    where t.id = ${id}::uuid and (${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`.execute(db)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  return rows[0]
}

/** @throws Problem for a place that does not exist */
export async function requirePlace(db: Queryable, divisionCode: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select place_name(code) as name from division where code = ${divisionCode} and valid_to is null`.execute(db)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个行政区划，请从列表中选择地区', [{ path: 'divisionCode', message: '没有这个行政区划' }])
  return rows[0].name
}

/** The figures a place gave for a kind, taken; two statements of the same wait for each other. */
export async function lockCount(objects: ObjectStore, tx: Transaction, key: { incidentId: string; divisionCode: string; kind: CountKind }): Promise<EvacuationCount | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evacuation-count:${key.incidentId}:${key.divisionCode}:${key.kind}`}, 0))`.execute(tx)
  const [row] = await objects.read(tx, 'evacuation-count', sql`t.incident_id = ${key.incidentId}::uuid and t.division_code = ${key.divisionCode} and t.kind = ${key.kind}`, { lock: true })
  return row ? EvacuationCount.parse(row) : null
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function lockHousehold(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<TransferHousehold> {
  const [row] = await objects.read(tx, 'transfer-household', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这一户，可能不在您的辖区内')
  return TransferHousehold.parse(row)
}

export async function listReleases(objects: ObjectStore, tx: Queryable, incidentId: string): Promise<ReturnRelease[]> {
  return (await objects.read(tx, 'return-release', sql`t.incident_id = ${incidentId}::uuid`)).map((row) => ReturnRelease.parse(row))
}

/** The release of exactly this place, taken; two at once wait for each other. */
export async function lockRelease(objects: ObjectStore, tx: Transaction, incidentId: string, divisionCode: string): Promise<ReturnRelease | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`return-release:${incidentId}:${divisionCode}`}, 0))`.execute(tx)
  const [row] = await objects.read(tx, 'return-release', sql`t.incident_id = ${incidentId}::uuid and t.division_code = ${divisionCode}`, { lock: true })
  return row ? ReturnRelease.parse(row) : null
}

/** @throws Problem not-found when missing or not to be seen */
export async function lockOrder(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<ProtectiveOrder> {
  const [row] = await objects.read(tx, 'protective-order', sql`t.id = ${id}::uuid and ${visibleFromBelow(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这道指挥长令，可能不在您的辖区内')
  return ProtectiveOrder.parse(row)
}

/** Orders in force that the headquarters of a response gave for its incident, taken; see `isOrderOfResponse`. */
export async function lockOrdersOf(objects: ObjectStore, tx: Transaction, response: { readonly incidentId: string; readonly divisionCode: string }): Promise<ProtectiveOrder[]> {
  const given = sql`t.incident_id = ${response.incidentId}::uuid and t.status = 'inForce' and exists (select 1 from unit u where u.id = t.issued_by_unit_id and u.division_code = ${response.divisionCode})`
  return (await objects.read(tx, 'protective-order', given, { lock: true })).map((row) => ProtectiveOrder.parse(row))
}

/** Next number of a place's year; two at once wait for each other. */
export async function nextOrderNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = legalDay(at).slice(0, 4)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order-number:${divisionCode}:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ count: number }>`select count(*) as count from protective_order where division_code = ${divisionCode} and starts_with(number, ${prefix})`.execute(tx)
  return orderNumber(at, (rows[0]?.count ?? 0) + 1)
}

/** Who answers for a household when nobody was named: the caller's own person, else the information officer of the place. */
export async function findResponsiblePerson(tx: Transaction, actor: Actor, divisionCode: string): Promise<string | null> {
  if (actor.personId !== null && actor.divisionCode === divisionCode) return actor.personId
  const { rows } = await sql<{ id: string }>`
    select p.id from account a join person p on p.id = a.person_id and p.status = 'active'
    where a.division_code = ${divisionCode} and a.status = 'active' and a.roles @> '["information-officer"]' order by p.id limit 1`.execute(tx)
  return rows[0]?.id ?? actor.personId
}

/** Whether the person serves somewhere in the jurisdiction or in the actor's own unit. */
export async function requirePerson(tx: Transaction, actor: Actor, personId: string): Promise<void> {
  const { rows } = await sql<{ place: string; unitId: string }>`select division_code as place, unit_id as "unitId" from person where id = ${personId}::uuid and status = 'active'`.execute(tx)
  const person = rows[0]
  if (!person || !(covers(actor.scope, person.place) || person.unitId === actor.unitId)) throw new Problem('invalid-input', '责任人应是本辖区在册人员，请重新选择', [{ path: 'responsiblePersonId', message: '没有这个人，或不在您的辖区内' }])
}

/** A shelter somebody may be moved to: of the household's county, or opened for the same incident. @throws Problem */
export async function requireShelter(tx: Transaction, shelterId: string, household: Pick<TransferHousehold, 'divisionCode' | 'incidentId'>): Promise<void> {
  const { lo, hi } = divisionRange(divisionAt(household.divisionCode, 'county'))
  const { rows } = await sql`select 1 from shelter where id = ${shelterId}::uuid and status = 'active' and ((division_code >= ${lo} and division_code < ${hi}) or incident_id = ${household.incidentId}::uuid)`.execute(tx)
  if (rows.length === 0) throw new Problem('invalid-input', '没有这个避难场所，或它不在本县也不是为这个事件开放的', [{ path: 'shelterId', message: '请重新选择场所' }])
}
