import { coversDivision, isCriterionMet, isInForce, type IncidentClass, type IncidentFacts, type IncidentGrade } from '../../incidents/grading/index.ts'
import type { DeadlineRule, DeadlineScope, ReliefResponseScope } from './deadline-rule.ts'
import { accidentDeadlines } from './rules/accident.ts'
import { healthAndWildfireDeadlines } from './rules/health-and-wildfire.ts'
import { localSampleDeadlines } from './rules/local-samples.ts'
import { naturalDisasterDeadlines, verificationReplyRules } from './rules/natural-disaster.ts'

/** Every shipped rule, all versions. Offices pass their edited copy instead. */
export const defaultDeadlineRules: readonly DeadlineRule[] = [
  ...naturalDisasterDeadlines, ...verificationReplyRules, ...accidentDeadlines, ...healthAndWildfireDeadlines, ...localSampleDeadlines,
]

/** What the reporting rules need to know of an incident. */
export interface ReportableIncident {
  incidentClass: IncidentClass
  typeCode?: string | null
  standardId: string | null
  /** null = not graded yet; treated as 一般 until it is. */
  grade: IncidentGrade | null
  occurredAt: string | null
  /** When the event first became known to the authority that opened the incident. */
  knownAt: string
  facts: IncidentFacts
  divisionCode: string
  /** Disaster-relief response now running at province level or above; absent = none. */
  reliefResponse?: ReliefResponseScope
}

/** Enabled rules in force on a day for a division. @param asOf instant or legal day of the rules. */
export function listDeadlineRules(
  asOf: string, divisionCode: string, rules: readonly DeadlineRule[] = defaultDeadlineRules,
): DeadlineRule[] {
  return rules.filter((rule) => rule.enabled && isInForce(rule, asOf) && coversDivision(rule.areaPrefix, divisionCode))
}

function matchesType(scope: DeadlineScope, typeCode: string): boolean {
  if (scope.typePrefixes !== undefined && !scope.typePrefixes.some((prefix) => typeCode.startsWith(prefix))) return false
  return !(scope.exceptTypePrefixes ?? []).some((prefix) => typeCode.startsWith(prefix))
}

/** Whether a rule's scope holds for an incident as it is known now. */
export function isInScope(scope: DeadlineScope, incident: ReportableIncident): boolean {
  const standardId = incident.standardId ?? ''
  return (scope.incidentClasses?.includes(incident.incidentClass) ?? true)
    && (scope.standardIds?.includes(standardId) ?? true)
    && !(scope.exceptStandardIds?.includes(standardId) ?? false)
    && matchesType(scope, incident.typeCode ?? '')
    && (scope.grades?.includes(incident.grade ?? 4) ?? true)
    && (scope.reliefResponses?.includes(incident.reliefResponse ?? 'none') ?? true)
    && (scope.anyOf?.some((criterion) => isCriterionMet(criterion, incident.facts)) ?? true)
}
