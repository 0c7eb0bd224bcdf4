import { divisionLevelOf, divisionLevels, isWithin } from '@fengsui/contract/kernel'

/** A place in the list of units: how deep it stands and how many units are in it and below. */
export interface DivisionBranch {
  readonly code: string
  readonly name: string
  readonly depth: number
  readonly units: number
}

interface PlacedUnit {
  readonly divisionCode: string
  readonly divisionName: string
}

/**
 * The places that have units, in the order of their codes, each under the nearest place above it that has units too. A code
 * sorts directly before everything below it, because it is padded with zeros.
 */
export function listDivisionBranches(units: readonly PlacedUnit[]): readonly DivisionBranch[] {
  const names = new Map(units.map(({ divisionCode, divisionName }) => [divisionCode, divisionName]))
  const codes = [...names.keys()].sort()
  const above: string[] = []
  return codes.map((code) => {
    while (above.length > 0 && !isWithin(code, above.at(-1) ?? '')) above.pop()
    const depth = above.length
    above.push(code)
    return { code, name: names.get(code) ?? code, depth, units: units.filter(({ divisionCode }) => isWithin(divisionCode, code)).length }
  })
}

/** Whether the place opens and closes to show its towns: a city has over a hundred of them. */
export function isCounty(code: string): boolean {
  return divisionLevelOf(code) === 'county'
}

/** Whether the place always shows: a county and above. */
export function isCountyOrAbove(code: string): boolean {
  return divisionLevels.indexOf(divisionLevelOf(code)) <= divisionLevels.indexOf('county')
}
