import { Problem } from '@fengsui/contract/kernel'
import { MAX_ROSTER_DAYS, type DutyRoster, type RosterSheet, type RosterUnit, type SeatAssignment } from '@fengsui/contract/rosters'
import { addDays, daysBetween, legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayApprove, mayEdit } from './roster-policy.ts'
import { countDuties, getRosterRow, getUnit, listAway, listMembers, listPatterns, listPeople, listShifts, type KnownUnit } from './roster-store.ts'
import { toRosterViews } from './roster-views.ts'
import { buildSheet, publishedAssignments, spanAround, type SheetParts } from './sheet-rules.ts'

const [EARLIEST, LATEST] = ['2008-01-01', '2099-12-31']

export interface Period {
  readonly unitId: string
  readonly fromDay: string
  readonly toDay: string
}

/** @throws Problem invalid-input */
export function requirePeriod({ fromDay, toDay }: Pick<Period, 'fromDay' | 'toDay'>): void {
  if (fromDay < EARLIEST || toDay > LATEST) throw new Problem('invalid-input', '日期不对，请核对年份', [{ path: 'fromDay', message: '请核对年份' }])
  if (toDay < fromDay) throw new Problem('invalid-input', '结束日期早于开始日期', [{ path: 'toDay', message: '早于开始日期' }])
  if (daysBetween(fromDay, toDay) >= MAX_ROSTER_DAYS) throw new Problem('invalid-input', `一次最多 ${String(MAX_ROSTER_DAYS)} 天，请分段`, [{ path: 'toDay', message: '时间过长' }])
}

export const unitView = (actor: Actor, unit: KnownUnit): RosterUnit => ({ ...unit, mayEdit: mayEdit(actor, unit), mayApprove: mayApprove(actor, unit) })

/** Loads what a period's sheet is made of. `extra` are people who sit in it beyond members and shifts. */
export async function loadSheet(objects: ObjectStore, db: Queryable, period: Period, extra: readonly string[] = []): Promise<SheetParts> {
  const { unitId, fromDay, toDay } = period
  const span = spanAround(fromDay, toDay)
  const patterns = await listPatterns(objects, db, unitId)
  const members = await listMembers(objects, db, unitId)
  const memberIds = members.map(({ personId }) => personId)
  const shifts = await listShifts(objects, db, sql`(t.unit_id = ${unitId}::uuid or t.person_id = any(${memberIds}::uuid[]))`, span)
  const personIds = [...new Set([...memberIds, ...shifts.map(({ personId }) => personId), ...extra])]
  const { leaves, absences } = await listAway(objects, db, personIds, { fromDay, toDay: addDays(toDay, 1), from: startOfDay(fromDay), to: startOfDay(addDays(toDay, 2)) })
  const year = fromDay.slice(0, 4)
  const history = await countDuties(db, unitId, { firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, exceptFrom: fromDay, exceptTo: toDay })
  const people = await listPeople(db, personIds)
  const reveal = await readPersonalFacts(db, [...people.values()].map(({ name }) => name))
  return {
    unitId, fromDay, toDay, patterns, members, shifts, leaves, absences, history,
    nameOf: (personId) => reveal(people.get(personId)?.name) ?? '（查无此人）', titleOf: (personId) => people.get(personId)?.title ?? '',
  }
}

/** What is published of a period. */
export async function getRosterSheet(objects: ObjectStore, db: Queryable, actor: Actor, period: Period, at: string): Promise<RosterSheet> {
  requirePeriod(period)
  const unit = await getUnit(db, actor, period.unitId)
  const parts = await loadSheet(objects, db, period)
  return buildSheet(parts, publishedAssignments(parts), { unit: unitView(actor, unit), roster: null }, { published: true, today: legalDayAt(at) })
}

/** One roster: a draft as it is, a published one with what has become of it. */
export async function getRoster(objects: ObjectStore, db: Queryable, actor: Actor, rosterId: string, at: string): Promise<RosterSheet> {
  const roster = await getRosterRow(objects, db, actor, rosterId)
  const unit = await getUnit(db, actor, roster.unitId)
  const [view] = await toRosterViews(db, [roster])
  const parts = await loadSheet(objects, db, roster, roster.draft.map(({ personId }) => personId))
  return buildSheet(parts, assignmentsOf(roster, parts), { unit: unitView(actor, unit), roster: view ?? null }, { published: roster.status === 'published', today: legalDayAt(at) })
}

export function assignmentsOf(roster: Pick<DutyRoster, 'status' | 'draft'>, parts: SheetParts): readonly SeatAssignment[] {
  return roster.status === 'published' ? publishedAssignments(parts) : roster.draft
}
