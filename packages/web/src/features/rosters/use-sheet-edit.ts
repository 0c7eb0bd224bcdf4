import { addCounts, checkRoster, countByPerson, fairnessTable, noCounts, type RosterSheet, type SeatAssignment, type SeatView } from '@fengsui/contract/rosters'
import { useMemo, useState } from 'react'
import { assignmentsOf } from './roster-words.ts'

/** A sheet that is changed by hand: checked at every change by the same rules the server uses. */
export interface SheetEdit {
  readonly sheet: RosterSheet
  readonly assignments: readonly SeatAssignment[]
  readonly changed: boolean
  readonly assign: (seat: SeatView, personId: string | null) => void
}

const same = (a: Pick<SeatAssignment, 'day' | 'shiftKey' | 'role' | 'place'>, b: Pick<SeatAssignment, 'day' | 'shiftKey' | 'role' | 'place'>): boolean => a.day === b.day && a.shiftKey === b.shiftKey && a.role === b.role && a.place === b.place

/** The sheet with other people in its seats. */
export function withAssignments(sheet: RosterSheet, assignments: readonly SeatAssignment[]): RosterSheet {
  const names = new Map(sheet.people.map((person) => [person.personId, person.name]))
  const nameOf = (personId: string): string => names.get(personId) ?? ''
  const byKey = new Map(assignments.map((each) => [`${each.day}|${each.shiftKey}|${each.role}|${String(each.place)}`, each.personId]))
  const seats = sheet.seats.map((seat): SeatView => {
    const personId = byKey.get(`${seat.day}|${seat.shiftKey}|${seat.role}|${String(seat.place)}`) ?? null
    return { ...seat, personId, personName: personId === null ? null : nameOf(personId) }
  })
  const people = sheet.people.map(({ personId, roles }) => ({
    personId, roles,
    away: sheet.away.filter((each) => each.personId === personId && each.kind !== 'wish'),
    wishes: sheet.away.filter((each) => each.personId === personId && each.kind === 'wish').map(({ from, to }) => ({ fromDay: dayIn(from), toDay: dayIn(new Date(Date.parse(to) - 1).toISOString()) })),
  }))
  const problems = checkRoster({ seats, assignments, people, around: sheet.around, limits: sheet.limits, roundTheClock: sheet.pattern?.roundTheClock ?? false, nameOf })
  const counts = countByPerson(seats.flatMap((seat) => (seat.personId === null ? [] : [{ ...seat, personId: seat.personId }])))
  const fairness = fairnessTable(sheet.people.filter(({ roles }) => roles.length > 0).map(({ personId, roles, history }) => ({ personId, roles, counts: addCounts(history, counts.get(personId) ?? noCounts) }))).map((row) => ({ ...row, name: nameOf(row.personId) }))
  return { ...sheet, seats, problems, fairness }
}

const dayIn = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

/** Holds the changes made to a sheet until they are saved. A new sheet starts anew. */
export function useSheetEdit(source: RosterSheet): SheetEdit {
  const [own, setOwn] = useState<readonly SeatAssignment[] | null>(null)
  const original = useMemo(() => assignmentsOf(source), [source])
  const assignments = own ?? original
  const sheet = useMemo(() => (own === null ? source : withAssignments(source, own)), [source, own])
  return {
    sheet, assignments, changed: own !== null,
    assign: (seat, personId) => {
      const rest = assignments.filter((each) => !same(each, seat))
      setOwn(personId === null ? rest : [...rest, { day: seat.day, shiftKey: seat.shiftKey, role: seat.role, place: seat.place, personId }])
    },
  }
}
