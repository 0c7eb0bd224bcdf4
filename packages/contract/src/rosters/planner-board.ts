import type { PersonState, PlanSeat } from './planner-state.ts'

/** Everything the steps of the planner share. */
export interface Board {
  readonly seats: readonly PlanSeat[]
  readonly people: readonly PersonState[]
  /** Index of the person in each seat; -1 nobody. */
  readonly holder: number[]
  readonly random: () => number
}

/** Puts a person (by index) on a seat. */
export function give(board: Board, seat: PlanSeat, person: number): void {
  board.people[person]?.add(seat)
  board.holder[seat.index] = person
}

/** Empties a seat. @returns the index of who held it, -1 nobody */
export function take(board: Board, seat: PlanSeat): number {
  const person = board.holder[seat.index] ?? -1
  board.people[person]?.remove(seat)
  board.holder[seat.index] = -1
  return person
}
