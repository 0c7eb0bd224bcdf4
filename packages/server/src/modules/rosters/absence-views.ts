import { Problem, type Protected } from '@fengsui/contract/kernel'
import { LeaderAbsence, SigningDeputy, type LeaderAbsenceView, type SigningDeputyView } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { absencesOf } from './absence-store.ts'
import { mayReadDestination, mayRegisterFor } from './roster-policy.ts'
import { listPeople } from './roster-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

function stateOf(absence: LeaderAbsence, at: string): LeaderAbsenceView['state'] {
  if (absence.status === 'awaiting' || absence.status === 'refused' || absence.status === 'cancelled') return absence.status
  if (absence.status === 'returned') return 'over'
  if (at < absence.startsAt) return 'planned'
  return at < absence.endsAt ? 'away' : 'overdue'
}

async function read(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number, at: string): Promise<LeaderAbsenceView[]> {
  const { rows } = await sql<{ o: Stored; unitName: string; exceptionUnitName: string | null; lent: boolean }>`
    select to_jsonb(t) as o, u.name as "unitName", e.name as "exceptionUnitName", exists (select 1 from delegation d where d.id = t.delegation_id and d.status = 'active' and d.ends_at > ${at}::timestamptz) as lent
    from leader_absence t join unit u on u.id = t.unit_id left join unit e on e.id = t.exception_unit_id where ${where} and ${absencesOf(actor)} order by t.starts_at desc, t.id desc limit ${limit}`.execute(db)
  const found = rows.map((row) => ({ row, absence: LeaderAbsence.parse(objects.toObject('leader-absence', row.o)) }))
  const people = await listPeople(db, found.flatMap(({ absence }) => [absence.personId, absence.approverPersonId, absence.deputyPersonId, ...absence.clashPersonIds].filter((id) => id !== null)))
  const readable = found.filter(({ absence }) => mayReadDestination(actor, absence)).flatMap(({ absence }): (Protected | null)[] => [absence.destination, absence.reason, absence.exceptionReason])
  const reveal = await readPersonalFacts(db, [...readable, ...[...people.values()].map(({ name }) => name)])
  const nameOf = (personId: string | null): string | null => (personId === null ? null : reveal(people.get(personId)?.name))
  return found.map(({ row, absence }) => {
    const told = mayReadDestination(actor, absence)
    return {
      ...absence, destination: told ? reveal(absence.destination) : null, reason: told ? reveal(absence.reason) : null, exceptionReason: told ? reveal(absence.exceptionReason) : null,
      name: nameOf(absence.personId) ?? '', title: people.get(absence.personId)?.title ?? '', unitName: row.unitName, approverName: nameOf(absence.approverPersonId), deputyName: nameOf(absence.deputyPersonId), exceptionUnitName: row.exceptionUnitName,
      clashNames: absence.clashPersonIds.map((id) => nameOf(id) ?? ''), state: stateOf(absence, at), lent: row.lent,
      mayEnd: mayRegisterFor(actor, absence) && (absence.status === 'registered' || absence.status === 'awaiting'),
      mayDecide: absence.status === 'awaiting' && actor.permissions.has('roster:approve') && actor.divisionCode !== absence.divisionCode,
    }
  })
}

function before(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (at === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.starts_at, t.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** Absences of the jurisdiction, the latest first. `current`: waiting, ahead, running, or not signed off. */
export async function listLeaderAbsences(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; status: 'current' | 'all'; unitId?: string | undefined }, at: string): Promise<{ items: LeaderAbsenceView[]; next: string | null }> {
  const unit = query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`
  const status = query.status === 'current' ? sql`t.status in ('awaiting', 'registered')` : sql`true`
  const all = await read(objects, db, actor, sql`${unit} and ${status} and ${before(query.after)}`, query.limit + 1, at)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.startsAt}|${last.id}` : null }
}

/** @throws Problem not-found */
export async function getLeaderAbsence(objects: ObjectStore, db: Queryable, actor: Actor, id: string, at: string): Promise<LeaderAbsenceView> {
  const [view] = await read(objects, db, actor, sql`t.id = ${id}::uuid`, 1, at)
  if (!view) throw new Problem('not-found', '没有找到这次外出，可能不在您的辖区内')
  return view
}

/** AB pairs of the jurisdiction that count, or one by id. */
export async function listSigningDeputies(objects: ObjectStore, db: Queryable, actor: Actor, id: string | null = null): Promise<SigningDeputyView[]> {
  const which = id === null ? sql`t.status = 'active'` : sql`t.id = ${id}::uuid`
  const { rows } = await sql<{ o: Stored; unitName: string }>`select to_jsonb(t) as o, u.name as "unitName" from signing_deputy t join unit u on u.id = t.unit_id where ${which} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.division_code, u.name, t.id limit 500`.execute(db)
  const pairs = rows.map((row) => ({ row, pair: SigningDeputy.parse(objects.toObject('signing-deputy', row.o)) }))
  const people = await listPeople(db, pairs.flatMap(({ pair }) => [pair.personId, pair.deputyPersonId]))
  const reveal = await readPersonalFacts(db, [...people.values()].map(({ name }) => name))
  return pairs.map(({ row, pair }) => ({
    ...pair, name: reveal(people.get(pair.personId)?.name) ?? '', deputyName: reveal(people.get(pair.deputyPersonId)?.name) ?? '', unitName: row.unitName,
    mayEnd: pair.status === 'active' && (actor.personId === pair.personId || actor.personId === pair.deputyPersonId || actor.permissions.has('account:manage')),
  }))
}
