import { addDays, legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { Problem } from '@fengsui/contract/kernel'
import { addCounts, DutyChange, DutyShift, noCounts, type DutyChangeView, type MyShift, type ShiftCandidate } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { loadTransfer } from './change-store.ts'
import { mayActFor, mayApprove } from './roster-policy.ts'
import { countDuties, getShift, getUnit, listPeople } from './roster-store.ts'
import { transferProblems } from './transfer-rules.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

async function read(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<DutyChangeView[]> {
  const { rows } = await sql<{ o: Stored; shift: Stored; counter: Stored | null; unitName: string }>`
    select to_jsonb(t) as o, to_jsonb(s) as shift, to_jsonb(c) as counter, u.name as "unitName" from duty_change t join duty_shift s on s.id = t.shift_id left join duty_shift c on c.id = t.counter_shift_id join unit u on u.id = t.unit_id
    where ${where} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.asked_at desc, t.id desc limit ${limit}`.execute(db)
  const found = rows.map((row) => ({
    row, change: DutyChange.parse(objects.toObject('duty-change', row.o)), shift: DutyShift.parse(objects.toObject('duty-shift', row.shift)), counter: row.counter === null ? null : DutyShift.parse(objects.toObject('duty-shift', row.counter)),
  }))
  const people = await listPeople(db, found.flatMap(({ change }) => [change.fromPersonId, change.toPersonId]))
  const reveal = await readPersonalFacts(db, [...found.flatMap(({ change }) => [change.reason, change.answer]), ...[...people.values()].map(({ name }) => name)])
  const line = ({ id, day, shiftName, role, startsAt, endsAt }: DutyShift) => ({ id, day, shiftName, role, startsAt, endsAt })
  return found.map(({ row, change, shift, counter }) => {
    const own = actor.personId !== null && (actor.personId === change.fromPersonId || actor.personId === change.toPersonId)
    return {
      ...change, reason: reveal(change.reason), answer: reveal(change.answer), unitName: row.unitName, fromName: reveal(people.get(change.fromPersonId)?.name) ?? '', toName: reveal(people.get(change.toPersonId)?.name) ?? '',
      shift: line(shift), counterShift: counter === null ? null : line(counter),
      mayAnswer: change.status === 'asked' && mayActFor(actor, change.toPersonId, change) && !(actor.personId === change.fromPersonId && actor.personId !== change.toPersonId),
      mayDecide: change.status === 'accepted' && mayApprove(actor, change) && !own, mayWithdraw: (change.status === 'asked' || change.status === 'accepted') && mayActFor(actor, change.fromPersonId, change),
    }
  })
}

function before(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (at === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.asked_at, t.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** Changes of the jurisdiction, the latest first. */
export async function listDutyChanges(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; unitId?: string | undefined; status: 'open' | 'all'; mine: boolean }): Promise<{ items: DutyChangeView[]; next: string | null }> {
  const unit = query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`
  const status = query.status === 'open' ? sql`t.status in ('asked', 'accepted')` : sql`true`
  const mine = query.mine ? sql`(t.from_person_id = ${actor.personId}::uuid or t.to_person_id = ${actor.personId}::uuid)` : sql`true`
  const all = await read(objects, db, actor, sql`${unit} and ${status} and ${mine} and ${before(query.after)}`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.askedAt}|${last.id}` : null }
}

/** @throws Problem not-found */
export async function getDutyChange(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DutyChangeView> {
  const [view] = await read(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!view) throw new Problem('not-found', '没有找到这个换班请求，可能不在您的辖区内')
  return view
}

const MINE_DAYS = 92

/** The actor's own shifts from now on. */
export async function listMyShifts(objects: ObjectStore, db: Queryable, actor: Actor, at: string): Promise<{ personId: string | null; items: MyShift[] }> {
  if (actor.personId === null) return { personId: null, items: [] }
  const until = startOfDay(addDays(legalDayAt(at), MINE_DAYS))
  const { rows } = await sql<{ o: Stored; unitName: string; changeId: string | null; others: { role: MyShift['role']; personId: string }[] }>`
    select to_jsonb(t) as o, u.name as "unitName", (select c.id from duty_change c where (c.shift_id = t.id or c.counter_shift_id = t.id) and c.status in ('asked', 'accepted') order by c.id limit 1) as "changeId",
      coalesce((select jsonb_agg(jsonb_build_object('role', s.role, 'personId', s.person_id) order by array_position(array['leader', 'officer', 'standby', 'trainee'], s.role), s.place)
        from duty_shift s where s.unit_id = t.unit_id and s.day = t.day and s.shift_key = t.shift_key and s.status = 'planned' and s.id <> t.id), '[]') as others
    from duty_shift t join unit u on u.id = t.unit_id
    where t.person_id = ${actor.personId}::uuid and t.status = 'planned' and t.ends_at > ${at}::timestamptz and t.starts_at < ${until}::timestamptz and ${withinScope(actor.scope, sql`t.division_code`)} order by t.starts_at, t.id limit 200`.execute(db)
  const people = await listPeople(db, rows.flatMap(({ others }) => others.map(({ personId }) => personId)))
  const reveal = await readPersonalFacts(db, [...people.values()].map(({ name }) => name))
  return {
    personId: actor.personId,
    items: rows.map((row) => ({ ...DutyShift.parse(objects.toObject('duty-shift', row.o)), unitName: row.unitName, changeId: row.changeId, companions: row.others.map(({ role, personId }) => ({ role, name: reveal(people.get(personId)?.name) ?? '' })) })),
  }
}

/** Members who might take a shift: those without obstacles first, of them who has stood least. */
export async function listShiftCandidates(objects: ObjectStore, db: Queryable, actor: Actor, shiftId: string, at: string): Promise<{ items: ShiftCandidate[] }> {
  const shift = await getShift(objects, db, actor, shiftId)
  await getUnit(db, actor, shift.unitId)
  const parts = await loadTransfer(objects, db, [shift])
  const year = shift.day.slice(0, 4)
  const counts = await countDuties(db, shift.unitId, { firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, exceptFrom: '9999-12-31', exceptTo: '9999-12-31' })
  const members = parts.members.filter(({ status, personId, roles }) => status === 'active' && personId !== shift.personId && roles.includes(shift.role))
  const people = await listPeople(db, members.map(({ personId }) => personId))
  const own = await sql<{ id: string; day: string; shiftName: string; startsAt: string; endsAt: string; personId: string }>`
    select id, day, shift_name as "shiftName", starts_at as "startsAt", ends_at as "endsAt", person_id as "personId" from duty_shift
    where unit_id = ${shift.unitId}::uuid and role = ${shift.role} and status = 'planned' and starts_at > ${at}::timestamptz and day <= ${addDays(shift.day, 45)} and person_id <> ${shift.personId}::uuid order by starts_at, id limit 500`.execute(db)
  const items = members.map((member): ShiftCandidate => {
    const problems = transferProblems(parts, [{ shift, toPersonId: member.personId }])
    return {
      personId: member.personId, name: parts.nameOf(member.personId), title: people.get(member.personId)?.title ?? '', obstacles: problems.map(({ text }) => text), impossible: problems.some(({ weight }) => weight === 'impossible'),
      counts: addCounts(counts.get(member.personId) ?? noCounts, member.carriedYear === Number(year) ? member.carried : noCounts),
      shifts: own.rows.filter(({ personId }) => personId === member.personId).map(({ id, day, shiftName, startsAt, endsAt }) => ({ shiftId: id, day, shiftName, startsAt, endsAt })),
    }
  })
  return { items: items.sort((a, b) => Number(a.impossible) - Number(b.impossible) || a.obstacles.length - b.obstacles.length || a.counts.total - b.counts.total || (a.personId < b.personId ? -1 : 1)) }
}
