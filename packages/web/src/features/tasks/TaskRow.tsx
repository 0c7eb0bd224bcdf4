import type { TaskView } from '@fengsui/contract/command'
import { taskStatusNames } from '@fengsui/contract/command'
import { joinClasses } from '../../ui/join-classes.ts'
import { TaskDeadline } from './TaskDeadline.tsx'
import { TaskRing } from './TaskRing.tsx'
import styles from './tasks.module.css'

interface TaskRowProps {
  readonly task: TaskView
  readonly current: boolean
  /** Whose task it is matters in the jurisdiction's list. */
  readonly showUnit: boolean
  readonly onOpen: () => void
}

/** One task of the list: how far, what, until when, and the latest word on it. */
export function TaskRow({ task, current, showUnit, onOpen }: TaskRowProps) {
  const state = [showUnit ? task.unitName : null, taskStatusNames[task.status], task.supervisedAt === null ? null : '督办', task.progressNote ?? task.groupName ?? task.incidentTitle]
  return (
    <li>
      <button type="button" className={joinClasses(styles.row, current && styles.rowOn, task.status === 'cancelled' && styles.rowOff)} aria-current={current ? 'true' : undefined} onClick={onOpen}>
        <TaskRing status={task.status} percent={task.progressPercent} />
        <b>{task.title}</b>
        <span className={styles.due}>
          <TaskDeadline task={task} />
        </span>
        <small>{state.filter((part) => part !== null && part !== '').join(' · ')}</small>
      </button>
    </li>
  )
}
