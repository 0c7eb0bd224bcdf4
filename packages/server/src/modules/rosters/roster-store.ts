import { Problem, type Protected } from '@fengsui/contract/kernel'
import { DutyChange, DutyMember, DutyPattern, DutyRoster, DutyShift, noCounts, type DutyCounts, type DutyLeave, type LeaderAbsence } from '@fengsui/contract/rosters'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

export interface KnownUnit {
  readonly unitId: string
  readonly unitName: string
  readonly divisionCode: string
  readonly placeName: string
  readonly members: number
  readonly hasPattern: boolean
}

const unitColumns = sql`
  u.id as "unitId", u.name as "unitName", u.division_code as "divisionCode", coalesce(place_name(u.division_code), u.division_code) as "placeName",
  (select count(*)::int from duty_member m where m.unit_id = u.id and m.status = 'active') as members, exists (select 1 from duty_pattern p where p.unit_id = u.id) as "hasPattern"`

/** A unit in use in the jurisdiction. @throws Problem not-found */
export async function getUnit(db: Queryable, actor: Actor, unitId: string): Promise<KnownUnit> {
  const { rows } = await sql<KnownUnit>`select ${unitColumns} from unit u where u.id = ${unitId}::uuid and u.status = 'active' and ${withinScope(actor.scope, sql`u.division_code`)}`.execute(db)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个单位，可能已停用或不在您的辖区内')
  return rows[0]
}

const MOST_UNITS = 500

/** Units that stand duty, and the actor's own; the own first. */
export async function listUnits(db: Queryable, actor: Actor, divisionCode: string | undefined): Promise<KnownUnit[]> {
  const place = divisionCode === undefined ? sql`true` : sql`u.division_code = ${divisionCode}`
  const { rows } = await sql<KnownUnit>`
    select ${unitColumns} from unit u where u.status = 'active' and ${place} and ${withinScope(actor.scope, sql`u.division_code`)}
      and (u.id = ${actor.unitId}::uuid or exists (select 1 from duty_pattern p where p.unit_id = u.id))
    order by u.id <> ${actor.unitId}::uuid, u.division_code, u.name, u.id limit ${MOST_UNITS}`.execute(db)
  return rows
}

/** Everything that changes a unit's duty takes turns. */
export async function lockUnitDuty(tx: Transaction, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster:${unitId}`}, 0))`.execute(tx)
}

/** Patterns of a unit, the youngest first. */
export function listPatterns(objects: ObjectStore, db: Queryable, unitId: string): Promise<DutyPattern[]> {
  return listPatternsOf(objects, db, [unitId])
}

export async function listPatternsOf(objects: ObjectStore, db: Queryable, unitIds: readonly string[]): Promise<DutyPattern[]> {
  const rows = await objects.read(db, 'duty-pattern', sql`t.unit_id = any(${[...new Set(unitIds)]}::uuid[])`, { order: sql`t.in_force_from desc, t.set_at desc, t.id desc` })
  return rows.map((row) => DutyPattern.parse(row))
}

export async function listMembers(objects: ObjectStore, db: Queryable, unitId: string): Promise<DutyMember[]> {
  return (await objects.read(db, 'duty-member', sql`t.unit_id = ${unitId}::uuid`)).map((row) => DutyMember.parse(row))
}

export interface PersonRow {
  readonly personId: string
  readonly unitId: string
  readonly divisionCode: string
  readonly name: Protected
  readonly title: string
  readonly active: boolean
  readonly hasAccount: boolean
}

/** People by id, wherever they are; the caller has got the ids from what the reader may see. */
export async function listPeople(db: Queryable, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const { rows } = await sql<PersonRow>`
    select p.id as "personId", p.unit_id as "unitId", p.division_code as "divisionCode", p.name, p.title, p.status = 'active' as active, exists (select 1 from account a where a.person_id = p.id and a.status = 'active') as "hasAccount"
    from person p where p.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** People of exactly the place, in use. @throws Problem invalid-input for any other */
export async function requirePeopleOf(db: Queryable, divisionCode: string, ids: readonly string[], path: string): Promise<Map<string, PersonRow>> {
  const people = await listPeople(db, ids)
  if (ids.some((id) => people.get(id)?.active !== true || people.get(id)?.divisionCode !== divisionCode)) throw new Problem('invalid-input', '没有这个人，或已离任，或不是本级的人，请从列表中选择', [{ path, message: '没有这个人' }])
  return people
}

/** Published shifts that lie in or touch `[from, to)` and match. */
export async function listShifts(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, span: { from: string; to: string }): Promise<DutyShift[]> {
  const rows = await objects.read(db, 'duty-shift', sql`t.status = 'planned' and t.starts_at < ${span.to}::timestamptz and t.starts_at > ${span.from}::timestamptz - interval '2 days' and t.ends_at > ${span.from}::timestamptz and ${where}`, { order: sql`t.starts_at, t.role, t.place, t.id` })
  return rows.map((row) => DutyShift.parse(row))
}

export interface AwayRow {
  readonly leaves: DutyLeave[]
  readonly absences: LeaderAbsence[]
}

/** Leave and absences of people that touch the days. */
export async function listAway(objects: ObjectStore, db: Queryable, personIds: readonly string[], span: { fromDay: string; toDay: string; from: string; to: string }): Promise<AwayRow> {
  const people = sql`t.person_id = any(${[...personIds]}::uuid[])`
  const leaves = await objects.read(db, 'duty-leave', sql`${people} and t.status = 'active' and t.to_day >= ${span.fromDay} and t.from_day <= ${span.toDay}`)
  const absences = await objects.read(db, 'leader-absence', sql`${people} and t.status = 'registered' and t.ends_at > ${span.from}::timestamptz and t.starts_at < ${span.to}::timestamptz`)
  return { leaves: leaves as unknown as DutyLeave[], absences: absences as unknown as LeaderAbsence[] }
}

/** Duties of a unit's people within `[firstDay, lastDay]`, without those of `except` days. */
export async function countDuties(db: Queryable, unitId: string, span: { firstDay: string; lastDay: string; exceptFrom: string; exceptTo: string }): Promise<Map<string, DutyCounts>> {
  const { rows } = await sql<{ personId: string } & DutyCounts>`
    select person_id as "personId", count(*) filter (where role <> 'standby')::int as total, count(*) filter (where role <> 'standby' and night)::int as nights, count(*) filter (where role <> 'standby' and day_kind = 'weekend')::int as weekends,
      count(*) filter (where role <> 'standby' and day_kind = 'holiday')::int as holidays, count(*) filter (where role = 'standby')::int as standby
    from duty_shift where unit_id = ${unitId}::uuid and status <> 'replaced' and day >= ${span.firstDay} and day <= ${span.lastDay} and not (day >= ${span.exceptFrom} and day <= ${span.exceptTo}) group by person_id`.execute(db)
  return new Map(rows.map(({ personId, ...counts }) => [personId, { ...noCounts, ...counts }]))
}

/** A roster in the jurisdiction; a draft only in its own place, it is not yet said to anybody above. */
export function visibleRoster(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} and (t.status = 'published' or t.division_code = ${actor.divisionCode}))`
}

/** @throws Problem not-found */
export async function lockRoster(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DutyRoster> {
  const [row] = await objects.read(tx, 'duty-roster', sql`t.id = ${id}::uuid and ${visibleRoster(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这份值班表，可能不在您的辖区内')
  return DutyRoster.parse(row)
}

/** @throws Problem not-found */
export async function getRosterRow(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DutyRoster> {
  const [row] = await objects.read(db, 'duty-roster', sql`t.id = ${id}::uuid and ${visibleRoster(actor)}`)
  if (!row) throw new Problem('not-found', '没有找到这份值班表，可能不在您的辖区内')
  return DutyRoster.parse(row)
}

/** Highest version of the unit's published rosters that touch the days; 0 = none. */
export async function lastVersion(tx: Transaction, unitId: string, fromDay: string, toDay: string): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`select max(version) as n from duty_roster where unit_id = ${unitId}::uuid and status = 'published' and from_day <= ${toDay} and to_day >= ${fromDay}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Published shifts by id within the jurisdiction, taken in id order. @throws Problem not-found */
export async function lockShifts(objects: ObjectStore, tx: Transaction, actor: Actor, ids: readonly string[]): Promise<Map<string, DutyShift>> {
  const rows = (await objects.read(tx, 'duty-shift', sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })).map((row) => DutyShift.parse(row))
  if (rows.length !== new Set(ids).size) throw new Problem('not-found', '没有找到这个班，可能不在您的辖区内')
  return new Map(rows.map((row) => [row.id, row]))
}

/** @throws Problem not-found */
export async function getShift(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DutyShift> {
  const [row] = await objects.read(db, 'duty-shift', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)
  if (!row) throw new Problem('not-found', '没有找到这个班，可能不在您的辖区内')
  return DutyShift.parse(row)
}

/** @throws Problem not-found */
export async function lockChange(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DutyChange> {
  const [row] = await objects.read(tx, 'duty-change', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这个换班请求，可能不在您的辖区内')
  return DutyChange.parse(row)
}

/** Changes of these shifts that are not closed, taken. */
export async function lockOpenChanges(objects: ObjectStore, tx: Transaction, shiftIds: readonly string[]): Promise<DutyChange[]> {
  const rows = await objects.read(tx, 'duty-change', sql`t.status in ('asked', 'accepted') and (t.shift_id = any(${[...shiftIds]}::uuid[]) or t.counter_shift_id = any(${[...shiftIds]}::uuid[]))`, { lock: true })
  return rows.map((row) => DutyChange.parse(row))
}

/** The desk a unit files with: the duty office of its own place, for that one itself the duty office of the nearest place above. Null where there is none. */
export async function findUpperDesk(db: Queryable, unitId: string, places: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select u.id from unit u where u.division_code = any(${[...places]}::text[]) and u.role in ('duty-office', 'emergency') and u.status = 'active' and u.id <> ${unitId}::uuid
      and not (u.division_code = (select o.division_code from unit o where o.id = ${unitId}::uuid) and (u.role = 'emergency' or (select o.role from unit o where o.id = ${unitId}::uuid) = 'duty-office'))
    order by array_position(${[...places]}::text[], u.division_code), u.role <> 'duty-office', u.id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** @throws Problem not-found */
export async function lockLeave(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DutyLeave> {
  const [row] = await objects.read(tx, 'duty-leave', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这条请假，可能不在您的辖区内')
  return row as unknown as DutyLeave
}
