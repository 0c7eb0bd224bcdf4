import { divisionPrefix, legalDay, Problem } from '@fengsui/contract/kernel'
import type { DutyWatch, Handover } from '@fengsui/contract/duty'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

export interface UnitRow {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly divisionCode: string
}

/** Condition on a row `t` of this module: a place of the jurisdiction, or the own unit. */
export function visibleDuty(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.unit_id = ${actor.unitId}::uuid)`
}

/** @throws Problem not-found for a unit that is retired or does not exist */
export async function getUnit(db: Queryable, unitId: string): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select id, name, role, division_code as "divisionCode" from unit where id = ${unitId}::uuid and status = 'active'`.execute(db)
  if (!rows[0]) throw new Problem('not-found', '没有这个单位，或已停用')
  return rows[0]
}

/** The unit a read is about: the own one, or another one within the jurisdiction. @throws Problem not-found */
export async function findReadableUnit(db: Queryable, actor: Actor, unitId: string | undefined): Promise<UnitRow> {
  if (unitId === undefined || unitId === actor.unitId) return getUnit(db, actor.unitId)
  const { rows } = await sql<UnitRow>`select t.id, t.name, t.role, t.division_code as "divisionCode" from unit t where t.id = ${unitId}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个单位，可能不在您的辖区内')
  return rows[0]
}

/** Whoever changes the duty of a unit waits for the others who do. */
export async function lockUnitDuty(tx: Transaction, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`duty:${unitId}`}, 0))`.execute(tx)
}

/** The running duty of a unit. */
export async function findRunningWatch(objects: ObjectStore, db: Queryable, unitId: string, lock = false): Promise<DutyWatch | null> {
  const [row] = await objects.read(db, 'duty-watch', sql`t.unit_id = ${unitId}::uuid and t.status = 'running'`, { lock })
  return (row as unknown as DutyWatch | undefined) ?? null
}

export async function lockWatch(objects: ObjectStore, tx: Transaction, id: string): Promise<DutyWatch | null> {
  const [row] = await objects.read(tx, 'duty-watch', sql`t.id = ${id}::uuid`, { lock: true })
  return (row as unknown as DutyWatch | undefined) ?? null
}

/** A handover of the own unit, taken for this command. @throws Problem not-found, forbidden */
export async function lockHandover(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Handover> {
  const [row] = await objects.read(tx, 'handover', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, { lock: true })
  const handover = row as unknown as Handover | undefined
  if (!handover) throw new Problem('not-found', '没有找到这份交接班，可能不在您的辖区内')
  if (handover.unitId !== actor.unitId) throw new Problem('forbidden', '这是别的单位的交接班，只能查看')
  return handover
}

/** The handover under way of a duty. */
export async function findOpenHandover(objects: ObjectStore, db: Queryable, watchId: string): Promise<Handover | null> {
  const [row] = await objects.read(db, 'handover', sql`t.watch_id = ${watchId}::uuid and t.status in ('draft', 'signed')`)
  return (row as unknown as Handover | undefined) ?? null
}

const numbered = { handover: 'handover', 'phone-log': 'phone_log', 'spot-check': 'spot_check', fax: 'fax' } as const

/** Next number of a place's day, `交班331099-20191001-01`; two at once wait for each other. */
export async function nextNumber(tx: Transaction, kind: keyof typeof numbered, word: string, divisionCode: string, at: string): Promise<string> {
  const prefix = `${word}${divisionPrefix(divisionCode).padEnd(6, '0')}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`duty-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: number | null }>`select max(substr(number, ${prefix.length + 1})::integer) as last from ${sql.id(numbered[kind])} where starts_with(number, ${prefix})`.execute(tx)
  return `${prefix}${String((rows[0]?.last ?? 0) + 1).padStart(3, '0')}`
}

/** End of the sealed journal as this transaction sees it. */
export async function readHeadWithin(tx: Transaction): Promise<{ position: number; chain: string }> {
  const { rows } = await sql<{ position: number; chain: string }>`select position, chain from journal where position is not null order by position desc limit 1`.execute(tx)
  return rows[0] ?? { position: 0, chain: '' }
}

/** Person behind an account. */
export async function findPersonOf(db: Queryable, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string | null }>`select person_id as "personId" from account where id = ${accountId}::uuid`.execute(db)
  return rows[0]?.personId ?? null
}

/** Checks that an incident, signal or report that an entry refers to may be seen by the one who writes. @throws Problem invalid-input */
export async function requireReferences(tx: Transaction, actor: Actor, given: { incidentId: string | null; signalId: string | null; reportId?: string | null }): Promise<void> {
  const checks = [['incident', 'incidentId', '没有找到这个事件'], ['signal', 'signalId', '没有找到这条来报'], ['report', 'reportId', '没有找到这份报告']] as const
  for (const [table, field, words] of checks) {
    const id = given[field]
    if (id === null || id === undefined) continue
    const { rows } = await sql`select 1 from ${sql.id(table)} t where t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`, sql`${`${table}:`} || t.id`)}`.execute(tx)
    if (rows.length === 0) throw new Problem('invalid-input', `${words}，可能不在您的辖区内`, [{ path: field, message: words }])
  }
}
