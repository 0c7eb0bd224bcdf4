import { addWorkingDays, legalDayAt, publicCalendar, startOfDay, type WorkCalendar } from '../../calendar/index.ts'
import type { LegalBasis, Verification } from '../../incidents/grading/index.ts'
import {
  clockStartNamesZh, reportLevelNamesZh,
  type ClockStart, type DeadlinePhase, type DeadlineRule, type ReportLevel,
} from './deadline-rule.ts'
import { isInScope, listDeadlineRules, type ReportableIncident } from './deadline-rules.ts'
import { addMinutes, endOfLegalDayAfter } from './instant-arithmetic.ts'

/** Whose duty it is: one level of one division. */
export interface Reporter {
  level: ReportLevel
  divisionCode: string
}

/** A clock that runs: from whom to whom, since when, until when, by which rule. */
export interface Deadline {
  ruleId: string
  titleZh: string
  phase: DeadlinePhase
  channel: 'phone' | 'written'
  fromLevel: ReportLevel
  toLevel: ReportLevel
  clockStart: ClockStart
  startsAt: string
  dueAt: string
  textZh: string
  legalBasis: LegalBasis
  origin: DeadlineRule['origin']
  verified: Verification
  skipAllowedZh?: string
  /** Other rules that ask the same of the same recipient, with a later limit. */
  alsoUnder: string[]
}

/** A duty without a computable limit ("立即", "同时"). */
export interface ImmediateDuty {
  ruleId: string
  titleZh: string
  channel: 'phone' | 'written'
  fromLevel: ReportLevel
  toLevel: ReportLevel
  startsAt: string
  textZh: string
  legalBasis: LegalBasis
  skipAllowedZh?: string
}

export interface DeadlineInput {
  incident: ReportableIncident
  reporter: Reporter
  /** When the lower level's report reached this reporter; clocks that start on receipt need it. */
  receivedAt?: string | null
  /** When the situation was declared stable; clocks of checked reports need it. */
  stableAt?: string | null
  /** Day of the rules (instant or legal day). A replay of an old event under today's rules passes today's day here. */
  asOf: string
  rules?: readonly DeadlineRule[]
  /** By which working days count; the national calendar when absent. Calendar days never ask it. */
  calendar?: WorkCalendar
}

/** The instant a rule's clock starts, or null when that has not happened. */
export function findClockStart(clockStart: ClockStart, input: Pick<DeadlineInput, 'incident' | 'receivedAt' | 'stableAt'>): string | null {
  switch (clockStart) {
    case 'occurred':
      // Occurrence may still be unknown at the first report; awareness is then the earliest certain instant.
      return input.incident.occurredAt ?? input.incident.knownAt
    case 'known':
      return input.receivedAt ?? input.incident.knownAt
    case 'received':
      return input.receivedAt ?? null
    case 'stable':
      return input.stableAt ?? null
  }
}

/** "2 小时" / "30 分钟" / "7 日". Minutes in. */
export function formatLimit(rule: DeadlineRule): string {
  const { limit } = rule
  switch (limit.kind) {
    case 'minutes':
      return limit.minutes % 60 === 0 ? `${limit.minutes / 60} 小时内` : `${limit.minutes} 分钟内`
    case 'days':
      return `${limit.days} 日内`
    case 'working-days':
      return `${limit.days} 个工作日内`
    case 'immediate':
      return '立即'
    case 'times-per-day':
      return `每日至少 ${limit.times} 次`
    case 'every-hours':
      return `每 ${limit.hours} 小时至少 1 次`
    case 'every-days':
      return `每 ${limit.days} 日至少 1 次`
  }
}

const describe = (rule: DeadlineRule): string =>
  `${reportLevelNamesZh[rule.fromLevel]}→${reportLevelNamesZh[rule.toLevel]}：${rule.channel === 'phone' ? '电话' : '书面'}，`
  + `自${clockStartNamesZh[rule.clockStart]}起${formatLimit(rule)}`

function dueFrom(rule: DeadlineRule, startsAt: string, calendar: WorkCalendar): string | null {
  if (rule.limit.kind === 'minutes') return addMinutes(startsAt, rule.limit.minutes)
  if (rule.limit.kind === 'days') return endOfLegalDayAfter(startsAt, rule.limit.days)
  if (rule.limit.kind === 'working-days') return endOfLegalDayAfter(startOfDay(addWorkingDays(legalDayAt(startsAt), rule.limit.days, calendar)), 0)
  return null
}

/** Rules of some phases that bind this reporter for this incident now. */
export function listBindingRules(
  input: Pick<DeadlineInput, 'incident' | 'reporter' | 'asOf' | 'rules'>, phases: readonly DeadlinePhase[],
): DeadlineRule[] {
  return listDeadlineRules(input.asOf, input.reporter.divisionCode, input.rules).filter((rule) =>
    phases.includes(rule.phase) && rule.fromLevel === input.reporter.level && isInScope(rule.appliesTo, input.incident))
}

/**
 * The one-off clocks of some phases, earliest due first. Where several rules ask the same recipient for the same thing the
 * earliest limit governs (a national rule before a local one on a tie) and the others are named in `alsoUnder`.
 */
export function computeClocks(input: DeadlineInput, phases: readonly DeadlinePhase[]): Deadline[] {
  const all = listBindingRules(input, phases).flatMap((rule): Deadline[] => {
    const startsAt = findClockStart(rule.clockStart, input)
    const dueAt = startsAt === null ? null : dueFrom(rule, startsAt, input.calendar ?? publicCalendar)
    if (startsAt === null || dueAt === null) return []
    return [{
      ruleId: rule.ruleId, titleZh: rule.titleZh, phase: rule.phase, channel: rule.channel,
      fromLevel: rule.fromLevel, toLevel: rule.toLevel, clockStart: rule.clockStart, startsAt, dueAt, textZh: describe(rule),
      legalBasis: rule.legalBasis, origin: rule.origin, verified: rule.verified,
      ...(rule.skipAllowedZh === undefined ? {} : { skipAllowedZh: rule.skipAllowedZh }),
      alsoUnder: [],
    }]
  }).sort((a, b) => a.dueAt.localeCompare(b.dueAt) || Number(a.origin !== 'national') - Number(b.origin !== 'national')
    || a.ruleId.localeCompare(b.ruleId))
  const governing = new Map<string, Deadline>()
  for (const deadline of all) {
    const key = `${deadline.phase} ${deadline.channel} ${deadline.toLevel}`
    const earlier = governing.get(key)
    if (earlier === undefined) governing.set(key, deadline)
    else earlier.alsoUnder.push(deadline.ruleId)
  }
  return [...governing.values()]
}

/** Clocks of the first report (PHONE and WRITTEN) of one reporter. Call again when facts, grade or receipt change. */
export function computeDeadlines(input: DeadlineInput): Deadline[] {
  return computeClocks(input, ['PHONE', 'WRITTEN'])
}

/** "Immediately" duties of one reporter, which show as a checklist beside the clocks. */
export function listImmediateDuties(input: DeadlineInput): ImmediateDuty[] {
  return listBindingRules(input, ['PHONE', 'WRITTEN']).flatMap((rule): ImmediateDuty[] => {
    const startsAt = findClockStart(rule.clockStart, input)
    if (rule.limit.kind !== 'immediate' || startsAt === null) return []
    return [{
      ruleId: rule.ruleId, titleZh: rule.titleZh, channel: rule.channel, fromLevel: rule.fromLevel, toLevel: rule.toLevel,
      startsAt, textZh: describe(rule), legalBasis: rule.legalBasis,
      ...(rule.skipAllowedZh === undefined ? {} : { skipAllowedZh: rule.skipAllowedZh }),
    }]
  })
}

/** Clocks of the answer to an order from above to verify facts: by phone 30 min, in writing 1 h from the order. */
export function computeVerificationReply(input: {
  incident: ReportableIncident; reporter: Reporter; orderedAt: string; asOf: string; rules?: readonly DeadlineRule[]
}): Deadline[] {
  return computeClocks({
    incident: input.incident, reporter: input.reporter, receivedAt: input.orderedAt, asOf: input.asOf,
    ...(input.rules === undefined ? {} : { rules: input.rules }),
  }, ['VERIFICATION_REPLY'])
}
