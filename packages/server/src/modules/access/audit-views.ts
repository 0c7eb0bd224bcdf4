import { accessEvents, accountEntryNames, type AuditItem } from '@fengsui/contract/access'
import { sql } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { readSecondFactorRule } from './second-factor-store.ts'

interface Row {
  source: 'access' | 'journal'
  id: string
  at: string
  event: string
  accountId: string | null
  username: string
  byName: string | null
  address: string | null
  detail: string | null
  position: number | null
}

export interface AuditQuery {
  accountId?: string | undefined
  kind: 'all' | 'sign-in' | 'failed' | 'change'
  from?: string | undefined
  to?: string | undefined
  limit: number
  after?: string | undefined
}

const failures = ['sign-in-failed', 'locked', 'code-failed']
const arrivals = ['sign-in', 'sign-out']

/**
 * The audit of accounts, the newest first: the sign-in log with its addresses and the sealed journal's entries on accounts and
 * delegations. Attempts with names that belong to nobody are for whoever administers the whole node.
 */
export async function listAudit(db: Queryable, actor: Actor, query: AuditQuery): Promise<{ items: AuditItem[]; next: string | null }> {
  const { place } = await readSecondFactorRule(db)
  const nobodys = place !== null && covers(actor.scope, place) ? sql`l.account_id is null` : sql`false`
  const [at, source, id] = (query.after ?? '').split('|')
  const after = at && source && id ? sql`(x.at, x.source, x.id) < (${at}::timestamptz, ${source}, ${id})` : sql`true`
  const ofAccount = (column: ReturnType<typeof sql>) => (query.accountId === undefined ? sql`true` : sql`${column} = ${query.accountId}::uuid`)
  const kind = query.kind === 'all' ? sql`true` : query.kind === 'failed' ? sql`x.event = any(${failures}::text[])` : query.kind === 'sign-in' ? sql`x.event = any(${arrivals}::text[])` : sql`not x.event = any(${[...failures, ...arrivals]}::text[])`
  const { rows } = await sql<Row>`
    select * from (
      select 'access' as source, l.id::text as id, l.at, l.event, l.account_id as "accountId", l.username, b.username as "byName", l.address, l.detail, null::bigint as position
      from access_log l left join account a on a.id = l.account_id left join account b on b.id = l.by_account_id
      where (${nobodys} or ${withinScope(actor.scope, sql`a.division_code`)}) and ${ofAccount(sql`l.account_id`)}
      union all
      select 'journal', j.position::text, j.at, j.type, c.account_id, coalesce(a.username, ''), b.username, null,
             j.data::jsonb -> 'changes' -> 0 -> 'set' ->> 'status', j.position
      from journal j
      cross join lateral (select case when j.stream like 'account:%-%-%-%-%' then substr(j.stream, 9)::uuid else (select d.to_account_id from delegation d where 'delegation:' || d.id = j.stream) end as account_id) c
      left join account a on a.id = c.account_id left join account b on 'account:' || b.id = left(j.actor, 44)
      where (j.type like 'account.%' or j.type like 'delegation.%') and j.position is not null and ${withinScope(actor.scope, sql`(j.data::jsonb #>> '{audience,division}') collate "C"`)} and ${ofAccount(sql`c.account_id`)}
    ) x
    where ${after} and ${kind} and (${query.from ?? null}::timestamptz is null or x.at >= ${query.from ?? null}::timestamptz) and (${query.to ?? null}::timestamptz is null or x.at < ${query.to ?? null}::timestamptz)
    order by x.at desc, x.source desc, x.id desc limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, words: wordsOf(row), detail: detailOf(row.detail) }))
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? `${last.at}|${last.source}|${last.id}` : null }
}

function wordsOf(row: Row): string {
  const known = row.source === 'access' ? (accessEvents as Readonly<Record<string, string>>)[row.event] : accountEntryNames[row.event]
  return known ?? row.event
}

const statusWords: Readonly<Record<string, string>> = { active: '启用', disabled: '停用', revoked: '撤销' }

function detailOf(detail: string | null): string | null {
  return detail === null ? null : (statusWords[detail] ?? detail)
}
