import { millisecondsOf, minutesBetween } from './instant-arithmetic.ts'

/** A running or answered clock. `metAt` is the instant the obligation was fulfilled; null while it is open. */
export interface Clock {
  startsAt: string
  dueAt: string
  metAt: string | null
}

export type ClockPhase = 'running' | 'amber' | 'late' | 'met' | 'met-late'

export interface ClockState {
  state: ClockPhase
  /** Whole minutes left at `now` (open) or at `metAt` (answered), rounded down; negative when past due, rounded away from zero. */
  remainingMinutes: number
}

/** A clock turns amber when this share of its time or less is left. A display choice, not a legal rule. */
export const amberShare = 0.25

/** Late only **after** the due instant: exactly at it is on time. @returns lateness in minutes (0 when on time). */
export function judgeLateness(dueAt: string, metAt: string): { late: boolean; lateMinutes: number } {
  const over = minutesBetween(dueAt, metAt)
  return over > 0 ? { late: true, lateMinutes: Math.ceil(over) } : { late: false, lateMinutes: 0 }
}

/** How a clock stands at `now`. */
export function clockState(clock: Clock, now: string): ClockState {
  const at = clock.metAt ?? now
  const left = minutesBetween(at, clock.dueAt)
  const remainingMinutes = Math.floor(left)
  if (clock.metAt !== null) return { state: left < 0 ? 'met-late' : 'met', remainingMinutes }
  if (left < 0) return { state: 'late', remainingMinutes }
  const total = millisecondsOf(clock.dueAt) - millisecondsOf(clock.startsAt)
  const amber = left * 60_000 <= total * amberShare
  return { state: amber ? 'amber' : 'running', remainingMinutes }
}
