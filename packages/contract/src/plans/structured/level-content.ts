import type { PlanNotice, PlanTask, ResourceDemand, ResponseLevel, StructuredPlan } from './structured-plan.ts'
import type { ResponseLevelNumber } from './vocabulary.ts'

/** Everything a response level obliges to, inherited parts included. */
export interface LevelContent {
  readonly level: ResponseLevelNumber
  readonly measures: readonly string[]
  readonly tasks: readonly PlanTask[]
  readonly notices: readonly PlanNotice[]
  readonly resourceDemands: readonly ResourceDemand[]
}

/** The level's own entry in the plan, or undefined when the plan does not have that level. */
export function findResponseLevel(plan: StructuredPlan, level: ResponseLevelNumber): ResponseLevel | undefined {
  return plan.responseLevels.find((each) => each.level === level)
}

/** The level's own entry. Throws when the plan does not have that level. */
export function getResponseLevel(plan: StructuredPlan, level: ResponseLevelNumber): ResponseLevel {
  const found = findResponseLevel(plan, level)
  if (found === undefined) throw new RangeError(`plan ${plan.number} has no response level ${String(level)}`)
  return found
}

/**
 * Resolves 在下一级响应的基础上: a cumulative level holds all of the next lighter level that the plan has, and an own
 * entry with the same key replaces the inherited one in place (usually with a tighter deadline).
 */
export function getLevelContent(plan: StructuredPlan, level: ResponseLevelNumber): LevelContent {
  const own = getResponseLevel(plan, level)
  const lighter = plan.responseLevels
    .filter((each) => each.level > level)
    .sort((a, b) => a.level - b.level)[0]
  if (!own.cumulative || lighter === undefined) return own
  const inherited = getLevelContent(plan, lighter.level)
  return {
    level,
    measures: [...new Set([...inherited.measures, ...own.measures])],
    tasks: overlay(inherited.tasks, own.tasks),
    notices: overlay(inherited.notices, own.notices),
    resourceDemands: overlay(inherited.resourceDemands, own.resourceDemands),
  }
}

function overlay<T extends { key: string }>(inherited: readonly T[], own: readonly T[]): T[] {
  const byKey = new Map(inherited.map((each) => [each.key, each]))
  for (const each of own) byKey.set(each.key, each)
  return [...byKey.values()]
}

/** What changes when a response goes from one level to another. Each task key is in exactly one list. */
export interface PlanDelta {
  readonly add: readonly PlanTask[]
  readonly cancel: readonly PlanTask[]
  readonly keep: readonly PlanTask[]
  /** Same task, other owner, deadline or wording. */
  readonly revise: readonly { readonly before: PlanTask; readonly after: PlanTask }[]
  readonly addNotices: readonly PlanNotice[]
  readonly addDemands: readonly ResourceDemand[]
}

/**
 * Tasks to add, cancel, keep and revise for a change of level. `from` null = nothing runs yet, `to` null = the
 * response ends. Going to the same level again changes nothing.
 */
export function planDelta(
  plan: StructuredPlan,
  from: ResponseLevelNumber | null,
  to: ResponseLevelNumber | null,
): PlanDelta {
  const before = from === null ? undefined : getLevelContent(plan, from)
  const after = to === null ? undefined : getLevelContent(plan, to)
  const oldTasks = new Map((before?.tasks ?? []).map((task) => [task.key, task]))
  const newTasks = after?.tasks ?? []
  const newKeys = new Set(newTasks.map((task) => task.key))
  const keep: PlanTask[] = []
  const revise: { before: PlanTask; after: PlanTask }[] = []
  for (const task of newTasks) {
    const old = oldTasks.get(task.key)
    if (old === undefined) continue
    if (isSame(old, task)) keep.push(task)
    else revise.push({ before: old, after: task })
  }
  return {
    add: newTasks.filter((task) => !oldTasks.has(task.key)),
    cancel: [...oldTasks.values()].filter((task) => !newKeys.has(task.key)),
    keep,
    revise,
    addNotices: listChanged(before?.notices ?? [], after?.notices ?? []),
    addDemands: listChanged(before?.resourceDemands ?? [], after?.resourceDemands ?? []),
  }
}

function listChanged<T extends { key: string }>(before: readonly T[], after: readonly T[]): T[] {
  const old = new Map(before.map((each) => [each.key, each]))
  return after.filter((each) => !isSame(old.get(each.key), each))
}

/** Structural equality independent of key order, so that a re-serialised plan does not look revised. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = new Map<string, unknown>(Object.entries(b).filter(([, value]) => value !== undefined))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
}
