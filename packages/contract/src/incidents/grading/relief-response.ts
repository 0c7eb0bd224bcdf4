import { z } from 'zod'
import { collectEvidence, criterionSchema, isCriterionMet, type Criterion, type Evidence } from './conditions.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { areaPrefixSchema, legalBasisSchema, legalDaySchema, verificationSchema, type LegalBasis, type Verification } from './legal-basis.ts'
import { coversDivision, isInForce } from './legal-day.ts'
import type { Measure } from './measures.ts'

/**
 * Start conditions of disaster-relief **response levels** (自然灾害救助应急响应). Kept apart from incident grades on purpose: a
 * response level is what a government does. National numbers; provinces, cities and counties keep smaller ones by `areaPrefix`.
 */
export const reliefResponseStandardSchema = z.strictObject({
  responseLevel: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  titleZh: z.string().min(1),
  criteria: z.array(criterionSchema).min(1),
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  areaPrefix: areaPrefixSchema,
  noteZh: z.string().optional(),
})
export type ReliefResponseStandard = z.infer<typeof reliefResponseStandardSchema>

interface ReliefThresholds {
  deadOrMissing: number
  aidNeeded: number
  destroyedRooms: number
  damagedHouseholds: number
  droughtAidSharePercent: number
  droughtAidNeeded: number
}

function reliefLevel(
  responseLevel: 1 | 2 | 3 | 4, nameZh: string, article: string, thresholds: ReliefThresholds, verified: Verification, noteZh?: string,
): ReliefResponseStandard {
  const criterion = (fact: Measure, value: number, textZh: string, criterionVerified?: Verification): Criterion => ({
    ruleId: `relief.${responseLevel}.${fact}`,
    textZh,
    all: [{ fact, op: '>=', value }],
    ...(criterionVerified === undefined ? {} : { verified: criterionVerified }),
  })
  const wan = (value: number): string => `${value / 10_000}万`
  return {
    responseLevel,
    titleZh: `国家自然灾害救助${nameZh}响应`,
    criteria: [
      criterion('deadOrMissing', thresholds.deadOrMissing, `死亡失踪${thresholds.deadOrMissing}人以上`),
      criterion('aidNeeded', thresholds.aidNeeded, `紧急转移安置和需紧急生活救助${wan(thresholds.aidNeeded)}人以上`),
      criterion('destroyedRooms', thresholds.destroyedRooms, `倒塌和严重损坏房屋${wan(thresholds.destroyedRooms)}间以上`),
      criterion('damagedHouseholds', thresholds.damagedHouseholds, `倒塌和严重损坏房屋${wan(thresholds.damagedHouseholds)}户以上`),
      criterion('droughtAidSharePercent', thresholds.droughtAidSharePercent,
        `因旱需救助占农牧业人口${thresholds.droughtAidSharePercent}%以上`, responseLevel > 2 ? 'from-memory' : undefined),
      criterion('droughtAidNeeded', thresholds.droughtAidNeeded,
        `因旱需救助${wan(thresholds.droughtAidNeeded)}人以上`, responseLevel > 2 ? 'from-memory' : undefined),
    ],
    legalBasis: { instrument: '国家自然灾害救助应急预案（国办函〔2024〕11号）', article, issuedBy: '国务院办公厅' },
    validFrom: '2024-01-20',
    validTo: null,
    verified,
    areaPrefix: '',
    ...(noteZh === undefined ? {} : { noteZh }),
  }
}

/** National relief response table, gravest level first. */
export const reliefResponseStandards: readonly ReliefResponseStandard[] = [
  reliefLevel(1, '一级', '5.1', {
    deadOrMissing: 200, aidNeeded: 2_000_000, destroyedRooms: 300_000, damagedHouseholds: 100_000,
    droughtAidSharePercent: 30, droughtAidNeeded: 4_000_000,
  }, 'verified', '已启动一级响应省份的相邻省份，死亡失踪 160 人以上也可启动，由人工判断。'),
  reliefLevel(2, '二级', '5.2', {
    deadOrMissing: 100, aidNeeded: 1_000_000, destroyedRooms: 200_000, damagedHouseholds: 70_000,
    droughtAidSharePercent: 25, droughtAidNeeded: 3_000_000,
  }, 'from-memory', '数值与 2016 年版核对过，2024 年版待核对。'),
  reliefLevel(3, '三级', '5.3', {
    deadOrMissing: 50, aidNeeded: 500_000, destroyedRooms: 100_000, damagedHouseholds: 30_000,
    droughtAidSharePercent: 20, droughtAidNeeded: 2_000_000,
  }, 'from-memory', '数值与 2016 年版核对过，2024 年版待核对。'),
  reliefLevel(4, '四级', '5.4', {
    deadOrMissing: 20, aidNeeded: 100_000, destroyedRooms: 10_000, damagedHouseholds: 3_000,
    droughtAidSharePercent: 15, droughtAidNeeded: 1_000_000,
  }, 'from-memory'),
]

export interface ReliefResponseProposal {
  responseLevel: 1 | 2 | 3 | 4
  ruleId: string
  textZh: string
  because: Evidence[]
  legalBasis: LegalBasis
  verified: Verification
}

/** The highest relief response level whose start conditions are met by known facts, or null. */
export function proposeReliefResponse(
  facts: IncidentFacts, asOf: string, divisionCode?: string,
  standards: readonly ReliefResponseStandard[] = reliefResponseStandards,
): ReliefResponseProposal | null {
  const current = standards.filter((entry) => isInForce(entry, asOf) && coversDivision(entry.areaPrefix, divisionCode))
  // One government starts a response by its own table: the most local rows present displace the others.
  const mostLocal = Math.max(...current.map((entry) => entry.areaPrefix.length))
  const own = current.filter((entry) => entry.areaPrefix.length === mostLocal).sort((a, b) => a.responseLevel - b.responseLevel)
  for (const entry of own) {
    const met = entry.criteria.find((criterion) => isCriterionMet(criterion, facts))
    if (met !== undefined) {
      return {
        responseLevel: entry.responseLevel, ruleId: met.ruleId, textZh: met.textZh, because: collectEvidence(met, facts),
        legalBasis: entry.legalBasis, verified: met.verified ?? entry.verified,
      }
    }
  }
  return null
}
