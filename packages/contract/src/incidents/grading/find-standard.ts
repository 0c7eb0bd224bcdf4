import { isInForce, coversDivision } from './legal-day.ts'
import type { GradingStandard } from './grading-standard.ts'
import { accidentStandards } from './standards/accidents.ts'
import { healthAndSocietyStandards } from './standards/health-and-society.ts'
import { naturalDisasterStandards } from './standards/natural-disasters.ts'
import { wildfireStandards } from './standards/wildfires.ts'

/** The national tables shipped with the program, every version. Local rows kept by an office are passed in beside them. */
export const nationalGradingStandards: readonly GradingStandard[] = [
  ...accidentStandards, ...naturalDisasterStandards, ...wildfireStandards, ...healthAndSocietyStandards,
]

/**
 * The table that applies to a division on a day: the longest matching `areaPrefix` wins, then the latest `validFrom`.
 * @param asOf an instant or a legal day; this is the day of the rules, which a replay may set apart from the incident's day.
 * @returns undefined when no version of `id` was in force.
 */
export function findGradingStandard(
  id: string, asOf: string, divisionCode?: string, standards: readonly GradingStandard[] = nationalGradingStandards,
): GradingStandard | undefined {
  return standards
    .filter((standard) => standard.id === id && isInForce(standard, asOf) && coversDivision(standard.areaPrefix, divisionCode))
    .sort((a, b) => b.areaPrefix.length - a.areaPrefix.length || b.validFrom.localeCompare(a.validFrom))[0]
}

/** One table per id, as `findGradingStandard` would choose it, in the order of the tables given. */
export function listGradingStandards(
  asOf: string, divisionCode?: string, standards: readonly GradingStandard[] = nationalGradingStandards,
): GradingStandard[] {
  const ids = [...new Set(standards.map((standard) => standard.id))]
  return ids.flatMap((id) => {
    const chosen = findGradingStandard(id, asOf, divisionCode, standards)
    return chosen === undefined ? [] : [chosen]
  })
}
