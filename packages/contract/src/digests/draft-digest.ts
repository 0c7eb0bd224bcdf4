import { incidentClassNamesZh, type IncidentClass } from '../incidents/grading/index.ts'
import { gradeNames, levelRoman, type Grade, type ResponseLevel } from '../incidents/grade.ts'
import type { DigestKind } from './digest-kinds.ts'

/** Where a line of a digest comes from, so that every figure can be followed back. */
export interface DigestRef { readonly object: string; readonly id: string }
export interface DigestLine { readonly text: string; readonly refs: readonly DigestRef[] }
export interface DigestSection { readonly key: DigestSectionKey; readonly heading: string; readonly lines: readonly DigestLine[] }

export const digestSectionNames = { overview: '总体情况', incidents: '突发事件', warnings: '预警与响应', reporting: '信息报送', duty: '值班情况', pending: '待办与提请关注' } as const
export type DigestSectionKey = keyof typeof digestSectionNames

/** An incident as a digest sees it: registered or changed in the period, or still open. Counts are people; null = not reported. */
export interface DigestIncident {
  readonly id: string
  readonly title: string
  readonly incidentClass: IncidentClass
  readonly grade: Grade | null
  /** What the rules propose until a leader confirms (初判). */
  readonly proposedGrade: Grade | null
  readonly placeName: string
  readonly occurredAt: string
  /** Registered within the period. */
  readonly fresh: boolean
  readonly closed: boolean
  readonly dead: number | null
  readonly missing: number | null
  readonly injured: number | null
  readonly evacuated: number | null
}

/** What the last hours held; gathered by the server, drafted here. */
export interface DigestFacts {
  readonly placeName: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly incidents: readonly DigestIncident[]
  readonly signals: { readonly received: number; readonly unverified: number }
  readonly warnings: readonly { readonly id: string; readonly headline: string; readonly placeName: string; readonly inForce: boolean; readonly issuedAt: string }[]
  readonly responses: readonly { readonly id: string; readonly title: string; readonly level: ResponseLevel; readonly startedAt: string }[]
  readonly linkageAlarms: readonly { readonly id: string; readonly placeName: string; readonly raisedAt: string }[]
  readonly reports: { readonly issued: number; readonly received: number; readonly late: readonly { readonly id: string; readonly title: string; readonly fromName: string }[] }
  readonly clocks: readonly { readonly id: string; readonly title: string; readonly toName: string; readonly dueAt: string }[]
  readonly suspicions: readonly string[]
  /** On duty at the end of the period; names are personal data, so the text goes among the protected ones. */
  readonly duty: readonly { readonly roleName: string; readonly name: string }[]
}

/** Counted once, kept beside the text. People and pieces. */
export interface DigestFigures {
  readonly incidents: number
  readonly dead: number
  readonly missing: number
  readonly injured: number
  readonly evacuated: number
  readonly signals: number
  readonly warningsInForce: number
  readonly responses: number
  readonly reportsIssued: number
  readonly reportsLate: number
}

/** `11月22日7时30分`, Beijing time, as official papers write it; the minute is left out on the hour. */
export function officialTime(at: string): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000)
  const minutes = local.getUTCMinutes()
  return `${String(local.getUTCMonth() + 1)}月${String(local.getUTCDate())}日${String(local.getUTCHours())}时${minutes === 0 ? '' : `${String(minutes)}分`}`
}

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0)
const ref = (object: string, id: string): DigestRef => ({ object, id })

/** Figures of the period: incidents registered in it, casualties of those and of the ones still open. */
export function countDigest(facts: DigestFacts): DigestFigures {
  const { incidents } = facts
  return {
    incidents: incidents.filter(({ fresh }) => fresh).length,
    dead: sum(incidents.map(({ dead }) => dead)), missing: sum(incidents.map(({ missing }) => missing)), injured: sum(incidents.map(({ injured }) => injured)), evacuated: sum(incidents.map(({ evacuated }) => evacuated)),
    signals: facts.signals.received, warningsInForce: facts.warnings.filter(({ inForce }) => inForce).length, responses: facts.responses.length,
    reportsIssued: facts.reports.issued, reportsLate: facts.reports.late.length,
  }
}

/** Nothing that anybody above must read: no new incident, nobody hurt, no response, nothing late. */
export function isPeaceful(facts: DigestFacts): boolean {
  const figures = countDigest(facts)
  return figures.incidents === 0 && figures.dead + figures.missing + figures.injured === 0 && figures.responses === 0 && facts.reports.late.length === 0 && facts.linkageAlarms.length === 0
}

function gradeWords({ grade, proposedGrade }: DigestIncident): string {
  if (grade !== null) return gradeNames[grade]
  return proposedGrade === null ? '等级待定' : `初判${gradeNames[proposedGrade]}`
}

/** People in words: only what was reported; a reported zero is said, what nobody reported is not. */
function peopleWords(incident: DigestIncident): string {
  const said = ([['死亡', incident.dead], ['失踪', incident.missing], ['受伤', incident.injured], ['转移', incident.evacuated]] as const).flatMap(([word, count]) => (count === null || (count === 0 && word === '转移') ? [] : [`${word}${String(count)}人`]))
  return said.length === 0 ? '伤亡情况待核' : said.join('、')
}

function overview(kind: DigestKind, facts: DigestFacts): DigestLine[] {
  const figures = countDigest(facts)
  const span = `${officialTime(facts.periodFrom)}至${officialTime(facts.periodTo)}`
  if (isPeaceful(facts)) {
    const quiet = `${span}，${facts.placeName}未发生需要报告的突发事件，${kind === 'peace' ? '总体平安' : '总体平稳'}。`
    return [{ text: facts.signals.received === 0 ? quiet : `${quiet}期间接来报${String(facts.signals.received)}条，均已登记${facts.signals.unverified === 0 ? '并核实' : `，其中${String(facts.signals.unverified)}条正在核实`}。`, refs: [] }]
  }
  const fresh = facts.incidents.filter((incident) => incident.fresh)
  const classes = (Object.keys(incidentClassNamesZh) as IncidentClass[]).flatMap((each) => {
    const count = fresh.filter((incident) => incident.incidentClass === each).length
    return count === 0 ? [] : [`${incidentClassNamesZh[each]}${String(count)}起`]
  })
  const grave = ([1, 2, 3] as const).flatMap((grade) => {
    const count = fresh.filter((incident) => incident.grade === grade).length
    return count === 0 ? [] : [`${gradeNames[grade]}${String(count)}起`]
  })
  const events = figures.incidents === 0 ? `未新发突发事件，${String(facts.incidents.length)}起仍在处置` : `接报突发事件${String(figures.incidents)}起（${classes.join('、')}）${grave.length === 0 ? '' : `，其中${grave.join('、')}`}`
  const people = ([['死亡', 'dead'], ['失踪', 'missing'], ['受伤', 'injured'], ['转移', 'evacuated']] as const).flatMap(([word, key]) => (facts.incidents.every((incident) => incident[key] === null) ? [] : [`${word}${String(figures[key])}人`]))
  return [{ text: `${span}，${facts.placeName}${events}；${people.length === 0 ? '伤亡情况待核' : `累计${people.join('、')}`}。现有生效预警${String(figures.warningsInForce)}条，应急响应${String(figures.responses)}个。`, refs: facts.incidents.map(({ id }) => ref('incident', id)) }]
}

/**
 * Drafts a digest from what is on record; a person reads, mends and signs it. Facts nobody reported stay unsaid, sections without
 * anything to say are left out, and each line names the objects it speaks of. Same facts, same text.
 */
export function draftDigest(kind: DigestKind, facts: DigestFacts): DigestSection[] {
  const lines: Record<DigestSectionKey, DigestLine[]> = {
    overview: overview(kind, facts),
    incidents: facts.incidents.map((incident) => ({
      text: `${incident.title}（${incident.placeName}，${officialTime(incident.occurredAt)}，${gradeWords(incident)}${incident.closed ? '，已结束' : '，处置中'}）：${peopleWords(incident)}。`, refs: [ref('incident', incident.id)],
    })),
    warnings: [
      ...facts.warnings.map((warning) => ({ text: `${officialTime(warning.issuedAt)} ${warning.headline}（${warning.placeName}，${warning.inForce ? '生效中' : '已结束'}）。`, refs: [ref('warning', warning.id)] })),
      ...facts.responses.map((response) => ({ text: `${response.title}：${levelRoman[response.level]}级应急响应，${officialTime(response.startedAt)}启动。`, refs: [ref('response', response.id)] })),
      ...facts.linkageAlarms.map((alarm) => ({ text: `${alarm.placeName}预警已生效而响应未跟上，${officialTime(alarm.raisedAt)}起告警，尚未处理。`, refs: [ref('linkage-alarm', alarm.id)] })),
    ],
    reporting: [
      ...(facts.reports.issued + facts.reports.received === 0 ? [] : [{ text: `报出信息${String(facts.reports.issued)}份，收到下级${String(facts.reports.received)}份${facts.reports.late.length === 0 ? '，均在时限内' : ''}。`, refs: [] }]),
      ...facts.reports.late.map((late) => ({ text: `超时限：${late.fromName} ${late.title}。`, refs: [ref('clock', late.id)] })),
    ],
    duty: facts.duty.length === 0 ? [] : [{ text: `${facts.duty.map(({ roleName, name }) => `${roleName}${name}`).join('，')}。`, refs: [] }],
    pending: [
      ...facts.clocks.map((clock) => ({ text: `${clock.title}，应于${officialTime(clock.dueAt)}前报${clock.toName}。`, refs: [ref('clock', clock.id)] })),
      ...(facts.signals.unverified === 0 ? [] : [{ text: `待核实来报${String(facts.signals.unverified)}条。`, refs: [] }]),
      ...(facts.suspicions.length === 0 ? [] : [{ text: `待认定疑点${String(facts.suspicions.length)}个。`, refs: facts.suspicions.map((id) => ref('suspicion', id)) }]),
    ],
  }
  return (Object.keys(digestSectionNames) as DigestSectionKey[]).flatMap((key) => (lines[key].length === 0 ? [] : [{ key, heading: digestSectionNames[key], lines: lines[key] }]))
}
