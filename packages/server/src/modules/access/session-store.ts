import type { Instant, Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

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
}

export interface ApiToken extends SignedInAccount {
  id: string
  lastUsedAt: Instant | null
}

const account = sql`a.id as "accountId", a.username, a.person_id as "personId", a.unit_id as "unitId", a.division_code as "divisionCode", a.roles`

/** The session of a token, present or last one, if its account may still work. */
export async function findSession(db: Queryable, tokenHash: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select s.token_hash as "tokenHash", s.previous_hash as "previousHash", s.csrf_token as "csrfToken", s.seen_at as "seenAt", s.rotated_at as "rotatedAt", s.expires_at as "expiresAt", ${account}
    from session s join account a on a.id = s.account_id
    where (s.token_hash = ${tokenHash} or s.previous_hash = ${tokenHash}) and a.status = 'active'`.execute(db)
  return rows[0]
}

export async function insertSession(db: Queryable, session: { tokenHash: string; accountId: string; csrfToken: string; at: Instant; expiresAt: Instant; userAgent: string }): Promise<void> {
  await sql`
    insert into session (token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent)
    values (${session.tokenHash}, ${session.accountId}, ${session.csrfToken}, ${session.at}, ${session.at}, ${session.at}, ${session.expiresAt}, ${session.userAgent})`.execute(db)
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
    select t.id, t.last_used_at as "lastUsedAt", ${account} from api_token t join account a on a.id = t.account_id
    where t.token_hash = ${tokenHash} and t.revoked_at is null and a.status = 'active'`.execute(db)
  return rows[0]
}

export async function touchApiToken(db: Queryable, id: string, at: Instant): Promise<void> {
  await sql`update api_token set last_used_at = ${at} where id = ${id}`.execute(db)
}

export async function insertApiToken(db: Queryable, token: { id: string; accountId: string; tokenHash: string; label: string; at: Instant }): Promise<void> {
  await sql`insert into api_token (id, account_id, token_hash, label, created_at) values (${token.id}, ${token.accountId}, ${token.tokenHash}, ${token.label}, ${token.at})`.execute(db)
}

/** The account a token belongs to; the row is locked. */
export async function findTokenAccount(db: Queryable, tokenId: string): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string }>`select account_id from api_token where id = ${tokenId} for update`.execute(db)
  return rows[0]?.account_id
}

export async function revokeToken(db: Queryable, tokenId: string, at: Instant): Promise<void> {
  await sql`update api_token set revoked_at = ${at} where id = ${tokenId} and revoked_at is null`.execute(db)
}
