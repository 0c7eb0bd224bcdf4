import type { Instant, Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'

export interface SecondFactor {
  secretBox: string
  lastStep: number
  confirmedAt: Instant | null
}

/** Whether a code is asked of the account at sign-in. */
export async function hasSecondFactor(db: Queryable, accountId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from second_factor where account_id = ${accountId} and confirmed_at is not null`.execute(db)
  return rows.length > 0
}

/** The factor of an account, its row taken for this transaction. */
export async function lockSecondFactor(tx: Transaction, accountId: string): Promise<SecondFactor | undefined> {
  const { rows } = await sql<SecondFactor>`select secret_box as "secretBox", last_step as "lastStep", confirmed_at as "confirmedAt" from second_factor where account_id = ${accountId} for update`.execute(tx)
  return rows[0]
}

/** A new secret, not yet in force; one that is in force stays. @returns false when one is in force */
export async function saveNewSecret(db: Queryable, factor: { accountId: string; secretBox: string; at: Instant }): Promise<boolean> {
  const result = await sql`
    insert into second_factor (account_id, secret_box, last_step, created_at) values (${factor.accountId}, ${factor.secretBox}, 0, ${factor.at})
    on conflict (account_id) do update set secret_box = excluded.secret_box, last_step = 0, created_at = excluded.created_at where second_factor.confirmed_at is null`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function confirmFactor(tx: Transaction, accountId: string, at: Instant): Promise<void> {
  await sql`update second_factor set confirmed_at = ${at} where account_id = ${accountId}`.execute(tx)
}

/** Uses up a moment of 30 seconds. @returns false when it or a later one was used before */
export async function takeStep(db: Queryable, accountId: string, step: number): Promise<boolean> {
  const result = await sql`update second_factor set last_step = ${step} where account_id = ${accountId} and last_step < ${step}`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function deleteFactor(tx: Transaction, accountId: string): Promise<void> {
  await sql`delete from second_factor where account_id = ${accountId}`.execute(tx)
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(tx)
  await sql`delete from pending_sign_in where account_id = ${accountId}`.execute(tx)
}

/** Gives an account new recovery codes in place of all old ones. */
export async function replaceRecoveryCodes(tx: Transaction, accountId: string, hashes: readonly string[]): Promise<void> {
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(tx)
  await sql`insert into recovery_code (account_id, code_hash) select ${accountId}::uuid, hash from unnest(${[...hashes]}::text[]) as hash`.execute(tx)
}

/** Uses up a recovery code. @returns false when there is none such left */
export async function takeRecoveryCode(db: Queryable, accountId: string, hash: string, at: Instant): Promise<boolean> {
  const result = await sql`update recovery_code set used_at = ${at} where account_id = ${accountId} and code_hash = ${hash} and used_at is null`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}

export interface PendingSignIn {
  accountId: string
  address: string
}

export async function insertPendingSignIn(db: Queryable, pending: { tokenHash: string; accountId: string; address: string; userAgent: string; at: Instant; expiresAt: Instant }): Promise<void> {
  await sql`
    insert into pending_sign_in (token_hash, account_id, address, user_agent, created_at, expires_at)
    values (${pending.tokenHash}, ${pending.accountId}, ${pending.address}, ${pending.userAgent}, ${pending.at}, ${pending.expiresAt})`.execute(db)
}

/** A pending sign-in that still counts, of an account that may work. */
export async function findPendingSignIn(db: Queryable, tokenHash: string, now: Instant): Promise<PendingSignIn | undefined> {
  const { rows } = await sql<PendingSignIn>`
    select p.account_id as "accountId", p.address from pending_sign_in p join account a on a.id = p.account_id
    where p.token_hash = ${tokenHash} and p.expires_at > ${now} and a.status = 'active'`.execute(db)
  return rows[0]
}

export async function countPendingSignIns(db: Queryable, accountId: string, now: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from pending_sign_in where account_id = ${accountId} and expires_at > ${now}`.execute(db)
  return rows[0]?.n ?? 0
}

/** @returns false when somebody else took it first */
export async function dropPendingSignIn(db: Queryable, tokenHash: string): Promise<boolean> {
  const result = await sql`delete from pending_sign_in where token_hash = ${tokenHash}`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** A sign-in that got half-way with the old password goes no further. */
export async function deletePendingSignInsOf(db: Queryable, accountId: string): Promise<void> {
  await sql`delete from pending_sign_in where account_id = ${accountId}`.execute(db)
}

export async function deleteExpiredPendingSignIns(db: Queryable, now: Instant): Promise<void> {
  await sql`delete from pending_sign_in where expires_at <= ${now}`.execute(db)
}

/** Roles that must have a second factor on this node, and the place it serves. */
export async function readSecondFactorRule(db: Queryable): Promise<{ roles: Role[]; place: string | null }> {
  const { rows } = await sql<{ roles: Role[] | null; place: string | null }>`
    select (select value from node_setting where key = 'second-factor-roles') as roles, (select value #>> '{}' from node_setting where key = 'place') as place`.execute(db)
  return { roles: rows[0]?.roles ?? [], place: rows[0]?.place ?? null }
}

export async function saveSecondFactorRoles(tx: Transaction, roles: readonly Role[]): Promise<void> {
  await sql`insert into node_setting (key, value) values ('second-factor-roles', ${JSON.stringify(roles)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(tx)
}
