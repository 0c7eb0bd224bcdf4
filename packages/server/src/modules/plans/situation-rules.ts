import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { distanceMetres } from '@fengsui/contract/kernel'
import { warningGravity, warningPlanFacts, type Warning } from '@fengsui/contract/warnings'

/** What the tables know about a place and an incident at one instant; null = nobody told us. */
export interface KnownFacts {
  readonly place: { readonly longitude: number; readonly latitude: number } | null
  readonly incident: { readonly facts: IncidentFacts; readonly grade: number | null } | null
  /** Newest reading of each gauge of the place, metres above its levels. */
  readonly gauges: readonly { readonly aboveWarningMetres: number | null; readonly aboveGuaranteeMetres: number | null }[]
  /** Last fix of a typhoon that is still about, and the last one that was a landfall. */
  readonly typhoon: TyphoonState | null
  readonly landfall: TyphoonState | null
  /** Level of the response that runs in the place for the incident; 0 = none. */
  readonly currentLevel: number
  /** Level that runs one step above; 0 = none, null = that place does not keep its plans here. */
  readonly upperLevel: number | null
  /** Warnings in force for the place or one above it. */
  readonly warnings: readonly Pick<Warning, 'hazard' | 'level'>[]
}

export interface TyphoonState {
  readonly longitude: number
  readonly latitude: number
  readonly windMetresPerSecond: number | null
}

/** A landfall this near counts as 本区域及邻近沿海. */
const NEAR_KILOMETRES = 150

/** Upper bounds in m/s, exclusive, of wind forces 0–16 (GB/T 28591-2012); what is stronger than the last is force 17 and above. */
const forceBounds = [0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 37, 41.5, 46.2, 51, 56.1]

/** Wind force (级) of a wind speed in m/s. */
export function windForce(metresPerSecond: number): number {
  const force = forceBounds.findIndex((bound) => metresPerSecond < bound)
  return force === -1 ? 17 : force
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Dead and missing together; one of the two being unknown leaves what is known as the lower bound. */
function sumKnown(...values: (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number')
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** Gravest colour in force by fact, as plans write it. No warning relayed here stays unknown: another desk may hold one. */
function coloursInForce(warnings: KnownFacts['warnings']): Record<string, string | null> {
  const colours: Record<string, string | null> = Object.fromEntries(Object.values(warningPlanFacts).flatMap((fact) => (fact === null ? [] : [[fact, null]])))
  for (const { hazard, level } of [...warnings].sort((a, b) => warningGravity[b.level] - warningGravity[a.level])) {
    const fact = warningPlanFacts[hazard]
    if (fact !== null) colours[fact] = level.toUpperCase()
  }
  return colours
}

export type SituationFacts = Record<string, number | boolean | string | null>

/**
 * Facts for trigger conditions and for the screen. What cannot be known from the data stays null (unknown), above all forecasts
 * and warnings nobody relayed: an unknown fact never counts as "no".
 */
export function describeSituation(known: KnownFacts): SituationFacts {
  const { place, incident, typhoon, landfall } = known
  const near = (state: TyphoonState | null) => (state && place ? Math.round(distanceMetres(state, place) / 1000) : null)
  const landfallDistance = near(landfall)
  const landed = landfallDistance !== null && landfallDistance <= NEAR_KILOMETRES
  const landfallWind = landed ? (landfall?.windMetresPerSecond ?? null) : null
  return {
    ...coloursInForce(known.warnings),
    upperResponseLevel: known.upperLevel,
    landfallInOrNearArea: landed ? true : null,
    landfallWindForce: landfallWind === null ? null : windForce(landfallWind),
    gaugeAboveWarningMetres: highest(known.gauges.map((gauge) => gauge.aboveWarningMetres)),
    gaugeAboveGuaranteeMetres: highest(known.gauges.map((gauge) => gauge.aboveGuaranteeMetres)),
    deadOrMissing: sumKnown(incident?.facts.dead, incident?.facts.missing),
    trapped: incident?.facts.trapped ?? null,
    incidentGrade: incident?.grade ?? null,
    currentResponseLevel: known.currentLevel,
    typhoonWindMetresPerSecond: typhoon?.windMetresPerSecond ?? null,
    typhoonDistanceKilometres: near(typhoon),
  }
}
