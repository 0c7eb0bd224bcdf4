import { taskStatusNames } from '@fengsui/contract/command'
import type { TaskView } from '@fengsui/contract/command'
import { memo, useState } from 'react'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { Lane, LaneBoard, TaskCard } from '../../../ui/layout/LaneBoard.tsx'
import { ProgressBar } from '../../../ui/layout/ProgressBar.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { bundleTasks } from './task-bundles.ts'
import type { TaskBundle } from './task-bundles.ts'
import { isLateTask } from './task-groups.ts'
import type { TaskGroup } from './task-groups.ts'
import styles from './tasks.module.css'
import { shortUnitName } from './unit-names.ts'

interface TaskLanesProps {
  readonly groups: readonly TaskGroup<TaskView>[]
  readonly now: number
  /** Place of the headquarters, left out of the names of its units. */
  readonly place: string | null
  readonly onOpen: (taskId: string) => void
}

/** The lanes; redrawn only when tasks change or ten seconds have passed, each clock ticks by itself. */
export const TaskLanes = memo(function TaskLanes({ groups, now, place, onOpen }: TaskLanesProps) {
  return (
    <LaneBoard>
      {groups.map((group) => (
        <div key={group.key} data-lane={group.key} className={styles.lane}>
          <Lane title={group.name} note={`${group.done.length}/${group.total}`} late={group.late > 0 ? `超 ${group.late}` : undefined}>
            {bundleTasks(group.open, now).map((item) =>
              item.kind === 'task' ? <OneTask key={item.task.id} task={item.task} late={isLateTask(item.task, now)} place={place} onOpen={onOpen} /> : <Bundle key={item.bundle.key} bundle={item.bundle} place={place} onOpen={onOpen} />,
            )}
            {group.done.length > 0 && <DoneTasks tasks={group.done} onOpen={onOpen} place={place} alone={group.open.length === 0} />}
          </Lane>
        </div>
      ))}
    </LaneBoard>
  )
})

interface CardProps {
  readonly place: string | null
  readonly onOpen: (taskId: string) => void
}

function stateText(task: TaskView): string {
  const state = task.status === 'inProgress' && task.progressPercent > 0 ? `${taskStatusNames.inProgress} ${task.progressPercent}%` : taskStatusNames[task.status]
  return task.supervisedAt === null ? state : `${state} · 督办`
}

function OneTask({ task, late, place, onOpen }: CardProps & { readonly task: TaskView; readonly late: boolean }) {
  return (
    <TaskCard
      title={task.title}
      state={late ? 'late' : 'open'}
      meta={`${shortUnitName(task.unitName, place)} · ${stateText(task)}`}
      {...(task.progressPercent > 0 ? { progress: <ProgressBar thin label="进展" total={100} parts={[{ label: '已完成', value: task.progressPercent, step: 4 }]} /> } : {})}
      due={<Countdown name={task.title} startedAt={task.assignedAt} dueAt={task.dueAt} />}
      onOpen={() => onOpen(task.id)}
    />
  )
}

/** The same task of many units: what is missing in one line, the units one press away. */
function Bundle({ bundle, place, onOpen }: CardProps & { readonly bundle: TaskBundle }) {
  const [open, setOpen] = useState(false)
  const { tasks, unacknowledged, late, disputed, progress } = bundle
  const words = [`${tasks.length} 个单位`, ...(unacknowledged > 0 ? [`未签收 ${unacknowledged}`] : []), ...(disputed > 0 ? [`有争议 ${disputed}`] : []), ...(late > 0 ? [`超时 ${late}`] : [])]
  return (
    <>
      <TaskCard
        title={bundle.title}
        state={late > 0 ? 'late' : 'open'}
        meta={
          <>
            <Symbol name={open ? 'chevronDown' : 'chevronRight'} size={12} /> {words.join(' · ')}
          </>
        }
        {...(progress > 0 ? { progress: <ProgressBar thin label="进展" total={100} parts={[{ label: '平均进展', value: progress, step: 4 }]} /> } : {})}
        due={<Countdown name={bundle.title} startedAt={bundle.assignedAt} dueAt={bundle.dueAt} />}
        onOpen={() => setOpen(!open)}
      />
      {open && (
        <ul className={styles.bundle} aria-label={`${bundle.title}：各单位`}>
          {tasks.map((task) => (
            <li key={task.id}>
              <button type="button" onClick={() => onOpen(task.id)}>
                <span>{shortUnitName(task.unitName, place)}</span>
                <VerificationMark shape={task.status === 'assigned' ? 'ring' : task.status === 'disputed' ? 'cross' : 'half'} word={stateText(task)} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function DoneTasks({ tasks, alone, place, onOpen }: CardProps & { readonly tasks: readonly TaskView[]; readonly alone: boolean }) {
  const [open, setOpen] = useState(alone && tasks.length <= 3)
  return (
    <>
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Symbol name={open ? 'chevronDown' : 'chevronRight'} size={12} />
        已完成 {tasks.length} 项
      </button>
      {open &&
        tasks.map((task) => (
          <TaskCard
            key={task.id}
            title={task.title}
            state="done"
            meta={
              <>
                <Symbol name="check" size={12} /> {shortUnitName(task.unitName, place)} · {task.doneAt === null ? '' : hourMinute(task.doneAt)} 完成
              </>
            }
            onOpen={() => onOpen(task.id)}
          />
        ))}
    </>
  )
}
