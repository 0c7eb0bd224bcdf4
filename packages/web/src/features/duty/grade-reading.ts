import type { GradeProposal } from '@fengsui/contract/incidents'
import { findGradingStandard, formatLegalBasis, gradeIncident, listNextThresholds, suggestStandard } from '@fengsui/contract/incidents/grading'
import type { IncidentFacts, NextThreshold } from '@fengsui/contract/incidents/grading'

/** What the rules say about facts that are still being typed. */
export interface GradeReading {
  readonly proposal: GradeProposal
  /** Facts that led to it: `死亡 2 人`. */
  readonly because: readonly { readonly text: string }[]
  /** Other criteria of the same grade that are met. */
  readonly alsoMet: readonly string[]
  readonly next: readonly NextThreshold[]
  readonly confirmed: boolean
}

/**
 * Grades as the server will, in the browser: same rule table, same pure function.
 * @param asOf instant or day of the rules
 * @returns null where no national table counts anything for the type
 */
export function readGrade(input: { readonly typeCode: string; readonly facts: IncidentFacts; readonly divisionCode: string; readonly asOf: string }): GradeReading | null {
  const standardId = suggestStandard(input.typeCode)
  const standard = standardId === undefined ? undefined : findGradingStandard(standardId, input.asOf, input.divisionCode)
  if (standard === undefined) return null
  const decision = gradeIncident({ standard, facts: input.facts, asOf: input.asOf })
  const strict = decision.strictProposal
  const graded = decision.grade !== null
  return {
    proposal: {
      grade: decision.grade, ruleId: graded ? decision.ruleId : null, standardId: standard.id, text: graded ? decision.textZh : decision.reasonZh, legalBasis: formatLegalBasis(standard.legalBasis),
      strictGrade: strict?.grade ?? null, strictText: strict === undefined ? null : `${strict.textZh}（${strict.noteZh}）`, proposedAt: input.asOf,
    },
    because: graded ? decision.because.map(({ labelZh, value, unitZh }) => ({ text: unitZh === '' ? labelZh : `${labelZh} ${value} ${unitZh}` })) : [],
    alsoMet: graded ? decision.alsoMet.map((finding) => finding.textZh) : [],
    next: listNextThresholds({ standard, facts: input.facts, asOf: input.asOf }).slice(0, 2),
    confirmed: standard.verified === 'verified',
  }
}
