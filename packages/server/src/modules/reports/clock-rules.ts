import { formatLegalBasis, type IncidentClass, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Incident } from '@fengsui/contract/incidents'
import { divisionLevels, type DivisionLevel } from '@fengsui/contract/kernel'
import type { Clock, ClockConduct, ReportDelivery, ReportKind } from '@fengsui/contract/reports'
import { computeDeadlines, finalReportDeadline, followUpSchedule, type Deadline, type DeadlineInput, type DeadlineRule, type ReliefResponseScope, type ReportableIncident } from '@fengsui/contract/reports/deadlines'
import { findCasualtyDuty, foldFacts } from './casualty-rules.ts'

/** The unit that reports for a place and is reported to: its duty office. */
export interface Desk {
  unitId: string
  name: string
  role: string
  level: DivisionLevel
  divisionCode: string
  /** How its place keeps its clocks; absent or null: as the platform does. */
  conduct?: ClockConduct | null
}

/** One report as far as clocks need it: from whom, to whom, when sent and signed for. */
export interface SentReport {
  reportId: string
  fromUnitId: string
  toUnitId: string
  kind: ReportKind
  by: ReportDelivery['by']
  sentAt: string
  receivedAt: string | null
  facts: IncidentFacts
}

/** What decides the clocks of an incident. */
export interface ClockSituation {
  incident: Incident
  /** Level of the unit that opened the incident: it and those below know by themselves, those above once a report arrived. */
  ownerLevel: DivisionLevel
  /** Desks of the incident's place and of the places above it. */
  desks: readonly Desk[]
  /** All clocks of the incident, cancelled ones included. */
  clocks: readonly Clock[]
  sent: readonly SentReport[]
  /** The deadline rules of the place; absent: those that ship. */
  rules?: readonly DeadlineRule[]
  /** Relief response of province or state that covers the incident now. */
  relief?: ReliefResponseScope
  /** The latest change of casualties that was entered with its day. */
  latestCasualties?: { readonly changedAt: string; readonly recordedAt: string } | null
}

/** A clock that must run. */
export type WantedClock = Pick<Clock, 'ruleId' | 'title' | 'phase' | 'legalBasis' | 'fromUnitId' | 'toUnitId' | 'divisionCode' | 'clockStart' | 'startsAt' | 'dueAt'> & {
  /** The duty arose later than its legal start (the third death, a graver grade), so it counts from the change. */
  countsFromChange: boolean
  /** Other rules with a later limit that this one stands for. */
  alsoUnder: readonly string[]
}

export interface ClockPlan {
  start: WantedClock[]
  cancel: { clock: Clock; reason: string }[]
  miss: Clock[]
}

const depth = (level: DivisionLevel): number => divisionLevels.indexOf(level)
const sameDuty = (a: Pick<Clock, 'ruleId' | 'fromUnitId' | 'toUnitId'>, b: Pick<Clock, 'ruleId' | 'fromUnitId' | 'toUnitId'>): boolean =>
  a.ruleId === b.ruleId && a.fromUnitId === b.fromUnitId && a.toUnitId === b.toUnitId
/** A casualty that changed after the end is still owed. */
const isCasualtyDuty = (clock: Pick<Clock, 'ruleId'>): boolean => clock.ruleId.startsWith('accident.casualty-change')
const isInitialPhase = (phase: string): boolean => phase === 'PHONE' || phase === 'WRITTEN'

/** Late only after the due instant itself. */
export function isPastDue(clock: Pick<Clock, 'dueAt'>, at: string): boolean {
  return clock.dueAt < at
}

function toReportable({ incident, relief }: ClockSituation): ReportableIncident {
  return {
    ...(relief === undefined ? {} : { reliefResponse: relief }),
    incidentClass: incident.incidentClass as IncidentClass, typeCode: incident.typeCode, standardId: incident.standardId,
    // Until a leader confirms, the grade the rules propose (初判等级) decides how far up the report must go.
    grade: incident.grade ?? incident.proposal?.grade ?? null,
    occurredAt: incident.occurredAt, knownAt: incident.knownAt, facts: incident.facts, divisionCode: incident.divisionCode,
  }
}

const earliest = (instants: readonly string[]): string | null => instants.reduce<string | null>((first, each) => (first === null || each < first ? each : first), null)

/** When a lower desk's report, of the kinds asked for, was first signed for at this desk. */
function receivedFromBelow(situation: ClockSituation, desk: Desk, kinds: readonly ReportKind[]): string | null {
  const below = new Set(situation.desks.filter((other) => depth(other.level) > depth(desk.level)).map((other) => other.unitId))
  return earliest(situation.sent.flatMap((report) => (report.toUnitId === desk.unitId && below.has(report.fromUnitId) && report.receivedAt !== null && kinds.includes(report.kind) ? [report.receivedAt] : [])))
}

/**
 * First-report clocks of one desk. `known` means the incident's own instant for the level that opened it and those below, and the
 * arrival of the lower report for those above. Where both give a clock to the same recipient the earlier one governs.
 */
function initialDeadlines(situation: ClockSituation, desk: Desk, input: DeadlineInput): Deadline[] {
  const knowsItself = depth(desk.level) >= depth(situation.ownerLevel)
  const receivedAt = receivedFromBelow(situation, desk, ['initial', 'followUp', 'final'])
  if (receivedAt !== null && !knowsItself) return computeDeadlines({ ...input, receivedAt })
  const own = computeDeadlines(input).filter((deadline) => knowsItself || deadline.clockStart === 'occurred')
  const onReceipt = receivedAt === null ? [] : computeDeadlines({ ...input, receivedAt }).filter((deadline) => deadline.clockStart === 'received')
  const duty = (deadline: Deadline): string => `${deadline.phase} ${deadline.toLevel}`
  return [...own, ...onReceipt].filter((deadline, index, all) => !all.some((other, place) => duty(other) === duty(deadline) && (other.dueAt < deadline.dueAt || (other.dueAt === deadline.dueAt && place < index))))
}

function finalDeadlines(situation: ClockSituation, desk: Desk, input: DeadlineInput): Deadline[] {
  const deadline = finalReportDeadline({ ...input, receivedAt: receivedFromBelow(situation, desk, ['final']), stableAt: situation.incident.stableAt })
  return deadline ? [deadline] : []
}

/** The same duty counted from the change that brought it, where its legal limit had passed before anybody could owe it. */
function countFromChange(deadline: Deadline, input: DeadlineInput, changedAt: string | null): { deadline: Deadline; countsFromChange: boolean } {
  if (changedAt === null || deadline.dueAt >= changedAt) return { deadline, countsFromChange: false }
  const moved = computeDeadlines({ ...input, incident: { ...input.incident, occurredAt: changedAt, knownAt: changedAt }, receivedAt: changedAt })
    .find((other) => other.ruleId === deadline.ruleId && other.toLevel === deadline.toLevel)
  return moved ? { deadline: moved, countsFromChange: true } : { deadline, countsFromChange: false }
}

/** Next repeated reports: counted from the last written one to the same recipient, until the final report, the end, or (natural disasters, 条例 Art 17) stability. */
function followUps(situation: ClockSituation, desk: Desk, input: DeadlineInput, changedAt: string | null, deskAt: (level: string) => Desk | undefined): WantedClock[] {
  const { incident, sent } = situation
  const written = sent.filter((report) => report.fromUnitId === desk.unitId && report.by === 'system')
  const stable = incident.stableAt !== null && incident.incidentClass === 'natural-disaster'
  const underRelief = situation.relief !== undefined && situation.relief !== 'none'
  // Stability ends the daily reports; the 24-hour ones of a relief response go on until the process ends.
  if (written.length === 0 || (stable && !underRelief) || incident.status === 'closed' || written.some((report) => report.kind === 'final')) return []
  return [...new Set(written.map((report) => report.toUnitId))].sort().flatMap((toUnitId) => {
    const lastReportedAt = written.filter((report) => report.toUnitId === toUnitId).map((report) => report.sentAt).sort().at(-1) ?? incident.knownAt
    const schedule = (from: string) => followUpSchedule({ ...input, lastReportedAt: from }).filter((due) => deskAt(due.toLevel)?.unitId === toUnitId && (!stable || due.ruleId.includes('zero-report') || due.ruleId.startsWith('drought.')))
    const passed = schedule(lastReportedAt).some((due) => changedAt !== null && due.dueAt < changedAt)
    const startsAt = passed && changedAt !== null ? changedAt : lastReportedAt
    return schedule(startsAt).map((due): WantedClock => ({
      ruleId: due.ruleId, title: due.titleZh, phase: 'FOLLOW_UP', legalBasis: formatLegalBasis(due.legalBasis), fromUnitId: desk.unitId, toUnitId, divisionCode: desk.divisionCode,
      clockStart: 'received', startsAt, dueAt: due.dueAt, countsFromChange: passed, alsoUnder: [],
    }))
  })
}

/** Casualties that differ from what a recipient was last told are owed the same day, as long as the regulation counts them; the final report does not end that. */
function casualtyChanges(situation: ClockSituation, desk: Desk, asOf: string, changedAt: string | null): WantedClock[] {
  const { incident, sent } = situation
  const written = sent.filter((report) => report.fromUnitId === desk.unitId && report.by === 'system')
  return [...new Set(written.map((report) => report.toUnitId))].sort().flatMap((toUnitId): WantedClock[] => {
    const toRecipient = written.filter((report) => report.toUnitId === toUnitId).sort((a, b) => a.sentAt.localeCompare(b.sentAt))
    const last = toRecipient.at(-1)
    // A follow-up need not repeat what stayed as it was.
    const duty = last && findCasualtyDuty({ incident, told: foldFacts(toRecipient.map((report) => report.facts)), changedAt: changedAt ?? last.sentAt, happenedAt: situation.latestCasualties?.changedAt ?? null, asOf })
    if (!duty) return []
    return [{
      ruleId: duty.ruleId, title: duty.title, phase: 'FOLLOW_UP', legalBasis: formatLegalBasis(duty.legalBasis), fromUnitId: desk.unitId, toUnitId, divisionCode: desk.divisionCode,
      clockStart: 'known', startsAt: changedAt ?? last.sentAt, dueAt: duty.dueAt, countsFromChange: true, alsoUnder: [],
    }]
  })
}

/** Every clock the rules ask of the desks as things stand, whether it runs already or not. */
function listWanted(situation: ClockSituation, asOf: string, changedAt: string | null): WantedClock[] {
  const { desks, rules } = situation
  const incident = toReportable(situation)
  const deskAt = (level: string): Desk | undefined => desks.find((desk) => desk.level === level)
  return desks.flatMap((desk): WantedClock[] => {
    const input: DeadlineInput = { incident, reporter: { level: desk.level, divisionCode: desk.divisionCode }, asOf, ...(rules === undefined ? {} : { rules }) }
    const oneOff = [...initialDeadlines(situation, desk, input), ...finalDeadlines(situation, desk, input)].flatMap((legal): WantedClock[] => {
      // The duty office is its own government's desk, ministries are beyond this node: neither has a recipient here.
      const to = deskAt(legal.toLevel)
      if (!to || to.unitId === desk.unitId) return []
      const { deadline, countsFromChange } = countFromChange(legal, input, changedAt)
      return [{
        ruleId: deadline.ruleId, title: deadline.titleZh, phase: deadline.phase, legalBasis: formatLegalBasis(deadline.legalBasis), fromUnitId: desk.unitId, toUnitId: to.unitId,
        divisionCode: desk.divisionCode, clockStart: deadline.clockStart, startsAt: deadline.startsAt, dueAt: deadline.dueAt, countsFromChange, alsoUnder: legal.alsoUnder,
      }]
    })
    return [...oneOff, ...followUps(situation, desk, input, changedAt, deskAt), ...casualtyChanges(situation, desk, asOf, changedAt)]
  })
}

/** Whether the recipient already has what this clock would ask for. */
function isServed(wanted: WantedClock, sent: readonly SentReport[]): boolean {
  const toRecipient = sent.filter((report) => report.fromUnitId === wanted.fromUnitId && report.toUnitId === wanted.toUnitId)
  if (wanted.phase === 'PHONE') return toRecipient.length > 0
  if (wanted.phase === 'WRITTEN') return toRecipient.some((report) => report.by === 'system')
  return wanted.phase === 'FINAL' && toRecipient.some((report) => report.kind === 'final' && report.by === 'system')
}

function isRunningOrDone(wanted: WantedClock, clocks: readonly Clock[]): boolean {
  return clocks.some((clock) => clock.status !== 'cancelled' && sameDuty(clock, wanted)
    && (wanted.phase !== 'FOLLOW_UP' || clock.status === 'running' || clock.startsAt === wanted.startsAt))
}

/** Why a running clock no longer applies, or null when it does. A clock past due is never taken back: its lateness is a fact. */
function findCancelReason(clock: Clock, situation: ClockSituation, wanted: readonly WantedClock[], at: string): string | null {
  const { incident } = situation
  if (incident.status === 'merged') return '事件已并入另一事件，时限随之转入'
  if (isPastDue(clock, at) || wanted.some((each) => sameDuty(each, clock))) return null
  const stricter = wanted.find((each) => each.fromUnitId === clock.fromUnitId && each.toUnitId === clock.toUnitId && each.phase === clock.phase)
  if (stricter && isInitialPhase(clock.phase)) return stricter.dueAt <= clock.dueAt ? `改按更严的时限：${stricter.title}` : null
  if (isCasualtyDuty(clock)) return '伤亡与已报一致，不必补报'
  if (clock.phase !== 'FOLLOW_UP') return '事实或等级有变，此项时限不再适用'
  if (incident.status === 'closed') return '事件已结束，不再续报'
  return incident.stableAt !== null ? '情况基本稳定，不再每日续报' : '续报要求有变'
}

/**
 * What must happen to the clocks of an incident so that exactly those run that its facts, grade and reports ask for.
 * @param changedAt instant of the news that led here; null at registration, when the law counts from occurrence without grace
 */
export function planClocks(situation: ClockSituation, options: { at: string; changedAt: string | null; asOf: string }): ClockPlan {
  const { incident, clocks, sent } = situation
  const running = clocks.filter((clock) => clock.status === 'running')
  // Casualties that changed after the end, and the graver grade they bring, go up as if it had not come.
  const supplementing = incident.closedAt !== null && (situation.latestCasualties?.recordedAt ?? '') > incident.closedAt
  const ended = incident.status === 'closed' && !supplementing
  const wanted = incident.status === 'merged' ? [] : listWanted(situation, options.asOf, options.changedAt)
  return {
    start: wanted.filter((each) => !isRunningOrDone(each, clocks) && !isServed(each, sent) && !(ended && each.phase !== 'FINAL' && !isCasualtyDuty(each))),
    // What is still unreported when the incident ends stays unreported; the checked report is due after the end and runs on.
    miss: ended ? running.filter((clock) => clock.phase !== 'FINAL' && !isCasualtyDuty(clock) && isPastDue(clock, options.at)) : [],
    cancel: running.flatMap((clock) => {
      const reason = findCancelReason(clock, situation, wanted, options.at)
      return reason === null ? [] : [{ clock, reason }]
    }),
  }
}

/** Clocks of a merged incident that the incident it went into does not have yet: they go on there with their own start and limit. */
export function listCarriedOver(merged: readonly Clock[], into: readonly Clock[]): WantedClock[] {
  return merged
    .filter((clock) => clock.status === 'running' && !into.some((other) => other.status !== 'cancelled' && other.fromUnitId === clock.fromUnitId && other.toUnitId === clock.toUnitId && other.phase === clock.phase))
    .map((clock) => ({
      ruleId: clock.ruleId, title: clock.title, phase: clock.phase, legalBasis: clock.legalBasis, fromUnitId: clock.fromUnitId, toUnitId: clock.toUnitId, divisionCode: clock.divisionCode,
      clockStart: clock.clockStart, startsAt: clock.startsAt, dueAt: clock.dueAt, countsFromChange: false, alsoUnder: [],
    }))
}

/** Phases a report fulfils. A telephone call is not a written report; a follow-up is also the first report to a recipient who had none. */
export function phasesMetBy(kind: ReportKind, by: ReportDelivery['by']): readonly string[] {
  if (by === 'phone') return ['PHONE']
  if (kind === 'initial') return ['PHONE', 'WRITTEN']
  if (kind === 'followUp') return ['PHONE', 'WRITTEN', 'FOLLOW_UP']
  return ['PHONE', 'WRITTEN', 'FOLLOW_UP', 'FINAL']
}
