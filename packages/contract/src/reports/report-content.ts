import { factLabels, findIncidentType, incidentGradeNamesZh, incidentGradeNumerals, type FactName, type IncidentClass, type IncidentFacts } from '../incidents/grading/index.ts'
import type { Grade } from '../incidents/grade.ts'
import { beijingShort, legalDay } from '../kernel/index.ts'
import { requiredElements, type RequiredElement } from './deadlines/required-elements.ts'

const kindCodes = { initial: 'INITIAL', followUp: 'FOLLOW_UP', final: 'FINAL' } as const

/** What of an incident a report states without anybody typing it. */
export interface ReportSubject {
  readonly incidentClass: string
  readonly typeCode: string
  readonly typeName: string
  readonly placeName: string
  readonly occurredAt: string
  readonly knownAt: string
  readonly grade: Grade | null
  readonly proposal: { readonly grade: Grade | null } | null
}

/** One line of a report: where its content comes from decides whether it is typed. */
export interface ReportElement extends RequiredElement {
  readonly origin: 'incident' | 'figures' | 'written'
}

const incidentFields: ReadonlySet<string> = new Set(['occurredAt', 'place', 'nature', 'disasterType', 'initialGrade', 'receivedAt'])
const figureFields: Readonly<Record<string, readonly FactName[]>> = {
  casualties: ['dead', 'missing', 'injured', 'seriouslyInjured', 'poisoned', 'trapped'],
  deadAndMissing: ['dead', 'missing'],
  loss: ['directLossWan', 'collapsedRooms', 'seriouslyDamagedRooms', 'damagedHouseholds'],
  affectedPeople: ['affectedPeople'],
  relocated: ['relocated'],
  livingAidNeeded: ['livingAidNeeded'],
}

/** Elements a report of this kind must or should hold, with where each comes from. */
export function listReportElements(kind: keyof typeof kindCodes, incidentClass: string): ReportElement[] {
  return requiredElements(kindCodes[kind], incidentClass as IncidentClass).map((element) => ({
    ...element,
    origin: incidentFields.has(element.field) ? 'incident' : element.field in figureFields || element.field === 'finalFigures' ? 'figures' : 'written',
  }))
}

/** `死亡 2 人，重伤 1 人`; null when none of them is known. */
export function describeFigures(facts: IncidentFacts, names: readonly FactName[] = Object.keys(factLabels) as FactName[]): string | null {
  const said = names.flatMap((name) => {
    const value = facts[name]
    if (value === null || value === undefined || value === false) return []
    const { labelZh, unitZh } = factLabels[name]
    return [value === true ? labelZh : `${labelZh} ${value.toLocaleString('zh-CN')} ${unitZh}`]
  })
  return said.length === 0 ? null : said.join('，')
}

/** `Ⅲ级（较大）`, marked as proposed until a person confirmed it. */
export function describeGrade(subject: Pick<ReportSubject, 'grade' | 'proposal'>): string | null {
  const grade = subject.grade ?? subject.proposal?.grade ?? null
  if (grade === null) return null
  return `${incidentGradeNumerals[grade]}级（${incidentGradeNamesZh[grade]}）${subject.grade === null ? '，初判' : ''}`
}

/** Content of an element that follows from the incident or the figures; null when it must be written or is not known. */
export function deriveElement(field: string, subject: ReportSubject, facts: IncidentFacts): string | null {
  switch (field) {
    case 'occurredAt':
      return beijingShort(subject.occurredAt)
    case 'receivedAt':
      return beijingShort(subject.knownAt)
    case 'place':
      return subject.placeName
    case 'nature':
    case 'disasterType':
      return subject.typeName || (findIncidentType(subject.typeCode)?.nameZh ?? null)
    case 'initialGrade':
      return describeGrade(subject)
    case 'finalFigures':
      return describeFigures(facts)
    default: {
      const names = figureFields[field]
      return names === undefined ? null : describeFigures(facts, names)
    }
  }
}

/** What the element says now: what a person wrote, else what follows from incident and figures. */
export function readElement(element: ReportElement, subject: ReportSubject, facts: IncidentFacts, written: Readonly<Record<string, string>>): string | null {
  const typed = written[element.field]?.trim() ?? ''
  return typed === '' ? deriveElement(element.field, subject, facts) : typed
}

/** Required elements that say nothing yet: `还缺 n 项`. */
export function listMissingNow(kind: keyof typeof kindCodes, subject: ReportSubject, facts: IncidentFacts, written: Readonly<Record<string, string>>): ReportElement[] {
  return listReportElements(kind, subject.incidentClass).filter((element) => element.need === 'required' && readElement(element, subject, facts, written) === null)
}

const everyClass: readonly FactName[] = ['dead', 'missing', 'injured', 'seriouslyInjured', 'trapped']
const byClass: Readonly<Record<string, readonly FactName[]>> = {
  'natural-disaster': ['affectedPeople', 'relocated', 'livingAidNeeded', 'collapsedRooms', 'damagedHouseholds', 'directLossWan'],
  accident: ['poisoned', 'endangered', 'evacuated', 'directLossWan'],
}

/** Figures a report asks for: those of its class, and any the incident already has. */
export function listReportFigures(incidentClass: string, facts: IncidentFacts): FactName[] {
  const asked = [...everyClass, ...(byClass[incidentClass] ?? [])]
  const further = (Object.keys(facts) as FactName[]).filter((name) => typeof facts[name] === 'number' && !asked.includes(name))
  return [...asked, ...further]
}

/** Legal day as documents write it: `2019年8月10日`. */
export function sayChineseDay(at: string): string {
  const day = legalDay(at)
  return `${day.slice(0, 4)}年${Number(day.slice(4, 6))}月${Number(day.slice(6))}日`
}

/** `初报`, `续报（第2次）`, `终报`. `sequence` 1 is the first report. */
export function titleOfReport(report: { readonly kind: keyof typeof kindCodes; readonly sequence: number }): string {
  return report.kind === 'initial' ? '初报' : report.kind === 'final' ? '终报' : `续报（第${report.sequence - 1}次）`
}
