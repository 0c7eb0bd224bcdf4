import type { Consultation, Demand, EmergencyState, Notice, Response, Seat, Task } from '@fengsui/contract/command'
import type { Incident } from '@fengsui/contract/incidents'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import type { ObjectKind, ObjectOf } from '@fengsui/contract'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { visibleIncident, visibleOrder, visibleToUnit } from './visibility-store.ts'

async function list<K extends ObjectKind>(objects: ObjectStore, tx: Queryable, kind: K, where: RawBuilder<unknown>, lock: boolean): Promise<ObjectOf<K>[]> {
  return (await objects.read(tx, kind, where, { lock })) as unknown as ObjectOf<K>[]
}

async function take<K extends ObjectKind>(objects: ObjectStore, tx: Transaction, kind: K, where: RawBuilder<unknown>, missing: string): Promise<ObjectOf<K>> {
  const [found] = await list(objects, tx, kind, where, true)
  if (!found) throw new Problem('not-found', missing)
  return found
}

/** Takes an incident the actor may see. @throws Problem not-found */
export function lockIncident(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Incident> {
  return take(objects, tx, 'incident', sql`t.id = ${id}::uuid and exists (select 1 from incident i where i.id = t.id and ${visibleIncident(actor)})`, '没有找到这个事件，可能不在您的辖区内')
}

/** @throws Problem not-found, as all that follow */
export function lockResponse(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Response> {
  return take(objects, tx, 'response', sql`t.id = ${id}::uuid and ${visibleOrder(actor)}`, '没有找到这个响应，可能不在您的辖区内')
}

export function lockTask(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Task> {
  return take(objects, tx, 'task', sql`t.id = ${id}::uuid and ${visibleToUnit(actor, 'unit_id')}`, '没有找到这项任务，可能不在您的辖区内')
}

export function lockSeat(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Seat> {
  return take(objects, tx, 'seat', sql`t.id = ${id}::uuid and ${visibleToUnit(actor, 'unit_id')}`, '没有找到这个席位，可能不在您的辖区内')
}

export function lockNotice(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Notice> {
  return take(objects, tx, 'notice', sql`t.id = ${id}::uuid and ${visibleToUnit(actor, 'to_unit_id')}`, '没有找到这条通知，可能不是发给您单位的')
}

export function lockConsultation(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Consultation> {
  return take(objects, tx, 'consultation', sql`t.id = ${id}::uuid and ${visibleOrder(actor)}`, '没有找到这次会商，可能不在您的辖区内')
}

export function lockEmergencyState(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<EmergencyState> {
  return take(objects, tx, 'emergency-state', sql`t.id = ${id}::uuid and ${visibleOrder(actor)}`, '没有找到这个状态，可能不在您的辖区内')
}

/** A demand by id, taken; for what dispatch says of it. */
export async function findDemand(objects: ObjectStore, tx: Transaction, id: string): Promise<Demand | null> {
  return (await list(objects, tx, 'demand', sql`t.id = ${id}::uuid`, true))[0] ?? null
}

/** Of the platform's own accord, for timers and deliveries: those of the ids that still exist, in id order. */
export function lockTasks(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Task[]> {
  return list(objects, tx, 'task', sql`t.id = any(${[...ids]}::uuid[])`, true)
}

export function lockNotices(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Notice[]> {
  return list(objects, tx, 'notice', sql`t.id = any(${[...ids]}::uuid[])`, true)
}

export async function findConsultation(objects: ObjectStore, tx: Transaction, id: string): Promise<Consultation | null> {
  return (await list(objects, tx, 'consultation', sql`t.id = ${id}::uuid`, true))[0] ?? null
}

/** Response of a plan that runs for the incident; the incident is locked by the caller. */
export async function findActiveResponse(objects: ObjectStore, tx: Transaction, incidentId: string, planId: string, divisionCode: string): Promise<Response | null> {
  return (await list(objects, tx, 'response', sql`t.incident_id = ${incidentId}::uuid and t.plan_id = ${planId}::uuid and t.division_code = ${divisionCode} and t.status = 'active'`, false))[0] ?? null
}

/** Title of an incident without taking it: whoever holds a response must not wait for the incident, others take them the other way round. */
export async function getIncidentTitle(tx: Transaction, id: string): Promise<string> {
  const { rows } = await sql<{ title: string }>`select title from incident where id = ${id}::uuid`.execute(tx)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个事件')
  return rows[0].title
}

/** Takes the newest response that runs for the incident in a place, so that it cannot end meanwhile. */
export async function lockResponseOfPlace(objects: ObjectStore, tx: Transaction, incidentId: string, divisionCode: string): Promise<Response | null> {
  const [row] = await objects.read(tx, 'response', sql`t.incident_id = ${incidentId}::uuid and t.division_code = ${divisionCode} and t.status = 'active'`, { order: sql`t.started_at desc, t.id`, limit: 1, lock: true })
  return (row ?? null) as unknown as Response | null
}

/** All that hangs on a response, taken for this command, each list in id order. */
export async function lockOrders(objects: ObjectStore, tx: Transaction, responseId: string): Promise<{ tasks: Task[]; seats: Seat[]; demands: Demand[] }> {
  const where = sql`t.response_id = ${responseId}::uuid`
  return { tasks: await list(objects, tx, 'task', where, true), seats: await list(objects, tx, 'seat', where, true), demands: await list(objects, tx, 'demand', where, true) }
}

/** Units that were told of a response. */
export async function listNotifiedUnits(tx: Transaction, responseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct to_unit_id as id from notice where response_id = ${responseId}::uuid order by to_unit_id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Name of a working group of a response, or null when it has no such group. */
export async function findGroupName(tx: Transaction, responseId: string, groupKey: string): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`select group_name as name from seat where response_id = ${responseId}::uuid and group_key = ${groupKey} order by id limit 1`.execute(tx)
  return rows[0]?.name ?? null
}

interface UnitRow {
  id: string
  name: string
  divisionCode: string
}

/** Active units by id, in the order asked for. @throws Problem when one is unknown or neither in the jurisdiction nor (with `upward`) above it */
export async function getUnits(tx: Transaction, actor: Actor, ids: readonly string[], path: string, upward = false): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`select id, name, division_code as "divisionCode" from unit where id = any(${[...ids]}::uuid[]) and status = 'active'`.execute(tx)
  return ids.map((id) => {
    const unit = rows.find((row) => row.id === id)
    if (!unit || !(covers(actor.scope, unit.divisionCode) || (upward && isWithin(actor.divisionCode, unit.divisionCode)))) {
      throw new Problem('invalid-input', '只能选本辖区在册的单位；需要上级或友邻支援请报上一级', [{ path, message: '没有这个单位，或不在您的辖区内' }])
    }
    return unit
  })
}

/** Whether the person serves in the unit now. */
export async function servesIn(tx: Transaction, personId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from person where id = ${personId}::uuid and unit_id = ${unitId}::uuid and status = 'active'`.execute(tx)
  return rows.length > 0
}

/** Whether a state of the kind is in force in the place. */
export async function isStateActive(tx: Transaction, divisionCode: string, kind: EmergencyState['kind']): Promise<boolean> {
  const { rows } = await sql`select 1 from emergency_state where division_code = ${divisionCode} and kind = ${kind} and left_at is null`.execute(tx)
  return rows.length > 0
}

/** Tasks of the whole database by how far they came; for the summary of a replay. */
export async function countTasks(db: Queryable): Promise<{ assigned: number; acknowledged: number; done: number }> {
  const { rows } = await sql<{ assigned: number; acknowledged: number; done: number }>`
    select count(*) as assigned, count(acknowledged_at) as acknowledged, count(*) filter (where status = 'done') as done from task`.execute(db)
  return rows[0] ?? { assigned: 0, acknowledged: 0, done: 0 }
}
