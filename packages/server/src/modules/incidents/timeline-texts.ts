import type { Json } from '@fengsui/contract/kernel'
import { gradeNames, levelRoman, type Grade } from '@fengsui/contract/incidents'
import { factLabels, type FactName } from '@fengsui/contract/incidents/grading'
import type { TimelineText } from '../../platform/module.ts'

function gradeText(value: Json | undefined): string {
  return value === 1 || value === 2 || value === 3 || value === 4 ? `${levelRoman[value as Grade]}级${gradeNames[value as Grade]}` : '未定级'
}

function changedFacts(value: Json | undefined): string {
  if (!Array.isArray(value)) return ''
  return value
    .flatMap((each) => {
      if (each === null || typeof each !== 'object' || Array.isArray(each)) return []
      const label = factLabels[each['fact'] as FactName]
      if (!label) return []
      return typeof each['to'] === 'boolean' ? [`${label.labelZh}${each['to'] ? '' : '（否）'}`] : [`${label.labelZh} ${String(each['from'] ?? '不明')}→${String(each['to'] ?? '不明')} ${label.unitZh}`]
    })
    .join('，')
}

/** How an incident's entries read in the timeline. */
export const incidentTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'incident.registered': (entry) => ({ text: `立项：${String(entry.data.changes[0]?.set['title'] ?? '')}（${String(entry.data.changes[0]?.set['number'] ?? '')}）`, importance: 'decision' }),
  'incident.facts-updated': (entry) => ({ text: entry.data.note?.['mergedFrom'] ? '并入另一事件的情况' : `情况更新：${changedFacts(entry.data.note?.['changed'])}`, importance: 'fact' }),
  'incident.graded': (entry) => {
    const grade = entry.data.changes[0]?.set['grade']
    const proposed = entry.data.note?.['proposed']
    return { text: `定为${gradeText(grade)}${proposed !== grade && proposed !== null && proposed !== undefined ? `（规则建议${gradeText(proposed)}，已写理由）` : ''}`, importance: 'decision' }
  },
  'incident.linked': (entry) => ({ text: entry.data.changes[0]?.set['parentId'] ? '列为次生、衍生事件' : '解除次生、衍生关系', importance: 'fact' }),
  'incident.merged': () => ({ text: '并入另一事件', importance: 'decision' }),
  'incident.split': (entry) => ({ text: `拆出另一事件（移走 ${entry.data.changes.length} 条来报）`, importance: 'decision' }),
  'incident.marked-stable': () => ({ text: '情况基本稳定，核报时限起算', importance: 'decision' }),
  'incident.closed': () => ({ text: '事件结束', importance: 'decision' }),
}
