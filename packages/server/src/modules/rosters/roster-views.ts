import { Problem } from '@fengsui/contract/kernel'
import { DutyRoster, type DutyLeave, type DutyLeaveView, type DutyMember, type DutyMemberView, type RosterSetup, type RosterUnit, type RosterView } from '@fengsui/contract/rosters'
import { addDays, legalDayAt } from '@fengsui/contract/calendar'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayApprove, mayEdit } from './roster-policy.ts'
import { getUnit, listMembers, listPatterns, listPeople, listUnits, visibleRoster } from './roster-store.ts'
import { limitsView, patternOn } from './sheet-rules.ts'

/** Units whose rosters the actor may see. */
export async function listRosterUnits(db: Queryable, actor: Actor, divisionCode: string | undefined): Promise<{ items: RosterUnit[] }> {
  return { items: (await listUnits(db, actor, divisionCode)).map((unit) => ({ ...unit, mayEdit: mayEdit(actor, unit), mayApprove: mayApprove(actor, unit) })) }
}

/** A unit's pattern, people and leave. */
export async function getRosterSetup(objects: ObjectStore, db: Queryable, actor: Actor, unitId: string, at: string): Promise<RosterSetup> {
  const unit = await getUnit(db, actor, unitId)
  const today = legalDayAt(at)
  const patterns = await listPatterns(objects, db, unitId)
  const pattern = patternOn(patterns, today)
  const members = await listMembers(objects, db, unitId)
  const leaves = (await objects.read(db, 'duty-leave', sql`t.unit_id = ${unitId}::uuid and t.status = 'active' and t.to_day >= ${addDays(today, -31)}`, { order: sql`t.from_day, t.id`, limit: 1000 })) as unknown as DutyLeave[]
  return {
    unit: { ...unit, mayEdit: mayEdit(actor, unit), mayApprove: mayApprove(actor, unit) }, pattern, coming: patterns.filter(({ inForceFrom }) => inForceFrom > today).at(-1) ?? null,
    limits: limitsView(pattern, today), members: await memberViews(db, members), leaves: await leaveViews(db, leaves),
  }
}

/** Members with names, in use first, then by roles and name. */
export async function memberViews(db: Queryable, members: readonly DutyMember[]): Promise<DutyMemberView[]> {
  const people = await listPeople(db, members.map(({ personId }) => personId))
  const reveal = await readPersonalFacts(db, [...people.values()].map(({ name }) => name))
  return members.map((member) => {
    const person = people.get(member.personId)
    return { ...member, name: reveal(person?.name) ?? '', title: person?.title ?? '', hasAccount: person?.hasAccount ?? false }
  }).sort((a, b) => (a.status === b.status ? a.name.localeCompare(b.name, 'zh-Hans-CN') || (a.id < b.id ? -1 : 1) : a.status === 'active' ? -1 : 1))
}

export async function leaveViews(db: Queryable, leaves: readonly DutyLeave[]): Promise<DutyLeaveView[]> {
  const people = await listPeople(db, leaves.map(({ personId }) => personId))
  const reveal = await readPersonalFacts(db, [...leaves.map(({ note }) => note), ...[...people.values()].map(({ name }) => name)])
  return leaves.map((leave) => ({ ...leave, note: reveal(leave.note), name: reveal(people.get(leave.personId)?.name) ?? '' }))
}

/** One leave, as the answer to a command. */
export async function getLeaveView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DutyLeaveView> {
  const rows = (await objects.read(db, 'duty-leave', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)) as unknown as DutyLeave[]
  const [view] = await leaveViews(db, rows)
  if (!view) throw new Problem('not-found', '没有找到这条请假，可能不在您的辖区内')
  return view
}

export async function toRosterViews(db: Queryable, rosters: readonly DutyRoster[]): Promise<RosterView[]> {
  const reveal = await readPersonalFacts(db, rosters.map(({ reason }) => reason))
  const ids = rosters.map(({ id }) => id)
  const { rows } = await sql<{ id: string; unitName: string; seats: number }>`
    select r.id, u.name as "unitName", (select count(*)::int from duty_shift s where s.roster_id = r.id and s.status = 'planned') as seats from duty_roster r join unit u on u.id = r.unit_id where r.id = any(${ids}::uuid[])`.execute(db)
  const more = new Map(rows.map((row) => [row.id, row]))
  return rosters.map(({ draft, reason, ...roster }) => ({ ...roster, reason: reveal(reason), unitName: more.get(roster.id)?.unitName ?? '', seats: roster.status === 'published' ? (more.get(roster.id)?.seats ?? 0) : draft.length }))
}

/** Rosters of the jurisdiction, the latest days first. */
export async function listRosters(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; unitId?: string | undefined; status: 'draft' | 'published' | 'all' }): Promise<{ items: RosterView[]; next: string | null }> {
  const unit = query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`
  const status = query.status === 'all' ? sql`true` : sql`t.status = ${query.status}`
  const rows = await objects.read(db, 'duty-roster', sql`${unit} and ${status} and ${afterDay(query.after)} and ${visibleRoster(actor)}`, { order: sql`t.from_day desc, t.id desc`, limit: query.limit + 1 })
  const rosters = rows.map((row) => DutyRoster.parse(row))
  const items = await toRosterViews(db, rosters.slice(0, query.limit))
  const last = items.at(-1)
  return { items, next: rosters.length > query.limit && last ? `${last.fromDay}|${last.id}` : null }
}

/** @throws Problem invalid-input for a cursor this list did not give */
function afterDay(after: string | undefined) {
  if (after === undefined) return sql`true`
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (day === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.from_day, t.id) < (${day}, ${id}::uuid)`
}

/** One roster without its seats. */
export async function getRosterView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<RosterView> {
  const rows = await objects.read(db, 'duty-roster', sql`t.id = ${id}::uuid and ${visibleRoster(actor)}`)
  const [view] = await toRosterViews(db, rows.map((row) => DutyRoster.parse(row)))
  if (!view) throw new Problem('not-found', '没有找到这份值班表，可能不在您的辖区内')
  return view
}
