import { formSets, hazardWords, processKindNames, returnKindNames, returnStatusNames, statisticsHazards, type Finding, type FormSetKey, type FormValue, type OverviewRow, type ProcessView, type ReturnHead } from '@fengsui/contract/disaster-statistics'

/** Kind of disaster, or what is collected. */
export function kindWords(process: Pick<ProcessView, 'kind' | 'hazard' | 'hazardKind' | 'year'>): string {
  if (process.kind !== 'event') return `${String(process.year)} 年${processKindNames[process.kind]}`
  return process.hazard === null ? '' : hazardWords(process.hazard, process.hazardKind, 'county')
}

/** `初报 第 1 版 已上报，待审核`. */
export function versionWords(head: Pick<ReturnHead, 'kind' | 'sequence' | 'status' | 'zero'>): string {
  return `${returnKindNames[head.kind]}第 ${String(head.sequence)} 版${head.zero ? '（零报告）' : ''} ${returnStatusNames[head.status]}`
}

/** A figure with its thousands; unknown is a dash, which is not zero. */
export function figureWords(value: FormValue | undefined): string {
  if (value === null || value === undefined) return '—'
  return typeof value === 'number' ? value.toLocaleString('zh-CN', { maximumFractionDigits: 2 }) : value
}

/** `+12`, `−3`; nothing where nothing changed or one side is unknown. */
export function changeWords(before: FormValue | undefined, after: FormValue | undefined): string {
  if (typeof before !== 'number' || typeof after !== 'number') return ''
  const change = Math.round((after - before) * 100) / 100
  if (change === 0) return ''
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toLocaleString('zh-CN', { maximumFractionDigits: 2 })}`
}

/** What a place owes first: overdue before running, then the rest. */
export function pressingDeadline(row: Pick<OverviewRow, 'deadlines'>): OverviewRow['deadlines'][number] | null {
  const rank = { overdue: 0, running: 1, waiting: 2, late: 3, met: 4 } as const
  return [...row.deadlines].sort((a, b) => rank[a.state] - rank[b.state] || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null
}

export const hazardOptions = Object.entries(statisticsHazards).map(([value, { name }]) => ({ value, label: name }))
export const setWords = (set: FormSetKey): string => formSets[set].name

/** A finding as it fits beside its cell; the panel says it in full. */
export function shortFinding({ id, text, left, right }: Finding): string {
  if (left !== undefined && right !== undefined) return `${id.replaceAll('@now', '实时').replace('>=', '≥').replace(/=(?=A|B)/, '＝')} 不成立：${figureWords(left.value)} 对 ${right.complete ? '' : '至少 '}${figureWords(right.value)}`
  const [kind] = id.split(':')
  const short = { sum: '与下级合计不符', fell: '累计值比上次小', withdrawn: '上次已报，这次未填', list: '与一览表不符', present: '未填实时值' }[kind ?? '']
  return short ?? text
}
