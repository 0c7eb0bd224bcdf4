import { isInForce, type LegalBasis } from '../incidents/grading/index.ts'
import {
  annualReportCalendars, annualReportDeadline, computeDeadlines, finalReportDeadline, followUpSchedule,
  type AnnualReportLevel, type DeadlineInput, type ReportableIncident,
} from '../reports/deadlines/index.ts'
import { endOfDate } from '../reports/deadlines/instant-arithmetic.ts'
import { statisticsRegulation, type ProcessKind, type ReliefResponse } from './catalogue.ts'
import type { ReturnKind } from './check-form.ts'
import { statisticsHazards, type HazardKey } from './hazards.ts'

/** What of a process decides its clocks. `year` of winter aid is the year the winter begins in. */
export interface ClockedProcess {
  readonly kind: ProcessKind
  readonly hazard: HazardKey | null
  readonly divisionCode: string
  readonly year: number
  readonly startedAt: string | null
  readonly openedAt: string
  readonly stableAt: string | null
  readonly closedAt: string | null
  readonly reliefResponse: ReliefResponse
}

/** A place's history as far as clocks need it. */
export interface ReportingTrace {
  readonly level: AnnualReportLevel
  readonly divisionCode: string
  /** When the first return from below came in; null = none yet. */
  readonly receivedAt: string | null
  /** When the first checked return from below came in. */
  readonly finalReceivedAt: string | null
  /** When the place handed in, oldest first. */
  readonly submissions: readonly { readonly kind: ReturnKind; readonly at: string }[]
  readonly facts: { readonly dead?: number; readonly missing?: number }
}

/** A deadline of one place with its rule; `met` says by when it was served, `startsAt` null that it has not begun. */
export interface ReturnDeadline {
  readonly phase: ReturnKind
  readonly ruleId: string
  readonly title: string
  readonly text: string
  readonly basis: string
  readonly startsAt: string | null
  readonly dueAt: string | null
  readonly metAt: string | null
  readonly state: 'waiting' | 'running' | 'overdue' | 'met' | 'late'
}

const basisWords = ({ instrument, article }: LegalBasis): string => `${instrument} ${article}`

function stateOf(dueAt: string, metAt: string | null, now: string): ReturnDeadline['state'] {
  if (metAt !== null) return metAt <= dueAt ? 'met' : 'late'
  return now <= dueAt ? 'running' : 'overdue'
}

function reportable(process: ClockedProcess, trace: ReportingTrace): ReportableIncident {
  return {
    incidentClass: 'natural-disaster', typeCode: process.hazard === null ? null : statisticsHazards[process.hazard].typeCode, standardId: null, grade: null,
    occurredAt: process.startedAt, knownAt: process.openedAt, facts: trace.facts, divisionCode: trace.divisionCode, reliefResponse: process.reliefResponse,
  }
}

/** Clocks of one place for a disaster: first report, the next follow-up (24-hour zero report, daily, drought), checked report. */
function eventDeadlines(process: ClockedProcess, trace: ReportingTrace, now: string, asOf: string): ReturnDeadline[] {
  const input: DeadlineInput = { incident: reportable(process, trace), reporter: { level: trace.level, divisionCode: trace.divisionCode }, receivedAt: trace.receivedAt, stableAt: process.stableAt, asOf }
  const first = trace.submissions[0] ?? null
  const last = trace.submissions.at(-1) ?? null
  const checked = trace.submissions.find(({ kind }) => kind === 'final') ?? null
  const found: ReturnDeadline[] = computeDeadlines(input).filter(({ channel }) => channel === 'written').slice(0, 1).map((deadline) => ({
    phase: 'initial', ruleId: deadline.ruleId, title: deadline.titleZh, text: deadline.textZh, basis: basisWords(deadline.legalBasis), startsAt: deadline.startsAt, dueAt: deadline.dueAt,
    metAt: first?.at ?? null, state: stateOf(deadline.dueAt, first?.at ?? null, now),
  }))
  if (found.length === 0 && trace.level !== 'village' && trace.receivedAt === null) {
    found.push({ phase: 'initial', ruleId: `natural.initial.${trace.level}`, title: '灾情初报', text: '自接到下级报表起算，尚未接报', basis: `${statisticsRegulation.title}（${statisticsRegulation.approvalNumber}） 快报（初报）`, startsAt: null, dueAt: null, metAt: first?.at ?? null, state: first === null ? 'waiting' : 'met' })
  }
  if (process.stableAt === null && process.closedAt === null && last !== null && checked === null) {
    const [next] = followUpSchedule({ incident: input.incident, reporter: input.reporter, asOf, lastReportedAt: last.at }).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    if (next !== undefined) found.push({ phase: 'followUp', ruleId: next.ruleId, title: next.titleZh, text: next.textZh, basis: basisWords(next.legalBasis), startsAt: last.at, dueAt: next.dueAt, metAt: null, state: stateOf(next.dueAt, null, now) })
  }
  const final = finalReportDeadline({ ...input, receivedAt: trace.finalReceivedAt })
  if (final !== null) found.push({ phase: 'final', ruleId: final.ruleId, title: final.titleZh, text: final.textZh, basis: basisWords(final.legalBasis), startsAt: final.startsAt, dueAt: final.dueAt, metAt: checked?.at ?? null, state: stateOf(final.dueAt, checked?.at ?? null, now) })
  return found
}

/** Days of the winter-aid calendar (总说明（六）3, 规程（二）3). `given` counts in the year after the winter began; areas with one crop a year come later. */
interface WinterDay { readonly month: number; readonly day: number }
export const winterCalendars = {
  'winter-needed': { village: [10, 10], town: [10, 20], county: [10, 31], city: [11, 5], province: [11, 15] },
  'winter-given': { village: [5, 20], town: [5, 25], county: [6, 1], city: [6, 5], province: [6, 10] },
  'winter-given-one-crop': { village: [7, 20], town: [7, 25], county: [8, 1], city: [8, 5], province: [8, 10] },
} as const satisfies Record<string, Record<AnnualReportLevel, readonly [number, number]>>

/** End of the legal day by which a level hands in its winter-aid form. */
export function winterDeadline(kind: 'winter-needed' | 'winter-given', level: AnnualReportLevel, year: number, oneCropArea = false): string {
  const [month, day] = winterCalendars[kind === 'winter-given' && oneCropArea ? 'winter-given-one-crop' : kind][level]
  const { month: m, day: d }: WinterDay = { month, day }
  return endOfDate(kind === 'winter-given' ? year + 1 : year, m, d)
}

function calendarDeadlines(process: ClockedProcess, trace: ReportingTrace, now: string, asOf: string): ReturnDeadline[] {
  const regulation = `${statisticsRegulation.title}（${statisticsRegulation.approvalNumber}）`
  const make = (phase: ReturnKind, title: string, dueAt: string, basis: string): ReturnDeadline => {
    const metAt = trace.submissions.find(({ kind }) => kind === phase)?.at ?? null
    return { phase, ruleId: `${process.kind}.${phase}.${trace.level}`, title, text: `${title}，${dueAt.slice(0, 4)} 年度日历`, basis, startsAt: process.openedAt, dueAt, metAt, state: stateOf(dueAt, metAt, now) }
  }
  if (process.kind === 'annual') {
    const basis = annualReportCalendars.find((calendar) => isInForce(calendar, asOf))?.legalBasis
    return (['first', 'checked'] as const).flatMap((kind) => {
      const dueAt = annualReportDeadline({ level: trace.level, year: process.year, kind, asOf })
      return dueAt === null || basis === undefined ? [] : [make(kind === 'first' ? 'initial' : 'final', kind === 'first' ? '年报初报' : '年报核报', dueAt, basisWords(basis))]
    })
  }
  if (process.kind === 'winter-needed') return [make('final', '冬春需救助情况报表', winterDeadline('winter-needed', trace.level, process.year), `${regulation} 总说明（六）3（1）`)]
  return [make('final', '冬春已救助情况报表', winterDeadline('winter-given', trace.level, process.year), `${regulation} 总说明（六）3（2）`)]
}

/**
 * The deadlines of one place in a process at `now` (standards B.3), by the rules in force on `asOf`: those of a disaster are computed by the rules of
 * the reports, the yearly ones by the calendars.
 */
export function listReturnDeadlines(process: ClockedProcess, trace: ReportingTrace, now: string, asOf: string): ReturnDeadline[] {
  return process.kind === 'event' ? eventDeadlines(process, trace, now, asOf) : calendarDeadlines(process, trace, now, asOf)
}
