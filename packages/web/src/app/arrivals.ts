import type { LiveEvent } from '@fengsui/contract/situation'

/** What came in, counted: new reports of the jurisdiction, and tasks and notices for one's own unit. */
export interface Arrivals {
  readonly signals: number
  readonly tasks: number
  readonly notices: number
}

export const noArrivals: Arrivals = { signals: 0, tasks: 0, notices: 0 }

/** Adds what a live entry brings. A change made by one's own unit elsewhere counts as well: another desk of it may have made it. */
export function addArrivals(before: Arrivals, entry: Pick<LiveEvent, 'changes'>, unitId: string): Arrivals {
  const created = entry.changes.filter((change) => change.created === true)
  const count = (passes: (change: (typeof created)[number]) => boolean): number => created.filter(passes).length
  return {
    signals: before.signals + count(({ object }) => object === 'signal'),
    tasks: before.tasks + count(({ object, set }) => object === 'task' && set['unitId'] === unitId),
    notices: before.notices + count(({ object, set }) => object === 'notice' && set['toUnitId'] === unitId),
  }
}

/** The arrivals in words, or nothing. */
export function describeArrivals({ signals, tasks, notices }: Arrivals): string | null {
  const parts = [signals > 0 ? `新来报 ${signals} 条` : null, tasks > 0 ? `新任务 ${tasks} 项` : null, notices > 0 ? `新通知 ${notices} 条，请确认` : null].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join('，')
}
