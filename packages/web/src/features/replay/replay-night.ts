import type { Clock, Suspicion } from '@fengsui/contract/reports'
import type { SituationObjects } from '@fengsui/contract/situation'
import { readKind } from '../../map/situation/read-past-situation.ts'

/** The state of the work at one moment, beside the map. */
export interface NightState {
  /** Deadlines that run, then those decided, each by due time. */
  readonly clocks: readonly Clock[]
  readonly tasks: { readonly total: number; readonly acknowledged: number; readonly done: number; readonly overdue: number }
  readonly suspicions: readonly Suspicion[]
}

/**
 * Counts and deadlines out of a fold.
 * @param at the moment shown, ISO instant: an open task past its deadline is overdue then
 */
export function readNight(objects: SituationObjects, at: string): NightState {
  const clocks = readKind(objects, 'clock').filter(({ status, startsAt }) => status !== 'cancelled' && startsAt <= at)
  const tasks = readKind(objects, 'task').filter(({ status }) => status !== 'cancelled')
  const byDue = (a: Clock, b: Clock): number => a.dueAt.localeCompare(b.dueAt)
  return {
    clocks: [...clocks.filter(({ status }) => status === 'running').sort(byDue), ...clocks.filter(({ status }) => status !== 'running').sort(byDue).reverse()],
    tasks: {
      total: tasks.length,
      acknowledged: tasks.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
      done: tasks.filter(({ status }) => status === 'done').length,
      overdue: tasks.filter(({ status, dueAt }) => status !== 'done' && dueAt < at).length,
    },
    suspicions: readKind(objects, 'suspicion'),
  }
}
