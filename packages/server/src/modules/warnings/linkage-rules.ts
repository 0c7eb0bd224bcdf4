import type { ResponseLevel } from '@fengsui/contract/incidents'
import { levelRoman } from '@fengsui/contract/incidents'
import { addMinutes, divisionLevelOf } from '@fengsui/contract/kernel'
import { evaluateCondition, listLeaves, type Condition, type StructuredPlan } from '@fengsui/contract/plans/structured'
import { warningGravity, warningHazards, warningLevelNames, warningPlanFacts, type Warning, type WarningLevel } from '@fengsui/contract/warnings'

interface LinkageDefault {
  readonly id: string
  /** First day (Beijing) from which it counts, as an instant. */
  readonly validFrom: string
  readonly name: string
  readonly levels: Readonly<Record<WarningLevel, ResponseLevel>>
  /** Minutes in which the response may follow; the graver the warning, the sooner. */
  readonly graceMinutes: Readonly<Record<WarningLevel, number>>
  /** Minutes in which the response may follow once the incident's facts meet the conditions of a level; the graver the level, the sooner. */
  readonly factsGraceMinutes: Readonly<Record<ResponseLevel, number>>
}

/**
 * What counts where a place's own plan says nothing about the warning. The law ranks colours (应对法 2024 Art 63) but ties no response level to
 * them: this is the platform's own proposal, marked as such on screen. Newest last.
 */
const linkageDefaults: readonly LinkageDefault[] = [
  { id: 'platform-2024', validFrom: '2024-10-31T16:00:00.000Z', name: '平台默认对应（2024-11-01 起）', levels: { red: 1, orange: 2, yellow: 3, blue: 4 }, graceMinutes: { red: 60, orange: 180, yellow: 360, blue: 360 }, factsGraceMinutes: { 1: 30, 2: 30, 3: 60, 4: 60 } },
]

/** The default in force on a day; before the first one, the first. */
export function linkageDefaultAt(asOf: string): LinkageDefault {
  const found = [...linkageDefaults].reverse().find((each) => each.validFrom <= asOf) ?? linkageDefaults[0]
  if (!found) throw new Error('there is no default linkage')
  return found
}

/** A plan in force in the warning's own place. */
export interface PlanInForce {
  readonly title: string
  readonly structure: StructuredPlan
}

export interface WantedResponse {
  readonly level: ResponseLevel
  /** The rule that asks for it, quoted. */
  readonly rule: string
  readonly source: 'plan' | 'default'
}

/** Alternatives of a condition: any one of them alone starts the level. */
function listAlternatives(condition: Condition): Condition[] {
  return 'any' in condition ? condition.any.flatMap(listAlternatives) : [condition]
}

/** The alternative of a level that this warning meets or helps to meet, as words; null when the colour does not reach it. */
function findMetBy(triggers: Condition, fact: string, colour: string): string | null {
  const supported = listAlternatives(triggers).flatMap((alternative) => {
    const { met, metLeaves } = evaluateCondition(alternative, { [fact]: colour })
    if (met === false || !metLeaves.some((leaf) => leaf.fact === fact)) return []
    const open = listLeaves(alternative).filter((leaf) => leaf.fact !== fact)
    return [{ text: [...new Set(metLeaves.map((leaf) => leaf.textZh))].join('；'), open: open.map((leaf) => leaf.textZh) }]
  })
  const best = supported.find((each) => each.open.length === 0) ?? supported[0]
  if (!best) return null
  return best.open.length === 0 ? best.text : `${best.text}（另须${best.open.join('、')}，尚不能排除）`
}

/** Whether a plan says anything about warnings of the hazard. */
function speaksOf(plan: PlanInForce, fact: string): boolean {
  return plan.structure.responseLevels.some((level) => listLeaves(level.triggers).some((leaf) => leaf.fact === fact))
}

/**
 * The response level a warning asks of its place (WRN-4). The place's own plans in force win: the gravest level one of whose conditions
 * the colour meets, or would meet once facts nobody knows yet hold ("unknown" never counts as "no"). A plan that names the hazard but not
 * the colour asks for nothing. Where no plan names the hazard, the dated default counts for cities and counties; other places start no
 * responses of their own. Null = no response is asked for.
 */
export function findWantedResponse(warning: Pick<Warning, 'hazard' | 'level' | 'divisionCode'>, plans: readonly PlanInForce[], asOf: string): WantedResponse | null {
  const fact: string | null = warningPlanFacts[warning.hazard]
  const speaking = fact === null ? [] : plans.filter((plan) => speaksOf(plan, fact))
  if (fact !== null && speaking.length > 0) {
    const wanted = speaking.flatMap((plan) => plan.structure.responseLevels.flatMap(({ level, triggers }): WantedResponse[] => {
      const text = findMetBy(triggers, fact, warning.level.toUpperCase())
      return text === null ? [] : [{ level, rule: `《${plan.title}》${levelRoman[level]}级启动条件：${text}`, source: 'plan' }]
    }))
    return wanted.sort((a, b) => a.level - b.level)[0] ?? null
  }
  const placeLevel = divisionLevelOf(warning.divisionCode)
  if (placeLevel !== 'city' && placeLevel !== 'county') return null
  const { levels, name } = linkageDefaultAt(asOf)
  const level = levels[warning.level]
  return { level, rule: `${name}：${warningLevelNames[warning.level]}预警对应${levelRoman[level]}级响应；本地预案没有写明时采用，颜色与级别的对应各地不同`, source: 'default' }
}

/** A response that runs in the warning's place. */
export interface RunningResponse {
  readonly incidentId: string
  readonly level: ResponseLevel
  /** Hazards of its plan. */
  readonly hazards: readonly string[]
}

/**
 * The highest level that answers the warning now: responses for the warning's own incident, and those by a plan for the hazard. Where no plan
 * in force covers the hazard any response of the place counts. Null = none.
 */
export function findRunningLevel(warning: Pick<Warning, 'hazard' | 'incidentId'>, responses: readonly RunningResponse[], planHazards: readonly (readonly string[])[]): ResponseLevel | null {
  const anyCounts = !planHazards.some((hazards) => hazards.includes(warning.hazard))
  const counting = responses.filter((response) => anyCounts || response.hazards.includes(warning.hazard) || response.incidentId === warning.incidentId)
  return counting.reduce<ResponseLevel | null>((best, { level }) => (best === null || level < best ? level : best), null)
}

/** Whether the response falls short of what is wanted. */
export function fallsShort(wanted: Pick<WantedResponse, 'level'> | null, found: ResponseLevel | null): boolean {
  return wanted !== null && (found === null || found > wanted.level)
}

/** From when the grace time counts: a reissue of the same or a lower colour goes on with the old time, so that reissuing never defers the alarm; a graver colour starts anew. */
export function watchStart(next: { level: WarningLevel; relayedAt: string }, replaced: Pick<Warning, 'level' | 'watchFrom'> | null): string {
  return replaced && warningGravity[replaced.level] <= warningGravity[next.level] ? replaced.watchFrom : next.relayedAt
}

/** How the alarm of a warning goes on when a newer one takes its place: only where that one still asks for more than runs and its own time is up, too. */
export function outlivesReplacement(wanted: Pick<WantedResponse, 'level'> | null, found: ResponseLevel | null, dueAt: string, at: string): boolean {
  return fallsShort(wanted, found) && dueAt <= at
}

/** A line of an alarm's evidence for a warning. */
export function describeWarning(warning: Pick<Warning, 'issuer' | 'hazard' | 'level' | 'issuedAt'>, number: string): { at: string; text: string } {
  return { at: warning.issuedAt, text: `${warning.issuer}发布${warningHazards[warning.hazard]}${warningLevelNames[warning.level]}预警（${number}）` }
}

/** What ran when the time was up, as the last line of an alarm's evidence. */
export function describeShortfall(wanted: ResponseLevel, found: ResponseLevel | null): string {
  return `应启动${levelRoman[wanted]}级响应，此时${found === null ? '没有启动响应' : `仍为${levelRoman[found]}级`}`
}

/** When the alarm is due. */
export function watchDueAt(watchFrom: string, level: WarningLevel, asOf: string): string {
  return addMinutes(watchFrom, linkageDefaultAt(asOf).graceMinutes[level])
}
