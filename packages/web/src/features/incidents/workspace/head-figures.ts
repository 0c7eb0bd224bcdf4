import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'

/** One number of the head; `value` null = not reported, which is not zero. */
export interface HeadFigure {
  readonly fact: FactName
  readonly label: string
  readonly value: number | null
  readonly unit: string
}

/** Shown whenever known, the weightiest first. */
const furtherFacts: readonly FactName[] = ['trapped', 'seriouslyInjured', 'injured', 'relocated', 'evacuated', 'endangered', 'affectedPeople', 'collapsedRooms', 'directLossWan']
const shortLabels: Partial<Record<FactName, string>> = { relocated: '已转移', evacuated: '已疏散', directLossWan: '直接损失', affectedPeople: '受灾' }

/** Deaths and missing always, then up to `further` known numbers. */
export function chooseHeadFigures(facts: IncidentFacts, further = 3): HeadFigure[] {
  const figure = (fact: FactName): HeadFigure => {
    const value = facts[fact]
    return { fact, label: shortLabels[fact] ?? factLabels[fact].labelZh, value: typeof value === 'number' ? value : null, unit: factLabels[fact].unitZh }
  }
  return [figure('dead'), figure('missing'), ...furtherFacts.map(figure).filter(({ value }) => value !== null && value > 0).slice(0, further)]
}

/** A figure that fits: from a million on it is said in 万, as officials do. */
export function shortFigure(value: number, unit: string): { value: number; unit: string } {
  return value >= 1_000_000 ? { value: Math.round(value / 1000) / 10, unit: `万${unit}` } : { value, unit }
}
