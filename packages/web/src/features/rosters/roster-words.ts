import { addDays, weekdayOf } from '@fengsui/contract/calendar'
import type { DutyRole, RosterSheet, SeatAssignment, SeatView } from '@fengsui/contract/rosters'

/** One character a role, for cells of the grid. */
export const roleLetters: Readonly<Record<DutyRole, string>> = { leader: '带', officer: '值', standby: '备', trainee: '学' }
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** `六` */
export const weekdayWord = (day: string): string => weekdays[weekdayOf(day)] ?? ''
/** `3月8日 周六` */
export const dayWords = (day: string): string => `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日 周${weekdayWord(day)}`
/** `2026年3月` */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${String(Number(month.slice(5, 7)))}月`

export interface Month {
  readonly fromDay: string
  readonly toDay: string
}

/** The month of a day, `steps` months on. */
export function monthOf(day: string, steps = 0): Month {
  let first = `${day.slice(0, 7)}-01`
  for (let step = 0; step < Math.abs(steps); step += 1) first = steps > 0 ? `${addDays(first, 32).slice(0, 7)}-01` : `${addDays(first, -1).slice(0, 7)}-01`
  return { fromDay: first, toDay: addDays(`${addDays(first, 32).slice(0, 7)}-01`, -1) }
}

/** Who sits where, as the sheet has it. */
export function assignmentsOf(sheet: Pick<RosterSheet, 'seats'>): SeatAssignment[] {
  return sheet.seats.flatMap(({ day, shiftKey, role, place, personId }) => (personId === null ? [] : [{ day, shiftKey, role, place, personId }]))
}

/** Seats by person and day, for the grid of people. */
export function seatsByPerson(seats: readonly SeatView[]): Map<string, SeatView[]> {
  const found = new Map<string, SeatView[]>()
  for (const seat of seats) {
    if (seat.personId === null) continue
    const key = `${seat.personId}|${seat.day}`
    found.set(key, [...(found.get(key) ?? []), seat])
  }
  return found
}

/** A deviation with its sign: `+1.5`, `−2`, `0`. */
export function signed(value: number): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${String(Math.abs(value))}`
}
