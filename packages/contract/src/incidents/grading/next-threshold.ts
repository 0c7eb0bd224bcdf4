import type { GradingStandard } from './grading-standard.ts'
import { gradeIncident } from './grade-incident.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { incidentGradeNamesZh, type IncidentGrade } from './incident-grade.ts'
import { getMeasureLabel, measureFacts, type Measure } from './measures.ts'

/** What would raise the grade. */
export interface NextThreshold {
  grade: IncidentGrade
  ruleId: string
  fact: Measure
  /** null = not yet reported. */
  current: number | null
  threshold: number
  /** How much more is needed; null while the current value is unknown. */
  missingBy: number | null
  textZh: string
}

const gapText = (labelZh: string, unitZh: string, current: number | null, gap: number | null, gradeZh: string, threshold: number): string =>
  current === null
    ? `${labelZh}未报；达到 ${threshold} ${unitZh}为${gradeZh}`
    : `${labelZh}再增 ${gap ?? 0} ${unitZh}（达到 ${threshold} ${unitZh}）为${gradeZh}`

/**
 * The thresholds of the next graver band that a single number would reach, nearest first (relative to the threshold), for the
 * desk to show beside the grade. Yes/no facts and combined criteria are left out: they are asked for in the form.
 */
export function listNextThresholds(input: { standard: GradingStandard; facts: IncidentFacts; asOf: string }): NextThreshold[] {
  const { standard, facts } = input
  const current = gradeIncident(input).grade
  const graver = standard.bands.filter((band) => current === null || band.grade < current)
  const next = Math.max(...graver.map((band) => band.grade))
  const band = graver.find((candidate) => candidate.grade === next)
  if (band === undefined) return []
  return band.criteria.flatMap((criterion) => {
    const [condition] = criterion.all
    if (condition === undefined || criterion.all.length !== 1) return []
    if (condition.onlyWhen !== undefined && facts[condition.onlyWhen] !== true) return []
    if (condition.exceptWhen !== undefined && facts[condition.exceptWhen] === true) return []
    const label = getMeasureLabel(condition.fact)
    if (label.kind === 'yes-no') return []
    // "Any amount" of a counted thing starts at one.
    const threshold = condition.op === '>' && label.kind === 'count' ? condition.value + 1 : condition.value
    const value = measureFacts(condition.fact, facts)
    const missingBy = value === null ? null : Math.max(0, Math.round((threshold - value) * 1e6) / 1e6)
    return [{
      grade: band.grade, ruleId: criterion.ruleId, fact: condition.fact, current: value, threshold, missingBy,
      textZh: gapText(label.labelZh, label.unitZh, value, missingBy, incidentGradeNamesZh[band.grade], threshold),
    }]
  }).sort((a, b) => nearness(a) - nearness(b))
}

function nearness(entry: NextThreshold): number {
  return entry.missingBy === null ? 2 : entry.missingBy / Math.max(entry.threshold, 1e-9)
}
