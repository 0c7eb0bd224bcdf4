import type { IncidentFacts } from '../incidents/grading/index.ts'
import type { FormValues } from './values.ts'

/** Which fact of an incident a figure of A01 is. The count of damaged households is of collapsed and severely damaged ones together. */
export const factOfIndicator = {
  A01008: 'dead', A01009: 'missing', A01010: 'injured', A01011: 'seriouslyInjured', A01007: 'affectedPeople', A01013: 'relocated', A01012: 'evacuated', A01017: 'livingAidNeeded', A01019: 'droughtAidNeeded',
  A01058: 'directLossWan', A01021: 'collapsedRooms', A01024: 'seriouslyDamagedRooms', A01003: 'magnitude',
} as const satisfies Record<string, keyof IncidentFacts>

/** What a return says of an incident's facts: known figures only. */
export function factsOfValues(values: FormValues): IncidentFacts {
  return Object.fromEntries(Object.entries(factOfIndicator).flatMap(([code, fact]) => (typeof values[code] === 'number' ? [[fact, values[code]]] : [])))
}

/** What an incident's facts give for a return: known facts only. */
export function valuesOfFacts(facts: IncidentFacts): Record<string, number> {
  return Object.fromEntries(Object.entries(factOfIndicator).flatMap(([code, fact]) => (typeof facts[fact] === 'number' ? [[code, facts[fact]]] : [])))
}

/** Where a return and an incident's facts say different things. */
export function factDifferences(values: FormValues, facts: IncidentFacts): { code: string; fact: keyof IncidentFacts; figure: number | null; known: number | null }[] {
  return Object.entries(factOfIndicator).flatMap(([code, fact]) => {
    const figure = typeof values[code] === 'number' ? values[code] : null
    const known = typeof facts[fact] === 'number' ? facts[fact] : null
    return figure === known ? [] : [{ code, fact, figure, known }]
  })
}
