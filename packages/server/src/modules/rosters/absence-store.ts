import { Problem } from '@fengsui/contract/kernel'
import { LeaderAbsence, SigningDeputy, type HeldPost, type KnownAbsence } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Absences of a place take turns: of two leaders who register at once the second sees the first. */
export async function lockPlaceAbsences(tx: Transaction, divisionCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leader-absence:${divisionCode}`}, 0))`.execute(tx)
}

/** Posts of a place that somebody holds. */
export async function listHeldPosts(db: Queryable, divisionCode: string): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`select unit_id as "unitId", key, lead, person_id as "personId" from post where division_code = ${divisionCode} and person_id is not null order by unit_id, key, id`.execute(db)
  return rows
}

/** AB pairs of a place that count. */
export async function listPairs(objects: ObjectStore, db: Queryable, divisionCode: string): Promise<SigningDeputy[]> {
  return (await objects.read(db, 'signing-deputy', sql`t.division_code = ${divisionCode} and t.status = 'active'`)).map((row) => SigningDeputy.parse(row))
}

/** Registered absences of a place that touch `[from, to)`. */
export async function listRegistered(db: Queryable, divisionCode: string, span: { from: string; to: string }): Promise<KnownAbsence[]> {
  const { rows } = await sql<KnownAbsence>`
    select person_id as "personId", starts_at as "startsAt", ends_at as "endsAt" from leader_absence where division_code = ${divisionCode} and status = 'registered' and starts_at < ${span.to}::timestamptz and ends_at > ${span.from}::timestamptz order by id`.execute(db)
  return rows
}

/** @throws Problem not-found */
export async function lockAbsence(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<LeaderAbsence> {
  const [row] = await objects.read(tx, 'leader-absence', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这次外出，可能不在您的辖区内')
  return LeaderAbsence.parse(row)
}

/** @throws Problem not-found */
export async function lockPair(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<SigningDeputy> {
  const [row] = await objects.read(tx, 'signing-deputy', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这对 AB 岗，可能不在您的辖区内')
  return SigningDeputy.parse(row)
}

export async function lockPairOf(objects: ObjectStore, tx: Transaction, personId: string): Promise<SigningDeputy | undefined> {
  const [row] = await objects.read(tx, 'signing-deputy', sql`t.person_id = ${personId}::uuid and t.status = 'active'`, { lock: true })
  return row === undefined ? undefined : SigningDeputy.parse(row)
}

/** Account, person and place of somebody who could stand in. */
export async function findAccountPerson(db: Queryable, accountId: string): Promise<{ personId: string | null; divisionCode: string; active: boolean } | undefined> {
  const { rows } = await sql<{ personId: string | null; divisionCode: string; active: boolean }>`select person_id as "personId", division_code as "divisionCode", status = 'active' as active from account where id = ${accountId}::uuid`.execute(db)
  return rows[0]
}

/** Absences of the jurisdiction. */
export function absencesOf(actor: Actor): RawBuilder<unknown> {
  return withinScope(actor.scope, sql`t.division_code`)
}
