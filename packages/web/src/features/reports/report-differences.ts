import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName } from '@fengsui/contract/incidents/grading'
import { listReportElements, type ReportView } from '@fengsui/contract/reports'

/** One thing a report says otherwise than the one before. */
export interface ReportDifference {
  readonly key: string
  readonly label: string
  readonly before: string
  readonly after: string
  /** `+7`, `-2`; empty where one of the two is not a number. */
  readonly change: string
}

type Comparable = Pick<ReportView, 'facts' | 'elements'>

const say = (value: unknown, unit: string): string => (value === null || value === undefined ? '未报' : typeof value === 'boolean' ? (value ? '是' : '否') : `${Number(value).toLocaleString('zh-CN')} ${unit}`.trim())
const changeOf = (before: unknown, after: unknown): string => (typeof before === 'number' && typeof after === 'number' ? `${after > before ? '+' : '-'}${Math.abs(after - before).toLocaleString('zh-CN')}` : '')

/** Figures that changed since the report before, in the order officers read them. Unknown and absent are the same. */
export function listChangedFigures(before: Comparable, after: Comparable): ReportDifference[] {
  return (Object.keys(factLabels) as FactName[]).flatMap((name) => {
    const old = before.facts[name] ?? null
    const now = after.facts[name] ?? null
    const { labelZh, unitZh } = factLabels[name]
    return old === now ? [] : [{ key: name, label: labelZh, before: say(old, unitZh), after: say(now, unitZh), change: changeOf(old, now) }]
  })
}

/** Words of both reports by element, in the order of the form; `same` where they agree. Elements neither says anything about are left out. */
export function listWords(before: Comparable & Pick<ReportView, 'kind'>, after: Comparable & Pick<ReportView, 'kind'>, incidentClass: string): { key: string; label: string; before: string; after: string; same: boolean }[] {
  const labels = new Map([...listReportElements(before.kind, incidentClass), ...listReportElements(after.kind, incidentClass)].map((element) => [element.field, element.labelZh]))
  const fields = [...new Set([...labels.keys(), ...Object.keys(before.elements), ...Object.keys(after.elements)])]
  return fields.flatMap((field) => {
    const old = before.elements[field]?.trim() ?? ''
    const now = after.elements[field]?.trim() ?? ''
    return old === '' && now === '' ? [] : [{ key: field, label: labels.get(field) ?? '其他情况', before: old, after: now, same: old === now }]
  })
}

/** The issued reports of the same unit and incident that stand before this one, the nearest first. */
export function listEarlier(report: Pick<ReportView, 'id' | 'fromUnitId' | 'sequence'>, series: readonly ReportView[]): ReportView[] {
  return series.filter((other) => other.id !== report.id && other.fromUnitId === report.fromUnitId && other.status === 'issued' && other.sequence < report.sequence).sort((a, b) => b.sequence - a.sequence)
}

/** The issued report of the same unit and incident that stands right before this one. */
export function findPrevious(report: Pick<ReportView, 'id' | 'fromUnitId' | 'sequence'>, series: readonly ReportView[]): ReportView | undefined {
  return listEarlier(report, series)[0]
}
