import type { Board } from './planner-board.ts'
import type { PlanSeat } from './planner-state.ts'

/** Rounds of giving away and exchanging; each ends early when nothing gets better. */
const ROUNDS = 12
/** Exchanges looked at in all, so that a large roster stays within its time. */
const MOST_LOOKS = 6_000_000
const ENOUGH = 1e-6

/** Makes a roster fairer without breaking anything: a duty given to somebody else, or two duties of one role exchanged, while the cost falls. */
export function improve(board: Board): void {
  const movable = board.seats.filter((seat) => !seat.fixed && (board.holder[seat.index] ?? -1) >= 0)
  const looks = { left: MOST_LOOKS }
  for (let round = 0; round < ROUNDS && looks.left > 0; round += 1) {
    const given = giveAway(board, movable)
    const exchanged = exchange(board, movable, looks)
    if (!given && !exchanged) return
  }
}

function giveAway(board: Board, movable: readonly PlanSeat[]): boolean {
  let better = false
  for (const seat of movable) {
    const from = board.holder[seat.index] ?? -1
    const holder = board.people[from]
    if (!holder) continue
    const saved = holder.fairCost(seat, -1) - holder.softCost(seat)
    let best = -1
    let least = -ENOUGH
    board.people.forEach((state, person) => {
      if (person === from) return
      const fair = saved + state.fairCost(seat, 1)
      if (fair >= least) return
      const cost = fair + state.softCost(seat)
      if (cost < least && state.obstacle(seat) === null) [best, least] = [person, cost]
    })
    if (best < 0) continue
    holder.remove(seat)
    board.people[best]?.add(seat)
    board.holder[seat.index] = best
    better = true
  }
  return better
}

function exchange(board: Board, movable: readonly PlanSeat[], looks: { left: number }): boolean {
  let better = false
  for (let at = 0; at < movable.length; at += 1) {
    const one = movable[at]
    if (!one) continue
    for (let other = at + 1; other < movable.length; other += 1) {
      const two = movable[other]
      if (!two || two.seat.role !== one.seat.role) continue
      looks.left -= 1
      if (looks.left <= 0) return better
      if (tryExchange(board, one, two)) better = true
    }
  }
  return better
}

/** Exchanges two seats when that is allowed and cheaper. */
function tryExchange(board: Board, one: PlanSeat, two: PlanSeat): boolean {
  const a = board.holder[one.index] ?? -1
  const b = board.holder[two.index] ?? -1
  const [first, second] = [board.people[a], board.people[b]]
  if (a === b || !first || !second) return false
  // Where both add the same, fairness stays as it is; only wishes and crowding could change, which is not worth the time.
  const alike = one.adds.every((count, at) => count === two.adds[at])
  if (alike && first.softCost(one) + second.softCost(two) < ENOUGH) return false
  if (!alike && first.fairCost(one, -1) + second.fairCost(one, 1) + second.fairCost(two, -1) + first.fairCost(two, 1) > 200) return false
  let cost = first.fairCost(one, -1) - first.softCost(one)
  first.remove(one)
  cost += second.fairCost(two, -1) - second.softCost(two)
  second.remove(two)
  cost += first.addCost(two)
  first.add(two)
  cost += second.addCost(one)
  second.add(one)
  first.remove(two)
  second.remove(one)
  if (cost < -ENOUGH && first.obstacle(two) === null && second.obstacle(one) === null) {
    first.add(two)
    second.add(one)
    board.holder[one.index] = b
    board.holder[two.index] = a
    return true
  }
  first.add(one)
  second.add(two)
  return false
}
