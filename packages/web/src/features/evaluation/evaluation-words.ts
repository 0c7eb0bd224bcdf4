import type { EvaluationFigures, Finding } from '@fengsui/contract/evaluation'

/** One line of figures: a heading and what was counted under it. */
export interface FigureGroup {
  readonly title: string
  readonly items: readonly { readonly label: string; readonly value: number | string; readonly unit?: string }[]
}

/** The figures in the order in which an evaluation is read. The two counts of moved people stand beside each other and are not added. */
export function groupFigures(figures: EvaluationFigures): FigureGroup[] {
  const { reports, tasks, calls, notifications, warnings, evacuation, dispatch } = figures
  return [
    { title: '信息报送', items: [{ label: '初报', value: reports.initial }, { label: '续报', value: reports.followUp, unit: `其中零报告 ${String(reports.zero)}` }, { label: '终报', value: reports.final }, { label: '按时', value: reports.onTime }, { label: '迟报', value: reports.late }, { label: '未报', value: reports.missed }, { label: '漏报', value: reports.omitted }] },
    { title: '任务', items: [{ label: '派出', value: tasks.assigned }, { label: '签收', value: tasks.acknowledged }, { label: '按时签收', value: tasks.acknowledgedInTime }, { label: '升级督办', value: tasks.escalated }, { label: '完成', value: tasks.done }, { label: '逾期', value: tasks.overdue }] },
    { title: '叫应与通知', items: [{ label: '叫应', value: calls.calls, unit: '次' }, { label: '应答', value: calls.answered, unit: `/ ${calls.recipients.toLocaleString('zh-CN')}` }, { label: '再次呼叫', value: calls.calledAgain }, { label: '上门', value: calls.visited }, { label: '应答中位数', value: calls.medianAnswerMinutes ?? '—', unit: '分' }, { label: '通知发出', value: notifications.sent }, { label: '失败', value: notifications.failed }, { label: '可能重复', value: notifications.possibleDuplicates }] },
    { title: '预警与响应', items: [{ label: '预警', value: warnings.recorded }, { label: '最高', value: warnings.highest ?? '—' }, { label: '未联动告警', value: warnings.linkageAlarms }, { label: '最长滞后', value: warnings.longestGapMinutes ?? '—', unit: '分' }] },
    { title: '转移安置', items: [{ label: '避险转移', value: evacuation.moved, unit: `/ ${evacuation.planned.toLocaleString('zh-CN')} 人` }, { label: '拒绝', value: evacuation.refused }, { label: '已上门', value: evacuation.visited }, { label: '转移安置', value: evacuation.resettled, unit: '人' }, { label: '回港船只', value: evacuation.vessels, unit: '艘' }, { label: '进避难场所', value: evacuation.sheltered, unit: '人次' }] },
    { title: '调度', items: [{ label: '申请', value: dispatch.requests }, { label: '调度令', value: dispatch.dispatches }, { label: '到达', value: dispatch.arrived }, { label: '归还', value: dispatch.returned }, { label: '人员', value: dispatch.people }, { label: '舟艇', value: dispatch.boats }, { label: '缺口', value: dispatch.shortages }, { label: '物资台账', value: dispatch.stockBalanced ? '平' : '不平' }] },
  ]
}

export const severityWords: Readonly<Record<Finding['severity'], string>> = { grave: '严重', notable: '值得注意', minor: '一般' }
export const targetWords = { plan: '预案', duty: '值守', resources: '资源', training: '培训', system: '系统' } as const
