import { z } from 'zod'
import { incidentFactsSchema, type FactName, type IncidentFacts } from './incident-facts.ts'
import { verificationSchema } from './legal-basis.ts'
import { getMeasureLabel, measureFacts, measureSchema, type Measure } from './measures.ts'

/**
 * One threshold. `>=` is the "以上" of Chinese legal text (includes the number); `>` serves 超过 and "any amount".
 * A yes/no fact is asked with `>= 1`.
 */
export const conditionSchema = z.strictObject({
  fact: measureSchema,
  op: z.enum(['>=', '>']),
  value: z.number().min(0),
  /** The condition counts only when this yes/no fact is true. */
  onlyWhen: incidentFactsSchema.keyof().optional(),
  /** The condition does not count when this yes/no fact is true. */
  exceptWhen: incidentFactsSchema.keyof().optional(),
})
export type Condition = z.infer<typeof conditionSchema>

/** A criterion is met when **all** its conditions are; a band or a rule is reached when **any** of its criteria is. */
export const criterionSchema = z.strictObject({
  ruleId: z.string().min(1),
  textZh: z.string().min(1),
  all: z.array(conditionSchema).min(1),
  /** Set where one criterion is less certain than the table it stands in. */
  verified: verificationSchema.optional(),
})
export type Criterion = z.infer<typeof criterionSchema>

/** The evidence for one met condition, in the words an officer can check. */
export interface Evidence {
  fact: Measure
  labelZh: string
  value: number
  threshold: number
  unitZh: string
}

const isTrue = (facts: IncidentFacts, name: FactName): boolean => facts[name] === true

/** Whether known facts satisfy a condition; unknown never does. */
export function isConditionMet(condition: Condition, facts: IncidentFacts): boolean {
  if (condition.onlyWhen !== undefined && !isTrue(facts, condition.onlyWhen)) return false
  if (condition.exceptWhen !== undefined && isTrue(facts, condition.exceptWhen)) return false
  const value = measureFacts(condition.fact, facts)
  if (value === null) return false
  return condition.op === '>=' ? value >= condition.value : value > condition.value
}

export function isCriterionMet(criterion: Criterion, facts: IncidentFacts): boolean {
  return criterion.all.every((condition) => isConditionMet(condition, facts))
}

/** The facts that met a criterion, with their thresholds. Call only for a met criterion. */
export function collectEvidence(criterion: Criterion, facts: IncidentFacts): Evidence[] {
  return criterion.all.map((condition) => {
    const label = getMeasureLabel(condition.fact)
    return {
      fact: condition.fact,
      labelZh: label.labelZh,
      value: measureFacts(condition.fact, facts) ?? 0,
      threshold: condition.value,
      unitZh: label.unitZh,
    }
  })
}
