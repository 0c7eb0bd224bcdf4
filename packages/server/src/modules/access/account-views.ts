import type { Account, Me } from '@fengsui/contract/access'
import { permissionsOf, roles as roleTable, type Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
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
}

const accountRows = sql`
  select to_jsonb(t) as o, p.name as "personName", u.name as "unitName", d.name as "divisionName", d.level as "divisionLevel", c.locked_until as "lockedUntil", c.last_sign_in_at as "lastSignInAt"
  from account t join unit u on u.id = t.unit_id join division d on d.code = t.division_code
  left join person p on p.id = t.person_id left join credential c on c.account_id = t.id`

export type AccountItem = Account & { displayName: string; unitName: string; divisionName: string; lockedUntil: string | null; lastSignInAt: string | null }

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
    return { ...account, displayName: nameOf(row.personName) ?? account.username, unitName: row.unitName, divisionName: row.divisionName, lockedUntil: row.lockedUntil, lastSignInAt: row.lastSignInAt }
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
export async function readMe(objects: ObjectStore, db: Queryable, accountId: string, surroundings: { csrfToken: string; demo: boolean; sandbox: { name: string } | null }): Promise<Me> {
  const { rows } = await sql<AccountRow>`${accountRows} where t.id = ${accountId}`.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`account ${accountId} has no unit or place`)
  const account = objects.toObject('account', row.o) as Account
  const nameOf = await readPersonalFacts(db, [row.personName])
  return {
    account,
    displayName: nameOf(row.personName) ?? account.username,
    unitName: row.unitName,
    division: { code: account.divisionCode, name: row.divisionName, level: row.divisionLevel },
    roleNames: account.roles.map((role) => roleTable[role].name),
    permissions: [...permissionsOf(account.roles)],
    ...surroundings,
  }
}

/** API tokens of accounts in the jurisdiction, newest first; never their secrets. */
export async function listApiTokens(db: Queryable, actor: Actor): Promise<{ id: string; accountId: string; username: string; label: string; createdAt: string; lastUsedAt: string | null; revokedAt: string | null }[]> {
  const { rows } = await sql<{ id: string; accountId: string; username: string; label: string; createdAt: string; lastUsedAt: string | null; revokedAt: string | null }>`
    select k.id, k.account_id as "accountId", a.username, k.label, k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
    from api_token k join account a on a.id = k.account_id
    where ${withinScope(actor.scope, sql`a.division_code`)} order by k.created_at desc, k.id`.execute(db)
  return rows
}
