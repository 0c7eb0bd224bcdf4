/** A deadline as data. Instants are ISO; the rule that set it is shown on click. */
export interface Deadline {
  readonly dueAt: string
  /** When the clock began; without it no quarter can be reckoned and the clock never turns amber. */
  readonly startedAt?: string | undefined
  /** When the duty was fulfilled. */
  readonly doneAt?: string | undefined
}

export type CountdownPhase = 'running' | 'amber' | 'late' | 'done' | 'done-late'

export interface CountdownState {
  readonly phase: CountdownPhase
  /** Milliseconds left; negative when late. Frozen at `doneAt` when done. */
  readonly remaining: number
  /** Share of the time that has passed, 0…1; 0 when the start is unknown. */
  readonly elapsedShare: number
}

/** Amber begins when a quarter of the time is left (ui.md "Behaviour"); the very instant of the deadline is still in time. */
const amberShare = 0.75

/** State of a deadline clock at business time `now` (epoch milliseconds). */
export function countdownState(deadline: Deadline, now: number): CountdownState {
  const due = Date.parse(deadline.dueAt)
  const at = deadline.doneAt === undefined ? now : Date.parse(deadline.doneAt)
  const remaining = due - at
  const start = deadline.startedAt === undefined ? Number.NaN : Date.parse(deadline.startedAt)
  const length = due - start
  const elapsedShare = Number.isNaN(length) ? 0 : length <= 0 ? 1 : Math.min(1, Math.max(0, (at - start) / length))
  if (deadline.doneAt !== undefined) return { phase: remaining >= 0 ? 'done' : 'done-late', remaining, elapsedShare }
  if (remaining < 0) return { phase: 'late', remaining, elapsedShare: Number.isNaN(length) ? 0 : 1 }
  return { phase: elapsedShare >= amberShare ? 'amber' : 'running', remaining, elapsedShare }
}
