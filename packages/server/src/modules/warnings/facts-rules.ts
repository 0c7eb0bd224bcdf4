import { factLabels, type FactName } from '@fengsui/contract/incidents/grading'
import { levelRoman, type ResponseLevel } from '@fengsui/contract/incidents'
import { addMinutes, type Json } from '@fengsui/contract/kernel'
import { evaluateTriggers, planFacts, type Situation } from '@fengsui/contract/plans/structured'
import type { LinkageAlarm } from '@fengsui/contract/warnings'
import { linkageDefaultAt, type PlanInForce, type RunningResponse, type WantedResponse } from './linkage-rules.ts'

/** Facts that an incident somewhere in a place tells by itself; the others are the whole place's and speak for an incident of the whole place only. */
const ownFacts: readonly string[] = ['deadOrMissing', 'trapped']

/** What is known without the colours of warnings: those have a watch of their own. */
function countingFacts(situation: Situation, wholePlace: boolean): Situation {
  return Object.fromEntries(Object.entries(situation).map(([fact, value]) => [fact, (!wholePlace && !ownFacts.includes(fact)) || (Object.hasOwn(planFacts, fact) && planFacts[fact as keyof typeof planFacts].kind === 'colour') ? null : value]))
}

/**
 * The response level that the facts of an incident ask of a place: the gravest level of the place's own plans for the hazard whose
 * conditions are certainly met. Unknown facts ask for nothing here, unlike for a warning: the alarm must be able to say which fact.
 * @param wholePlace the incident is one of the place as a whole (a typhoon, a flood), for which its gauges, landfall and the level above count too
 */
export function findFactsResponse(plans: readonly PlanInForce[], typeCode: string, situation: Situation, wholePlace: boolean): WantedResponse | null {
  const known = countingFacts(situation, wholePlace)
  const reached = plans.filter((plan) => plan.structure.hazards.includes(typeCode)).flatMap((plan) => {
    const met = evaluateTriggers(plan.structure, known).find((result) => result.met === true)
    return met ? [{ level: met.level, rule: `《${plan.title}》${levelRoman[met.level]}级启动条件：${[...new Set(met.metLeaves.map((leaf) => leaf.textZh))].join('；')}`, source: 'plan' as const }] : []
  })
  return reached.sort((a, b) => a.level - b.level)[0] ?? null
}

/** The highest level that runs against an incident: for itself, for the one it is secondary to, or by a plan for its hazard. Null = none. */
export function findLevelAgainst(incident: { id: string; parentId: string | null; typeCode: string }, responses: readonly RunningResponse[]): ResponseLevel | null {
  const counting = responses.filter((response) => response.incidentId === incident.id || response.incidentId === incident.parentId || response.hazards.includes(incident.typeCode))
  return counting.reduce<ResponseLevel | null>((best, { level }) => (best === null || level < best ? level : best), null)
}

/** When the alarm is due, counted from when the conditions were found met. */
export function factsDueAt(metAt: string, wanted: ResponseLevel, asOf: string): string {
  return addMinutes(metAt, linkageDefaultAt(asOf).factsGraceMinutes[wanted])
}

/** A leader who answered for a level need not be asked again until the facts ask for a higher one. */
export function isAnswered(wanted: ResponseLevel, earlier: readonly Pick<LinkageAlarm, 'status' | 'wantedLevel'>[]): boolean {
  return earlier.some((alarm) => alarm.status === 'answered' && alarm.wantedLevel <= wanted)
}

/** Facts that stand in an entry's `note.changed`, as a line of evidence: 死亡 0 → 3 人. Null when the entry changed no figure. */
export function describeGrowth(changed: Json | undefined): string | null {
  if (!Array.isArray(changed)) return null
  const words = changed.flatMap((each): string[] => {
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return []
    const label = Object.hasOwn(factLabels, String(each['fact'])) ? factLabels[each['fact'] as FactName] : undefined
    if (!label || label.kind === 'yes-no') return label && each['to'] === true ? [label.labelZh] : []
    const from = each['from'] ?? null
    return [`${label.labelZh} ${from === null ? '' : `${JSON.stringify(from)} → `}${each['to'] === null ? '不明' : JSON.stringify(each['to'])} ${label.unitZh}`]
  })
  return words.length === 0 ? null : words.join('、')
}
