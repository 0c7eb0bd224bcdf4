import { Problem } from '@fengsui/contract/kernel'
import { RosterFiling } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

export async function findUnitRow(db: Queryable, unitId: string): Promise<{ divisionCode: string; active: boolean } | undefined> {
  const { rows } = await sql<{ divisionCode: string; active: boolean }>`select division_code as "divisionCode", status = 'active' as active from unit where id = ${unitId}::uuid`.execute(db)
  return rows[0]
}

/** A unit's filings, taken; of the platform's own accord. */
export async function lockFilingsOf(objects: ObjectStore, tx: Transaction, unitId: string): Promise<RosterFiling[]> {
  return (await objects.read(tx, 'roster-filing', sql`t.unit_id = ${unitId}::uuid`, { lock: true })).map((row) => RosterFiling.parse(row))
}

/** In the jurisdiction, or sent to the actor's unit. */
export function visibleFiling(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.to_unit_id = ${actor.unitId}::uuid)`
}

/** @throws Problem not-found */
export async function lockFiling(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<RosterFiling> {
  const [row] = await objects.read(tx, 'roster-filing', sql`t.id = ${id}::uuid and ${visibleFiling(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这次报备，可能不在您的辖区内')
  return RosterFiling.parse(row)
}

/** The published shifts of a row `t`'s unit and days as one digest (SHA-256 over their sorted lines; the session runs in UTC), and how many. */
export const filedContent: RawBuilder<unknown> = sql`(
  select encode(sha256(convert_to(coalesce(string_agg(line, chr(10) order by line), ''), 'UTF8')), 'hex') as digest, count(*)::int as shifts
  from (select concat_ws('|', s.day, s.shift_key, s.role, s.place, s.person_id, s.starts_at, s.ends_at) as line from duty_shift s where s.unit_id = t.unit_id and s.status = 'planned' and s.day >= t.from_day and s.day <= t.to_day) lines)`

/** Digest and number of the published shifts of the days: what is filed. */
export async function digestShifts(db: Queryable, unitId: string, fromDay: string, toDay: string): Promise<{ digest: string; shifts: number }> {
  const { rows } = await sql<{ digest: string; shifts: number }>`select d.digest, d.shifts from (select ${unitId}::uuid as unit_id, ${fromDay}::text as from_day, ${toDay}::text as to_day) t cross join lateral ${filedContent} d`.execute(db)
  return rows[0] ?? { digest: '', shifts: 0 }
}

/** Place of a unit, for asking whether an account speaks for it. */
export async function placeOfUnit(db: Queryable, unitId: string | null): Promise<string | null> {
  return unitId === null ? null : ((await findUnitRow(db, unitId))?.divisionCode ?? null)
}
