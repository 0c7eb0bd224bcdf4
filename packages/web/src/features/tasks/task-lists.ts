import type { TaskView } from '@fengsui/contract/command'

type Task = Pick<TaskView, 'status' | 'dueAt' | 'acknowledgeBy' | 'doneAt' | 'progressAt' | 'assignedAt'>

/** Whether there is still something to do. */
export function isOpen({ status }: Pick<TaskView, 'status'>): boolean {
  return status !== 'done' && status !== 'cancelled'
}

/** The deadline that comes next: to acknowledge while nobody did, to finish afterwards. */
export function nextDeadline(task: Pick<TaskView, 'status' | 'dueAt' | 'acknowledgeBy'>): string {
  return task.status === 'assigned' ? task.acknowledgeBy : task.dueAt
}

/** Open tasks by their next deadline, so that what burns is on top; finished ones newest first. */
export function sortTasks<T extends Task>(tasks: readonly T[], open: boolean): readonly T[] {
  const chosen = tasks.filter((task) => isOpen(task) === open)
  const time = (task: T): number => Date.parse(open ? nextDeadline(task) : (task.doneAt ?? task.progressAt ?? task.assignedAt))
  return chosen.sort((a, b) => (open ? time(a) - time(b) : time(b) - time(a)))
}

/** Open tasks past the deadline that comes next. */
export function countOverdue(tasks: readonly Task[], now: number): number {
  return tasks.filter((task) => isOpen(task) && Date.parse(nextDeadline(task)) < now).length
}
