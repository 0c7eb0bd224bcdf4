import type { Finding } from '@fengsui/contract/evaluation'
import { paths } from '../../lib/navigation.ts'

/** What an entry is about, for those whose words belong to another page or another place. */
const subjects: Readonly<Record<string, string>> = {
  clock: '报送时限', report: '信息报告', suspicion: '疑点', signal: '来报', task: '任务', call: '叫应', 'call-recipient': '叫应对象', notification: '通知', 'linkage-alarm': '联动告警', shortage: '缺口', 'resource-request': '资源申请',
  dispatch: '调度令', shelter: '避难场所', 'shelter-arrival': '避难入住', 'evacuation-count': '转移安置数', 'stock-move': '物资台账', lot: '物资批次', incident: '事件', response: '响应', warning: '预警',
}

/** The entry's subject in Chinese; an entry type is the object's kind, a dot, and what happened. */
export function subjectOf(type: string): string {
  return subjects[type.split('.')[0] ?? ''] ?? '日志'
}

/** Where the matter of a finding can be looked at, if it has a page of its own. */
export function placeOfFinding(incidentId: string, objects: Finding['objects']): { readonly label: string; readonly to: string } | null {
  const idOf = (kind: string): string | undefined => objects.find((object) => object.kind === kind)?.id
  const report = idOf('report')
  const call = idOf('call')
  const request = idOf('resource-request')
  const signal = idOf('signal')
  if (report !== undefined) return { label: '看这份报告', to: paths.report(report) }
  if (call !== undefined) return { label: '看这次叫应', to: paths.call(call) }
  if (request !== undefined) return { label: '看这份申请', to: paths.dispatch(incidentId, request) }
  if (signal !== undefined) return { label: '看这条来报', to: paths.duty(signal) }
  if (idOf('dispatch') !== undefined) return { label: '看调度台', to: paths.dispatch(incidentId) }
  if (idOf('shelter') !== undefined) return { label: '看避难场所', to: paths.resources('shelters') }
  if (idOf('linkage-alarm') !== undefined) return { label: '看预警', to: paths.warnings() }
  if (idOf('evacuation-count') !== undefined) return { label: '看转移安置', to: paths.evacuation(incidentId) }
  return null
}
