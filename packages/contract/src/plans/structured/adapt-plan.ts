import { z } from 'zod'
import { ResponseLevel, StructuredPlan } from './structured-plan.ts'

/**
 * How a lower level's plan differs from the plan it is modelled on. A county keeps the structure of the city's plan and
 * states only what is its own, so that a revision above reaches it and copy-paste does not creep in.
 */
export const PlanAdaptation = z.strictObject({
  /** Number of the plan this one is modelled on; checked when applied. */
  basedOn: z.string().min(1),
  replace: StructuredPlan.pick({ title: true, number: true, issuerZh: true, areaDivisionCode: true, version: true, validFrom: true })
    .extend(StructuredPlan.pick({ legalBasis: true, warningLevels: true, endConditions: true, headquarters: true }).partial().shape),
  /** Duty names that change with the level: each county government becomes each town government. */
  unitRoles: z.record(z.string(), z.string()),
  /** Local names in texts, longest first: 市防指 → 县防指. Applied to what is taken over, not to `replace` or `levels`. */
  wording: z.record(z.string().min(1), z.string()),
  /** Duties that do not exist here (no coast, no maritime administration): left out of members, groups and seats. */
  omitUnitRoles: z.array(z.string()),
  /** Tasks of the model that do not exist here, such as recalling boats in an inland county. */
  omitTasks: z.array(z.string()),
  omitNotices: z.array(z.string()),
  /** Stock demands scale with the place; the result is rounded up. */
  demandFactor: z.number().positive().max(10),
  levels: z.array(ResponseLevel.pick({ level: true }).extend(
    ResponseLevel.pick({ starter: true, triggers: true, expectedDurationHours: true, lowerWhen: true, endWhen: true }).partial().shape,
  ).extend(ResponseLevel.pick({ tasks: true, notices: true }).partial().shape)),
})
export type PlanAdaptation = z.infer<typeof PlanAdaptation>

/**
 * Applies an adaptation to its model. Own tasks and notices of a level replace those of the model with the same key or
 * come after them. Throws RangeError for another model; the result is parsed, so it is a valid plan or a ZodError.
 */
export function adaptPlan(model: StructuredPlan, adaptation: PlanAdaptation): StructuredPlan {
  if (adaptation.basedOn !== model.number) throw new RangeError(`adaptation is for ${adaptation.basedOn}, not ${model.number}`)
  const local = reword(model, adaptation) as StructuredPlan
  const omitTasks = new Set(adaptation.omitTasks)
  const omitNotices = new Set(adaptation.omitNotices)
  const responseLevels = local.responseLevels.map((level) => {
    const { tasks: ownTasks = [], notices: ownNotices = [], ...own } = adaptation.levels.find((each) => each.level === level.level) ?? {}
    return {
      ...level,
      ...own,
      tasks: merge(level.tasks.filter((task) => !omitTasks.has(task.key)).map((task) => ({
        ...task, ...(task.dependsOn === undefined ? {} : { dependsOn: task.dependsOn.filter((key) => !omitTasks.has(key)) }),
      })), ownTasks),
      notices: merge(level.notices.filter((notice) => !omitNotices.has(notice.key)), ownNotices),
      resourceDemands: level.resourceDemands.map((demand) => ({ ...demand, quantity: Math.ceil(demand.quantity * adaptation.demandFactor) })),
    }
  })
  return StructuredPlan.parse({ ...local, ...adaptation.replace, responseLevels })
}

function merge<T extends { key: string }>(taken: readonly T[], own: readonly T[]): T[] {
  const replaced = new Map(own.map((each) => [each.key, each]))
  const kept = taken.map((each) => replaced.get(each.key) ?? each)
  const keys = new Set(taken.map((each) => each.key))
  return [...kept, ...own.filter((each) => !keys.has(each.key))]
}

/** Rewrites duty names and local wording throughout a plan; keys, numbers and codes are ASCII and stay as they are. */
function reword(value: unknown, adaptation: PlanAdaptation): unknown {
  if (typeof value === 'string') return rewordText(value, adaptation.wording)
  if (Array.isArray(value)) {
    return value.filter((each) => !isOmittedUnit(each, adaptation.omitUnitRoles)).map((each) => reword(each, adaptation))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => {
    if (key === 'unitRole' && typeof each === 'string') return [key, adaptation.unitRoles[each] ?? each]
    return [key, reword(each, adaptation)]
  }))
}

/** A unit reference in a list of members, or a seat held by one. */
function isOmittedUnit(value: unknown, omitted: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('unitRole' in value && typeof value.unitRole === 'string') return omitted.includes(value.unitRole)
  return 'room' in value && 'unit' in value && isOmittedUnit(value.unit, omitted)
}

function rewordText(text: string, wording: Readonly<Record<string, string>>): string {
  const words = Object.keys(wording).sort((a, b) => b.length - a.length)
  if (words.length === 0) return text
  const pattern = new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join('|'), 'gu')
  return text.replaceAll(pattern, (word) => wording[word] ?? word)
}

