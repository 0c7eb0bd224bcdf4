import { z } from 'zod'
import { CommandId, Id, Protected, route, text } from '../kernel/index.ts'

/** What an evaluation must explain (REC-2, 应对法 Art 92): everything late, missed, escalated, short or unanswered. */
export const findingKinds = { 'late-report': '迟报', 'omitted-report': '漏报', 'missed-clock': '未报', 'late-acknowledgement': '任务签收超时', 'overdue-task': '任务逾期', 'disputed-task': '任务争议', 'unanswered-call': '叫应未应答', 'escalated-call': '叫应升级', 'linkage-alarm': '预警未联动', shortage: '资源缺口', 'late-dispatch': '调度超时', 'stock-difference': '物资差额', 'shelter-redirect': '场所满员分流', refusal: '拒绝转移', 'failed-delivery': '通知未送达' } as const
export type FindingKind = keyof typeof findingKinds
export const FindingKind = z.enum(Object.keys(findingKinds) as [FindingKind, ...FindingKind[]])
/** One finding, drafted from the journal. `evidence` are the positions of the journal entries it rests on, oldest first. */
export const Finding = z.object({ key: z.string(), kind: FindingKind, severity: z.enum(['grave', 'notable', 'minor']), title: z.string(), explanation: z.string(), placeName: z.string(), unitName: z.string().nullable(), at: z.string(), minutesLate: z.number().nullable(), objects: z.array(z.object({ kind: z.string(), id: z.string() })), evidence: z.array(z.object({ position: z.number(), at: z.string(), type: z.string() })) })
export type Finding = z.infer<typeof Finding>

/** Figures of a run, each counted from the record. */
export const EvaluationFigures = z.object({
  reports: z.object({ initial: z.number(), followUp: z.number(), final: z.number(), zero: z.number(), onTime: z.number(), late: z.number(), missed: z.number(), omitted: z.number() }),
  tasks: z.object({ assigned: z.number(), acknowledged: z.number(), acknowledgedInTime: z.number(), escalated: z.number(), done: z.number(), overdue: z.number() }),
  calls: z.object({ calls: z.number(), recipients: z.number(), answered: z.number(), calledAgain: z.number(), visited: z.number(), medianAnswerMinutes: z.number().nullable() }),
  notifications: z.object({ sent: z.number(), delivered: z.number(), failed: z.number(), possibleDuplicates: z.number() }),
  warnings: z.object({ recorded: z.number(), highest: z.string().nullable(), linkageAlarms: z.number(), longestGapMinutes: z.number().nullable() }),
  responses: z.array(z.object({ placeName: z.string(), level: z.number(), from: z.string(), to: z.string().nullable() })),
  evacuation: z.object({ planned: z.number(), moved: z.number(), refused: z.number(), visited: z.number(), resettled: z.number(), vessels: z.number(), sheltered: z.number(), shelterPeak: z.number() }),
  dispatch: z.object({ requests: z.number(), dispatches: z.number(), arrived: z.number(), returned: z.number(), people: z.number(), boats: z.number(), shortages: z.number(), shortageMet: z.number(), stockBalanced: z.boolean() }),
  casualties: z.array(z.object({ incidentId: Id, title: z.string(), grade: z.number().nullable(), dead: z.number(), missing: z.number(), injured: z.number() })),
})
export type EvaluationFigures = z.infer<typeof EvaluationFigures>

export const Evaluation = z.object({ id: Id, incidentId: Id, divisionCode: z.string(), byUnitId: Id, status: z.enum(['draft', 'issued']), figures: EvaluationFigures, findings: z.array(Finding), draftedAt: z.string(), issuedAt: z.string().nullable(), summary: Protected.nullable() })
export type Evaluation = z.infer<typeof Evaluation>

export const improvementStatusNames = { proposed: '建议', accepted: '采纳', rejected: '不采纳', done: '已落实' } as const
/** A change that a finding calls for, most often of the plan (PLAN-1: revision triggers raised by facts). */
export const Improvement = z.object({ id: Id, evaluationId: Id, incidentId: Id, divisionCode: z.string(), findingKeys: z.array(z.string()), planId: Id.nullable(), target: z.enum(['plan', 'duty', 'resources', 'training', 'system']), text: z.string(), status: z.enum(['proposed', 'accepted', 'rejected', 'done']), proposedAt: z.string(), decidedAt: z.string().nullable() })
export type Improvement = z.infer<typeof Improvement>
/** What may follow what for an improvement. */
export const improvementLifecycle = { proposed: ['accepted', 'rejected'], accepted: ['done', 'rejected'], rejected: ['accepted'], done: [] } as const satisfies Record<Improvement['status'], readonly Improvement['status'][]>

const command = z.object({ commandId: CommandId })
const IncidentParams = z.object({ incidentId: Id })
export const EvaluationView = z.object({ incidentTitle: z.string(), evaluation: Evaluation.omit({ summary: true, figures: true, findings: true }).extend({ summary: z.string().nullable(), byUnitName: z.string() }).nullable(), /** As of now while there is no evaluation or it is a draft; as issued afterwards. */ figures: EvaluationFigures, findings: z.array(Finding), improvements: z.array(Improvement.extend({ planTitle: z.string().nullable() })), mayEdit: z.boolean() })
export type EvaluationView = z.infer<typeof EvaluationView>

export const evaluationRoutes = {
  getEvaluation: route({ method: 'GET', path: '/incidents/:incidentId/evaluation', access: 'evaluation:read', tag: '评估', summary: '处置评估：数字、逐条发现与证据、改进建议（含次生事件）', schema: { params: IncidentParams, response: EvaluationView } }),
  draftEvaluation: route({ method: 'POST', path: '/incidents/:incidentId/evaluation', access: 'evaluation:edit', tag: '评估', summary: '由日志链起草评估；再次起草更新草稿', schema: { params: IncidentParams, body: command, response: EvaluationView } }),
  proposeImprovement: route({ method: 'POST', path: '/incidents/:incidentId/improvements', access: 'evaluation:edit', tag: '评估', summary: '就发现提出改进（修订预案等）', schema: { params: IncidentParams, body: command.extend({ findingKeys: z.array(z.string().max(120)).min(1, '至少对应一条发现').max(50), planId: Id.nullable().default(null), target: z.enum(['plan', 'duty', 'resources', 'training', 'system']), text: text(4, 400) }), response: Improvement } }),
  decideImprovement: route({ method: 'POST', path: '/improvements/:improvementId/decision', access: 'evaluation:edit', tag: '评估', summary: '采纳、不采纳、已落实', schema: { params: z.object({ improvementId: Id }), body: command.extend({ status: z.enum(['accepted', 'rejected', 'done']) }), response: Improvement } }),
  issueEvaluation: route({ method: 'POST', path: '/incidents/:incidentId/evaluation/issue', access: 'evaluation:edit', tag: '评估', summary: '印发评估：数字和发现就此固定', schema: { params: IncidentParams, body: command.extend({ summary: text(4, 2000) }), response: EvaluationView } }),
}
