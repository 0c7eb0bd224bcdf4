import { addDays, instantInDay, publicCalendar, startOfDay } from '@fengsui/contract/calendar'
import {
  addCounts, checkRoster, countByPerson, daysFrom, dutyDayKindOf, dutyLeaveKinds, dutyLimitsOn, fairnessTable, limitsOf, listSeats, noCounts, seatKey, seatDifferences,
  type DutyCounts, type DutyLeave, type DutyMember, type DutyPattern, type DutyShift, type LeaderAbsence, type PlanPerson, type RosterSheet, type Seat, type SeatAssignment, type SeatView,
} from '@fengsui/contract/rosters'

/** What a sheet is made of, as it was loaded. */
export interface SheetParts {
  readonly unitId: string
  readonly fromDay: string
  readonly toDay: string
  readonly patterns: readonly DutyPattern[]
  readonly members: readonly DutyMember[]
  /** Published shifts near and in the period: of the unit, and of its people anywhere. */
  readonly shifts: readonly DutyShift[]
  readonly leaves: readonly DutyLeave[]
  readonly absences: readonly LeaderAbsence[]
  /** Duties of the year outside of the period. */
  readonly history: ReadonlyMap<string, DutyCounts>
  readonly nameOf: (personId: string) => string
  readonly titleOf: (personId: string) => string
}

/** The pattern that holds on a day: the youngest in force. */
export function patternOn(patterns: readonly DutyPattern[], day: string): DutyPattern | null {
  return [...patterns].filter(({ inForceFrom }) => inForceFrom <= day).sort((a, b) => (a.inForceFrom === b.inForceFrom ? (a.setAt < b.setAt ? 1 : -1) : a.inForceFrom < b.inForceFrom ? 1 : -1))[0] ?? null
}

/** Seats of a period, each day by the pattern that holds then. */
export function seatsOf(patterns: readonly DutyPattern[], fromDay: string, toDay: string): Seat[] {
  return daysFrom(fromDay, toDay).flatMap((day) => {
    const pattern = patternOn(patterns, day)
    return pattern ? listSeats(pattern.shifts, day, day) : []
  })
}

export const limitsView = (pattern: DutyPattern | null, day: string): RosterSheet['limits'] => ({ ...limitsOf(pattern, day), basis: dutyLimitsOn(day).basis, own: pattern !== null && (pattern.restHoursAfterNight !== null || pattern.maxNightsPerWeek !== null) })

const fromShift = (shift: DutyShift): Seat => ({ day: shift.day, shiftKey: shift.shiftKey, shiftName: shift.shiftName, role: shift.role, place: shift.place, startsAt: shift.startsAt, endsAt: shift.endsAt, night: shift.night, dayKind: shift.dayKind })
const inPeriod = (parts: SheetParts, shift: DutyShift): boolean => shift.unitId === parts.unitId && shift.day >= parts.fromDay && shift.day <= parts.toDay

/** Who sits where by the published shifts of the period. */
export function publishedAssignments(parts: SheetParts): SeatAssignment[] {
  return parts.shifts.filter((shift) => inPeriod(parts, shift)).map(({ day, shiftKey, role, place, personId }) => ({ day, shiftKey, role, place, personId }))
}

function awayOf(parts: SheetParts): RosterSheet['away'] {
  return [
    ...parts.leaves.map((leave) => ({ personId: leave.personId, from: startOfDay(leave.fromDay), to: startOfDay(addDays(leave.toDay, 1)), kind: leave.kind, why: dutyLeaveKinds[leave.kind] })),
    ...parts.absences.map((absence) => ({ personId: absence.personId, from: absence.startsAt, to: absence.endsAt, kind: 'absence' as const, why: '外出报备' })),
  ].sort((a, b) => (a.from === b.from ? (a.personId < b.personId ? -1 : 1) : a.from < b.from ? -1 : 1))
}

/** People the planner may use: members in use, with what they have done in the year. */
export function planPeople(parts: SheetParts): PlanPerson[] {
  const away = awayOf(parts)
  const year = Number(parts.fromDay.slice(0, 4))
  return parts.members.filter(({ status }) => status === 'active').map((member) => ({
    personId: member.personId, roles: member.roles,
    away: away.filter(({ personId, kind }) => personId === member.personId && kind !== 'wish').map(({ from, to, why }) => ({ from, to, why })),
    wishes: parts.leaves.filter(({ personId, kind }) => personId === member.personId && kind === 'wish').map(({ fromDay, toDay }) => ({ fromDay, toDay })),
    history: addCounts(parts.history.get(member.personId) ?? noCounts, member.carriedYear === year ? member.carried : noCounts),
  })).sort((a, b) => (a.personId < b.personId ? -1 : 1))
}

/** Duties outside of this sheet that its people have near it. */
export function dutiesAround(parts: SheetParts): RosterSheet['around'] {
  return parts.shifts.filter((shift) => !inPeriod(parts, shift)).map(({ day, role, startsAt, endsAt, night, personId }) => ({ day, role, startsAt, endsAt, night, personId }))
}

/** Seats, people, problems and fairness of a period with these assignments. */
export function buildSheet(parts: SheetParts, assignments: readonly SeatAssignment[], frame: Pick<RosterSheet, 'unit' | 'roster'>, options: { published: boolean; today: string }): RosterSheet {
  const { fromDay, toDay, nameOf } = parts
  const planned = seatsOf(parts.patterns, fromDay, toDay)
  const standing = new Map(options.published ? parts.shifts.filter((shift) => inPeriod(parts, shift)).map((shift) => [seatKey(shift), shift]) : [])
  const seats = new Map(planned.map((seat) => [seatKey(seat), seat]))
  for (const [key, shift] of standing) seats.set(key, fromShift(shift))
  const all = [...seats.values()].sort((a, b) => (a.day === b.day ? (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0) : a.day < b.day ? -1 : 1))
  const personAt = new Map(assignments.map((each) => [seatKey(each), each.personId]))
  const people = planPeople(parts)
  const pattern = patternOn(parts.patterns, toDay)
  const around = dutiesAround(parts)
  const problems = checkRoster({ seats: all, assignments, people, around, limits: limitsOf(pattern, fromDay), roundTheClock: pattern?.roundTheClock ?? false, nameOf })
    // What somebody's roles or leave are now says nothing against a duty that is over.
    .filter(({ kind, day }) => !options.published || day >= options.today || kind === 'gap')
    .filter(({ kind, day }) => !(options.published && kind === 'gap' && day < options.today && standing.size === 0))
  const counts = countByPerson(assignments.flatMap((each) => {
    const seat = seats.get(seatKey(each))
    return seat ? [{ ...seat, personId: each.personId }] : []
  }))
  const members = new Set(people.map(({ personId }) => personId))
  const guests = [...new Set(assignments.map(({ personId }) => personId))].filter((personId) => !members.has(personId)).map((personId) => ({ personId, roles: [], away: [], wishes: [], history: noCounts }))
  return {
    ...frame, fromDay, toDay, pattern, limits: limitsView(pattern, fromDay),
    days: daysFrom(fromDay, toDay).map((day) => ({ day, kind: dutyDayKindOf(day), name: publicCalendar.nameOf(day), known: publicCalendar.knows(day) })),
    seats: all.map((seat): SeatView => {
      const personId = personAt.get(seatKey(seat)) ?? null
      return { ...seat, personId, personName: personId === null ? null : nameOf(personId), shiftId: standing.get(seatKey(seat))?.id ?? null }
    }),
    people: [...people, ...guests].map(({ personId, roles, history }) => ({ personId, name: nameOf(personId), title: parts.titleOf(personId), roles: [...roles], history })),
    away: awayOf(parts), around, problems,
    fairness: fairnessTable(people.map(({ personId, roles, history }) => ({ personId, roles, counts: addCounts(history, counts.get(personId) ?? noCounts) }))).map((row) => ({ ...row, name: nameOf(row.personId) })),
  }
}

/** Differences with names, for a preview. */
export function namedDifferences(before: readonly SeatAssignment[], after: readonly SeatAssignment[], shiftNameOf: (key: string) => string, nameOf: (personId: string) => string) {
  const named = (personId: string | null): string | null => (personId === null ? null : nameOf(personId))
  return seatDifferences(before, after).map((each) => ({ ...each, shiftName: shiftNameOf(`${each.day}|${each.shiftKey}`), before: named(each.before), after: named(each.after) }))
}

/** Instants between which shifts matter to a period: a week before and after it, for rest and nights. */
export function spanAround(fromDay: string, toDay: string): { from: string; to: string } {
  return { from: startOfDay(addDays(fromDay, -8)), to: instantInDay(addDays(toDay, 8), 0) }
}
