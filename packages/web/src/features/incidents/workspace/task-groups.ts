import type { TaskView } from '@fengsui/contract/command'

/** What the lanes need of a task. */
export type BoardTask = Pick<TaskView, 'id' | 'groupKey' | 'groupName' | 'responseId' | 'status' | 'dueAt' | 'acknowledgeBy' | 'acknowledgedAt' | 'supervisedAt'>

export const taskFilterNames = { late: '超时', unacknowledged: '未签收', disputed: '有争议', supervised: '已督办' } as const
export type TaskFilter = keyof typeof taskFilterNames
export const taskFilters = Object.keys(taskFilterNames) as TaskFilter[]

export const isOpenTask = (task: Pick<TaskView, 'status'>): boolean => task.status !== 'done' && task.status !== 'cancelled'
/** Late only after the due instant, as the law counts; done and cancelled tasks are not late any more. */
export const isLateTask = (task: Pick<TaskView, 'status' | 'dueAt'>, now: number): boolean => isOpenTask(task) && Date.parse(task.dueAt) < now

const passes: Readonly<Record<TaskFilter, (task: BoardTask, now: number) => boolean>> = {
  late: isLateTask,
  unacknowledged: (task) => task.status === 'assigned',
  disputed: (task) => task.status === 'disputed',
  supervised: (task) => task.supervisedAt !== null && isOpenTask(task),
}

/** Whether a task passes every pressed filter; none pressed lets all through. */
export function passesFilters(task: BoardTask, filters: readonly TaskFilter[], now: number): boolean {
  return filters.every((filter) => passes[filter](task, now))
}

/** How many open tasks each filter would show. */
export function countFilters(tasks: readonly BoardTask[], now: number): Readonly<Record<TaskFilter, number>> {
  const count = (filter: TaskFilter): number => tasks.filter((task) => passes[filter](task, now)).length
  return { late: count('late'), unacknowledged: count('unacknowledged'), disputed: count('disputed'), supervised: count('supervised') }
}

/** A work group's tasks, open ones in the order they must be done, late first. */
export interface TaskGroup<T extends BoardTask> {
  readonly key: string
  readonly name: string
  readonly open: readonly T[]
  readonly done: readonly T[]
  readonly total: number
  readonly late: number
}

/** Key of the lane for tasks given before or beside any work group. */
export const noGroupKey = 'none'

/**
 * Sorts tasks into lanes by work group; cancelled ones are left out. Groups stand in the order given by `order` (the plan's),
 * unknown ones behind, tasks without a group first, for they are the first measures.
 */
export function groupTasks<T extends BoardTask>(tasks: readonly T[], order: readonly string[], now: number): TaskGroup<T>[] {
  const groups = new Map<string, { name: string; tasks: T[] }>()
  for (const task of tasks) {
    if (task.status === 'cancelled') continue
    const key = task.groupKey ?? noGroupKey
    const group = groups.get(key) ?? { name: task.groupKey === null ? '先期处置' : (task.groupName ?? task.groupKey), tasks: [] }
    group.tasks.push(task)
    groups.set(key, group)
  }
  const place = (key: string): number => (key === noGroupKey ? -1 : order.includes(key) ? order.indexOf(key) : order.length)
  return [...groups]
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([key, { name, tasks: own }]) => ({
      key,
      name,
      open: own.filter(isOpenTask).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)),
      done: own.filter((task) => task.status === 'done'),
      total: own.length,
      late: own.filter((task) => isLateTask(task, now)).length,
    }))
}
