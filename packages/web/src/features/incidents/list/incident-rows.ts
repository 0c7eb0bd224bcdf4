import { gradeNames, incidentStatusNames, levelRoman } from '@fengsui/contract/incidents'
import type { IncidentView } from '@fengsui/contract/incidents'

/** Grade in words for search, sort and export; a proposal says that it is one. */
export function gradeText(incident: Pick<IncidentView, 'grade' | 'proposal'>): string {
  if (incident.grade !== null) return `${levelRoman[incident.grade]}级${gradeNames[incident.grade]}`
  const proposed = incident.proposal?.grade ?? null
  return proposed === null ? '未定级' : `建议${levelRoman[proposed]}级`
}

/** Report clocks in words: late ones first, for they press. */
export function clockText({ clocks }: Pick<IncidentView, 'clocks'>): string {
  if (clocks.running === 0) return '—'
  return clocks.overdue > 0 ? `超时 ${clocks.overdue} / ${clocks.running}` : `${clocks.running} 个计时中`
}

/** Tasks in words. */
export function taskText({ tasks }: Pick<IncidentView, 'tasks'>): string {
  if (tasks.total === 0) return '—'
  return `${tasks.done}/${tasks.total}${tasks.overdue > 0 ? `，超时 ${tasks.overdue}` : ''}`
}

export const statusText = (incident: Pick<IncidentView, 'status'>): string => incidentStatusNames[incident.status]
