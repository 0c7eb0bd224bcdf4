import { sql } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

export interface KnownPlace { code: string; name: string }
export interface KnownUnit { id: string; name: string; divisionCode: string; placeName: string }
export interface KnownPerson { id: string; unitId: string; name: string }

/** Imports of a jurisdiction take turns, so that two cannot bring in the same twice. */
export async function lockImports(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('fengsui imports'))`.execute(tx)
}

/** Governed places of the jurisdiction by code or name. */
export async function findPlaces(db: Queryable, scope: Scope, wanted: readonly string[]): Promise<KnownPlace[]> {
  const { rows } = await sql<KnownPlace>`
    select t.code, t.name from division t where (t.code = any(${[...wanted]}::text[]) or t.name = any(${[...wanted]}::text[])) and not t.statistical and t.valid_to is null and ${withinScope(scope, sql`t.code`)} order by t.code`.execute(db)
  return rows
}

/** Units in use in the jurisdiction with these names. */
export async function findUnits(db: Queryable, scope: Scope, names: readonly string[]): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`
    select t.id, t.name, t.division_code as "divisionCode", place_name(t.division_code) as "placeName" from unit t
    where t.name = any(${[...names]}::text[]) and t.status = 'active' and ${withinScope(scope, sql`t.division_code`)} order by t.id`.execute(db)
  return rows
}

/** People of these units with these names; names are looked up where they lie apart. */
export async function findPeople(db: Queryable, unitIds: readonly string[], names: readonly string[]): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select t.id, t.unit_id as "unitId", f.value as name from person t join personal_fact f on f.ref = t.name ->> 'ref'
    where t.unit_id = any(${[...unitIds]}::uuid[]) and t.status = 'active' and f.value = any(${[...names]}::text[]) order by t.id`.execute(db)
  return rows
}

/** Mobile numbers of the jurisdiction that are in use, of these. */
export async function findMobiles(db: Queryable, actor: Actor, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ value: string }>`
    select f.value from contact_point t join personal_fact f on f.ref = t.value ->> 'ref'
    where t.kind = 'mobile' and t.status = 'active' and f.value = any(${[...numbers]}::text[]) and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db)
  return new Set(rows.map((row) => row.value))
}

/** Names of teams of these units. */
export async function findTeams(db: Queryable, unitIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select t.unit_id || ':' || t.name as key from team t where t.unit_id = any(${[...unitIds]}::uuid[]) and t.status = 'active'`.execute(db)
  return new Set(rows.map((row) => row.key))
}
