import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'

export * from './supervision-rules.ts'

export const instructionStatusNames = { received: '待交办', underway: '办理中', closed: '已办结', withdrawn: '已撤回' } as const
export type InstructionStatus = keyof typeof instructionStatusNames
/** What may follow what for an instruction. */
export const instructionLifecycle = { received: ['underway', 'closed', 'withdrawn'], underway: ['closed', 'withdrawn'], closed: [], withdrawn: [] } as const satisfies Record<InstructionStatus, readonly InstructionStatus[]>

export const dutyStatusNames = { assigned: '待签收', acknowledged: '已签收', inProgress: '办理中', reported: '已报结果', returned: '退回重办', accepted: '已办结', cancelled: '已取消' } as const
export type DutyStatus = keyof typeof dutyStatusNames
/** What may follow what for one unit's part of an instruction. */
export const dutyLifecycle = {
  assigned: ['acknowledged', 'cancelled'],
  acknowledged: ['inProgress', 'reported', 'cancelled'],
  inProgress: ['inProgress', 'reported', 'cancelled'],
  reported: ['accepted', 'returned', 'cancelled'],
  returned: ['inProgress', 'reported', 'cancelled'],
  accepted: [],
  cancelled: [],
} as const satisfies Record<DutyStatus, readonly DutyStatus[]>

export const mediumNames = { written: '书面批示', oral: '口头指示', phone: '电话指示', online: '在本系统批示' } as const
export const directionNames = { own: '本级领导', upper: '上级领导' } as const
export const dutyRoleNames = { lead: '主办', assist: '协办' } as const
export const supervisionReasonNames = { overdue: '逾期未办结', unacknowledged: '超时未签收', requested: '领导要求督办' } as const

const Medium = z.enum(['written', 'oral', 'phone', 'online'])
const Direction = z.enum(['own', 'upper'])
const DutyRole = z.enum(['lead', 'assist'])
const UrgencyField = z.enum(['extraUrgent', 'urgent', 'normal'])

/** A leader's instruction (批示), or one received from above (RPT-5). Who gave it is a post or its words, never a person's name. */
export const Instruction = z.object({
  id: Id, number: z.string(), divisionCode: z.string(), byUnitId: Id, direction: Direction, issuerPostId: Id.nullable(), /** Post or words for it; what was typed may name a person. */ issuer: Protected, medium: Medium, title: z.string(), words: Protected,
  incidentId: Id.nullable(), reportId: Id.nullable(), urgency: UrgencyField, givenAt: z.string(), registeredAt: z.string(), status: z.enum(['received', 'underway', 'closed', 'withdrawn']), closedAt: z.string().nullable(), outcome: Protected.nullable(),
})
export type Instruction = z.infer<typeof Instruction>

/** One unit's part of an instruction, with its own term and its own answer. */
export const InstructionDuty = z.object({
  id: Id, instructionId: Id, incidentId: Id.nullable(), divisionCode: z.string(), unitId: Id, role: DutyRole, status: z.enum(['assigned', 'acknowledged', 'inProgress', 'reported', 'returned', 'accepted', 'cancelled']),
  requirement: Protected.nullable(), assignedAt: z.string(), acknowledgeBy: z.string(), acknowledgedAt: z.string().nullable(), unacknowledgedAt: z.string().nullable(),
  dueAt: z.string(), firstDueAt: z.string(), termText: z.string(), ruleId: z.string(), remindedAt: z.string().nullable(), overdueAt: z.string().nullable(), /** The first time it was late, unless more time was granted since. */ firstOverdueAt: z.string().nullable(), escalatedAt: z.string().nullable(),
  feedbackAt: z.string().nullable(), reportedAt: z.string().nullable(), settledAt: z.string().nullable(), settleReason: Protected.nullable(),
  /** An extension asked for and not yet decided. */
  extensionTo: z.string().nullable(), extensionReason: Protected.nullable(), extensionAskedAt: z.string().nullable(), extensions: z.number(),
})
export type InstructionDuty = z.infer<typeof InstructionDuty>

/** What a unit answered: on the way, or as its result. Never changed afterwards. */
export const InstructionFeedback = z.object({ id: Id, dutyId: Id, instructionId: Id, divisionCode: z.string(), unitId: Id, kind: z.enum(['progress', 'result']), words: Protected, givenAt: z.string() })
export type InstructionFeedback = z.infer<typeof InstructionFeedback>

/** A numbered supervision notice (督办单) to one unit. The platform drafts it when a term passes, a person issues it. */
export const SupervisionNotice = z.object({
  id: Id, number: z.string(), instructionId: Id, dutyId: Id, divisionCode: z.string(), unitId: Id, byUnitId: Id.nullable(), reason: z.enum(['overdue', 'unacknowledged', 'requested']), words: Protected.nullable(),
  status: z.enum(['draft', 'issued', 'dropped']), draftedAt: z.string(), issuedAt: z.string().nullable(), feedbackBy: z.string().nullable(), copiesTo: z.array(Id),
})
export type SupervisionNotice = z.infer<typeof SupervisionNotice>

const SupervisionNoticeView = SupervisionNotice.omit({ words: true }).extend({ words: z.string().nullable(), copiesToNames: z.array(z.string()) })
export const DutyView = InstructionDuty.omit({ requirement: true, settleReason: true, extensionReason: true }).extend({
  requirement: z.string().nullable(), settleReason: z.string().nullable(), extensionReason: z.string().nullable(), unitName: z.string(),
  feedbacks: z.array(InstructionFeedback.omit({ words: true }).extend({ words: z.string() })), notices: z.array(SupervisionNoticeView),
  /** Whether this account answers for the unit, and whether it decides for the issuer's office. */
  mayWork: z.boolean(), mayHandle: z.boolean(),
})
export type DutyView = z.infer<typeof DutyView>
export const InstructionView = Instruction.omit({ words: true, outcome: true, issuer: true }).extend({
  words: z.string(), issuer: z.string(), outcome: z.string().nullable(), placeName: z.string(), byUnitName: z.string(), incidentTitle: z.string().nullable(), mayHandle: z.boolean(),
  /** All parts for the issuer's office, only the own one for everybody else. */
  duties: z.array(DutyView),
})
export type InstructionView = z.infer<typeof InstructionView>

const DueTermField = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), hours: z.number().int('请填整数小时').min(1, '至少 1 小时').max(2160, '最多 90 天（2160 小时）') }),
  z.object({ kind: z.literal('workingDays'), days: z.number().int('请填整数').min(1, '至少 1 个工作日').max(60, '最多 60 个工作日') }),
  z.object({ kind: z.literal('at'), at: Instant }),
])
const Assignees = z.array(z.object({ unitId: Id, role: DutyRole.default('lead') })).max(40, '一次最多交办 40 个单位')
const command = z.object({ commandId: CommandId })
const InstructionParams = z.object({ instructionId: Id })
const DutyParams = z.object({ dutyId: Id })
const format = z.object({ format: z.enum(['docx', 'pdf']).default('docx') })
const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean('应为 true 或 false'))

export const instructionRoutes = {
  listInstructions: route({
    method: 'GET', path: '/instructions', access: 'instruction:read', tag: '批示督办', summary: '批示与办理情况；没有督办职责的只看到交办给本单位的',
    schema: { query: PageQuery.extend({ status: z.enum(['open', 'closed', 'all']).default('open'), incidentId: Id.optional(), /** Only what the own unit answers. */ mine: flag.optional(), /** Only those with a part past its term. */ overdue: flag.optional() }), response: pageOf(InstructionView) },
  }),
  getInstruction: route({ method: 'GET', path: '/instructions/:instructionId', access: 'instruction:read', tag: '批示督办', summary: '一件批示', schema: { params: InstructionParams, response: InstructionView } }),
  giveInstruction: route({
    method: 'POST', path: '/instructions', access: 'instruction:give', tag: '批示督办', summary: '作出或登记批示，可同时交办单位；时限不填用平台默认',
    schema: {
      body: command.extend({
        direction: Direction.default('own'), issuerPostId: Id.nullable().default(null), issuer: text(0, 40).default(''), medium: Medium.default('online'), title: text(0, 80).default(''), words: text(2, 2000),
        incidentId: Id.nullable().default(null), reportId: Id.nullable().default(null), urgency: UrgencyField.default('normal'), givenAt: Instant.nullable().default(null), assignees: Assignees.default([]), due: DueTermField.nullable().default(null),
      }),
      response: InstructionView,
    },
  }),
  assignInstruction: route({ method: 'POST', path: '/instructions/:instructionId/duties', access: 'instruction:give', tag: '批示督办', summary: '交办给单位', schema: { params: InstructionParams, body: command.extend({ assignees: Assignees.min(1, '至少选一个单位'), due: DueTermField.nullable().default(null), requirement: text(0, 1000).default('') }), response: InstructionView } }),
  closeInstruction: route({ method: 'POST', path: '/instructions/:instructionId/closed', access: 'instruction:give', tag: '批示督办', summary: '办结：写明结果；上级批示写明已向上级报告', schema: { params: InstructionParams, body: command.extend({ outcome: text(4, 2000) }), response: InstructionView } }),
  withdrawInstruction: route({ method: 'POST', path: '/instructions/:instructionId/withdrawn', access: 'instruction:give', tag: '批示督办', summary: '撤回（登记有误、情况消失），写明理由', schema: { params: InstructionParams, body: command.extend({ reason: text(4, 400) }), response: InstructionView } }),
  acknowledgeDuty: route({ method: 'POST', path: '/instruction-duties/:dutyId/acknowledgement', access: 'instruction:work', tag: '批示督办', summary: '承办单位签收', schema: { params: DutyParams, body: command, response: InstructionView } }),
  giveFeedback: route({ method: 'POST', path: '/instruction-duties/:dutyId/feedback', access: 'instruction:work', tag: '批示督办', summary: '反馈进展，或报告办理结果', schema: { params: DutyParams, body: command.extend({ kind: z.enum(['progress', 'result']), words: text(2, 4000) }), response: InstructionView } }),
  decideFeedback: route({ method: 'POST', path: '/instruction-duties/:dutyId/decision', access: 'instruction:give', tag: '批示督办', summary: '认可办理结果，或退回重办（写明理由，可另定时限）', schema: { params: DutyParams, body: command.extend({ decision: z.enum(['accepted', 'returned']), reason: text(0, 1000).default(''), due: DueTermField.nullable().default(null) }), response: InstructionView } }),
  cancelDuty: route({ method: 'POST', path: '/instruction-duties/:dutyId/cancelled', access: 'instruction:give', tag: '批示督办', summary: '取消一个单位的承办（交办有误），写明理由', schema: { params: DutyParams, body: command.extend({ reason: text(4, 400) }), response: InstructionView } }),
  askExtension: route({ method: 'POST', path: '/instruction-duties/:dutyId/extension', access: 'instruction:work', tag: '批示督办', summary: '申请延期', schema: { params: DutyParams, body: command.extend({ until: Instant, reason: text(4, 1000) }), response: InstructionView } }),
  decideExtension: route({ method: 'POST', path: '/instruction-duties/:dutyId/extension-decision', access: 'instruction:give', tag: '批示督办', summary: '同意或不同意延期', schema: { params: DutyParams, body: command.extend({ granted: z.boolean(), reason: text(0, 400).default('') }), response: InstructionView } }),
  issueSupervision: route({ method: 'POST', path: '/instruction-duties/:dutyId/supervision', access: 'instruction:give', tag: '批示督办', summary: '签发督办单（编号、限期反馈、抄送）', schema: { params: DutyParams, body: command.extend({ words: text(4, 2000), feedbackBy: DueTermField.default({ kind: 'hours', hours: 24 }), copiesTo: z.array(Id).max(20).default([]) }), response: InstructionView } }),
  downloadInstruction: route({ method: 'GET', path: '/instructions/:instructionId/document', access: 'instruction:read', tag: '批示督办', raw: 'download', summary: '批示办理单（docx、pdf）', schema: { params: InstructionParams, query: format, response: RawBytes } }),
  downloadSupervision: route({ method: 'GET', path: '/supervision-notices/:noticeId/document', access: 'instruction:read', tag: '批示督办', raw: 'download', summary: '督办单（docx、pdf）', schema: { params: z.object({ noticeId: Id }), query: format, response: RawBytes } }),
}
