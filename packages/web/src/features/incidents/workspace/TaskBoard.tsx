import type { ResponseView, TaskView } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Card } from '../../../ui/layout/Card.tsx'
import { FilterChips } from '../../../ui/layout/FilterChips.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { GroupTabs } from './GroupTabs.tsx'
import { countFilters, groupTasks, passesFilters, taskFilterNames, taskFilters } from './task-groups.ts'
import type { TaskFilter } from './task-groups.ts'
import { TaskLanes } from './TaskLanes.tsx'
import styles from './tasks.module.css'
import { tasksOfResponse } from './workspace-data.ts'

interface TaskBoardProps {
  readonly tasks: readonly TaskView[]
  readonly responses: readonly ResponseView[]
  /** The response shown first. */
  readonly responseId: string | null
  /** Work groups in the order of the headquarters. */
  readonly groupOrder: readonly string[]
  readonly mayAssign: boolean
  readonly onAssign: () => void
  readonly onOpen: (taskId: string) => void
}

/** Business time in steps of ten seconds: lateness needs no finer clock, and a hundred cards stay still meanwhile. */
function useTenSeconds(): number {
  return Math.floor(useNow() / 10_000) * 10_000
}

/** Tasks in lanes by work group, with counts, what is late and filters; readable with well over a hundred tasks. */
export function TaskBoard(props: TaskBoardProps) {
  const { tasks, responses, responseId, groupOrder, mayAssign, onAssign, onOpen } = props
  const now = useTenSeconds()
  const [filters, setFilters] = useState<readonly TaskFilter[]>([])
  const [chosenResponse, setChosenResponse] = useState<string | null>(null)
  const shownResponse = chosenResponse ?? responseId
  const own = useMemo(() => tasksOfResponse(tasks, shownResponse).filter((task) => task.status !== 'cancelled'), [tasks, shownResponse])
  const counts = useMemo(() => countFilters(own, now), [own, now])
  const groups = useMemo(() => groupTasks(own.filter((task) => passesFilters(task, filters, now)), groupOrder, now), [own, filters, groupOrder, now])
  const done = own.filter((task) => task.status === 'done').length
  const lanes = useRef<HTMLDivElement>(null)
  const visible = useVisibleLanes(lanes, groups)
  const goToLane = useCallback((key: string) => lanes.current?.querySelector(`[data-lane="${CSS.escape(key)}"]`)?.scrollIntoView({ behavior: 'smooth', block: 'nearest', inline: 'start' }), [])
  return (
    <Card
      title="任务"
      count={
        <span className={styles.count}>
          {own.length} 项，完成 {done}
          {counts.late > 0 && <em>超时 {counts.late}</em>}
        </span>
      }
      extra={
        <>
          {responses.length > 1 && (
            <FilterChips
              label="响应"
              items={responses.map((response) => ({ key: response.id, label: `${response.placeName}${levelRoman[response.level]}级` }))}
              value={shownResponse === null ? [] : [shownResponse]}
              onChange={(keys) => setChosenResponse(keys.find((key) => key !== shownResponse) ?? null)}
            />
          )}
          {mayAssign && (
            <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={onAssign}>
              派任务
            </Button>
          )}
        </>
      }
    >
      {own.length === 0 ? (
        <EmptyState
          symbol="rail-commandPost"
          title="还没有任务"
          hint="启动响应会按预案派出全部任务；指挥部成立前的先期处置用“派任务”。"
          action={mayAssign ? <Button onClick={onAssign}>派任务</Button> : undefined}
        />
      ) : (
        <div className={styles.boardFrame}>
          <GroupTabs groups={groups} visible={visible} onGo={goToLane} />
          <div className={styles.filters}>
            <FilterChips label="任务筛选" items={taskFilters.filter((key) => counts[key] > 0 || filters.includes(key)).map((key) => ({ key, label: taskFilterNames[key], count: counts[key] }))} value={filters} onChange={setFilters} />
          </div>
          <div className={styles.lanes} ref={lanes}>
            <TaskLanes groups={groups} now={now} place={responses.find((response) => response.id === shownResponse)?.placeName ?? null} onOpen={onOpen} />
          </div>
        </div>
      )}
    </Card>
  )
}

/** Keys of the lanes at least half in view, so that the tabs say where one is. */
function useVisibleLanes(lanes: RefObject<HTMLDivElement | null>, groups: readonly { readonly key: string }[]): ReadonlySet<string> {
  const [visible, setVisible] = useState<ReadonlySet<string>>(new Set())
  const keys = groups.map(({ key }) => key).join(' ')
  useEffect(() => {
    const frame = lanes.current
    if (frame === null) return
    const observer = new IntersectionObserver(
      (changes) =>
        setVisible((before) => {
          const next = new Set(before)
          for (const { target, isIntersecting } of changes) {
            const key = (target as HTMLElement).dataset['lane']
            if (key === undefined) continue
            if (isIntersecting) next.add(key)
            else next.delete(key)
          }
          return next
        }),
      { root: frame, threshold: 0.6 },
    )
    for (const lane of frame.querySelectorAll('[data-lane]')) observer.observe(lane)
    return () => observer.disconnect()
  }, [lanes, keys])
  return visible
}
