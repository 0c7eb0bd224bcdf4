import type { TimelineEntry } from '@fengsui/contract/situation'

export const timelineFilterNames = { important: '要事', decision: '决策', report: '报送', task: '任务', all: '全部' } as const
export type TimelineFilter = keyof typeof timelineFilterNames
export const timelineFilters = Object.keys(timelineFilterNames) as TimelineFilter[]

/** Whether an entry belongs to a filter; 要事 is everything that is not routine work on tasks. */
export function passesTimelineFilter(entry: Pick<TimelineEntry, 'importance'>, filter: TimelineFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'important':
      return entry.importance !== 'task'
    default:
      return entry.importance === filter
  }
}
