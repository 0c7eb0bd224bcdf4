import { factLabels, formatLegalBasis, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import { reportKindNames, type ReportKind, type Suspicion, type SuspicionComparison } from '@fengsui/contract/reports'
import {
  casualtyFacts, contradictionRules, defaultDeadlineRules, isMadeGood, neighbourRules, suspicionRules, type CasualtyFact, type CasualtyFigures, type DangerSignal, type FigureDifference, type Statement,
} from '@fengsui/contract/reports/deadlines'
import { signalSources, type Signal } from '@fengsui/contract/signals'

/** Sources whose verified word is a citizen's signal. Grid officers, units and levels above or below are the reporting line itself (应对法 Art 60). */
const citizenSources: readonly Signal['source'][] = ['public', 'phone', 'media']

const people = (value: number | null | undefined): number => value ?? 0

/** A signal as a sign of danger, or undefined when it is none that asks for a report by itself. */
export function toDangerSignal(signal: Signal): DangerSignal | undefined {
  const about = { signalId: signal.id, divisionCode: signal.divisionCode, typeCode: signal.typeCode }
  if (signal.gauge) {
    const { levelMetres, guaranteeLevelMetres, readAt } = signal.gauge
    return guaranteeLevelMetres === null ? undefined : { ...about, kind: 'gauge', observedAt: readAt, levelMetres, guaranteeLevelMetres }
  }
  if (signal.status === 'verified' && citizenSources.includes(signal.source)) return { ...about, kind: 'citizen', observedAt: signal.handledAt ?? signal.receivedAt, verified: true }
  // What media and hospitals say of casualties is a sign also before anybody verified it.
  if ((signal.source === 'media' || signal.source === 'hospital') && signal.status !== 'merged' && signal.status !== 'rejected') {
    const { dead, missing, injured } = signal.facts
    return { ...about, kind: signal.source, observedAt: signal.receivedAt, casualties: people(dead) + people(missing) + people(injured) }
  }
  return undefined
}

/** The figures of casualties among facts; what is unknown is left out. */
export function figuresOf(facts: IncidentFacts): CasualtyFigures {
  return Object.fromEntries(casualtyFacts.flatMap((fact) => (typeof facts[fact] === 'number' ? [[fact, facts[fact]]] : [])))
}

/** A signal as statements about casualties: as it came, and once more as verified. Empty when it speaks of none or counts no more. */
export function toStatements(signal: Pick<Signal, 'id' | 'source' | 'status' | 'facts' | 'receivedAt' | 'handledAt'>): Statement[] {
  const figures = figuresOf(signal.facts)
  if (Object.keys(figures).length === 0 || signal.status === 'rejected' || signal.status === 'merged') return []
  const about = { signalId: signal.id, source: signal.source, figures }
  return [
    { ...about, at: signal.receivedAt, verified: false },
    ...(signal.status === 'verified' ? [{ ...about, at: signal.handledAt ?? signal.receivedAt, verified: true }] : []),
  ]
}

/** 死亡 2 人、受伤 5 人; empty when nothing is said. */
export function describeFigures(figures: CasualtyFigures): string {
  return casualtyFacts.flatMap((fact) => (figures[fact] === undefined ? [] : [`${factLabels[fact].labelZh} ${figures[fact]} 人`])).join('、')
}

/** The first line of evidence: what was seen, and when. Station and title hold no personal data. */
export function describeSignal(signal: Pick<Signal, 'gauge' | 'title' | 'number' | 'status' | 'source' | 'facts'>): string {
  if (!signal.gauge) {
    const figures = describeFigures(figuresOf(signal.facts))
    return `${signal.title}（${signal.number}）${signal.status === 'verified' ? '已核实' : `，${signalSources[signal.source]}来报`}${figures === '' ? '' : `：${figures}`}`
  }
  const { stationName, levelMetres, guaranteeLevelMetres } = signal.gauge
  const above = guaranteeLevelMetres === null ? '' : `，超保证水位 ${(levelMetres - guaranteeLevelMetres).toFixed(2)} 米`
  return `${stationName}水位 ${levelMetres.toFixed(2)} 米${above}（${signal.number}）`
}

/** A report's side of a comparison. */
export function describeReport(report: { kind: ReportKind; sequence: number; number: string; facts: IncidentFacts }): string {
  const figures = describeFigures(figuresOf(report.facts))
  return `${reportKindNames[report.kind]}${report.kind === 'followUp' ? `第 ${report.sequence} 号` : ''} ${report.number}：${figures === '' ? '没有写伤亡' : figures}`
}

/** A signal's side of a comparison. */
export function saidBy(signal: Pick<Signal, 'id' | 'source' | 'gauge' | 'title' | 'number' | 'status' | 'facts' | 'receivedAt'>): SuspicionComparison['said'][number] {
  return { at: signal.gauge?.readAt ?? signal.receivedAt, source: signal.gauge ? '自动站' : signalSources[signal.source], text: describeSignal(signal), signalId: signal.id, reportId: null }
}

/** The differences of a contradiction with their names. */
export function labelDifferences(differences: readonly FigureDifference[]): SuspicionComparison['differences'] {
  return differences.map(({ fact, said, reported }) => ({ fact, label: factLabels[fact].labelZh, said, reported }))
}

/** Whether somebody already decided on differences at least as large: the same figures are not put to them twice. */
export function isDecided(differences: readonly FigureDifference[], decided: readonly Pick<Suspicion, 'status' | 'comparison'>[]): boolean {
  return decided.some(({ status, comparison }) => status !== 'raised' && differences.every((each) => comparison?.differences.some((other) => other.fact === each.fact && other.said >= each.said && (other.reported ?? 0) <= (each.reported ?? 0))))
}

/** Whether what was left out or wrong still waits for its report: figures that no report has reached, or no report at all. */
export function isCorrectionOwed(comparison: SuspicionComparison | null, issued: readonly { reportId: string; sentAt: string; facts: IncidentFacts }[], at: string): boolean {
  const differences = (comparison?.differences ?? []).map((each) => ({ fact: each.fact as CasualtyFact, said: each.said }))
  if (differences.length === 0) return issued.length === 0
  return !isMadeGood(differences, issued.map((report) => ({ reportId: report.reportId, sentAt: report.sentAt, figures: figuresOf(report.facts) })), at)
}

/** The second line; its own instant says until when. */
export function describeSilence(unitName: string): string {
  return `${unitName}到此时没有报出对应信息`
}

/** What a suspicion's rule says, for those who decide on it. */
export function suspicionRuleText(ruleId: string): string {
  const rule = suspicionRules.find((each) => each.ruleId === ruleId) ?? neighbourRules.find((each) => each.ruleId === ruleId)
  if (rule) return `${rule.titleZh}：${rule.withinMinutes} 分钟内应有报告（平台默认值，可改）；认定依据《${rule.legalBasis.instrument}》`
  const contradiction = contradictionRules.find((each) => each.ruleId === ruleId)
  if (contradiction) return `${contradiction.titleZh}：${contradiction.withinMinutes} 分钟内应在报告中写明（差额和时间为平台默认值，可改）；认定依据《${contradiction.legalBasis.instrument}》`
  const deadline = defaultDeadlineRules.find((each) => each.ruleId === ruleId)
  return deadline ? `${deadline.titleZh}：${formatLegalBasis(deadline.legalBasis)}` : ruleId
}
