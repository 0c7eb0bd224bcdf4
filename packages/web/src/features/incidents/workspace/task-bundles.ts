import type { TaskView } from '@fengsui/contract/command'
import { isLateTask } from './task-groups.ts'

/** The same task given to several units, such as every county: one card instead of many. */
export interface TaskBundle {
  readonly key: string
  readonly title: string
  readonly tasks: readonly TaskView[]
  readonly unacknowledged: number
  readonly late: number
  readonly disputed: number
  /** Mean progress of the open ones, 0–100. */
  readonly progress: number
  readonly assignedAt: string
  /** The deadline that comes first. */
  readonly dueAt: string
}

export type LaneItem = { readonly kind: 'task'; readonly task: TaskView } | { readonly kind: 'bundle'; readonly bundle: TaskBundle }

/** From so many equal tasks on, cards would hide the others. */
const bundleFrom = 3

/** Puts equal open tasks of a lane together where the first of them stands; the order stays by deadline. */
export function bundleTasks(tasks: readonly TaskView[], now: number): LaneItem[] {
  const alike = new Map<string, TaskView[]>()
  for (const task of tasks) alike.set(task.title, [...(alike.get(task.title) ?? []), task])
  const done = new Set<string>()
  return tasks.flatMap((task): LaneItem[] => {
    const same = alike.get(task.title) ?? []
    if (same.length < bundleFrom) return [{ kind: 'task', task }]
    if (done.has(task.title)) return []
    done.add(task.title)
    return [{ kind: 'bundle', bundle: makeBundle(same, now) }]
  })
}

function makeBundle(tasks: readonly TaskView[], now: number): TaskBundle {
  const [first] = tasks
  return {
    key: first?.id ?? '',
    title: first?.title ?? '',
    tasks,
    unacknowledged: tasks.filter((task) => task.status === 'assigned').length,
    late: tasks.filter((task) => isLateTask(task, now)).length,
    disputed: tasks.filter((task) => task.status === 'disputed').length,
    progress: Math.round(tasks.reduce((sum, task) => sum + task.progressPercent, 0) / Math.max(1, tasks.length)),
    assignedAt: tasks.reduce((least, task) => (task.assignedAt < least ? task.assignedAt : least), first?.assignedAt ?? ''),
    dueAt: tasks.reduce((least, task) => (task.dueAt < least ? task.dueAt : least), first?.dueAt ?? ''),
  }
}
