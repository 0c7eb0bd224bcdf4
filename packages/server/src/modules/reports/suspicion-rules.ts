import { formatLegalBasis } from '@fengsui/contract/incidents/grading'
import { defaultDeadlineRules, suspicionRules, type DangerSignal } from '@fengsui/contract/reports/deadlines'
import type { Signal } from '@fengsui/contract/signals'

/** Sources whose verified word is a citizen's signal. Grid officers, units and levels above or below are the reporting line itself (应对法 Art 60). */
const citizenSources: readonly Signal['source'][] = ['public', 'phone', 'media']

/** A signal as a sign of danger, or undefined when it is none that asks for a report by itself. */
export function toDangerSignal(signal: Signal): DangerSignal | undefined {
  const about = { signalId: signal.id, divisionCode: signal.divisionCode, typeCode: signal.typeCode }
  if (signal.gauge) {
    const { levelMetres, guaranteeLevelMetres, readAt } = signal.gauge
    return guaranteeLevelMetres === null ? undefined : { ...about, kind: 'gauge', observedAt: readAt, levelMetres, guaranteeLevelMetres }
  }
  if (signal.status !== 'verified' || !citizenSources.includes(signal.source)) return undefined
  return { ...about, kind: 'citizen', observedAt: signal.handledAt ?? signal.receivedAt, verified: true }
}

/** The first line of evidence: what was seen, and when. Station and title hold no personal data. */
export function describeSignal(signal: Signal): string {
  if (!signal.gauge) return `${signal.title}（${signal.number}）已核实`
  const { stationName, levelMetres, guaranteeLevelMetres } = signal.gauge
  const above = guaranteeLevelMetres === null ? '' : `，超保证水位 ${(levelMetres - guaranteeLevelMetres).toFixed(2)} 米`
  return `${stationName}水位 ${levelMetres.toFixed(2)} 米${above}（${signal.number}）`
}

/** The second line; its own instant says until when. */
export function describeSilence(unitName: string): string {
  return `${unitName}到此时没有报出对应信息`
}

/** What a suspicion's rule says, for those who decide on it. */
export function suspicionRuleText(ruleId: string): string {
  const rule = suspicionRules.find((each) => each.ruleId === ruleId)
  if (rule) return `${rule.titleZh}：${rule.withinMinutes} 分钟内应有报告（平台默认值，可改）；认定依据《${rule.legalBasis.instrument}》`
  const deadline = defaultDeadlineRules.find((each) => each.ruleId === ruleId)
  return deadline ? `${deadline.titleZh}：${formatLegalBasis(deadline.legalBasis)}` : ruleId
}
