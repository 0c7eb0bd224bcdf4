import { z } from 'zod'
import { collectEvidence, criterionSchema, isCriterionMet, type Evidence } from './conditions.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { legalBasisSchema, legalDaySchema, verificationSchema, type LegalBasis } from './legal-basis.ts'
import { isInForce } from './legal-day.ts'

/** 较大涉险事故: not a grade, but a class of production-safety event that must be reported even with nobody hurt. */
export const significantDangerRuleSchema = z.strictObject({
  criterion: criterionSchema,
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
})
export type SignificantDangerRule = z.infer<typeof significantDangerRuleSchema>

const order21: LegalBasis = {
  instrument: '生产安全事故信息报告和处置办法（原国家安全生产监督管理总局令第21号）', article: '第二十六条', issuedBy: '原国家安全生产监督管理总局',
}

const rule = (name: string, textZh: string, fact: SignificantDangerRule['criterion']['all'][number]['fact'], value: number): SignificantDangerRule => ({
  criterion: { ruleId: `significant-danger.${name}`, textZh, all: [{ fact, op: '>=', value }] },
  legalBasis: order21,
  validFrom: '2009-07-01',
  validTo: null,
  verified: 'verified',
})

/** The criteria as local practice lists them; the hospital criterion comes from one local version only. */
export const significantDangerRules: readonly SignificantDangerRule[] = [
  rule('endangered', '涉险10人以上', 'endangered', 10),
  rule('trapped-or-missing', '被困或者下落不明3人以上', 'trappedOrMissing', 3),
  rule('evacuated', '紧急疏散500人以上', 'evacuated', 500),
  rule('pollution', '造成严重环境污染', 'gravePollution', 1),
  rule('facility', '危及重要场所和设施安全', 'keyFacilityThreatened', 1),
  { ...rule('hospitalised', '住院观察治疗10人以上', 'hospitalised', 10), verified: 'from-memory' },
]

export interface SignificantDangerFinding {
  ruleId: string
  textZh: string
  because: Evidence[]
  legalBasis: LegalBasis
}

/** The first met criterion of 较大涉险事故, or null. Unknown facts never count. */
export function findSignificantDanger(
  facts: IncidentFacts, asOf: string, rules: readonly SignificantDangerRule[] = significantDangerRules,
): SignificantDangerFinding | null {
  const met = rules.find((candidate) => isInForce(candidate, asOf) && isCriterionMet(candidate.criterion, facts))
  if (met === undefined) return null
  return {
    ruleId: met.criterion.ruleId,
    textZh: met.criterion.textZh,
    because: collectEvidence(met.criterion, facts),
    legalBasis: met.legalBasis,
  }
}

/** Whether the event is a 较大涉险事故. */
export function isSignificantDanger(facts: IncidentFacts, asOf: string): boolean {
  return findSignificantDanger(facts, asOf) !== null
}
