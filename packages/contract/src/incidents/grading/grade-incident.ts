import { collectEvidence, isCriterionMet, type Criterion, type Evidence } from './conditions.ts'
import type { GradingStandard } from './grading-standard.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { isGraver, type IncidentGrade } from './incident-grade.ts'
import { formatLegalBasis, type LegalBasis, type Verification } from './legal-basis.ts'
import { isInForce } from './legal-day.ts'

/** A grade together with the rule that gave it. */
export interface GradeFinding {
  grade: IncidentGrade
  ruleId: string
  textZh: string
  because: Evidence[]
  verified: Verification
}

/** A graver grade that prudence suggests but the letter of the standard does not yet require. */
export interface StrictProposal extends GradeFinding {
  noteZh: string
}

export interface GradedDecision extends GradeFinding {
  standardId: string
  legalBasis: LegalBasis
  legalBasisZh: string
  /** Every other criterion of the same grade that is also met, so that correcting one number does not surprise. */
  alsoMet: GradeFinding[]
  strictProposal?: StrictProposal
}

export interface UngradedDecision {
  grade: null
  standardId: string
  legalBasis: LegalBasis
  legalBasisZh: string
  reasonZh: string
  strictProposal?: StrictProposal
}

export type GradeDecision = GradedDecision | UngradedDecision

function findingOf(standard: GradingStandard, grade: IncidentGrade, criterion: Criterion, facts: IncidentFacts): GradeFinding {
  return {
    grade,
    ruleId: criterion.ruleId,
    textZh: criterion.textZh,
    because: collectEvidence(criterion, facts),
    verified: criterion.verified ?? standard.verified,
  }
}

/** All criteria met in the gravest band reached; empty when no grade can be given. */
function findGravest(standard: GradingStandard, facts: IncidentFacts): GradeFinding[] {
  const bands = [...standard.bands].sort((a, b) => a.grade - b.grade)
  for (const band of bands) {
    const met = band.criteria.filter((criterion) => isCriterionMet(criterion, facts))
    if (met.length > 0) return met.map((criterion) => findingOf(standard, band.grade, criterion, facts))
  }
  const { residual } = standard
  if (residual === null || residual.whenKnown.some((fact) => facts[fact] === null || facts[fact] === undefined)) return []
  return [{
    grade: residual.grade, ruleId: residual.ruleId, textZh: residual.textZh, because: [], verified: standard.verified,
  }]
}

/** Facts as they would be if everyone missing had died. */
function countMissingAsDead(facts: IncidentFacts): IncidentFacts {
  return { ...facts, dead: (facts.dead ?? 0) + (facts.missing ?? 0), missing: 0 }
}

function proposeStricter(
  standard: GradingStandard, facts: IncidentFacts, grade: IncidentGrade | null,
): StrictProposal | undefined {
  if (standard.countsMissingAsDead || (facts.missing ?? 0) === 0) return undefined
  const [stricter] = findGravest(standard, countMissingAsDead(facts))
  if (stricter === undefined || !isGraver(stricter.grade, grade)) return undefined
  return { ...stricter, noteZh: '含下落不明，从严计' }
}

/**
 * Proposes the incident grade (事件分级) under one standard. The grade is the gravest whose criteria are met by any one fact.
 * Unknown facts never satisfy a threshold and never throw; when nothing is known that could grade the event the decision is
 * `grade: null` with what to supply. Missing persons count as dead only where the standard says so; elsewhere the graver
 * outcome is offered as `strictProposal`.
 * @param asOf day of the rules; a standard not in force then gives no grade.
 */
export function gradeIncident(input: { standard: GradingStandard; facts: IncidentFacts; asOf: string }): GradeDecision {
  const { standard, facts, asOf } = input
  const shared = {
    standardId: standard.id, legalBasis: standard.legalBasis, legalBasisZh: formatLegalBasis(standard.legalBasis),
  }
  if (!isInForce(standard, asOf)) {
    return { ...shared, grade: null, reasonZh: '这份分级标准在所选日期不施行，请换用当日有效的版本' }
  }
  const [first, ...alsoMet] = findGravest(standard, facts)
  const strict = proposeStricter(standard, facts, first?.grade ?? null)
  const strictProposal = strict === undefined ? {} : { strictProposal: strict }
  if (first === undefined) {
    return {
      ...shared,
      grade: null,
      reasonZh: standard.bands.some((band) => band.grade === 4)
        ? '已知情况不足以定级，请补充伤亡人数或直接经济损失'
        : '未达到国家规定的等级，较大、一般请按本地标准人工定级',
      ...strictProposal,
    }
  }
  return { ...shared, ...first, alsoMet, ...strictProposal }
}

/** Grades under several standards and keeps the gravest; the first listed wins a tie. Undefined only for an empty list. */
export function gradeByGravest(input: {
  standards: readonly GradingStandard[]; facts: IncidentFacts; asOf: string
}): GradeDecision | undefined {
  return input.standards
    .map((standard) => gradeIncident({ standard, facts: input.facts, asOf: input.asOf }))
    .reduce<GradeDecision | undefined>(
      (best, next) => (best === undefined || isGraver(next.grade, best.grade) ? next : best), undefined)
}
