import type { Demand, Task } from '@fengsui/contract/command'
import type { InstantiatedDemand, InstantiatedTask } from '@fengsui/contract/plans/structured'

/** Plan key of a task without the place it was given to: `list@331082000000` → `list`. */
export function planKeyOf(key: string): string {
  return key.split('@')[0] ?? key
}

export interface TaskChanges {
  readonly add: readonly InstantiatedTask[]
  /** Not needed any more and not started. */
  readonly cancel: readonly Task[]
  /** Not needed any more but under way: goes on until someone decides. */
  readonly leave: readonly Task[]
  /** Under way or not started, with a deadline the new level brings forward. */
  readonly tighten: readonly { readonly task: Task; readonly dueAt: string }[]
}

/**
 * What a change of level does to the tasks of a response. What was done is never given out again; what was cancelled by an earlier
 * change comes back when it is needed again. Tasks given by hand are left alone.
 */
export function changeTasks(existing: readonly Task[], wanted: readonly InstantiatedTask[], raised: boolean): TaskChanges {
  const fromPlan = existing.filter((task) => task.planTaskKey !== null && task.status !== 'cancelled')
  const held = new Map(fromPlan.map((task) => [task.planTaskKey, task]))
  const needed = new Set(wanted.map((task) => task.planTaskKey))
  const open = fromPlan.filter((task) => task.status !== 'done')
  const dropped = open.filter((task) => !needed.has(planKeyOf(task.planTaskKey ?? '')))
  return {
    add: wanted.filter((task) => !held.has(task.key)),
    cancel: dropped.filter((task) => task.status === 'assigned'),
    leave: dropped.filter((task) => task.status !== 'assigned'),
    tighten: raised
      ? wanted.flatMap((each) => {
        const task = held.get(each.key)
        return task && task.status !== 'done' && each.dueAt < task.dueAt ? [{ task, dueAt: each.dueAt }] : []
      })
      : [],
  }
}

export interface DemandChanges {
  readonly add: readonly InstantiatedDemand[]
  readonly cancel: readonly Demand[]
}

/** Demands of the new level against those listed: an open demand of another quantity is replaced, what was met is taken off. */
export function changeDemands(existing: readonly Demand[], wanted: readonly InstantiatedDemand[], groupKeyOf: (groupId: string) => string | null): DemandChanges {
  const same = (a: Demand, b: InstantiatedDemand) => a.item === b.itemZh && a.unit === b.unitZh && a.groupKey === groupKeyOf(b.groupId)
  const open = existing.filter((demand) => demand.status === 'open')
  const kept = new Set<Demand>()
  const add = wanted.flatMap((demand) => {
    const met = existing.filter((each) => each.status === 'met' && same(each, demand)).reduce((sum, each) => sum + each.quantity, 0)
    const quantity = demand.quantity - met
    const running = open.find((each) => same(each, demand) && each.quantity === quantity && !kept.has(each))
    if (running) kept.add(running)
    return running || quantity <= 0 ? [] : [{ ...demand, quantity }]
  })
  return { add, cancel: open.filter((demand) => !kept.has(demand)) }
}
