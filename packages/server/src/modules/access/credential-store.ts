import type { AccessEvent } from '@fengsui/contract/access'
import { addMinutes, type Instant } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import { LOCK_MINUTES, MAX_FAILURES } from './access-settings.ts'
import { newRowId } from './secrets.ts'

export interface Credential {
  accountId: string
  status: 'active' | 'disabled'
  passwordHash: string
}

export async function findCredential(db: Queryable, username: string): Promise<Credential | undefined> {
  const { rows } = await sql<Credential>`
    select a.id as "accountId", a.status, c.password_hash as "passwordHash" from account a join credential c on c.account_id = a.id where a.username = ${username}`.execute(db)
  return rows[0]
}

export async function findPasswordHash(db: Queryable, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`select password_hash as hash from credential where account_id = ${accountId}`.execute(db)
  return rows[0]?.hash ?? null
}

/**
 * Counts an attempt as failed before the password is looked at, so that many attempts at once cannot pass the limit; a right
 * password takes it back. A lock that would last longer than locks do was set before the clock was put back: it is over.
 * @returns failures in a row including this one, or null when the account is locked
 */
export async function chargeAttempt(db: Queryable, accountId: string, now: Instant): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`
    update credential set
      failed_count = case when locked_until is null then failed_count + 1 else 1 end,
      locked_until = case when locked_until is null and failed_count + 1 >= ${MAX_FAILURES} then ${addMinutes(now, LOCK_MINUTES)}::timestamptz end
    where account_id = ${accountId} and (locked_until is null or locked_until <= ${now} or locked_until > ${addMinutes(now, LOCK_MINUTES)}) returning failed_count as count`.execute(db)
  return rows[0]?.count ?? null
}

export async function clearFailures(db: Queryable, accountId: string): Promise<void> {
  await sql`update credential set failed_count = 0, locked_until = null where account_id = ${accountId}`.execute(db)
}

/** Takes back the one attempt that was charged for a right password, where a code is still to come: wrong codes go on counting. */
export async function giveAttemptBack(db: Queryable, accountId: string): Promise<void> {
  await sql`update credential set failed_count = failed_count - 1, locked_until = null where account_id = ${accountId} and failed_count between 1 and ${MAX_FAILURES}`.execute(db)
}

export async function noteSignIn(db: Queryable, accountId: string, at: Instant): Promise<void> {
  await sql`update credential set failed_count = 0, locked_until = null, last_sign_in_at = ${at} where account_id = ${accountId}`.execute(db)
}

/** Sets passwords, first or new, and lifts locks; set-based for seeding. */
export async function savePasswords(tx: Transaction, accountIds: readonly string[], passwordHash: string, at: Instant): Promise<void> {
  await sql`
    insert into credential (account_id, password_hash, failed_count, changed_at)
    select id, ${passwordHash}, 0, ${at}::timestamptz from unnest(${[...accountIds]}::uuid[]) as id
    on conflict (account_id) do update set password_hash = excluded.password_hash, failed_count = 0, locked_until = null, changed_at = excluded.changed_at`.execute(tx)
}

/** Stands for a name without account: people type passwords into the wrong box. */
export const UNKNOWN_USER = '（无此用户名）'

export interface AccessLogEntry {
  at: Instant
  event: AccessEvent
  /** As typed at the door; elsewhere the account tells. */
  username?: string
  accountId: string | null
  address: string
  /** Who did it, where that is somebody else. */
  byAccountId?: string | null
  detail?: string
}

/** Adds to the sign-in audit. Never given a password or token. */
export async function logAccess(db: Queryable, entry: AccessLogEntry): Promise<void> {
  await sql`
    insert into access_log (id, at, event, username, account_id, address, by_account_id, detail)
    values (${newRowId()}, ${entry.at}, ${entry.event}, coalesce(${entry.username ?? null}, (select username from account where id = ${entry.accountId}::uuid), ${UNKNOWN_USER}), ${entry.accountId}, ${entry.address}, ${entry.byAccountId ?? null}, ${entry.detail ?? null})`.execute(db)
}
