import type { SessionView } from '@fengsui/contract/access'
import { addMinutes, type Instant, type Protected, type Role } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { idleMinutesOf } from './access-settings.ts'
import { deviceOf } from './session-rules.ts'

/** More are not shown: an administrator narrows by account. */
const MOST = 2000

interface Row {
  id: string
  accountId: string
  username: string
  roles: Role[]
  personName: Protected | null
  unitName: string
  userAgent: string
  address: string
  createdAt: Instant
  seenAt: Instant
  expiresAt: Instant
  csrfToken: string
}

async function listWhere(db: Queryable, where: RawBuilder<unknown>, by: { now: Instant; csrfToken: string | null }): Promise<SessionView[]> {
  const { rows } = await sql<Row>`
    select s.id, s.account_id as "accountId", a.username, a.roles, p.name as "personName", u.name as "unitName", s.user_agent as "userAgent", s.address,
           s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.csrf_token as "csrfToken"
    from session s join account a on a.id = s.account_id join unit u on u.id = a.unit_id left join person p on p.id = a.person_id
    where ${where} and s.expires_at > ${by.now} order by s.seen_at desc, s.id limit ${MOST}`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.personName))
  return rows
    .map((row) => ({
      id: row.id, accountId: row.accountId, username: row.username, displayName: nameOf(row.personName) ?? row.username, unitName: row.unitName, device: deviceOf(row.userAgent), address: row.address,
      createdAt: row.createdAt, seenAt: row.seenAt, idleEndsAt: addMinutes(row.seenAt, idleMinutesOf(row.roles)), endsAt: row.expiresAt, current: row.csrfToken === by.csrfToken,
    }))
    .filter((session) => session.idleEndsAt > by.now)
}

/** Where the account is signed in. */
export function listOwnSessions(db: Queryable, actor: Actor, by: { now: Instant; csrfToken: string | null }): Promise<SessionView[]> {
  return listWhere(db, sql`s.account_id = ${actor.accountId}`, by)
}

/** Who is signed in, in the jurisdiction. */
export function listSessions(db: Queryable, actor: Actor, by: { now: Instant; csrfToken: string | null }): Promise<SessionView[]> {
  return listWhere(db, withinScope(actor.scope, sql`a.division_code`), by)
}
