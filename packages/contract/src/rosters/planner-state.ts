import { daysBetween } from '../calendar/index.ts'
import type { RosterPerson, StandingDuty } from './check-roster.ts'
import type { RosterLimits } from './duty-limits.ts'
import { countKeys, countsOf, fairnessWeights } from './fairness.ts'
import type { DutyCounts } from './objects.ts'
import type { Seat } from './seats.ts'

/** Somebody the planner may use, with what they have done before in the year. */
export interface PlanPerson extends RosterPerson {
  readonly history: DutyCounts
}

/** A seat in numbers: minutes since 1970, days since the first. */
export interface PlanSeat {
  readonly seat: Seat
  readonly index: number
  readonly start: number
  readonly end: number
  readonly day: number
  readonly onSpot: boolean
  readonly adds: readonly number[]
  /** Not the planner's to move. */
  readonly fixed: boolean
}

/** Why somebody cannot take a seat. */
export type Obstacle = 'role' | 'away' | 'busy' | 'rest' | 'nights'

const MINUTE = 60_000
const weightList = countKeys.map((key) => fairnessWeights[key])
const WISH_COST = 60
/** Duties nearer to each other than this many days cost a little. */
const WIDE_DAYS = 4
const NEAR_COST = 0.6

export function toPlanSeat(seat: Seat, index: number, fromDay: string, fixed = false): PlanSeat {
  const counts = countsOf(seat)
  return { seat, index, start: Date.parse(seat.startsAt) / MINUTE, end: Date.parse(seat.endsAt) / MINUTE, day: daysBetween(fromDay, seat.day), onSpot: seat.role !== 'standby', adds: countKeys.map((key) => counts[key]), fixed }
}

/** One person's duties while a roster is being made, in order of time. */
export class PersonState {
  readonly person: PlanPerson
  readonly counts: number[]
  readonly #duties: PlanSeat[] = []
  readonly #away: { from: number; to: number }[]
  readonly #wishes: { from: number; to: number }[]
  readonly #limits: RosterLimits

  constructor(person: PlanPerson, around: readonly StandingDuty[], limits: RosterLimits, fromDay: string) {
    this.person = person
    this.counts = countKeys.map((key) => person.history[key])
    this.#limits = limits
    this.#away = person.away.map(({ from, to }) => ({ from: Date.parse(from) / MINUTE, to: Date.parse(to) / MINUTE }))
    this.#wishes = person.wishes.map((wish) => ({ from: daysBetween(fromDay, wish.fromDay), to: daysBetween(fromDay, wish.toDay) }))
    // What stands already binds, but is counted in the history.
    for (const duty of around) this.#insert(toPlanSeat({ ...duty, shiftKey: '', shiftName: '', place: 0, dayKind: 'working' }, -1, fromDay, true))
  }

  #insert(seat: PlanSeat): void {
    let at = this.#duties.length
    while (at > 0 && (this.#duties[at - 1]?.start ?? 0) > seat.start) at -= 1
    this.#duties.splice(at, 0, seat)
  }

  add(seat: PlanSeat): void {
    this.#insert(seat)
    seat.adds.forEach((count, at) => { this.counts[at] = (this.counts[at] ?? 0) + count })
  }

  remove(seat: PlanSeat): void {
    this.#duties.splice(this.#duties.indexOf(seat), 1)
    seat.adds.forEach((count, at) => { this.counts[at] = (this.counts[at] ?? 0) - count })
  }

  isAway(seat: PlanSeat): boolean {
    return this.#away.some(({ from, to }) => from < seat.end && to > seat.start)
  }

  /** The first thing in the way of a seat, in the order in which it would be put right; null when it can be taken. */
  obstacle(seat: PlanSeat): Obstacle | null {
    if (!this.person.roles.includes(seat.seat.role)) return 'role'
    if (this.isAway(seat)) return 'away'
    let rest: Obstacle | null = null
    for (const duty of this.#duties) {
      if (duty.start < seat.end && duty.end > seat.start) return 'busy'
      if (rest === null && seat.onSpot && duty.onSpot && this.#tooNear(duty, seat)) rest = 'rest'
    }
    if (rest !== null) return rest
    return seat.onSpot && seat.seat.night && this.#nightsAround(seat.day) > this.#limits.maxNightsPerWeek ? 'nights' : null
  }

  #tooNear(duty: PlanSeat, seat: PlanSeat): boolean {
    const [first, second] = duty.start < seat.start ? [duty, seat] : [seat, duty]
    return second.start - first.end < 60 * (first.seat.night ? this.#limits.restHoursAfterNight : this.#limits.restHoursBetween)
  }

  /** Most nights in any seven days running that hold `day`, with one more on it. */
  #nightsAround(day: number): number {
    const near: number[] = [day]
    for (const duty of this.#duties) if (duty.onSpot && duty.seat.night && Math.abs(duty.day - day) < 7) near.push(duty.day)
    let most = 0
    for (const from of near) if (from <= day) most = Math.max(most, near.filter((other) => other >= from && other < from + 7).length)
    return most
  }

  /** Cost of taking a seat that is not held. */
  addCost(seat: PlanSeat): number {
    return this.fairCost(seat, 1) + this.softCost(seat)
  }

  /** What fairness alone changes when a seat is added (`1`) or given away (`-1`). */
  fairCost(seat: PlanSeat, sign: 1 | -1): number {
    let cost = 0
    for (let at = 0; at < weightList.length; at += 1) {
      const add = (seat.adds[at] ?? 0) * sign
      if (add !== 0) cost += (weightList[at] ?? 0) * (2 * (this.counts[at] ?? 0) * add + add * add)
    }
    return cost
  }

  /** Wishes and crowding that a seat brings. The seat itself does not count as its neighbour. */
  softCost(seat: PlanSeat): number {
    let cost = this.#wishes.some(({ from, to }) => from <= seat.day && seat.day <= to) ? WISH_COST : 0
    for (const duty of this.#duties) {
      if (duty === seat) continue
      const apart = Math.abs(duty.day - seat.day)
      if (apart < WIDE_DAYS) cost += (WIDE_DAYS - apart) * NEAR_COST
    }
    return cost
  }
}
