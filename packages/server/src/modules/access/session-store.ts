import type { Instant, Permission, Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import type { WallStep } from '../../platform/clock/wall-steps.ts'
import { newRowId } from './secrets.ts'

/** An account as every request needs it. */
export interface SignedInAccount {
  accountId: string
  username: string
  personId: string | null
  unitId: string
  divisionCode: string
  roles: Role[]
}

export interface Session extends SignedInAccount {
  tokenHash: string
  previousHash: string | null
  csrfToken: string
  seenAt: Instant
  rotatedAt: Instant
  expiresAt: Instant
  /** Lent to the account at this moment. */
  loans: Loan[]
  /** A second factor is demanded of one of its roles and it has none. */
  owesSecondFactor: boolean
}

/** Permissions of another account of the same place; what that account no longer holds itself does not count. */
export interface Loan {
  fromAccountId: string
  fromRoles: Role[]
  permissions: Permission[]
  endsAt: string
}

export interface ApiToken extends SignedInAccount {
  id: string
  lastUsedAt: Instant | null
  expiresAt: Instant | null
  /** All that it may do; null: whatever the account may. */
  permissions: Permission[] | null
}

const account = sql`a.id as "accountId", a.username, a.person_id as "personId", a.unit_id as "unitId", a.division_code as "divisionCode", a.roles`

const loansAt = (at: Instant) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('fromAccountId', l.id, 'fromRoles', l.roles, 'permissions', d.permissions, 'endsAt', d.ends_at) order by d.id)
  from delegation d join account l on l.id = d.from_account_id and l.status = 'active' and l.division_code = a.division_code
  where d.to_account_id = a.id and d.status = 'active' and d.starts_at <= ${at} and d.ends_at > ${at}), '[]'::jsonb)`

/** Whether a role of `a` is among those that must have a second factor, and the account has none that is in force. */
const owesSecondFactor = sql`(
  exists (select 1 from node_setting n where n.key = 'second-factor-roles' and a.roles ?| array(select jsonb_array_elements_text(n.value)))
  and not exists (select 1 from second_factor f where f.account_id = a.id and f.confirmed_at is not null))`

/** The session of a token, present or last one, if its account may still work. `at`: business instant, for loans. */
export async function findSession(db: Queryable, tokenHash: string, at: Instant): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select s.token_hash as "tokenHash", s.previous_hash as "previousHash", s.csrf_token as "csrfToken", s.seen_at as "seenAt", s.rotated_at as "rotatedAt", s.expires_at as "expiresAt",
           ${loansAt(at)} as loans, ${owesSecondFactor} as "owesSecondFactor", ${account}
    from session s join account a on a.id = s.account_id
    where (s.token_hash = ${tokenHash} or s.previous_hash = ${tokenHash}) and a.status = 'active'`.execute(db)
  return rows[0]
}

export async function insertSession(db: Queryable, session: { tokenHash: string; accountId: string; csrfToken: string; at: Instant; expiresAt: Instant; userAgent: string; address: string }): Promise<void> {
  await sql`
    insert into session (id, token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent, address)
    values (${newRowId()}, ${session.tokenHash}, ${session.accountId}, ${session.csrfToken}, ${session.at}, ${session.at}, ${session.at}, ${session.expiresAt}, ${session.userAgent}, ${session.address})`.execute(db)
}

export async function touchSession(db: Queryable, tokenHash: string, at: Instant): Promise<void> {
  await sql`update session set seen_at = ${at} where token_hash = ${tokenHash} and seen_at < ${at}`.execute(db)
}

/** Changes the token once: of parallel requests with the same token only one gets true. */
export async function rotateSession(db: Queryable, change: { from: string; presented: string; to: string; at: Instant }): Promise<boolean> {
  const result = await sql`
    update session set token_hash = ${change.to}, previous_hash = ${change.presented}, rotated_at = ${change.at}, seen_at = ${change.at} where token_hash = ${change.from}`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function deleteSession(db: Queryable, tokenHash: string): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash} or previous_hash = ${tokenHash}`.execute(db)
}

/** Ends the sessions of an account, except the one with `keepCsrfToken`. */
export async function deleteSessionsOf(db: Queryable, accountId: string, keepCsrfToken: string | null = null): Promise<void> {
  await sql`delete from session where account_id = ${accountId} and csrf_token is distinct from ${keepCsrfToken}`.execute(db)
}

/**
 * The wall clock was set: sessions keep the age and the time to live that they have. Only those are moved that were last used by the clock
 * as it was, so that of several processes on the machine one does it.
 */
export async function moveSessions(db: Queryable, { seconds, before, after }: WallStep): Promise<void> {
  const by = sql`make_interval(secs => ${seconds})`
  await sql`
    update session set created_at = created_at + ${by}, seen_at = seen_at + ${by}, rotated_at = rotated_at + ${by}, expires_at = expires_at + ${by}
    where ${seconds > 0 ? sql`seen_at <= ${before}` : sql`seen_at > ${after}`}`.execute(db)
}

/** A session used in the future is one from before the clock was put back while nobody watched: it counts as used now, and lives no longer than a new one. */
export async function pullBackSessions(db: Queryable, { now, tolerated, latest }: { now: Instant; tolerated: Instant; latest: Instant }): Promise<void> {
  await sql`
    update session set created_at = least(created_at, ${now}), seen_at = ${now}, rotated_at = least(rotated_at, ${now}), expires_at = least(expires_at, ${latest})
    where seen_at > ${tolerated}`.execute(db)
}

/** Ends what is past its time; gives the CSRF tokens of what ended. `idleBefore` ends ordinary sessions, duty desks only end at `expires_at`. */
export async function deleteExpiredSessions(db: Queryable, now: Instant, idleBefore: Instant): Promise<string[]> {
  const { rows } = await sql<{ csrf_token: string }>`
    delete from session s using account a
    where a.id = s.account_id and (s.expires_at <= ${now} or (s.seen_at <= ${idleBefore} and not a.roles ?| array['duty-officer', 'duty-leader']))
    returning s.csrf_token`.execute(db)
  return rows.map((row) => row.csrf_token)
}

/** A token that was not revoked, if its account may still work. */
export async function findApiToken(db: Queryable, tokenHash: string): Promise<ApiToken | undefined> {
  const { rows } = await sql<ApiToken>`
    select t.id, t.last_used_at as "lastUsedAt", t.expires_at as "expiresAt", t.permissions, ${account} from api_token t join account a on a.id = t.account_id
    where t.token_hash = ${tokenHash} and t.revoked_at is null and a.status = 'active'`.execute(db)
  return rows[0]
}

export async function touchApiToken(db: Queryable, id: string, at: Instant): Promise<void> {
  await sql`update api_token set last_used_at = ${at} where id = ${id}`.execute(db)
}

export async function insertApiToken(db: Queryable, token: { id: string; accountId: string; tokenHash: string; label: string; at: Instant; expiresAt: Instant | null; permissions: readonly Permission[] | null }): Promise<void> {
  await sql`
    insert into api_token (id, account_id, token_hash, label, created_at, expires_at, permissions)
    values (${token.id}, ${token.accountId}, ${token.tokenHash}, ${token.label}, ${token.at}, ${token.expiresAt}, ${token.permissions === null ? null : JSON.stringify(token.permissions)}::jsonb)`.execute(db)
}

/** The account a token belongs to; the row is locked. */
export async function findTokenAccount(db: Queryable, tokenId: string): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string }>`select account_id from api_token where id = ${tokenId} for update`.execute(db)
  return rows[0]?.account_id
}

export async function revokeToken(db: Queryable, tokenId: string, at: Instant): Promise<void> {
  await sql`update api_token set revoked_at = ${at} where id = ${tokenId} and revoked_at is null`.execute(db)
}

/** Ends sessions by id or account; gives the CSRF tokens and accounts of what ended. `keepCsrfToken` stays. */
export async function endSessions(db: Queryable, which: { id: string } | { accountId: string }, keepCsrfToken: string | null = null): Promise<{ csrfToken: string; accountId: string }[]> {
  const condition = 'id' in which ? sql`id = ${which.id}` : sql`account_id = ${which.accountId}`
  const { rows } = await sql<{ csrfToken: string; accountId: string }>`
    delete from session where ${condition} and csrf_token is distinct from ${keepCsrfToken} returning csrf_token as "csrfToken", account_id as "accountId"`.execute(db)
  return rows
}

/** The account a session belongs to, and its place. */
export async function findSessionAccount(db: Queryable, sessionId: string): Promise<{ accountId: string; divisionCode: string } | undefined> {
  const { rows } = await sql<{ accountId: string; divisionCode: string }>`select a.id as "accountId", a.division_code as "divisionCode" from session s join account a on a.id = s.account_id where s.id = ${sessionId}`.execute(db)
  return rows[0]
}
