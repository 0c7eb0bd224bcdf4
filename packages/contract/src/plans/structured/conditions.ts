import { z } from 'zod'

/**
 * Conditions of a plan: trees of "any of" and "all of" over single comparisons, evaluated in three-valued logic
 * (true, false, unknown). A fact nobody has told us is unknown and never silently false.
 */

const Scalar = z.union([z.number(), z.boolean(), z.string().max(60)])

/** One comparison. `in` takes a list of accepted values; the others take one value. Bounds are as the sign says. */
export const ConditionLeaf = z.strictObject({
  fact: z.string().regex(/^[a-z][A-Za-z0-9]{1,59}$/u),
  op: z.enum(['>=', '>', '<=', '<', '=', 'in']),
  value: z.union([Scalar, z.array(z.union([z.number(), z.string().max(60)])).min(1).max(20)]),
  unit: z.string().max(20),
  textZh: z.string().min(1).max(200),
})
export type ConditionLeaf = z.infer<typeof ConditionLeaf>

export type Condition = ConditionLeaf | { any: Condition[] } | { all: Condition[] }

/** Nesting is bounded so that hostile input cannot exhaust the stack; official texts never nest deeper than this. */
function conditionOfDepth(depth: number): z.ZodType<Condition> {
  if (depth === 0) return ConditionLeaf
  const children = z.array(conditionOfDepth(depth - 1)).max(40)
  return z.union([ConditionLeaf, z.strictObject({ any: children }), z.strictObject({ all: children })])
}
export const Condition = conditionOfDepth(3)

/** What is known now. Absent or null = unknown. */
export type Situation = Readonly<Record<string, number | boolean | string | null | undefined>>

export type Truth = true | false | 'unknown'

export interface ConditionResult {
  readonly met: Truth
  /** Comparisons that hold now. */
  readonly metLeaves: readonly ConditionLeaf[]
  /** Comparisons that are known not to hold. */
  readonly failedLeaves: readonly ConditionLeaf[]
  /** Facts that would still decide the outcome; empty once the outcome is certain. */
  readonly missingFacts: readonly string[]
}

function compareNumbers(op: ConditionLeaf['op'], actual: number, wanted: number): boolean {
  switch (op) {
    case '>=': return actual >= wanted
    case '>': return actual > wanted
    case '<=': return actual <= wanted
    case '<': return actual < wanted
    default: return actual === wanted
  }
}

/** Compares one leaf. A value of another type than the plan asks for cannot be judged and counts as unknown. */
function evaluateLeaf(leaf: ConditionLeaf, situation: Situation): Truth {
  const actual = Object.hasOwn(situation, leaf.fact) ? situation[leaf.fact] : undefined
  if (actual === undefined || actual === null || (typeof actual === 'number' && Number.isNaN(actual))) return 'unknown'
  const wanted = leaf.value
  if (Array.isArray(wanted)) {
    if (leaf.op !== 'in' || typeof actual !== typeof wanted[0]) return 'unknown'
    return wanted.some((each) => each === actual)
  }
  if (leaf.op === 'in' || typeof actual !== typeof wanted) return 'unknown'
  if (typeof actual === 'number' && typeof wanted === 'number') return compareNumbers(leaf.op, actual, wanted)
  return leaf.op === '=' ? actual === wanted : 'unknown'
}

/**
 * Evaluates a condition tree by Kleene's rules: "any" is true as soon as one branch is, "all" false as soon as one
 * branch is; otherwise an unknown branch makes the whole unknown. An empty list is a gap in the plan, hence unknown.
 */
export function evaluateCondition(condition: Condition, situation: Situation): ConditionResult {
  if ('fact' in condition) {
    const met = evaluateLeaf(condition, situation)
    return {
      met,
      metLeaves: met === true ? [condition] : [],
      failedLeaves: met === false ? [condition] : [],
      missingFacts: met === 'unknown' ? [condition.fact] : [],
    }
  }
  const isAny = 'any' in condition
  const branches = (isAny ? condition.any : condition.all).map((branch) => evaluateCondition(branch, situation))
  const met = branches.length === 0 ? 'unknown' : combine(isAny, branches.map((branch) => branch.met))
  const open = met === 'unknown' ? branches.filter((branch) => branch.met === 'unknown') : []
  return {
    met,
    metLeaves: branches.flatMap((branch) => branch.metLeaves),
    failedLeaves: branches.flatMap((branch) => branch.failedLeaves),
    missingFacts: [...new Set(open.flatMap((branch) => branch.missingFacts))],
  }
}

function combine(isAny: boolean, truths: readonly Truth[]): Truth {
  if (truths.includes(isAny)) return isAny
  return truths.includes('unknown') ? 'unknown' : !isAny
}

/** Every comparison in the tree, in reading order. */
export function listLeaves(condition: Condition): ConditionLeaf[] {
  if ('fact' in condition) return [condition]
  return ('any' in condition ? condition.any : condition.all).flatMap(listLeaves)
}
