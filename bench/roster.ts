import { performance } from 'node:perf_hooks'
import { addDays, startOfDay } from '../packages/contract/src/calendar/index.ts'
import { checkRoster, countByPerson, countKeys, limitsOf, listSeats, noCounts, patternPresets, planRoster, seatKey, type DutyRole, type PlanPerson, type RosterProblem, type Seat, type SeatAssignment } from '../packages/contract/src/rosters/index.ts'
import { median, printFigure, randomFrom, readSize } from './measure.ts'

/**
 * `roster`: a year's roster of a duty office of 60 people (8 leaders, 44 officers, 8 trainees; 24-hour shifts, leave and wishes). Oracle: the checker,
 * which shares no code with the planner, finds no seat empty and no limit broken. Peers of the same run: the least spread that arithmetic allows, and
 * the naive round-robin that passes over who is away.
 */
const size = readSize(process.argv.slice(2))
const rounds = size === 'full' ? 7 : 3
const [fromDay, toDay] = ['2026-01-01', '2026-12-31']
const shifts = patternPresets['whole-day']?.shifts.map((shift) => ({ ...shift, seats: { ...shift.seats, trainee: 1 } })) ?? []
const limits = limitsOf(null, fromDay)
const seats = listSeats(shifts, fromDay, toDay)
const random = randomFrom(60)
const rolesOf = (at: number): DutyRole[] => (at < 8 ? ['leader'] : at < 52 ? ['officer', 'standby'] : ['trainee'])
const people: PlanPerson[] = Array.from({ length: 60 }, (_, at) => {
  const leaves = Array.from({ length: 4 }, () => {
    const day = addDays(fromDay, Math.floor(random() * 350))
    return { from: startOfDay(day), to: startOfDay(addDays(day, 1 + Math.floor(random() * 6))), why: '请假' }
  })
  const wish = addDays(fromDay, Math.floor(random() * 350))
  return { personId: `p${String(at).padStart(2, '0')}`, roles: rolesOf(at), away: leaves, wishes: [{ fromDay: wish, toDay: addDays(wish, 1) }], history: noCounts }
})
const nameOf = (personId: string): string => personId
const judge = (assignments: readonly SeatAssignment[]): RosterProblem[] => checkRoster({ seats, assignments, people, around: [], limits, roundTheClock: true, nameOf }).filter(({ weight }) => weight !== 'wish')

function roundRobin(): SeatAssignment[] {
  const next = new Map<string, number>()
  return seats.flatMap((seat) => {
    const able = people.filter((person) => person.roles.includes(seat.role))
    for (let step = 0; step < able.length; step += 1) {
      const at = (next.get(seat.role) ?? 0) % able.length
      next.set(seat.role, at + 1)
      const person = able[at]
      if (person && !person.away.some(({ from, to }) => from < seat.endsAt && to > seat.startsAt)) return [{ day: seat.day, shiftKey: seat.shiftKey, role: seat.role, place: seat.place, personId: person.personId }]
    }
    return []
  })
}

/** Largest difference between two people who hold the same role, of duties that count as `key`. */
function spread(assignments: readonly SeatAssignment[], key: (typeof countKeys)[number]): number {
  const seatOf = new Map(seats.map((seat) => [seatKey(seat), seat]))
  const counts = countByPerson(assignments.map((each) => ({ ...(seatOf.get(seatKey(each)) as Seat), personId: each.personId })))
  const groups = [people.slice(0, 8), people.slice(8, 52), people.slice(52)]
  return Math.max(...groups.map((group) => {
    const values = group.map(({ personId }) => (counts.get(personId) ?? noCounts)[key])
    return Math.max(...values) - Math.min(...values)
  }))
}

const times: number[] = []
let plan: SeatAssignment[] = []
for (let round = 0; round < rounds; round += 1) {
  const before = performance.now()
  const made = planRoster({ fromDay, seats, people, around: [], fixed: [], limits, seed: 1, nameOf })
  times.push((performance.now() - before) / 1000)
  if (made.gaps.length > 0) throw new Error(`oracle: ${made.gaps[0]?.text ?? ''}`)
  if (round > 0 && JSON.stringify(made.assignments) !== JSON.stringify(plan)) throw new Error('oracle: the same seed gave another roster')
  plan = made.assignments
}
const faults = judge(plan)
if (faults[0]) throw new Error(`oracle: ${faults[0].text}`)
const naive = roundRobin()
const seconds = median(times)
printFigure({ bench: 'roster', metric: 'plan a year for 60', value: seconds, unit: 's', peer: null, ratio: null, goal: '≤ 2 s', ok: seconds <= 2 })
const broken = judge(naive).length
printFigure({ bench: 'roster', metric: 'limits broken', value: 0, unit: 'problems', peer: `round-robin: ${String(broken)}`, ratio: null, goal: '0', ok: true })
for (const key of countKeys) {
  const [own, peer] = [spread(plan, key), spread(naive, key)]
  printFigure({ bench: 'roster', metric: `spread of ${key}`, value: own, unit: 'duties', peer: `round-robin: ${String(peer)}; arithmetic: 1`, ratio: peer === 0 ? null : own / peer, goal: '≤ 2', ok: own <= 2 })
}
