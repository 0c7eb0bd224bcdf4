import type { Account } from '@fengsui/contract/access'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'

/** An account, its row taken for this transaction. */
export async function findAccount(objects: ObjectStore, tx: Transaction, accountId: string): Promise<Account | undefined> {
  const [row] = await objects.read(tx, 'account', sql`t.id = ${accountId}`, { lock: true })
  return row as Account | undefined
}

/** Commands that could remove the last administrator, and first set-up, take turns. */
export async function lockAdministration(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('fengsui administration'))`.execute(tx)
}

/** Active administrators beside one account. */
export async function countOtherAdministrators(tx: Transaction, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from account where id <> ${accountId} and status = 'active' and roles ? 'administrator'`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function hasAnyAccount(db: Queryable): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from account) as found`.execute(db)
  return rows[0]?.found ?? false
}

export async function isUsernameTaken(db: Queryable, username: string): Promise<boolean> {
  const { rows } = await sql`select 1 from account where username = ${username}`.execute(db)
  return rows.length > 0
}

/** Place of a unit that is in use. */
export async function findUnitPlace(db: Queryable, unitId: string): Promise<{ divisionCode: string } | undefined> {
  const { rows } = await sql<{ divisionCode: string }>`select division_code as "divisionCode" from unit where id = ${unitId} and status = 'active'`.execute(db)
  return rows[0]
}

export async function isPersonOfUnit(db: Queryable, personId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from person where id = ${personId} and unit_id = ${unitId} and status = 'active'`.execute(db)
  return rows.length > 0
}

/** Whether a place may have accounts: it exists and has a government of its own. */
export async function isGovernedDivision(db: Queryable, code: string): Promise<boolean> {
  const { rows } = await sql`select 1 from division where code = ${code} and not statistical`.execute(db)
  return rows.length > 0
}

/** Which of these codes are divisions already. */
export async function listKnownDivisions(db: Queryable, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from division where code = any(${[...codes]}::text[])`.execute(db)
  return new Set(rows.map((row) => row.code))
}

/** The place this node serves, for the sign-in page. */
export async function saveNodePlace(tx: Transaction, code: string): Promise<void> {
  await sql`insert into node_setting (key, value) values ('place', ${JSON.stringify(code)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(tx)
}

/** Full name of the place this node serves; null before set-up. */
export async function findNodePlaceName(db: Queryable): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select d.full_name as name from node_setting s join division d on d.code = s.value #>> '{}' where s.key = 'place'`.execute(db)
  return rows[0]?.name ?? null
}
