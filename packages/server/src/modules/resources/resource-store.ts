import type { ObjectKind, ObjectOf } from '@fengsui/contract'
import { Problem } from '@fengsui/contract/kernel'
import type { Equipment, Facility, Shelter, ShelterArrival, Team } from '@fengsui/contract/resources'
import type { Warehouse } from '@fengsui/contract/stockpile'
import { sql, type RawBuilder } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

const missing = { team: '没有找到这支队伍', equipment: '没有找到这件装备', shelter: '没有找到这处避难场所', facility: '没有找到这处设施', warehouse: '没有找到这个仓库' } as const
export type ResourceKind = keyof typeof missing

async function read<K extends ObjectKind>(objects: ObjectStore, tx: Transaction, kind: K, where: RawBuilder<unknown>, lock = true): Promise<ObjectOf<K>[]> {
  return (await objects.read(tx, kind, where, { lock })) as unknown as ObjectOf<K>[]
}

/** Takes objects of the jurisdiction for this command, locked in id order, given back in the order asked for. @throws Problem not-found for any that is missing or outside */
async function lockAll<K extends ResourceKind>(objects: ObjectStore, tx: Transaction, scope: Scope, kind: K, ids: readonly string[]): Promise<ObjectOf<K>[]> {
  const rows = await read(objects, tx, kind, sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(scope, sql`t.division_code`)}`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const found = byId.get(id)
    if (!found) throw new Problem('not-found', `${missing[kind]}，可能不在您的辖区内`)
    return found
  })
}

export const lockTeams = (objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Team[]> => lockAll(objects, tx, scope, 'team', ids)
export const lockEquipment = (objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Equipment[]> => lockAll(objects, tx, scope, 'equipment', ids)
export const lockShelters = (objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Shelter[]> => lockAll(objects, tx, scope, 'shelter', ids)
export const lockFacilities = (objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Facility[]> => lockAll(objects, tx, scope, 'facility', ids)

/** Any of the kinds that owners confirm. */
export function lockConfirmable(objects: ObjectStore, tx: Transaction, scope: Scope, kind: ResourceKind, ids: readonly string[]): Promise<(Team | Equipment | Shelter | Facility | Warehouse)[]> {
  return lockAll(objects, tx, scope, kind, ids)
}

/** One of a list of one. */
export function only<T>(items: readonly T[]): T {
  const [first] = items
  if (first === undefined) throw new Error('asked for one, got none')
  return first
}

/** Teams and equipment that the dispatches hold, taken in id order. */
export const lockTeamsOf = (objects: ObjectStore, tx: Transaction, dispatchIds: readonly string[]): Promise<Team[]> => read(objects, tx, 'team', sql`t.committed_dispatch_id = any(${[...dispatchIds]}::uuid[])`)
export const lockEquipmentOf = (objects: ObjectStore, tx: Transaction, dispatchIds: readonly string[]): Promise<Equipment[]> => read(objects, tx, 'equipment', sql`t.committed_dispatch_id = any(${[...dispatchIds]}::uuid[])`)

export interface OwnerRow {
  id: string
  name: string
  divisionCode: string
}

/** The unit a record is to belong to. @throws Problem invalid-input for one that is unknown, retired or outside the jurisdiction */
export async function getOwner(tx: Transaction, actor: Actor, unitId: string): Promise<OwnerRow> {
  const { rows } = await sql<OwnerRow>`select id, name, division_code as "divisionCode" from unit t where id = ${unitId}::uuid and status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个单位，或不在您的辖区，请重新选择', [{ path: 'unitId', message: '请重新选择管理单位' }])
  return rows[0]
}

/** @throws Problem invalid-input unless the person is in office in the jurisdiction */
export async function requirePerson(tx: Transaction, actor: Actor, personId: string, path: string): Promise<void> {
  const { rows } = await sql`select 1 from person t where id = ${personId}::uuid and status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (rows.length === 0) throw new Problem('invalid-input', '没有这个人，或不在您的辖区，请重新选择', [{ path, message: '请重新选择' }])
}

/** @throws Problem invalid-input unless the place is in force and in the jurisdiction */
export async function requirePlace(tx: Transaction, actor: Actor, divisionCode: string, path: string, inJurisdiction: boolean): Promise<void> {
  const inside = inJurisdiction ? withinScope(actor.scope, sql`t.code`) : sql`true`
  const { rows } = await sql`select 1 from division t where code = ${divisionCode} and valid_to is null and ${inside}`.execute(tx)
  if (rows.length === 0) throw new Problem('invalid-input', inJurisdiction ? '没有这个行政区划，或不在您的辖区' : '没有这个行政区划，请从列表中选择', [{ path, message: '请重新选择地区' }])
}

/** @throws Problem not-found unless the incident may be seen and is not over */
export async function requireOpenIncident(tx: Transaction, scope: Scope, incidentId: string): Promise<void> {
  const { rows } = await sql<{ status: string }>`select status from incident t where id = ${incidentId}::uuid and ${withinScope(scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(tx)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  if (rows[0].status === 'closed' || rows[0].status === 'merged') throw new Problem('lifecycle-refused', '这个事件已经结束或并入别的事件，请选择正在处置的事件')
}

/** Whether a boat or vehicle of this number is known to the owner already. */
export async function isNumberTaken(tx: Transaction, unitId: string, number: string, exceptId: string | null): Promise<boolean> {
  const { rows } = await sql`select 1 from equipment where unit_id = ${unitId}::uuid and number = ${number} and id is distinct from ${exceptId}::uuid limit 1`.execute(tx)
  return rows.length > 0
}

/** Admissions within a city wait for each other, so that the place somebody is sent on to is still free when they get there. */
export async function takeAdmissionTurn(tx: Transaction, divisionCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`shelter-admission:${divisionCode.slice(0, 4)}`}, 0))`.execute(tx)
}

/** A shelter of the jurisdiction as it is now, not taken. */
export async function findShelter(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Shelter | null> {
  return (await read(objects, tx, 'shelter', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`, false))[0] ?? null
}

/** Open shelters of a range of places with room, but for one; not taken. */
export function listOpenShelters(objects: ObjectStore, tx: Transaction, range: { lo: string; hi: string }, exceptId: string): Promise<Shelter[]> {
  return read(objects, tx, 'shelter', sql`t.state = 'open' and t.status = 'active' and t.occupancy < t.capacity and t.division_code >= ${range.lo} and t.division_code < ${range.hi} and t.id <> ${exceptId}::uuid`, false)
}

/** Shelters by id whatever their place, taken in id order; the caller has decided that they may be used. */
export function takeShelters(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Shelter[]> {
  return read(objects, tx, 'shelter', sql`t.id = any(${[...ids]}::uuid[])`)
}

/** Arrivals of a shelter of which somebody is still there, earliest first; the shelter is taken already. */
export async function listStaying(objects: ObjectStore, tx: Transaction, shelterId: string): Promise<ShelterArrival[]> {
  return (await objects.read(tx, 'shelter-arrival', sql`t.shelter_id = ${shelterId}::uuid and t.departed < t.admitted`, { order: sql`t.arrived_at, t.id` })) as unknown as ShelterArrival[]
}
