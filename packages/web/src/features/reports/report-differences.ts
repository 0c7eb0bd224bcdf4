import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName } from '@fengsui/contract/incidents/grading'
import type { ReportView } from '@fengsui/contract/reports'

/** One thing a report says otherwise than the one before. */
export interface ReportDifference {
  readonly key: string
  readonly label: string
  readonly before: string
  readonly after: string
}

type Comparable = Pick<ReportView, 'facts' | 'elements'>

const say = (value: unknown, unit: string): string => (value === null || value === undefined ? '未报' : typeof value === 'boolean' ? (value ? '是' : '否') : `${Number(value).toLocaleString('zh-CN')} ${unit}`.trim())

/** Figures that changed since the report before, in the order officers read them. Unknown and absent are the same. */
export function listChangedFigures(before: Comparable, after: Comparable): ReportDifference[] {
  return (Object.keys(factLabels) as FactName[]).flatMap((name) => {
    const old = before.facts[name] ?? null
    const now = after.facts[name] ?? null
    const { labelZh, unitZh } = factLabels[name]
    return old === now ? [] : [{ key: name, label: labelZh, before: say(old, unitZh), after: say(now, unitZh) }]
  })
}

/** The issued report of the same unit and incident that stands right before this one. */
export function findPrevious(report: Pick<ReportView, 'id' | 'fromUnitId' | 'sequence'>, series: readonly ReportView[]): ReportView | undefined {
  return series
    .filter((other) => other.id !== report.id && other.fromUnitId === report.fromUnitId && other.status === 'issued' && other.sequence < report.sequence)
    .sort((a, b) => b.sequence - a.sequence)[0]
}
