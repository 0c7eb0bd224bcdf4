import { evaluateCondition } from './conditions.ts'
import type { ConditionLeaf, ConditionResult, Situation, Truth } from './conditions.ts'
import { getResponseLevel } from './level-content.ts'
import type { StructuredPlan } from './structured-plan.ts'
import { nameLevel, planFacts } from './vocabulary.ts'
import type { ResponseLevelNumber } from './vocabulary.ts'

export interface TriggerResult {
  readonly level: ResponseLevelNumber
  readonly met: Truth
  readonly metLeaves: readonly ConditionLeaf[]
  /** Facts that would decide an unknown outcome. */
  readonly missingFacts: readonly string[]
}

/** Evaluates the trigger conditions of every level of the plan, gravest first. */
export function evaluateTriggers(plan: StructuredPlan, situation: Situation): TriggerResult[] {
  return [...plan.responseLevels]
    .sort((a, b) => a.level - b.level)
    .map(({ level, triggers }) => {
      const { met, metLeaves, missingFacts } = evaluateCondition(triggers, situation)
      return { level, met, metLeaves, missingFacts }
    })
}

export interface LevelProposal {
  /** The gravest level whose conditions are certainly met; null when none is. */
  readonly level: ResponseLevelNumber | null
  readonly because: readonly ConditionLeaf[]
  /** Graver levels that cannot be excluded, and what one would have to find out. */
  readonly notExcluded: readonly { readonly level: ResponseLevelNumber; readonly missingFacts: readonly string[] }[]
  readonly reasonZh: string
}

/**
 * Proposes a response level; a person decides. When any condition of a level is met the level is reached, the gravest
 * wins, and graver levels that hang on unknown facts are named rather than taken as not met.
 */
export function proposeResponseLevel(plan: StructuredPlan, situation: Situation): LevelProposal {
  const results = evaluateTriggers(plan, situation)
  const reached = results.find((result) => result.met === true)
  const notExcluded = results
    .filter((result) => result.met === 'unknown' && (reached === undefined || result.level < reached.level))
    .map(({ level, missingFacts }) => ({ level, missingFacts }))
  const open = notExcluded.map(
    ({ level, missingFacts }) => `${nameLevel(level)}尚缺：${missingFacts.map(nameFact).join('、') || '启动条件'}`,
  )
  const main = reached === undefined
    ? '现有信息未达到任何一级启动条件'
    : `符合${nameLevel(reached.level)}响应启动条件：${reached.metLeaves.map((leaf) => leaf.textZh).join('；')}`
  return {
    level: reached?.level ?? null,
    because: reached?.metLeaves ?? [],
    notExcluded,
    reasonZh: open.length === 0 ? `${main}。` : `${main}。不能排除更高级别，请核实（${open.join('；')}）。`,
  }
}

/** Chinese name of a fact; the fact itself when the vocabulary does not know it. */
export function nameFact(fact: string): string {
  return Object.hasOwn(planFacts, fact) ? planFacts[fact as keyof typeof planFacts].labelZh : fact
}

/** Whether the running level may be lowered or ended now; unknown facts count as a reason to wait. */
export function evaluateExit(
  plan: StructuredPlan,
  level: ResponseLevelNumber,
  situation: Situation,
): { readonly lower: ConditionResult; readonly end: ConditionResult } {
  const running = getResponseLevel(plan, level)
  return {
    lower: evaluateCondition(running.lowerWhen, situation),
    end: evaluateCondition(running.endWhen, situation),
  }
}
