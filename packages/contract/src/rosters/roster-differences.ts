import type { SeatAssignment } from './objects.ts'
import { seatKey } from './seats.ts'

/** One seat that differs between two versions of a roster; null: nobody. */
export interface SeatDifference {
  readonly day: string
  readonly shiftKey: string
  readonly role: SeatAssignment['role']
  readonly place: number
  readonly before: string | null
  readonly after: string | null
}

/** Seats that differ, in order of days. */
export function seatDifferences(before: readonly SeatAssignment[], after: readonly SeatAssignment[]): SeatDifference[] {
  const old = new Map(before.map((each) => [seatKey(each), each]))
  const now = new Map(after.map((each) => [seatKey(each), each]))
  return [...new Map([...old, ...now]).values()].flatMap(({ day, shiftKey, role, place }): SeatDifference[] => {
    const key = seatKey({ day, shiftKey, role, place })
    const difference = { day, shiftKey, role, place, before: old.get(key)?.personId ?? null, after: now.get(key)?.personId ?? null }
    return difference.before === difference.after ? [] : [difference]
  }).sort((a, b) => (a.day === b.day ? (seatKey(a) < seatKey(b) ? -1 : 1) : a.day < b.day ? -1 : 1))
}
