import type { Incident } from '@fengsui/contract/incidents'
import { findIncidentType, type IncidentClass, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import { isWithin, legalDay, Problem } from '@fengsui/contract/kernel'
import { reportKindNames, type Report, type ReportDelivery, type ReportKind } from '@fengsui/contract/reports'
import { checkReport, type RequiredElement } from '@fengsui/contract/reports/deadlines'

/** Facts after a report: what it says replaces, what it leaves open stays. */
export function applyFacts(known: IncidentFacts, reported: IncidentFacts): IncidentFacts {
  return { ...known, ...Object.fromEntries(Object.entries(reported).filter(([, value]) => value !== null && value !== undefined)) }
}

/** Whether two reports say the same figures; unknown and absent are the same. */
export function sameFacts(a: IncidentFacts, b: IncidentFacts): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof IncidentFacts>
  return [...names].every((name) => (a[name] ?? null) === (b[name] ?? null))
}

/** Ordinal shown with the kind: 初报, 续报一…, 终报. `sequence` 1 is the first report. */
export function reportTitle(kind: ReportKind, sequence: number): string {
  return kind === 'followUp' ? `续报（第${sequence - 1}次）` : reportKindNames[kind]
}

/**
 * Whether a report of this kind may follow what the unit has issued about the incident: one 初报 first, then 续报, and 终报 closes the series.
 * @returns its number in the series
 * @throws Problem lifecycle-refused saying what to do instead
 */
export function nextInSeries(issued: readonly Pick<Report, 'kind' | 'sequence'>[], kind: ReportKind, incidentStatus: Incident['status'], supplementing = false, correcting = false): number {
  if (incidentStatus === 'merged') throw new Problem('lifecycle-refused', '这个事件已并入另一事件，请到并入后的事件上报送')
  // What was reported wrongly is put right, also after the final report.
  if (correcting) {
    if (kind === 'initial') throw new Problem('lifecycle-refused', '更正请用续报或终报，初报只报一次')
    if (issued.length === 0) throw new Problem('lifecycle-refused', '还没有报出过报告，没有可更正的')
    return Math.max(0, ...issued.map((report) => report.sequence)) + 1
  }
  // Casualties of an accident that change within its window are supplemented even after the final report (493号令 Art 13).
  if (supplementing && kind === 'followUp' && issued.length > 0) return Math.max(0, ...issued.map((report) => report.sequence)) + 1
  if (issued.some((report) => report.kind === 'final')) throw new Problem('lifecycle-refused', '终报已报出，本事件的报送已结束；有错请在那份报告上起草更正')
  if (kind === 'initial' && issued.length > 0) throw new Problem('lifecycle-refused', '初报已报出，有新情况请起草续报')
  if (kind !== 'initial' && issued.length === 0) throw new Problem('lifecycle-refused', `还没有报出初报，请先起草初报，再起草${reportKindNames[kind]}`)
  if (kind === 'followUp' && incidentStatus === 'closed') throw new Problem('lifecycle-refused', '事件已结束，不再续报；请起草终报')
  return Math.max(0, ...issued.map((report) => report.sequence)) + 1
}

/**
 * `演示县应急报〔2026〕12号` with the unit's own 机关代字, else `演示县值班〔2019〕0003号`; the year is Beijing's.
 */
export function formatReportNumber(placeName: string, at: string, ordinal: number, numberWord: string | null = null): string {
  return `${reportNumberPrefix(placeName, at, numberWord)}${numberWord === null ? String(ordinal).padStart(4, '0') : String(ordinal)}号`
}

export function reportNumberPrefix(placeName: string, at: string, numberWord: string | null = null): string {
  return `${numberWord ?? `${placeName}值班`}〔${legalDay(at).slice(0, 4)}〕`
}

const kindCodes = { initial: 'INITIAL', followUp: 'FOLLOW_UP', final: 'FINAL' } as const

const known = (...values: (number | boolean | null | undefined)[]): true | null => (values.some((value) => value !== null && value !== undefined) ? true : null)

/** Required elements a report still lacks. What the incident and the figures already say need not be typed again. */
export function listMissingElements(
  report: Pick<Report, 'kind' | 'facts' | 'grade'>, elements: Readonly<Record<string, string>>,
  incident: Pick<Incident, 'incidentClass' | 'typeCode' | 'occurredAt' | 'divisionCode'>,
): RequiredElement[] {
  const { facts } = report
  const casualties = known(facts.dead, facts.missing, facts.injured, facts.seriouslyInjured, facts.poisoned, facts.trapped)
  const said = {
    occurredAt: incident.occurredAt, place: incident.divisionCode, initialGrade: report.grade, nature: findIncidentType(incident.typeCode)?.nameZh ?? null, disasterType: incident.typeCode,
    casualties, deadAndMissing: known(facts.dead, facts.missing), loss: known(facts.directLossWan, facts.collapsedRooms, facts.damagedHouseholds, facts.seriouslyDamagedRooms),
    affectedPeople: facts.affectedPeople, relocated: facts.relocated, livingAidNeeded: facts.livingAidNeeded, finalFigures: known(...Object.values(facts)),
  }
  const written = Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== ''))
  return checkReport({ kind: kindCodes[report.kind], incidentClass: incident.incidentClass as IncidentClass, values: { ...said, ...written } }).filter((element) => element.need === 'required')
}

/** Elements as they were stored; what was destroyed by law or cannot be read shows as one line instead. */
export function parseElements(text: string | null): Record<string, string> {
  if (text === null) return {}
  if (!text.startsWith('{')) return { note: text }
  return Object.fromEntries(Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, value]) => [name, String(value)]))
}

/** What a correction says was wrong and why; what was destroyed by law shows as such. */
export function parseCorrection(text: string | null): { wrong: string; why: string } | null {
  if (text === null) return null
  if (!text.startsWith('{')) return { wrong: text, why: '' }
  const { wrong, why } = JSON.parse(text) as { wrong?: unknown; why?: unknown }
  return { wrong: String(wrong ?? ''), why: String(why ?? '') }
}

/** A unit as far as addressing needs it. */
export interface Addressee {
  unitId: string
  name: string
  role: string
  divisionCode: string
}

/** Upward to a place above, to the leaders of one's own place, otherwise sideways (通报). */
export function purposeOf(fromDivisionCode: string, to: Addressee): ReportDelivery['purpose'] {
  if (to.divisionCode !== fromDivisionCode && isWithin(fromDivisionCode, to.divisionCode)) return 'upward'
  return to.divisionCode === fromDivisionCode && to.role.endsWith('-government') ? 'leader' : 'sideways'
}

/**
 * Who gets a report: those whose clocks run against this unit, the next level up, and those the author adds. A telephone report goes
 * to those who must be told by telephone; where nobody must, to the next level up.
 */
export function chooseRecipients(input: { by: ReportDelivery['by']; running: readonly { toUnitId: string; phase: string }[]; nextUpUnitId: string | null; alsoTo: readonly string[] }): string[] {
  const owed = input.running.filter((clock) => input.by === 'system' || clock.phase === 'PHONE').map((clock) => clock.toUnitId)
  const up = input.nextUpUnitId !== null && (input.by === 'system' || owed.length === 0) ? [input.nextUpUnitId] : []
  return [...new Set([...owed.sort(), ...up, ...input.alsoTo])]
}
