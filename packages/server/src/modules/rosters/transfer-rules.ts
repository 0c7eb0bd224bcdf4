import { addDays, startOfDay } from '@fengsui/contract/calendar'
import { checkRoster, dutyLeaveKinds, limitsOf, type DutyLeave, type DutyMember, type DutyPattern, type DutyShift, type LeaderAbsence, type RosterProblem } from '@fengsui/contract/rosters'
import { patternOn } from './sheet-rules.ts'

/** A shift that would be somebody else's. */
export interface Move {
  readonly shift: DutyShift
  readonly toPersonId: string
}

/** What a transfer is held against. `shifts` are those near the moved ones, of the unit's people anywhere. */
export interface TransferParts {
  readonly patterns: readonly DutyPattern[]
  readonly members: readonly DutyMember[]
  readonly shifts: readonly DutyShift[]
  readonly leaves: readonly DutyLeave[]
  readonly absences: readonly LeaderAbsence[]
  readonly nameOf: (personId: string) => string
}

/** Everything that stands against moving these shifts, of those who would take them. Wishes are no obstacle. */
export function transferProblems(parts: TransferParts, moves: readonly Move[]): RosterProblem[] {
  const moved = new Set(moves.map(({ shift }) => shift.id))
  const takers = new Set(moves.map(({ toPersonId }) => toPersonId))
  const people = parts.members.filter(({ status, personId }) => status === 'active' && takers.has(personId)).map(({ personId, roles }) => ({
    personId, roles, wishes: [],
    away: [
      ...parts.leaves.filter((leave) => leave.personId === personId && leave.kind !== 'wish').map((leave) => ({ from: startOfDay(leave.fromDay), to: startOfDay(addDays(leave.toDay, 1)), why: dutyLeaveKinds[leave.kind] })),
      ...parts.absences.filter((absence) => absence.personId === personId).map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt, why: '外出报备' })),
    ],
  }))
  return checkRoster({
    seats: moves.map(({ shift }) => shift), assignments: moves.map(({ shift, toPersonId }) => ({ day: shift.day, shiftKey: shift.shiftKey, role: shift.role, place: shift.place, personId: toPersonId })),
    people, around: parts.shifts.filter(({ id }) => !moved.has(id)), limits: limitsOf(patternOn(parts.patterns, moves[0]?.shift.day ?? '2008-01-01'), moves[0]?.shift.day ?? '2008-01-01'), roundTheClock: false, nameOf: parts.nameOf,
  }).filter(({ kind }) => kind !== 'trainee-alone' && kind !== 'wish')
}
