export {
  areaPrefixSchema, formatLegalBasis, incidentClassNamesZh, incidentClassSchema, legalBasisSchema, legalDaySchema, verificationSchema,
  type IncidentClass, type LegalBasis, type Verification,
} from './legal-basis.ts'
export { coversDivision, isInForce, legalDayOf, type DatedRange } from './legal-day.ts'
export {
  incidentGradeNamesZh, incidentGradeNumerals, incidentGradeRomans, incidentGradeSchema, incidentGrades, isGraver,
  type IncidentGrade,
} from './incident-grade.ts'
export { factLabels, incidentFactsSchema, type FactLabel, type FactName, type IncidentFacts } from './incident-facts.ts'
export { derivedMeasureSchema, getMeasureLabel, measureFacts, measureSchema, type DerivedMeasure, type Measure } from './measures.ts'
export {
  collectEvidence, conditionSchema, criterionSchema, isConditionMet, isCriterionMet,
  type Condition, type Criterion, type Evidence,
} from './conditions.ts'
export { gradeBandSchema, gradingStandardSchema, type GradeBand, type GradingStandard } from './grading-standard.ts'
export { findGradingStandard, listGradingStandards, nationalGradingStandards } from './find-standard.ts'
export {
  gradeByGravest, gradeIncident,
  type GradeDecision, type GradedDecision, type GradeFinding, type StrictProposal, type UngradedDecision,
} from './grade-incident.ts'
export { listNextThresholds, type NextThreshold } from './next-threshold.ts'
export {
  findSignificantDanger, isSignificantDanger, significantDangerRules, significantDangerRuleSchema,
  type SignificantDangerFinding, type SignificantDangerRule,
} from './significant-danger.ts'
export {
  proposeReliefResponse, reliefResponseStandards, reliefResponseStandardSchema,
  type ReliefResponseProposal, type ReliefResponseStandard,
} from './relief-response.ts'
export {
  findIncidentClass, findIncidentType, incidentTypes, suggestStandard, suggestStandards, type IncidentType,
} from './incident-types.ts'
