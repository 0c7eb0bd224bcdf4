import type { Account, Me } from '@fengsui/contract/access'
import { permissionsOf, roles as roleTable, type Instant, type Permission, type Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor, Borrowed } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

interface AccountRow {
  o: Parameters<ObjectStore['toObject']>[1]
  personName: Protected | null
  unitName: string
  divisionName: string
  divisionLevel: string
  lockedUntil: string | null
  lastSignInAt: string | null
  secondFactor: boolean
}

const accountRows = sql`
  select to_jsonb(t) as o, p.name as "personName", u.name as "unitName", d.name as "divisionName", d.level as "divisionLevel", c.locked_until as "lockedUntil", c.last_sign_in_at as "lastSignInAt",
         exists (select 1 from second_factor f where f.account_id = t.id and f.confirmed_at is not null) as "secondFactor"
  from account t join unit u on u.id = t.unit_id join division d on d.code = t.division_code
  left join person p on p.id = t.person_id left join credential c on c.account_id = t.id`

export type AccountItem = Account & { displayName: string; unitName: string; divisionName: string; lockedUntil: string | null; lastSignInAt: string | null; secondFactor: boolean }

/** Accounts of the jurisdiction by user name; `q` looks in user names, unit names and names of persons. */
export async function listAccounts(objects: ObjectStore, db: Queryable, actor: Actor, query: { q?: string | undefined; limit: number; after?: string | undefined }): Promise<{ items: AccountItem[]; next: string | null }> {
  const pattern = query.q ? `%${query.q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null
  const { rows } = await sql<AccountRow>`
    ${accountRows}
    where ${withinScope(actor.scope, sql`t.division_code`)} and t.username > ${query.after ?? ''}
      and (${pattern}::text is null or t.username like ${pattern} or u.name like ${pattern}
        or exists (select 1 from personal_fact f where f.ref = p.name ->> 'ref' and f.value like ${pattern}))
    order by t.username limit ${query.limit + 1}`.execute(db)
  const page = rows.slice(0, query.limit)
  const nameOf = await readPersonalFacts(db, page.map((row) => row.personName))
  const items = page.map((row) => {
    const account = objects.toObject('account', row.o) as Account
    return { ...account, displayName: nameOf(row.personName) ?? account.username, unitName: row.unitName, divisionName: row.divisionName, lockedUntil: row.lockedUntil, lastSignInAt: row.lastSignInAt, secondFactor: row.secondFactor }
  })
  return { items, next: rows.length > query.limit ? (items.at(-1)?.username ?? null) : null }
}

/** One account without the question who may see it: for answers to commands that already asked. */
export async function getAccount(objects: ObjectStore, db: Queryable, accountId: string): Promise<Account> {
  const [account] = await objects.read(db, 'account', sql`t.id = ${accountId}`)
  if (!account) throw new Error(`account ${accountId} is gone`)
  return account as Account
}

/** The signed-in account as screens need it. */
export async function readMe(objects: ObjectStore, db: Queryable, accountId: string, surroundings: { csrfToken: string; demo: boolean; sandbox: { name: string } | null }, held?: { permissions: ReadonlySet<Permission>; borrowed: readonly Borrowed[]; mustEnrol: boolean }): Promise<Me> {
  const { rows } = await sql<AccountRow>`${accountRows} where t.id = ${accountId}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`account ${accountId} has no unit or place`)
  const account = objects.toObject('account', row.o) as Account
  const nameOf = await readPersonalFacts(db, [row.personName])
  const lenders = await nameAccounts(db, held?.borrowed.map(({ fromAccountId }) => fromAccountId) ?? [])
  return {
    account,
    displayName: nameOf(row.personName) ?? account.username,
    unitName: row.unitName,
    division: { code: account.divisionCode, name: row.divisionName, level: row.divisionLevel },
    roleNames: account.roles.map((role) => roleTable[role].name),
    permissions: [...(held?.permissions ?? permissionsOf(account.roles))],
    mustEnrol: held?.mustEnrol ?? false,
    borrowed: (held?.borrowed ?? []).map(({ fromAccountId, permissions, until }) => ({ fromName: lenders.get(fromAccountId) ?? '', permissions: [...permissions], endsAt: until })),
    ...surroundings,
  }
}

/** What people call these accounts. */
async function nameAccounts(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; username: string; name: Protected | null }>`select a.id, a.username, p.name from account a left join person p on p.id = a.person_id where a.id = any(${[...ids]}::uuid[])`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.name))
  return new Map(rows.map((row) => [row.id, nameOf(row.name) ?? row.username]))
}

/** API tokens of accounts in the jurisdiction, newest first; never their secrets. */
export async function listApiTokens(db: Queryable, actor: Actor, now: Instant): Promise<TokenItem[]> {
  const { rows } = await sql<TokenItem>`
    select k.id, k.account_id as "accountId", a.username, k.label, k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.expires_at as "expiresAt", coalesce(k.expires_at <= ${now}, false) as expired, k.permissions
    from api_token k join account a on a.id = k.account_id
    where ${withinScope(actor.scope, sql`a.division_code`)} order by k.created_at desc, k.id`.execute(db)
  return rows
}

interface TokenItem {
  id: string
  accountId: string
  username: string
  label: string
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
  expiresAt: string | null
  expired: boolean
  permissions: Permission[] | null
}
