import { z } from 'zod'
import { factLabels, incidentFactsSchema, type FactLabel, type FactName, type IncidentFacts } from './incident-facts.ts'

/**
 * Quantities the law counts that are sums of reported facts. A sum uses what is known and is unknown only when every part is.
 * - `deadOrMissing` 死亡失踪 (disaster statistics, earthquake plan)
 * - `seriousInjuriesAndPoisonings` 重伤（包括急性工业中毒）(493号令 Art 3)
 * - `casualties` 死伤 = dead + injured (grassland-fire plan)
 * - `deadMissingOrTrapped` 死亡失踪或者遇险被困 (disaster statistics, the one-hour rule)
 * - `trappedOrMissing` 被困或者下落不明 (令21号 Art 26)
 * - `aidNeeded` 紧急转移安置和需紧急生活救助 (relief plan)
 * - `destroyedRooms` 倒塌和严重损坏房屋 (relief plan)
 */
export const derivedMeasureSchema = z.enum([
  'deadOrMissing', 'seriousInjuriesAndPoisonings', 'casualties', 'deadMissingOrTrapped', 'trappedOrMissing', 'aidNeeded',
  'destroyedRooms',
])
export type DerivedMeasure = z.infer<typeof derivedMeasureSchema>

export const measureSchema = z.union([incidentFactsSchema.keyof(), derivedMeasureSchema])
export type Measure = FactName | DerivedMeasure

const derivedLabels: Readonly<Record<DerivedMeasure, FactLabel>> = {
  deadOrMissing: { labelZh: '死亡失踪', unitZh: '人', kind: 'count' },
  seriousInjuriesAndPoisonings: { labelZh: '重伤（含急性中毒）', unitZh: '人', kind: 'count' },
  casualties: { labelZh: '死伤', unitZh: '人', kind: 'count' },
  deadMissingOrTrapped: { labelZh: '死亡失踪或遇险被困', unitZh: '人', kind: 'count' },
  trappedOrMissing: { labelZh: '被困或下落不明', unitZh: '人', kind: 'count' },
  aidNeeded: { labelZh: '紧急转移安置和需紧急生活救助', unitZh: '人', kind: 'count' },
  destroyedRooms: { labelZh: '倒塌和严重损坏房屋', unitZh: '间', kind: 'count' },
}

/** Chinese name and unit of a fact or a derived measure. */
export function getMeasureLabel(measure: Measure): FactLabel {
  const derived = derivedMeasureSchema.safeParse(measure)
  return derived.success ? derivedLabels[derived.data] : factLabels[measure as FactName]
}

function sum(...parts: (number | null | undefined)[]): number | null {
  const present = parts.filter((part): part is number => part !== null && part !== undefined)
  return present.length === 0 ? null : present.reduce((total, part) => total + part, 0)
}

function larger(a: number | null | undefined, b: number | null | undefined): number | null {
  if (a === null || a === undefined) return b ?? null
  return b === null || b === undefined ? a : Math.max(a, b)
}

/** The value of a measure, or null when unknown. Yes/no facts read as 1 or 0. */
export function measureFacts(measure: Measure, facts: IncidentFacts): number | null {
  switch (measure) {
    case 'deadOrMissing':
      return sum(facts.dead, facts.missing)
    case 'seriousInjuriesAndPoisonings':
      return sum(facts.seriouslyInjured, facts.poisoned)
    case 'casualties':
      // The injured total includes the seriously injured; early reports often give only the latter.
      return sum(facts.dead, larger(facts.injured, facts.seriouslyInjured))
    case 'deadMissingOrTrapped':
      // The endangered include the trapped, so the larger of the two is counted once.
      return sum(facts.dead, facts.missing, larger(facts.trapped, facts.endangered))
    case 'trappedOrMissing':
      return sum(facts.trapped, facts.missing)
    case 'aidNeeded':
      return sum(facts.relocated, facts.livingAidNeeded)
    case 'destroyedRooms':
      return sum(facts.collapsedRooms, facts.seriouslyDamagedRooms)
    default: {
      const value = facts[measure]
      return value === null || value === undefined ? null : Number(value)
    }
  }
}
