import { delegationStateAt, type Delegation, type DelegationView } from '@fengsui/contract/access'
import { Problem, type Protected, type Role } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

const MOST = 1000

interface Row {
  o: Parameters<ObjectStore['toObject']>[1]
  fromPerson: Protected | null
  toPerson: Protected | null
  fromUsername: string
  toUsername: string
  fromUnitName: string
  toUnitName: string
}

/** One's own on either side; an administrator's whole jurisdiction. */
function visible(actor: Actor): RawBuilder<unknown> {
  const own = sql`t.from_account_id = ${actor.accountId}::uuid or t.to_account_id = ${actor.accountId}::uuid`
  return actor.permissions.has('account:manage') ? sql`(${own} or ${withinScope(actor.scope, sql`t.division_code`)})` : sql`(${own})`
}

async function read(objects: ObjectStore, db: Queryable, actor: Actor, now: string, where: RawBuilder<unknown>): Promise<DelegationView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, fp.name as "fromPerson", tp.name as "toPerson", f.username as "fromUsername", o.username as "toUsername", fu.name as "fromUnitName", tu.name as "toUnitName"
    from delegation t join account f on f.id = t.from_account_id join account o on o.id = t.to_account_id join unit fu on fu.id = f.unit_id join unit tu on tu.id = o.unit_id
    left join person fp on fp.id = f.person_id left join person tp on tp.id = o.person_id
    where ${visible(actor)} and ${where} order by t.starts_at desc, t.id limit ${MOST}`.execute(db)
  const found = rows.map((row) => ({ row, delegation: objects.toObject('delegation', row.o) as unknown as Delegation }))
  const valueOf = await readPersonalFacts(db, found.flatMap(({ row, delegation }) => [row.fromPerson, row.toPerson, delegation.reason]))
  return found.map(({ row, delegation }) => {
    const state = delegationStateAt(delegation, now)
    const concerned = delegation.fromAccountId === actor.accountId || delegation.toAccountId === actor.accountId || actor.permissions.has('account:manage')
    return {
      ...delegation, reason: valueOf(delegation.reason), state,
      fromName: valueOf(row.fromPerson) ?? row.fromUsername, toName: valueOf(row.toPerson) ?? row.toUsername, fromUnitName: row.fromUnitName, toUnitName: row.toUnitName,
      mayRevoke: concerned && (state === 'planned' || state === 'running'),
    }
  })
}

/** Delegations the actor may see, the latest first. */
export function listDelegations(objects: ObjectStore, db: Queryable, actor: Actor, now: string): Promise<DelegationView[]> {
  return read(objects, db, actor, now, sql`true`)
}

/** @throws Problem not-found */
export async function getDelegation(objects: ObjectStore, db: Queryable, actor: Actor, now: string, id: string): Promise<DelegationView> {
  const [view] = await read(objects, db, actor, now, sql`t.id = ${id}::uuid`)
  if (!view) throw new Problem('not-found', '没有这项委托')
  return view
}

/** Accounts of exactly the actor's place, without the actor's own and without devices. */
export async function listDeputies(db: Queryable, actor: Actor): Promise<{ accountId: string; displayName: string; unitName: string; roles: Role[] }[]> {
  const { rows } = await sql<{ accountId: string; username: string; personName: Protected | null; unitName: string; roles: Role[] }>`
    select t.id as "accountId", t.username, p.name as "personName", u.name as "unitName", t.roles
    from account t join unit u on u.id = t.unit_id left join person p on p.id = t.person_id
    where t.division_code = ${actor.divisionCode} and ${withinScope(actor.scope, sql`t.division_code`)} and t.id <> ${actor.accountId} and t.status = 'active' and not t.roles ? 'gateway'
    order by u.name, t.username limit ${MOST}`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.personName))
  return rows.map(({ personName, username, ...row }) => ({ ...row, displayName: nameOf(personName) ?? username }))
}
