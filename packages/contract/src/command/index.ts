import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Protected, route, text } from '../kernel/index.ts'
import { OrderDecisions } from '../evacuation/index.ts'
import { ResponseLevel } from '../incidents/grade.ts'

/** An emergency response (应急响应). Starting states the four things 应对法 Art 71–72 demand: matter, level, expected duration, measures. */
export const Response = z.object({
  id: Id, incidentId: Id, planId: Id, planTitle: z.string(), planVersion: z.string(), divisionCode: z.string(), level: ResponseLevel, matter: z.string(), expectedHours: z.number(), measures: z.array(z.string()),
  status: z.enum(['active', 'ended']), headquartersName: z.string(), startedAt: z.string(), decidedByPostKey: z.string(), decidedByUnitId: Id, levelChangedAt: z.string(), endedAt: z.string().nullable(), endReason: Protected.nullable(),
  /** Plan items that named nobody here; they went to the HQ office instead of nowhere. */
  unresolved: z.array(z.object({ path: z.string(), name: z.string(), why: z.string() })),
})
export type Response = z.infer<typeof Response>

/** A place in the HQ: chief, deputies, group leads and members, on-site commander (CMD-2). */
export const Seat = z.object({ id: Id, responseId: Id, incidentId: Id, divisionCode: z.string(), groupKey: z.string().nullable(), groupName: z.string().nullable(), role: z.enum(['chief', 'deputy', 'office', 'groupLead', 'groupMember', 'onSiteCommander']), title: z.string(), unitId: Id, personId: Id.nullable(), room: z.string().nullable(), status: z.enum(['called', 'present', 'released']), presentAt: z.string().nullable() })
export type Seat = z.infer<typeof Seat>

export const taskStatusNames = { assigned: '未签收', acknowledged: '已签收', inProgress: '进行中', disputed: '有争议', done: '已完成', cancelled: '已取消' } as const
export type TaskStatus = keyof typeof taskStatusNames
/** What may follow what; shared by server and screens, every pair tested. */
export const taskLifecycle = {
  assigned: ['acknowledged', 'disputed', 'cancelled'],
  acknowledged: ['inProgress', 'done', 'disputed', 'cancelled'],
  inProgress: ['inProgress', 'done', 'disputed', 'cancelled'],
  disputed: ['assigned', 'cancelled'],
  done: [],
  cancelled: [],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** What may follow what for a notice; a unit may confirm before the delivery was noted. */
export const noticeLifecycle = { queued: ['delivered', 'acknowledged'], delivered: ['acknowledged'], acknowledged: [] } as const
/** What may follow what for a seat. */
export const seatLifecycle = { called: ['present', 'released'], present: ['released'], released: [] } as const
/** What may follow what for a consultation: one that was flagged as missed may still be concluded when it was held late. */
export const consultationLifecycle = { called: ['concluded', 'missed'], missed: ['concluded'], concluded: [] } as const

/** A task with an owner and a deadline (CMD-3). */
export const Task = z.object({
  id: Id, incidentId: Id, responseId: Id.nullable(), planTaskKey: z.string().nullable(), groupKey: z.string().nullable(), groupName: z.string().nullable(), divisionCode: z.string(), unitId: Id, title: z.string(), detail: Protected.nullable(), phase: z.string().nullable(), evidenceRequired: z.string().nullable(),
  status: z.enum(['assigned', 'acknowledged', 'inProgress', 'disputed', 'done', 'cancelled']), assignedAt: z.string(), acknowledgeBy: z.string(), dueAt: z.string(), acknowledgedAt: z.string().nullable(), progressPercent: z.number(), progressAt: z.string().nullable(), progressNote: Protected.nullable(), doneAt: z.string().nullable(),
  overdueAt: z.string().nullable(), unacknowledgedAt: z.string().nullable(), supervisedAt: z.string().nullable(), disputedAt: z.string().nullable(), disputeReason: Protected.nullable(), ruleBy: z.string().nullable(), rulingOverdueAt: z.string().nullable(),
})
export type Task = z.infer<typeof Task>

/** A notice to a unit under a response: 已发送 → 已送达 → 已确认. */
export const Notice = z.object({ id: Id, incidentId: Id, responseId: Id.nullable(), divisionCode: z.string(), toUnitId: Id, text: z.string(), acknowledgeBy: z.string(), status: z.enum(['queued', 'delivered', 'acknowledged']), queuedAt: z.string(), deliveredAt: z.string().nullable(), acknowledgedAt: z.string().nullable(), overdueAt: z.string().nullable() })
export type Notice = z.infer<typeof Notice>

/** What the response needs; the stock side comes with dispatch. */
export const Demand = z.object({ id: Id, incidentId: Id, responseId: Id, divisionCode: z.string(), item: z.string(), quantity: z.number(), unit: z.string(), groupKey: z.string().nullable(), neededBy: z.string(), status: z.enum(['open', 'met', 'cancelled']), metAt: z.string().nullable() })
export type Demand = z.infer<typeof Demand>

/** A consultation (会商) with its conclusions. */
export const Consultation = z.object({ id: Id, incidentId: Id, divisionCode: z.string(), agenda: z.string(), unitIds: z.array(Id), scheduledAt: z.string(), status: z.enum(['called', 'concluded', 'missed']), concludedAt: z.string().nullable(), conclusion: Protected.nullable() })
export type Consultation = z.infer<typeof Consultation>

/** A place's special state: 应急状态, or for floods 紧急防汛期 (防洪法 Art 45). 紧急状态 is not local government's to declare. */
export const EmergencyState = z.object({ id: Id, divisionCode: z.string(), incidentId: Id, kind: z.enum(['emergency', 'floodEmergency']), criteria: z.string(), enteredAt: z.string(), leftAt: z.string().nullable(), leaveCriteria: z.string().nullable() })
export type EmergencyState = z.infer<typeof EmergencyState>

export const TaskView = Task.omit({ detail: true, progressNote: true, disputeReason: true }).extend({ detail: z.string().nullable(), progressNote: z.string().nullable(), disputeReason: z.string().nullable(), unitName: z.string(), incidentTitle: z.string(), mayWork: z.boolean(), mayAssign: z.boolean() })
export type TaskView = z.infer<typeof TaskView>
export const SeatView = Seat.extend({ unitName: z.string(), personName: z.string().nullable() })
export type SeatView = z.infer<typeof SeatView>
export const NoticeView = Notice.extend({ toUnitName: z.string(), incidentTitle: z.string(), mayAcknowledge: z.boolean() })
export type NoticeView = z.infer<typeof NoticeView>
export const ResponseView = Response.omit({ endReason: true }).extend({ endReason: z.string().nullable(), decidedByUnitName: z.string(), placeName: z.string() })
export type ResponseView = z.infer<typeof ResponseView>
export const ConsultationView = Consultation.omit({ conclusion: true }).extend({ conclusion: z.string().nullable(), unitNames: z.array(z.string()) })

const IncidentParams = z.object({ incidentId: Id })
const TaskParams = z.object({ taskId: Id })
const ResponseParams = z.object({ responseId: Id })
const done = z.object({ id: Id })

export const commandRoutes = {
  getCommandBoard: route({
    method: 'GET', path: '/incidents/:incidentId/command', access: 'response:read', tag: '指挥', summary: '指挥台：响应、指挥部席位、任务、通知、需求、会商、状态',
    schema: { params: IncidentParams, response: z.object({ responses: z.array(ResponseView), seats: z.array(SeatView), tasks: z.array(TaskView), notices: z.array(NoticeView), demands: z.array(Demand), consultations: z.array(ConsultationView), emergencyStates: z.array(EmergencyState.extend({ placeName: z.string() })) }) },
  }),
  startResponse: route({
    method: 'POST', path: '/incidents/:incidentId/responses', access: 'response:decide', tag: '指挥', summary: '启动响应：按预案成立指挥部、派任务、发通知、列需求，一次完成',
    schema: { params: IncidentParams, body: z.object({ commandId: CommandId, planId: Id, level: ResponseLevel, matter: text(2, 200), expectedHours: z.number('请填预计期限（小时）').int().min(1, '预计期限至少 1 小时').max(24 * 90, '预计期限最多 90 天'), measures: z.array(text(2, 200)).min(1, '至少写一条应急处置措施') }), response: ResponseView },
  }),
  changeResponseLevel: route({ method: 'POST', path: '/responses/:responseId/level', access: 'response:decide', tag: '指挥', summary: '升、降响应级别：只增减差别任务，做过的不重派；降级时逐道说明在执行的指挥长令解除还是保留', schema: { params: ResponseParams, body: z.object({ commandId: CommandId, level: ResponseLevel, reason: text(2, 400), orders: OrderDecisions }), response: ResponseView } }),
  endResponse: route({ method: 'POST', path: '/responses/:responseId/end', access: 'response:decide', tag: '指挥', summary: '终止响应（谁启动谁终止）；还有未了任务或在执行的指挥长令时说明是哪些，任务确认后可一并取消，指挥长令逐道解除或保留', schema: { params: ResponseParams, body: z.object({ commandId: CommandId, reason: text(2, 400), cancelOpenTasks: z.boolean().default(false), orders: OrderDecisions }), response: ResponseView } }),
  appointOnSiteCommander: route({ method: 'POST', path: '/responses/:responseId/on-site-commander', access: 'response:decide', tag: '指挥', summary: '指定现场指挥官，设现场指挥部', schema: { params: ResponseParams, body: z.object({ commandId: CommandId, unitId: Id, personId: Id.nullable().default(null), place: text(2, 80) }), response: done } }),
  takeSeat: route({ method: 'POST', path: '/seats/:seatId/presence', access: 'task:work', tag: '指挥', summary: '本单位到位', schema: { params: z.object({ seatId: Id }), body: z.object({ commandId: CommandId }), response: done } }),
  listTasks: route({ method: 'GET', path: '/tasks', access: 'task:read', tag: '指挥', summary: '任务：本单位的或辖区的', schema: { query: PageQuery.extend({ mine: z.enum(['true', 'false']).default('false'), incidentId: Id.optional(), status: z.enum(['open', 'all']).default('open') }), response: pageOf(TaskView) } }),
  assignTask: route({ method: 'POST', path: '/incidents/:incidentId/tasks', access: 'task:assign', tag: '指挥', summary: '派任务（指挥部成立前的先期处置也用它）', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, unitId: Id, title: text(2, 80), detail: text(0, 1000).default(''), groupKey: z.string().max(40).nullable().default(null), dueAt: Instant, acknowledgeMinutes: z.number().int().min(1).max(720).default(15) }), response: TaskView } }),
  acknowledgeTask: route({ method: 'POST', path: '/tasks/:taskId/acknowledgement', access: 'task:work', tag: '指挥', summary: '签收任务', schema: { params: TaskParams, body: z.object({ commandId: CommandId }), response: TaskView } }),
  reportProgress: route({ method: 'POST', path: '/tasks/:taskId/progress', access: 'task:work', tag: '指挥', summary: '反馈进展', schema: { params: TaskParams, body: z.object({ commandId: CommandId, percent: z.number().int().min(0).max(99, '完成请点“完成任务”'), note: text(0, 1000).default('') }), response: TaskView } }),
  completeTask: route({ method: 'POST', path: '/tasks/:taskId/completion', access: 'task:work', tag: '指挥', summary: '完成任务，附凭据说明', schema: { params: TaskParams, body: z.object({ commandId: CommandId, evidence: text(0, 1000).default('') }), response: TaskView } }),
  disputeTask: route({ method: 'POST', path: '/tasks/:taskId/dispute', access: 'task:work', tag: '指挥', summary: '提出异议（职责不符等），指挥部限时裁定', schema: { params: TaskParams, body: z.object({ commandId: CommandId, reason: text(2, 400) }), response: TaskView } }),
  ruleOnDispute: route({ method: 'POST', path: '/tasks/:taskId/ruling', access: 'task:assign', tag: '指挥', summary: '裁定争议：维持或改派', schema: { params: TaskParams, body: z.object({ commandId: CommandId, unitId: Id, note: text(0, 400).default('') }), response: TaskView } }),
  superviseTask: route({ method: 'POST', path: '/tasks/:taskId/supervision', access: 'task:assign', tag: '指挥', summary: '督办', schema: { params: TaskParams, body: z.object({ commandId: CommandId }), response: TaskView } }),
  cancelTask: route({ method: 'POST', path: '/tasks/:taskId/cancellation', access: 'task:assign', tag: '指挥', summary: '取消任务', schema: { params: TaskParams, body: z.object({ commandId: CommandId, reason: text(2, 400) }), response: TaskView } }),
  acknowledgeNotice: route({ method: 'POST', path: '/notices/:noticeId/acknowledgement', access: 'task:work', tag: '指挥', summary: '确认收到通知', schema: { params: z.object({ noticeId: Id }), body: z.object({ commandId: CommandId }), response: done } }),
  listNotices: route({ method: 'GET', path: '/notices', access: 'task:read', tag: '指挥', summary: '发给本单位的通知', schema: { query: PageQuery, response: pageOf(NoticeView) } }),
  callConsultation: route({ method: 'POST', path: '/incidents/:incidentId/consultations', access: 'consultation:edit', tag: '指挥', summary: '召集会商', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, agenda: text(2, 400), unitIds: z.array(Id).min(1, '至少请一个单位').max(60), scheduledAt: Instant }), response: done } }),
  concludeConsultation: route({ method: 'POST', path: '/consultations/:consultationId/conclusion', access: 'consultation:edit', tag: '指挥', summary: '会商结论', schema: { params: z.object({ consultationId: Id }), body: z.object({ commandId: CommandId, conclusion: text(2, 2000) }), response: done } }),
  enterEmergencyState: route({ method: 'POST', path: '/incidents/:incidentId/emergency-states', access: 'response:decide', tag: '指挥', summary: '进入应急状态或紧急防汛期，写明依据的条件', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, kind: z.enum(['emergency', 'floodEmergency']), divisionCode: DivisionCode, criteria: text(4, 400) }), response: done } }),
  leaveEmergencyState: route({ method: 'POST', path: '/emergency-states/:stateId/end', access: 'response:decide', tag: '指挥', summary: '解除应急状态或紧急防汛期', schema: { params: z.object({ stateId: Id }), body: z.object({ commandId: CommandId, criteria: text(4, 400) }), response: done } }),
}
