import type { StandingDuty } from './check-roster.ts'
import type { RosterLimits } from './duty-limits.ts'
import { describeGap, type RosterGap } from './describe-gap.ts'
import { improve } from './improve-roster.ts'
import type { SeatAssignment } from './objects.ts'
import { give, take, type Board } from './planner-board.ts'
import { PersonState, toPlanSeat, type PlanPerson, type PlanSeat } from './planner-state.ts'
import { seatKey, type Seat } from './seats.ts'

export interface PlanInput {
  readonly fromDay: string
  readonly seats: readonly Seat[]
  readonly people: readonly PlanPerson[]
  /** Duties outside of this roster that people have anyway. */
  readonly around: readonly StandingDuty[]
  /** Seats given by hand, kept as they are. */
  readonly fixed: readonly SeatAssignment[]
  readonly limits: RosterLimits
  /** Decides between equals; the same seed gives the same roster. */
  readonly seed: number
  readonly nameOf: (personId: string) => string
}

export interface RosterPlan {
  readonly assignments: SeatAssignment[]
  /** Seats nobody could be found for, each with why and what would help. Never left out silently. */
  readonly gaps: RosterGap[]
}

/** Looked-at combinations after which a repair gives up; keeps a year's roster under two seconds where there is no solution. */
const REPAIR_LOOKS = 400_000
const REPAIR_DAYS = [1, 3, 7, 14]

/** Reproducible numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Makes a roster: scarce days first to whoever has done least, then rearranges around what is left empty, then exchanges duties as long as it gets
 * fairer. Deterministic. Hard limits are kept always; a seat that cannot be filled is a named gap.
 */
export function planRoster(input: PlanInput): RosterPlan {
  const people = input.people.map((person) => new PersonState(person, input.around.filter((duty) => duty.personId === person.personId), input.limits, input.fromDay))
  const indexOf = new Map(input.people.map((person, index) => [person.personId, index]))
  const given = new Map(input.fixed.map((each) => [seatKey(each), indexOf.get(each.personId) ?? -1]))
  const board: Board = { seats: input.seats.map((seat, index) => toPlanSeat(seat, index, input.fromDay, (given.get(seatKey(seat)) ?? -1) >= 0)), people, holder: input.seats.map(() => -1), random: randomFrom(input.seed) }
  for (const seat of board.seats) if (seat.fixed) give(board, seat, given.get(seatKey(seat.seat)) ?? -1)
  construct(board)
  repair(board)
  improve(board)
  return {
    assignments: board.seats.flatMap((seat) => {
      const person = people[board.holder[seat.index] ?? -1]
      return person ? [{ day: seat.seat.day, shiftKey: seat.seat.shiftKey, role: seat.seat.role, place: seat.seat.place, personId: person.person.personId }] : []
    }),
    gaps: board.seats.filter((seat) => board.holder[seat.index] === -1).map((seat) => describeGap(seat, people, input.limits, input.nameOf)),
  }
}

const scarcity: Readonly<Record<Seat['dayKind'], number>> = { holiday: 0, weekend: 1, working: 2 }

/** Those whose role it is come first: with few leaders their seats are the hard ones. */
function construct(board: Board): void {
  const holders = new Map<string, number>()
  for (const state of board.people) for (const role of state.person.roles) holders.set(role, (holders.get(role) ?? 0) + 1)
  const order = board.seats.filter(({ fixed }) => !fixed).sort((a, b) => scarcity[a.seat.dayKind] - scarcity[b.seat.dayKind] || (holders.get(a.seat.role) ?? 0) - (holders.get(b.seat.role) ?? 0) || a.index - b.index)
  for (const seat of order) {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    board.people.forEach((state, person) => {
      const cost = state.obstacle(seat) === null ? state.addCost(seat) + board.random() * 0.01 : Number.POSITIVE_INFINITY
      if (cost < least) [best, least] = [person, cost]
    })
    if (best >= 0) give(board, seat, best)
  }
}

/** Empties the days around a gap and fills them anew by search, first near, then wider. */
function repair(board: Board): void {
  const budget = { left: REPAIR_LOOKS }
  for (const gap of board.seats) {
    if (board.holder[gap.index] !== -1) continue
    if (!board.people.some((state) => state.person.roles.includes(gap.seat.role) && !state.isAway(gap))) continue
    for (const days of REPAIR_DAYS) {
      const window = board.seats.filter((seat) => !seat.fixed && Math.abs(seat.day - gap.day) <= days && (seat === gap || board.holder[seat.index] !== -1))
      const before = window.map((seat) => take(board, seat))
      const part = { left: Math.min(budget.left, REPAIR_LOOKS / 4) }
      const spent = part.left
      const solved = fill(board, window, part)
      budget.left -= spent - part.left
      if (solved) break
      window.forEach((seat, at) => { if ((before[at] ?? -1) >= 0) give(board, seat, before[at] ?? -1) })
      if (budget.left <= 0) return
    }
  }
}

/** Depth-first search, the seat with the fewest candidates next. @returns whether all seats are filled; if not, none of them is */
function fill(board: Board, open: readonly PlanSeat[], budget: { left: number }): boolean {
  if (open.length === 0) return true
  let next: PlanSeat | null = null
  let candidates: number[] = []
  for (const seat of open) {
    const able: number[] = []
    board.people.forEach((state, person) => { if (state.obstacle(seat) === null) able.push(person) })
    budget.left -= board.people.length
    if (budget.left <= 0) return false
    if (next === null || able.length < candidates.length) [next, candidates] = [seat, able]
    if (able.length === 0) return false
  }
  if (next === null) return false
  const seat = next
  const rest = open.filter((each) => each !== seat)
  const cheapest = candidates.map((person) => ({ person, cost: board.people[person]?.addCost(seat) ?? 0 })).sort((a, b) => a.cost - b.cost || a.person - b.person)
  for (const { person } of cheapest) {
    give(board, seat, person)
    if (fill(board, rest, budget)) return true
    take(board, seat)
    if (budget.left <= 0) return false
  }
  return false
}
