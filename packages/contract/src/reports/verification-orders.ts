import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Protected, route, text } from '../kernel/index.ts'

export const verificationStatusNames = { open: '待反馈', answered: '已反馈', withdrawn: '已撤销' } as const
/** What may follow what for an order to verify; a telephone answer alone leaves it open. */
export const verificationLifecycle = { open: ['answered', 'withdrawn'], answered: [], withdrawn: [] } as const satisfies Record<keyof typeof verificationStatusNames, readonly (keyof typeof verificationStatusNames)[]>

/**
 * An order from above to verify facts (核实指令): answered by telephone within 30 minutes and in writing within an hour of the order
 * (自然灾害情况统计调查制度). Both limits also stand as clocks of the incident.
 */
export const VerificationOrder = z.object({
  id: Id,
  number: z.string(),
  incidentId: Id,
  /** Place of the desk that is asked. */
  divisionCode: z.string(),
  fromUnitId: Id,
  toUnitId: Id,
  words: Protected,
  status: z.enum(['open', 'answered', 'withdrawn']),
  orderedAt: z.string(),
  phoneDueAt: z.string(),
  writtenDueAt: z.string(),
  receivedAt: z.string().nullable(),
  /** When the call was made; when and by which side it was written down. */
  phoneAnsweredAt: z.string().nullable(),
  phoneRecordedAt: z.string().nullable(),
  phoneRecordedByUnitId: Id.nullable(),
  phoneListener: Protected.nullable(),
  phoneWords: Protected.nullable(),
  writtenAnsweredAt: z.string().nullable(),
  writtenReportId: Id.nullable(),
  writtenWords: Protected.nullable(),
  withdrawnAt: z.string().nullable(),
  withdrawReason: Protected.nullable(),
})
export type VerificationOrder = z.infer<typeof VerificationOrder>

export const VerificationOrderView = VerificationOrder.omit({ words: true, phoneListener: true, phoneWords: true, writtenWords: true, withdrawReason: true }).extend({
  words: z.string().nullable(), phoneListener: z.string().nullable(), phoneWords: z.string().nullable(), writtenWords: z.string().nullable(), withdrawReason: z.string().nullable(),
  fromUnitName: z.string(), toUnitName: z.string(), phoneRecordedByUnitName: z.string().nullable(), incidentTitle: z.string(), placeName: z.string(), writtenReportNumber: z.string().nullable(),
  ruleText: z.string(), legalBasis: z.string(),
  /** What the reader may do now. */
  mayReceive: z.boolean(), mayAnswer: z.boolean(), mayRecordPhone: z.boolean(), mayWithdraw: z.boolean(),
})
export type VerificationOrderView = z.infer<typeof VerificationOrderView>

const command = z.object({ commandId: CommandId })
const OrderParams = z.object({ verificationOrderId: Id })

export const verificationRoutes = {
  listVerificationOrders: route({
    method: 'GET', path: '/verification-orders', access: 'report:read', tag: '信息报送', summary: '核实指令：本级下达的和要本级反馈的',
    schema: { query: PageQuery.extend({ status: z.enum(['open', 'all']).default('open'), incidentId: Id.optional() }), response: pageOf(VerificationOrderView) },
  }),
  listVerificationDesks: route({
    method: 'GET', path: '/incidents/:incidentId/verification-desks', access: 'report:read', tag: '信息报送', summary: '可以向哪些下级值班室下达核实指令',
    schema: { params: z.object({ incidentId: Id }), response: z.object({ items: z.array(z.object({ unitId: Id, name: z.string(), divisionCode: z.string() })) }) },
  }),
  giveVerificationOrder: route({
    method: 'POST', path: '/incidents/:incidentId/verification-orders', access: 'verification:order', tag: '信息报送', summary: '下达核实指令；电话和书面反馈时限自此起算',
    schema: { params: z.object({ incidentId: Id }), body: command.extend({ toUnitId: Id, words: text(4, 1000) }), response: VerificationOrderView },
  }),
  receiveVerificationOrder: route({
    method: 'POST', path: '/verification-orders/:verificationOrderId/receipt', access: 'report:draft', tag: '信息报送', summary: '签收核实指令',
    schema: { params: OrderParams, body: command, response: VerificationOrderView },
  }),
  recordPhoneAnswer: route({
    method: 'POST', path: '/verification-orders/:verificationOrderId/phone-answer', access: 'report:draft', tag: '信息报送', summary: '登记电话反馈：通话时间、接听人、内容；任何一方都可以登记',
    schema: { params: OrderParams, body: command.extend({ answeredAt: Instant, listener: text(2, 40), words: text(2, 1000) }), response: VerificationOrderView },
  }),
  answerVerificationOrder: route({
    method: 'POST', path: '/verification-orders/:verificationOrderId/written-answer', access: 'report:draft', tag: '信息报送', summary: '书面反馈：写文字，或指明已报给下达单位的报告',
    schema: { params: OrderParams, body: command.extend({ reportId: Id.nullable().default(null), words: text(0, 4000).default('') }), response: VerificationOrderView },
  }),
  withdrawVerificationOrder: route({
    method: 'POST', path: '/verification-orders/:verificationOrderId/withdrawal', access: 'verification:order', tag: '信息报送', summary: '撤销核实指令；未到期的时限随之取消',
    schema: { params: OrderParams, body: command.extend({ reason: text(2, 400) }), response: VerificationOrderView },
  }),
}
