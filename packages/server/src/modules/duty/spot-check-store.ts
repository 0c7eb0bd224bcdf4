import { SpotCheck, SpotCheckDraw, SpotCheckRule } from '@fengsui/contract/duty'
import { divisionRange, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { UnitRow } from './duty-store.ts'

/** Units that can be checked: those of places in the jurisdiction that keep watch, in a fixed order. The checker's own desk may be among them. */
export async function listCheckable(db: Queryable, actor: Actor, unitIds: readonly string[] | null): Promise<(UnitRow & { staffedAllHours: boolean; onDuty: boolean })[]> {
  const chosen = unitIds === null ? sql`true` : sql`t.id = any(${[...unitIds]}::uuid[])`
  const { rows } = await sql<UnitRow & { staffedAllHours: boolean; onDuty: boolean }>`
    select t.id, t.name, t.role, t.division_code as "divisionCode", t.staffed_all_hours as "staffedAllHours", exists (select 1 from duty_watch w where w.unit_id = t.id and w.status = 'running') as "onDuty"
    from unit t where t.status = 'active' and (t.staffed_all_hours or t.role in ('duty-office', 'town-government', 'emergency', 'flood-office')) and ${withinScope(actor.scope, sql`t.division_code`)} and ${chosen} order by t.division_code, t.id`.execute(db)
  return rows
}

/** @throws Problem when one of them is not a unit of the jurisdiction that keeps watch */
export async function requireCheckable(tx: Queryable, actor: Actor, unitIds: readonly string[]): Promise<UnitRow[]> {
  const wanted = [...new Set(unitIds)]
  const found = await listCheckable(tx, actor, wanted)
  if (found.length !== wanted.length) throw new Problem('invalid-input', '所选单位有不在辖区内、已停用或不值班的，请重新选择', [{ path: 'unitIds', message: '不能查岗' }])
  return found
}

/** The rule of a place. */
export async function findRule(objects: ObjectStore, db: Queryable, divisionCode: string, lock = false): Promise<SpotCheckRule | null> {
  const [row] = await objects.read(db, 'spot-check-rule', sql`t.division_code = ${divisionCode} and t.status = 'active'`, { lock })
  return row ? SpotCheckRule.parse(row) : null
}

/** The rule by id. */
export async function findRuleById(objects: ObjectStore, db: Queryable, id: string): Promise<SpotCheckRule | null> {
  const [row] = await objects.read(db, 'spot-check-rule', sql`t.id = ${id}::uuid`)
  return row ? SpotCheckRule.parse(row) : null
}

/** Those of a rule's units that are still there. */
export async function listLiving(db: Queryable, divisionCode: string, unitIds: readonly string[]): Promise<string[]> {
  const { lo, hi } = divisionRange(divisionCode)
  const { rows } = await sql<{ id: string }>`select id from unit where id = any(${[...unitIds]}::uuid[]) and status = 'active' and division_code >= ${lo} and division_code < ${hi} order by id`.execute(db)
  return rows.map((row) => row.id)
}

export async function lockDraw(objects: ObjectStore, tx: Transaction, id: string): Promise<SpotCheckDraw | null> {
  const [row] = await objects.read(tx, 'spot-check-draw', sql`t.id = ${id}::uuid`, { lock: true })
  return row ? SpotCheckDraw.parse(row) : null
}

/** Keeps the seed of a draw, sealed with the node's key; not in the journal until it is shown. */
export async function saveSeed(tx: Transaction, drawId: string, seedBox: string): Promise<void> {
  await sql`insert into spot_check_secret (draw_id, seed_box) values (${drawId}, ${seedBox})`.execute(tx)
}
export async function takeSeed(tx: Transaction, drawId: string): Promise<string | null> {
  const { rows } = await sql<{ seed_box: string }>`delete from spot_check_secret where draw_id = ${drawId}::uuid returning seed_box`.execute(tx)
  return rows[0]?.seed_box ?? null
}

export async function lockCheck(objects: ObjectStore, tx: Transaction, id: string): Promise<SpotCheck | null> {
  const [row] = await objects.read(tx, 'spot-check', sql`t.id = ${id}::uuid`, { lock: true })
  return row ? SpotCheck.parse(row) : null
}

/** The check that a call was made for, by the call's recipients. */
export async function lockChecksOfRecipients(objects: ObjectStore, tx: Transaction, recipientIds: readonly string[]): Promise<SpotCheck[]> {
  return (await objects.read(tx, 'spot-check', sql`t.call_id in (select r.call_id from call_recipient r where r.id = any(${[...recipientIds]}::uuid[]))`, { lock: true })).map((row) => SpotCheck.parse(row))
}

/** Who leads a unit's duty now: as the running duty says, for the roster may have been changed by hand. */
export async function findWatchLeader(tx: Transaction, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string | null }>`select leader_person_id as "personId" from duty_watch where unit_id = ${unitId}::uuid and status = 'running'`.execute(tx)
  return rows[0]?.personId ?? null
}
/** Head of a unit, by its posts. */
export async function findUnitHead(tx: Transaction, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`select o.person_id as "personId" from post o join person p on p.id = o.person_id and p.status = 'active' where o.unit_id = ${unitId}::uuid and o.lead order by o.id limit 1`.execute(tx)
  return rows[0]?.personId ?? null
}
