import type { Condition, Criterion } from './conditions.ts'
import type { GradeBand } from './grading-standard.ts'
import { incidentGradeRomans, incidentGrades, type IncidentGrade } from './incident-grade.ts'
import type { FactName } from './incident-facts.ts'
import type { Verification } from './legal-basis.ts'
import { getMeasureLabel, type Measure } from './measures.ts'

/** A criterion placed in its grade, ready to be gathered into bands. */
export interface GradedCriterion {
  grade: IncidentGrade
  criterion: Criterion
}

/** The lower bound of each grade; 'any' means any amount above zero ("3人以下" includes one). */
export type Ladder = Partial<Record<IncidentGrade, number | 'any'>>

function formatQuantity(value: number, unitZh: string): string {
  if (unitZh === '万元') return value >= 10_000 ? `${value / 10_000}亿元` : `${value}万元`
  if (unitZh === '人' && value >= 10_000 && value % 10_000 === 0) return `${value / 10_000}万人`
  return `${value}${unitZh}`
}

function describeStep(measure: Measure, lower: number | 'any', upper: number | undefined): string {
  const { labelZh, unitZh } = getMeasureLabel(measure)
  if (lower === 'any') return upper === undefined ? `有${labelZh}` : `${labelZh}${formatQuantity(upper, unitZh)}以下`
  const from = `${labelZh}${formatQuantity(lower, unitZh)}以上`
  return upper === undefined ? from : `${from}、${formatQuantity(upper, unitZh)}以下`
}

const ruleId = (standardId: string, grade: IncidentGrade, name: string): string =>
  `${standardId}.${incidentGradeRomans[grade]}.${name}`

/**
 * Turns one row of a statute's table (thresholds of one measure over the grades) into criteria with half-open ranges:
 * "以上" includes the number, "以下" does not (493号令 Art 3 末款).
 */
export function climbLadder(
  standardId: string,
  measure: Measure,
  steps: Ladder,
  options: { onlyWhen?: FactName; exceptWhen?: FactName; suffix?: string; notePrefixZh?: string; verified?: Verification } = {},
): GradedCriterion[] {
  let upper: number | undefined
  return incidentGrades.flatMap((grade) => {
    const lower = steps[grade]
    if (lower === undefined) return []
    const condition: Condition = {
      fact: measure,
      ...(lower === 'any' ? { op: '>', value: 0 } as const : { op: '>=', value: lower } as const),
      ...(options.onlyWhen === undefined ? {} : { onlyWhen: options.onlyWhen }),
      ...(options.exceptWhen === undefined ? {} : { exceptWhen: options.exceptWhen }),
    }
    const textZh = `${options.notePrefixZh ?? ''}${describeStep(measure, lower, upper)}`
    upper = lower === 'any' ? undefined : lower
    return [{
      grade,
      criterion: {
        ruleId: ruleId(standardId, grade, `${measure}${options.suffix ?? ''}`),
        textZh,
        all: [condition],
        ...(options.verified === undefined ? {} : { verified: options.verified }),
      },
    }]
  })
}

/** A criterion met by a yes/no fact, named by that fact's label. */
export function whenTrue(standardId: string, grade: IncidentGrade, fact: FactName, verified?: Verification): GradedCriterion {
  return {
    grade,
    criterion: {
      ruleId: ruleId(standardId, grade, fact),
      textZh: getMeasureLabel(fact).labelZh,
      all: [{ fact, op: '>=', value: 1 }],
      ...(verified === undefined ? {} : { verified }),
    },
  }
}

/** A criterion of several conditions that must hold together. */
export function whenAll(
  standardId: string, grade: IncidentGrade, name: string, textZh: string, all: Condition[], verified?: Verification,
): GradedCriterion {
  return {
    grade,
    criterion: { ruleId: ruleId(standardId, grade, name), textZh, all, ...(verified === undefined ? {} : { verified }) },
  }
}

/** Gathers criteria into bands, gravest grade first. */
export function gatherBands(criteria: readonly GradedCriterion[]): GradeBand[] {
  return incidentGrades.flatMap((grade) => {
    const own = criteria.filter((entry) => entry.grade === grade).map((entry) => entry.criterion)
    return own.length === 0 ? [] : [{ grade, criteria: own }]
  })
}

/**
 * An event with people missing and nobody yet confirmed dead is already in the lowest grade; whether the missing raise it
 * further is the stricter proposal's question.
 */
export function missingIsLowest(standardId: string): GradedCriterion {
  return whenAll(standardId, 4, 'missing', '有人员下落不明，尚无更高一级的事实', [{ fact: 'missing', op: '>', value: 0 }])
}
