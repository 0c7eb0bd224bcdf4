import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { countOverdue, sortTasks } from './task-lists.ts'
import { TaskDetail } from './TaskDetail.tsx'
import { TaskRow } from './TaskRow.tsx'
import styles from './tasks.module.css'
import { texts } from './texts.ts'
import { WaitingNotices } from './WaitingNotices.tsx'

type Shelf = 'todo' | 'done'

/** The own unit's tasks and notices: on a phone one after the other in one hand, on a desk list and task side by side. */
export function TasksPage({ taskId }: { readonly taskId?: string }) {
  const go = useGo()
  const narrow = useNarrow()
  const mayRead = useCan('task:read')
  const mayAssign = useCan('task:assign')
  const [shelf, setShelf] = useState<Shelf>('todo')
  const [area, setArea] = useState(false)
  const tasks = useRoute(routes.listTasks, { query: { mine: area ? 'false' : 'true', status: 'all', limit: 500 } }, { touches: ['task'], enabled: mayRead })
  const notices = useRoute(routes.listNotices, { query: { limit: 100 } }, { touches: ['notice'], enabled: mayRead })
  if (!mayRead) return <NoPermissionState permission="查看任务" />
  if (tasks.data === undefined) {
    return tasks.error === null ? <LoadingState /> : <ErrorState hint={tasks.error.problem.detail} code={tasks.error.problem.code} onRetry={() => void tasks.refetch()} />
  }

  const all = tasks.data.items
  const open = sortTasks(all, true)
  const finished = sortTasks(all, false)
  const shown = shelf === 'todo' ? open : finished
  const waiting = notices.data?.items.filter(({ status, mayAcknowledge }) => mayAcknowledge && status !== 'acknowledged') ?? []
  // A desk shows the most urgent task at once; a phone shows the list first.
  const current = taskId === undefined ? (narrow ? undefined : shown[0]) : all.find(({ id }) => id === taskId)
  const detail = current === undefined ? <NoTask gone={taskId !== undefined} /> : <TaskDetail key={current.id} task={current} />

  if (narrow && taskId !== undefined) {
    return (
      <div className={styles.phone}>
        <button type="button" className={styles.back} onClick={() => go(paths.tasks())}>
          <Symbol name="chevronLeft" size={22} />
          {texts.back}
        </button>
        {detail}
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h1>{area ? texts.areaTitle : texts.title}</h1>
          {mayAssign && <FilterChips label={texts.scope} items={[{ key: 'area', label: texts.area }]} value={area ? ['area'] : []} onChange={(keys) => setArea(keys.includes('area'))} />}
        </header>
        {waiting.length > 0 && (
          <WaitingNotices notices={waiting} />
        )}
        <TabStrip
          label={texts.tabs}
          value={shelf}
          onChange={setShelf}
          items={[
            { key: 'todo', label: texts.todo, count: open.length },
            { key: 'done', label: texts.done, count: finished.length },
          ]}
        />
        {shown.length === 0 ? (
          <EmptyState symbol="check" title={shelf === 'todo' ? texts.emptyTodo : texts.emptyDone} hint={shelf === 'todo' ? texts.emptyTodoHint : texts.emptyDoneHint} />
        ) : (
          <ul className={styles.list}>
            {shown.map((task) => (
              <TaskRow key={task.id} task={task} current={task.id === current?.id} showUnit={area} onOpen={() => go(paths.tasks(task.id), { replace: !narrow })} />
            ))}
          </ul>
        )}
        {shelf === 'todo' && open.length > 0 && <Overdue tasks={open} />}
      </div>
      {!narrow && <div className={styles.side}>{detail}</div>}
    </div>
  )
}

function NoTask({ gone }: { readonly gone: boolean }) {
  return <EmptyState symbol="doubleCheck" title={gone ? texts.goneTitle : texts.chooseTitle} hint={gone ? texts.goneHint : texts.chooseHint} />
}

function Overdue({ tasks }: { readonly tasks: Parameters<typeof countOverdue>[0] }) {
  const overdue = countOverdue(tasks, useNow())
  return (
    <p className={styles.overdue} role="status">
      <Symbol name={overdue === 0 ? 'check' : 'clock'} size={14} />
      {overdue === 0 ? texts.noneOverdue : `${overdue} 项已过时限，请先办`}
    </p>
  )
}
