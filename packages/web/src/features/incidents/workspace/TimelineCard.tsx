import { routes } from '@fengsui/contract'
import { useEffect, useMemo, useState } from 'react'
import { useRoute } from '../../../lib/use-route.ts'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { FilterChips } from '../../../ui/layout/FilterChips.tsx'
import { Timeline } from '../../../ui/layout/Timeline.tsx'
import type { TimelineItem } from '../../../ui/layout/Timeline.tsx'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { passesTimelineFilter, timelineFilterNames, timelineFilters } from './timeline-filter.ts'
import type { TimelineFilter } from './timeline-filter.ts'
import styles from './workspace.module.css'

/** How long an entry that arrived while the page was open stays marked, milliseconds. */
const freshFor = 15_000
const shownAtMost = 1000

interface TimelineCardProps {
  readonly incidentId: string
  readonly onOpenTask: (taskId: string) => void
  readonly onOpenJournal: () => void
}

/** The record of the incident, newest first, straight from the journal; arrivals slide in at the top. */
export function TimelineCard({ incidentId, onOpenTask, onOpenJournal }: TimelineCardProps) {
  const [filter, setFilter] = useState<TimelineFilter>('important')
  const timeline = useRoute(routes.getTimeline, { params: { incidentId }, query: { limit: shownAtMost } }, { touches: ['incident', 'signal', 'report', 'report-delivery', 'clock', 'suspicion', 'response', 'seat', 'task', 'notice', 'demand', 'consultation', 'emergency-state'] })
  const entries = timeline.data?.items
  const newest = entries?.at(-1)?.entryId
  const seen = useSeenUntil(newest)
  const items = useMemo(
    () =>
      (entries ?? [])
        .filter((entry) => passesTimelineFilter(entry, filter))
        .map((entry): TimelineItem => {
          const taskId = /^task:(.+)$/u.exec(entry.stream)?.[1]
          return {
            id: String(entry.entryId),
            at: entry.at,
            kind: entry.importance === 'decision' ? 'decision' : entry.importance === 'report' ? 'report' : 'event',
            text: entry.text,
            detail: entry.actorName,
            fresh: seen !== null && entry.entryId > seen,
            ...(taskId === undefined ? {} : { onOpen: () => onOpenTask(taskId) }),
          }
        })
        .reverse(),
    [entries, filter, seen, onOpenTask],
  )
  return (
    <Card
      title="时间线"
      count={entries === undefined ? undefined : `${entries.length} 条`}
      className={styles.timeline}
      footer={
        <button type="button" className={styles.chain} onClick={onOpenJournal}>
          <Symbol name="link" size={14} />
          <span>日志 #{(timeline.data?.sealed ?? 0).toLocaleString('zh-CN')} 已封存</span>
          <span>{entries?.at(-1) === undefined ? '' : `末条 ${hourMinute(entries.at(-1)?.at ?? '')}`}</span>
        </button>
      }
    >
      <div className={styles.timelineFilter}>
        <FilterChips
          label="时间线筛选"
          items={timelineFilters.map((key) => ({ key, label: timelineFilterNames[key] }))}
          value={[filter]}
          onChange={(keys) => setFilter(keys.find((key) => key !== filter) ?? 'all')}
        />
      </div>
      {timeline.isPending ? (
        <LoadingState lines={8} />
      ) : timeline.error !== null && entries === undefined ? (
        <ErrorState hint={timeline.error.message} code={timeline.error.problem.code} onRetry={() => void timeline.refetch()} />
      ) : (
        <Timeline items={items} label="时间线" />
      )}
    </Card>
  )
}

/** Entry up to which everything was seen; what arrives later counts as new for a while. Null until the first answer. */
function useSeenUntil(newest: number | undefined): number | null {
  const [seen, setSeen] = useState<number | null>(null)
  if (seen === null && newest !== undefined) setSeen(newest)
  useEffect(() => {
    if (newest === undefined) return
    const timer = setTimeout(() => setSeen(newest), freshFor)
    return () => clearTimeout(timer)
  }, [newest])
  return seen
}
