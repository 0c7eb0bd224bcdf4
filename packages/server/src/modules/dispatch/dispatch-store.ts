import type { Demand } from '@fengsui/contract/command'
import type { Dispatch, ResourceRequest, Shortage } from '@fengsui/contract/dispatch'
import type { ObjectKind, ObjectOf } from '@fengsui/contract'
import { isWithin, legalDay, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { visibleDispatch, visibleRequest } from './visibility-store.ts'

async function list<K extends ObjectKind>(objects: ObjectStore, tx: Queryable, kind: K, where: RawBuilder<unknown>, lock: boolean): Promise<ObjectOf<K>[]> {
  return (await objects.read(tx, kind, where, { lock })) as unknown as ObjectOf<K>[]
}

function only<T>(found: readonly T[], missing: string): T {
  const [first] = found
  if (first === undefined) throw new Problem('not-found', missing)
  return first
}

/** A request as it is now, not taken; for its incident, which is taken first. @throws Problem not-found, as all that take something */
export async function findRequest(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<ResourceRequest> {
  return only(await list(objects, tx, 'resource-request', sql`t.id = ${id}::uuid and ${visibleRequest(actor)}`, false), '没有找到这份申请，可能不在您的辖区内')
}

export async function lockRequest(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<ResourceRequest> {
  return only(await list(objects, tx, 'resource-request', sql`t.id = ${id}::uuid and ${visibleRequest(actor)}`, true), '没有找到这份申请，可能不在您的辖区内')
}

export async function lockDispatch(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Dispatch> {
  return only(await list(objects, tx, 'dispatch', sql`t.id = ${id}::uuid and ${visibleDispatch(actor)}`, true), '没有找到这份调度令，可能不在您的辖区内')
}

/** A request and those whose shortage it passes up, from the lowest upwards in the chain's own order; locked in that order by everybody. */
export async function lockChain(objects: ObjectStore, tx: Transaction, requestId: string): Promise<ResourceRequest[]> {
  const chain: ResourceRequest[] = []
  for (let id: string | null = requestId; id !== null && !chain.some((each) => each.id === id); id = chain.at(-1)?.parentId ?? null) {
    const [request] = await list(objects, tx, 'resource-request', sql`t.id = ${id}::uuid`, true)
    if (!request) break
    chain.push(request)
  }
  return chain
}

export function lockShortages(objects: ObjectStore, tx: Transaction, requestIds: readonly string[]): Promise<Shortage[]> {
  return list(objects, tx, 'shortage', sql`t.request_id = any(${[...requestIds]}::uuid[])`, true)
}

export function lockShortagesPassedUpBy(objects: ObjectStore, tx: Transaction, upwardRequestId: string): Promise<Shortage[]> {
  return list(objects, tx, 'shortage', sql`t.upward_request_id = ${upwardRequestId}::uuid and t.status = 'passedUp'`, true)
}

/** Of the platform's own accord, for timers: those that still exist, in id order. */
export function lockRequests(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<ResourceRequest[]> {
  return list(objects, tx, 'resource-request', sql`t.id = any(${[...ids]}::uuid[])`, true)
}

export function lockDispatches(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Dispatch[]> {
  return list(objects, tx, 'dispatch', sql`t.id = any(${[...ids]}::uuid[])`, true)
}

/** Unit that asked first: who in the end receives what an upward request brings. */
export async function getFirstAsker(tx: Transaction, request: ResourceRequest): Promise<string> {
  const { rows } = await sql<{ unitId: string }>`
    with recursive up(id, parent_id, unit_id, depth) as (
      select id, parent_id, from_unit_id, 0 from resource_request where id = ${request.id}::uuid
      union all select r.id, r.parent_id, r.from_unit_id, up.depth + 1 from resource_request r join up on r.id = up.parent_id where up.depth < 10)
    select unit_id as "unitId" from up order by depth desc limit 1`.execute(tx)
  return rows[0]?.unitId ?? request.fromUnitId
}

/** Next `count` numbers of the day, `调20190810-001`; two at once wait for each other. Taken last: whoever holds it waits for nothing. */
export async function nextNumbers(tx: Transaction, kind: 'resource-request' | 'dispatch', at: string, count: number): Promise<string[]> {
  const prefix = `${kind === 'dispatch' ? '调' : '申'}${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind}-number:${prefix}`}, 0))`.execute(tx)
  const table = sql.id(kind === 'dispatch' ? 'dispatch' : 'resource_request')
  const { rows } = await sql<{ last: string | null }>`select max(number) filter (where length(number) = longest) as last from (select number, max(length(number)) over () as longest from ${table} where starts_with(number, ${prefix})) n`.execute(tx)
  const last = rows[0]?.last ? Number(rows[0].last.slice(prefix.length)) : 0
  return Array.from({ length: count }, (_, index) => `${prefix}${String(last + index + 1).padStart(3, '0')}`)
}

export interface UnitRow {
  id: string
  name: string
  divisionCode: string
}

/** Who can be asked: an active unit of the asker's own place or of one above. @throws Problem invalid-input */
export async function getAskedUnit(tx: Transaction, actor: Actor, id: string, path: string): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select id, name, division_code as "divisionCode" from unit where id = ${id}::uuid and status = 'active'`.execute(tx)
  const unit = rows[0]
  if (!unit || unit.id === actor.unitId || !isWithin(actor.divisionCode, unit.divisionCode)) throw new Problem('invalid-input', '只能向本级或上级的单位申请；友邻支援请经上级协调', [{ path, message: '请选择本级或上级的单位' }])
  return unit
}

/** Who can receive: an active unit of the jurisdiction. @throws Problem invalid-input */
export async function getReceiver(tx: Transaction, actor: Actor, id: string): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select id, name, division_code as "divisionCode" from unit t where id = ${id}::uuid and status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个接收单位，或不在您的辖区，请重新选择', [{ path: 'receiverUnitId', message: '请重新选择接收单位' }])
  return rows[0]
}

/** @throws Problem invalid-input unless the place is in force and in the jurisdiction */
export async function requirePlace(tx: Transaction, actor: Actor, divisionCode: string): Promise<void> {
  const { rows } = await sql`select 1 from division where code = ${divisionCode} and valid_to is null`.execute(tx)
  if (rows.length === 0 || !covers(actor.scope, divisionCode)) throw new Problem('invalid-input', '送达地点不在您的辖区，请重新选择', [{ path: 'destinationDivisionCode', message: '请重新选择地区' }])
}

/** Names of goods a place may ask for: its own catalogue and those of the places above it, in use. */
export async function getItemNames(tx: Queryable, actor: Actor, ids: readonly string[]): Promise<Map<string, { name: string; unit: string }>> {
  const { rows } = await sql<{ id: string; name: string; unit: string; divisionCode: string }>`select id, name, unit, division_code as "divisionCode" from item where id = any(${[...ids]}::uuid[]) and status = 'active'`.execute(tx)
  return new Map(rows.filter((row) => isWithin(actor.divisionCode, row.divisionCode) || covers(actor.scope, row.divisionCode)).map((row) => [row.id, row]))
}

/** A demand that may be asked for: open, of this incident, within the jurisdiction, and not asked for yet. @throws Problem */
export async function requireFreeDemand(tx: Transaction, actor: Actor, incidentId: string, demandId: string): Promise<void> {
  const { rows } = await sql<{ status: Demand['status'] }>`select status from demand t where id = ${demandId}::uuid and incident_id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`t.division_code`)} for update`.execute(tx)
  if (!rows[0]) throw new Problem('not-found', '没有找到这项需求，可能不在您的辖区内')
  if (rows[0].status !== 'open') throw new Problem('lifecycle-refused', '这项需求已满足或已取消，不用再申请')
  const asked = await sql<{ number: string }>`select number from resource_request where demand_id = ${demandId}::uuid and status not in ('refused', 'closed', 'withdrawn') order by number limit 1`.execute(tx)
  if (asked.rows[0]) throw new Problem('conflict', `这项需求已经申请过（${asked.rows[0].number}），请跟踪那份申请`)
}

/** Orders of a request that are still under way, not taken. */
export function listUnarrived(objects: ObjectStore, tx: Transaction, requestId: string): Promise<Dispatch[]> {
  return list(objects, tx, 'dispatch', sql`t.request_id = ${requestId}::uuid and t.status in ('ordered', 'acknowledged', 'departed', 'arrived')`, false)
}

interface EquipmentRow { id: string; unitId: string; kind: string }

/** Owner and kind of equipment, to sort it into orders before it is taken; the ids in one place, in id order. */
export async function listEquipmentOwners(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<EquipmentRow[]> {
  const { rows } = await sql<EquipmentRow>`select id, unit_id as "unitId", kind from equipment t where id = any(${[...ids]}::uuid[]) and ${withinScope(actor.scope, sql`t.division_code`)} order by unit_id, kind, id`.execute(tx)
  return rows
}

export interface WarehouseRow { id: string; name: string; unitId: string; longitude: number | null; latitude: number | null }

export async function listWarehouses(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<Map<string, WarehouseRow>> {
  const { rows } = await sql<WarehouseRow>`select id, name, unit_id as "unitId", position[0] as longitude, position[1] as latitude from warehouse t where id = any(${[...ids]}::uuid[]) and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
