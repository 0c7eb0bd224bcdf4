import type { EvaluationFigures, Finding, FindingKind } from '@fengsui/contract/evaluation'
import type { CountKind } from '@fengsui/contract/evacuation'
import { levelRoman, type ResponseLevel } from '@fengsui/contract/incidents'
import { beijingShort } from '@fengsui/contract/kernel'
import { warningLevelNames, type WarningLevel } from '@fengsui/contract/warnings'

/** What an evaluation is made from: plain rows of one incident and all secondary to it, within one reader's scope, as of `now`. */
export interface Material {
  readonly now: string
  readonly clocks: readonly { id: string; status: string; title: string; legalBasis: string; incidentTitle: string; placeName: string; unitName: string; toUnitName: string; dueAt: string; metAt: string | null; metByReportId: string | null }[]
  readonly suspicions: readonly { id: string; kind: string; status: 'raised' | 'upheld' | 'dismissed'; raisedAt: string; placeName: string; unitName: string; signalId: string | null; evidence: readonly { at: string; text: string }[] }[]
  readonly tasks: readonly { id: string; title: string; status: string; placeName: string; unitName: string; acknowledgeBy: string; acknowledgedAt: string | null; unacknowledgedAt: string | null; dueAt: string; overdueAt: string | null; doneAt: string | null; disputedAt: string | null; rulingOverdueAt: string | null }[]
  readonly calls: readonly { id: string; title: string; placeName: string; byUnitName: string; calledAt: string; acknowledgeBy: string; total: number; answered: number; again: number; escalated: number; visited: number; failed: number }[]
  readonly alarms: readonly { id: string; status: 'open' | 'raised' | 'answered' | 'warningEnded'; warningLevel: WarningLevel; wantedLevel: number; foundLevel: number | null; rule: string; raisedAt: string; closedAt: string | null; placeName: string }[]
  readonly shortages: readonly { id: string; requestId: string; name: string; quantity: number; unit: string; status: 'open' | 'passedUp' | 'met' | 'accepted'; foundAt: string; placeName: string }[]
  readonly dispatches: readonly { id: string; name: string; status: string; kind: string; quantity: number; unit: string; people: number; boats: number; destinationName: string; placeName: string; unitName: string; acknowledgedAt: string | null; unacknowledgedAt: string | null; overdueAt: string | null; arrivedAt: string | null; receivedAt: string | null; receivedQuantity: number | null; returnedAt: string | null; damagedQuantity: number | null }[]
  readonly redirects: readonly { shelterId: string; name: string; placeName: string; unitName: string; capacity: number; people: number; at: string; targets: readonly string[]; arrivalIds: readonly string[] }[]
  /** Statements that stand for all below them, one per incident and kind. */
  readonly totals: readonly { incidentId: string; kind: CountKind; placeName: string; planned: number; moved: number; refused: number; followedUp: number; asOf: string | null; countIds: readonly string[] }[]
  readonly responses: EvaluationFigures['responses']
  readonly reports: readonly { kind: string; zero: boolean }[]
  readonly notifications: EvaluationFigures['notifications']
  readonly medianAnswerMinutes: number | null
  readonly warnings: readonly { level: WarningLevel }[]
  readonly requests: number
  readonly sheltered: number
  readonly shelterPeak: number
  readonly stockBalanced: boolean
  readonly casualties: EvaluationFigures['casualties']
}

/** A finding before its evidence has been looked up. */
export type FindingDraft = Omit<Finding, 'evidence'>

/** Whole minutes from one instant to another, never negative. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
}

const draft = (kind: FindingKind, id: string, rest: Omit<FindingDraft, 'key' | 'kind'>): FindingDraft => ({ key: `${kind}:${id}`, kind, ...rest })

/**
 * Everything of a run that an evaluation must explain: late, missed, escalated, short, unanswered. One finding for each matter, a call or a shelter
 * with many people is one. Pure; the same material gives the same findings in the same order (by time, then key). Source: 应对法 Art 92, platform's own list.
 */
export function findFindings(material: Material): FindingDraft[] {
  const findings = [
    ...reporting(material), ...tasks(material), ...calls(material), ...linkage(material), ...dispatching(material), ...evacuating(material),
  ]
  return findings.sort((a, b) => a.at.localeCompare(b.at) || a.key.localeCompare(b.key))
}

function reporting({ clocks, suspicions, now }: Material): FindingDraft[] {
  const late = clocks.flatMap((clock): FindingDraft[] => {
    const place = { placeName: clock.placeName, unitName: clock.unitName }
    if (clock.status === 'late' && clock.metAt !== null) {
      const minutesLate = minutesBetween(clock.dueAt, clock.metAt)
      return [draft('late-report', clock.id, {
        severity: 'grave', title: `${clock.unitName}迟报 ${String(minutesLate)} 分钟`, at: clock.dueAt, minutesLate, ...place,
        explanation: `“${clock.incidentTitle}”应于 ${beijingShort(clock.dueAt)} 前向${clock.toUnitName}报出（${clock.title}，${clock.legalBasis}），实际 ${beijingShort(clock.metAt)} 报出。`,
        objects: [{ kind: 'clock', id: clock.id }, ...(clock.metByReportId === null ? [] : [{ kind: 'report', id: clock.metByReportId }])],
      })]
    }
    const overdue = clock.status === 'missed' || (clock.status === 'running' && clock.dueAt < now)
    return overdue
      ? [draft('missed-clock', clock.id, {
        severity: 'grave', title: `${clock.unitName}未按时限报出`, at: clock.dueAt, minutesLate: minutesBetween(clock.dueAt, now), ...place,
        explanation: `“${clock.incidentTitle}”应于 ${beijingShort(clock.dueAt)} 前向${clock.toUnitName}报出（${clock.title}，${clock.legalBasis}），至今没有报出。`, objects: [{ kind: 'clock', id: clock.id }],
      })]
      : []
  })
  const omitted = suspicions.filter((suspicion) => suspicion.status !== 'dismissed' && suspicion.kind !== 'LATE').map((suspicion) =>
    draft('omitted-report', suspicion.id, {
      severity: suspicion.status === 'upheld' ? 'grave' : 'notable', title: suspicion.status === 'upheld' ? `${suspicion.unitName}漏报，已认定` : `${suspicion.unitName}疑似漏报，尚未认定`, at: suspicion.raisedAt, minutesLate: null,
      placeName: suspicion.placeName, unitName: suspicion.unitName, explanation: suspicion.evidence.map((each) => `${beijingShort(each.at)} ${each.text}`).join('；'),
      objects: [{ kind: 'suspicion', id: suspicion.id }, ...(suspicion.signalId === null ? [] : [{ kind: 'signal', id: suspicion.signalId }])],
    }))
  return [...late, ...omitted]
}

function tasks({ tasks: all, now }: Material): FindingDraft[] {
  return all.flatMap((task): FindingDraft[] => {
    const place = { placeName: task.placeName, unitName: task.unitName, objects: [{ kind: 'task', id: task.id }] }
    const acknowledged = task.unacknowledgedAt === null ? [] : [draft('late-acknowledgement', task.id, {
      severity: 'notable', title: `${task.unitName}未按时签收“${task.title}”`, at: task.acknowledgeBy, minutesLate: minutesBetween(task.acknowledgeBy, task.acknowledgedAt ?? now), ...place,
      explanation: `应于 ${beijingShort(task.acknowledgeBy)} 前签收，系统已升级提醒；${task.acknowledgedAt === null ? '至今没有签收。' : `${beijingShort(task.acknowledgedAt)} 签收。`}`,
    })]
    const overdue = task.overdueAt === null ? [] : [draft('overdue-task', task.id, {
      severity: 'notable', title: `${task.unitName}“${task.title}”逾期`, at: task.dueAt, minutesLate: minutesBetween(task.dueAt, task.doneAt ?? now), ...place,
      explanation: `应于 ${beijingShort(task.dueAt)} 前完成；${task.doneAt === null ? (task.status === 'cancelled' ? '后随响应取消。' : '至今没有完成。') : `${beijingShort(task.doneAt)} 完成。`}`,
    })]
    const disputed = task.disputedAt === null ? [] : [draft('disputed-task', task.id, {
      severity: 'minor', title: `${task.unitName}对“${task.title}”提出异议`, at: task.disputedAt, minutesLate: task.rulingOverdueAt === null ? null : minutesBetween(task.rulingOverdueAt, now), ...place,
      explanation: task.rulingOverdueAt === null ? '指挥部在限时内裁定。' : '指挥部没有在限时内裁定。',
    })]
    return [...acknowledged, ...overdue, ...disputed]
  })
}

function calls({ calls: all }: Material): FindingDraft[] {
  return all.flatMap((call): FindingDraft[] => {
    const place = { placeName: call.placeName, unitName: call.byUnitName, objects: [{ kind: 'call', id: call.id }] }
    const missing = call.total - call.answered
    return [
      ...(missing === 0 ? [] : [draft('unanswered-call', call.id, {
        severity: 'grave' as const, title: `“${call.title}” ${String(missing)} 个对象没有应答`, at: call.acknowledgeBy, minutesLate: null, ...place, explanation: `共叫 ${String(call.total)} 个，应答 ${String(call.answered)} 个；未应答的须有人到场确认。`,
      })]),
      ...(call.again === 0 && call.escalated === 0 ? [] : [draft('escalated-call', call.id, {
        severity: 'minor' as const, title: `“${call.title}” ${String(call.again)} 个对象再次呼叫`, at: call.calledAt, minutesLate: null, ...place,
        explanation: `共叫 ${String(call.total)} 个，${String(call.again)} 个第一次没有应答；转上级 ${String(call.escalated)} 个，上门 ${String(call.visited)} 个，最终应答 ${String(call.answered)} 个。`,
      })]),
      ...(call.failed === 0 ? [] : [draft('failed-delivery', call.id, { severity: 'notable' as const, title: `“${call.title}” ${String(call.failed)} 条消息没有送出`, at: call.calledAt, minutesLate: null, ...place, explanation: '通道拒收、故障或未配置；对象改由其他通道呼叫。' })]),
    ]
  })
}

function linkage({ alarms, now }: Material): FindingDraft[] {
  return alarms.map((alarm) => draft('linkage-alarm', alarm.id, {
    severity: 'notable', title: `${warningLevelNames[alarm.warningLevel]}预警生效，响应未到${levelRoman[alarm.wantedLevel as ResponseLevel]}级`, at: alarm.raisedAt, minutesLate: minutesBetween(alarm.raisedAt, alarm.closedAt ?? now), placeName: alarm.placeName, unitName: null,
    explanation: `${alarm.rule}；告警时${alarm.foundLevel === null ? '没有启动响应' : `响应为${levelRoman[alarm.foundLevel as ResponseLevel]}级`}。${{ raised: '随后提升响应，告警关闭。', answered: '指挥部已书面说明。', warningEnded: '预警解除，告警关闭。', open: '至今没有提升或说明。' }[alarm.status]}`,
    objects: [{ kind: 'linkage-alarm', id: alarm.id }],
  }))
}

function dispatching({ shortages, dispatches, now }: Material): FindingDraft[] {
  const short = shortages.map((shortage) => draft('shortage', shortage.id, {
    severity: shortage.status === 'met' ? 'minor' : 'notable', title: `缺${shortage.name} ${String(shortage.quantity)} ${shortage.unit}`, at: shortage.foundAt, minutesLate: null, placeName: shortage.placeName, unitName: null,
    explanation: { open: '没有补足，也没有上报。', passedUp: '已草拟并报上级申请。', met: '后来补足。', accepted: '经决定不再需要。' }[shortage.status], objects: [{ kind: 'shortage', id: shortage.id }, { kind: 'resource-request', id: shortage.requestId }],
  }))
  const sent = dispatches.flatMap((dispatch): FindingDraft[] => {
    const place = { placeName: dispatch.placeName, unitName: dispatch.unitName, objects: [{ kind: 'dispatch', id: dispatch.id }] }
    const late = dispatch.overdueAt ?? dispatch.unacknowledgedAt
    return [
      ...(late === null ? [] : [draft('late-dispatch', dispatch.id, {
        severity: 'notable' as const, title: `${dispatch.unitName}“${dispatch.name}”${dispatch.overdueAt === null ? '未按时签收' : '未按时到达'}`, at: late, minutesLate: minutesBetween(late, (dispatch.overdueAt === null ? dispatch.acknowledgedAt : dispatch.arrivedAt) ?? now), ...place,
        explanation: `调往${dispatch.destinationName}；${dispatch.arrivedAt === null ? '没有到达记录。' : `${beijingShort(dispatch.arrivedAt)} 到达。`}`,
      })]),
      ...(dispatch.receivedQuantity !== null && dispatch.receivedQuantity !== dispatch.quantity ? [draft('stock-difference', `${dispatch.id}:received`, { severity: 'notable' as const, title: `“${dispatch.name}”发出 ${String(dispatch.quantity)}、实收 ${String(dispatch.receivedQuantity)}`, at: dispatch.receivedAt ?? now, minutesLate: null, ...place, explanation: '差额已入账，待查。' })] : []),
      ...((dispatch.damagedQuantity ?? 0) > 0 ? [draft('stock-difference', `${dispatch.id}:damaged`, { severity: 'minor' as const, title: `“${dispatch.name}”归还时损坏 ${String(dispatch.damagedQuantity)} ${dispatch.unit}`, at: dispatch.returnedAt ?? now, minutesLate: null, ...place, explanation: '已转检修，按规定核销或补偿。' })] : []),
    ]
  })
  return [...short, ...sent]
}

function evacuating({ redirects, totals, now }: Material): FindingDraft[] {
  const full = redirects.map((redirect) => draft('shelter-redirect', redirect.shelterId, {
    severity: 'minor', title: `${redirect.name}满员，分流 ${String(redirect.people)} 人`, at: redirect.at, minutesLate: null, placeName: redirect.placeName, unitName: redirect.unitName,
    explanation: `容量 ${String(redirect.capacity)} 人；分流到${redirect.targets.join('、')}。`, objects: [{ kind: 'shelter', id: redirect.shelterId }, ...redirect.arrivalIds.map((id) => ({ kind: 'shelter-arrival', id }))],
  }))
  const refused = totals.filter((total) => total.kind === 'avoidance' && total.refused > 0).map((total) => draft('refusal', total.incidentId, {
    severity: total.followedUp < total.refused ? 'notable' : 'minor', title: `${String(total.refused)} 人拒绝转移`, at: total.asOf ?? now, minutesLate: null, placeName: total.placeName, unitName: null,
    explanation: total.followedUp >= total.refused ? '全部上门劝导。' : `已上门 ${String(total.followedUp)} 人，其余没有记录。`, objects: total.countIds.map((id) => ({ kind: 'evacuation-count', id })),
  }))
  return [...full, ...refused]
}
