import type { Incident } from '@fengsui/contract/incidents'
import { findGradingStandard, gradeIncident, type IncidentFacts, type LegalBasis } from '@fengsui/contract/incidents/grading'
import { Problem } from '@fengsui/contract/kernel'
import { casualtyNames, type Casualties, type CasualtyWatch } from '@fengsui/contract/reports'
import { casualtyChangeDeadline, casualtySupplementDeadline, findCasualtyChangeRule, isSupplemented } from '@fengsui/contract/reports/deadlines'

const counted = Object.keys(casualtyNames) as (keyof Casualties)[]

/** The casualties among the facts; what was not said is null. */
export function casualtiesOf(facts: IncidentFacts): Casualties {
  const read = (name: keyof Casualties): number | null => {
    const value = facts[name]
    return typeof value === 'number' ? value : null
  }
  return { dead: read('dead'), missing: read('missing'), seriouslyInjured: read('seriouslyInjured'), injured: read('injured') }
}

/** What somebody knows after several reports: what was said last of each figure. */
export function foldFacts(told: readonly IncidentFacts[]): IncidentFacts {
  return Object.fromEntries(told.flatMap((facts) => Object.entries(facts).filter(([, value]) => value !== undefined && value !== null))) as IncidentFacts
}

/** Whether two counts tell the same: not said and none are the same to whoever reads it. */
function sameCasualties(a: Casualties, b: Casualties): boolean {
  return counted.every((name) => (a[name] ?? 0) === (b[name] ?? 0))
}

/** How a change reads: `死亡 2→3，失踪 1→0`. */
export function describeCasualties(before: Casualties, after: Casualties): string {
  return counted.flatMap((name) => ((before[name] ?? 0) === (after[name] ?? 0) ? [] : [`${casualtyNames[name]} ${String(before[name] ?? 0)}→${String(after[name] ?? 0)}`])).join('，')
}

/** A same-day supplement that is owed. */
interface CasualtyDuty {
  ruleId: string
  title: string
  legalBasis: LegalBasis
  dueAt: string
}

/**
 * What is owed where the casualties of a production accident differ from what a recipient was last told: a report on the day of the change
 * (令21号), as soon as the desk knows of it, if the change itself (`happenedAt`, where it was entered with its day) lies in the 30 days (7 for road traffic and fire) from the accident (493号令 Art 13). Null when nothing is.
 */
export function findCasualtyDuty(input: { incident: Pick<Incident, 'incidentClass' | 'standardId' | 'typeCode' | 'occurredAt' | 'facts'>; told: IncidentFacts; changedAt: string; happenedAt: string | null; asOf: string }): CasualtyDuty | null {
  const { incident, changedAt, happenedAt } = input
  if (incident.incidentClass !== 'accident' || sameCasualties(casualtiesOf(incident.facts), casualtiesOf(input.told))) return null
  const rule = findCasualtyChangeRule(input.asOf)
  const window = casualtySupplementDeadline({ typeCode: incident.typeCode, occurredAt: incident.occurredAt, asOf: input.asOf })
  if (!rule || !window || !isSupplemented({ startsAt: incident.occurredAt, endsAt: window.dueAt }, happenedAt ?? changedAt)) return null
  return { ruleId: rule.ruleId, title: rule.titleZh, legalBasis: rule.legalBasis, dueAt: casualtyChangeDeadline(changedAt) }
}

/**
 * Whether a change of casualties counts for the accident. @throws Problem when it lies outside the window, is not yet, or changes nothing
 */
export function requireSupplemented(watch: Pick<CasualtyWatch, 'startsAt' | 'endsAt' | 'days' | 'status'>, change: { changedAt: string; before: Casualties; after: Casualties }, now: string): void {
  if (watch.status === 'cancelled') throw new Problem('lifecycle-refused', '这个事件不再跟踪伤亡变化（已并入或已改为其他类型）')
  if (change.changedAt > now) throw new Problem('invalid-input', '变化时间不能晚于现在，请核对', [{ path: 'changedAt', message: '晚于现在' }])
  if (change.changedAt < watch.startsAt) throw new Problem('invalid-input', '变化时间早于事故发生，请核对', [{ path: 'changedAt', message: '早于事故发生' }])
  if (!isSupplemented(watch, change.changedAt)) {
    throw new Problem('rule-refused', `已过 ${String(watch.days)} 日续报期，此后的伤亡变化不计入这起事故；需要说明的请写入终报或另行报告`, [{ path: 'changedAt', message: `不在 ${String(watch.days)} 日续报期内` }])
  }
  if (sameCasualties(change.before, change.after)) throw new Problem('rule-refused', '人数与现在一致，没有变化可登记', [{ path: 'dead', message: '人数没有变化' }])
}

/** When, on the last day of the watch, its desk is reminded: minutes after midnight. No act says; dated platform defaults. */
const lastDayReminders: readonly { readonly validFrom: string; readonly minuteOfDay: number }[] = [{ validFrom: '2007-06-01', minuteOfDay: 540 }]

/** Minute of the last legal day at which the desk is reminded, by the defaults of a day. */
export function reminderMinuteOfLastDay(asOf: string): number {
  return [...lastDayReminders].reverse().find((each) => each.validFrom <= asOf)?.minuteOfDay ?? 540
}

/** The grade the rules give the facts; null where they give none. */
export function proposedGrade(incident: Pick<Incident, 'standardId' | 'divisionCode'>, facts: IncidentFacts, asOf: string): Incident['grade'] {
  const standard = findGradingStandard(incident.standardId, asOf, incident.divisionCode)
  return standard ? gradeIncident({ standard, facts, asOf }).grade : null
}
