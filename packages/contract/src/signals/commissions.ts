import { z } from 'zod'
import { incidentFactsSchema } from '../incidents/grading/index.ts'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Protected, route, text } from '../kernel/index.ts'

export const commissionStatusNames = { asked: '待报', answered: '已报', withdrawn: '已撤回' } as const
export type CommissionStatus = keyof typeof commissionStatusNames

/** A commissioned item (约稿; RPT-6 三来一补): the duty desk asks a unit for information by a time; the answer becomes a signal. */
export const Commission = z.object({
  id: Id, number: z.string(), divisionCode: z.string(), unitId: Id, askedByUnitId: Id.nullable(), topic: Protected.nullable(), status: z.enum(['asked', 'answered', 'withdrawn']),
  askedAt: z.string(), dueAt: z.string(), answeredAt: z.string().nullable(),
  /** When it was found overdue and reminded of; stays when the answer comes late. */
  overdueAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(), signalId: Id.nullable(),
})
export type Commission = z.infer<typeof Commission>

export const CommissionView = Commission.omit({ topic: true }).extend({
  topic: z.string(), unitName: z.string(), askedByUnitName: z.string(),
  /** The reader's own unit is asked: it may answer. */
  mine: z.boolean(),
})
export type CommissionView = z.infer<typeof CommissionView>

const CommissionParams = z.object({ commissionId: Id })

export const commissionRoutes = {
  listCommissions: route({ method: 'GET', path: '/commissions', access: 'signal:read', tag: '来报', summary: '约稿：本单位约的和约到本单位的', schema: { query: PageQuery.extend({ status: z.enum(['asked', 'done', 'all']).default('all') }), response: pageOf(CommissionView) } }),
  createCommission: route({ method: 'POST', path: '/commissions', access: 'signal:verify', tag: '来报', summary: '约稿：请单位限时报送某方面信息', schema: { body: z.object({ commandId: CommandId, unitIds: z.array(Id).min(1, '请选单位').max(60, '一次最多约 60 个单位'), topic: text(4, 500), dueAt: Instant }), response: z.object({ items: z.array(CommissionView) }) } }),
  answerCommission: route({
    method: 'POST', path: '/commissions/:commissionId/answer', access: 'signal:submit', tag: '来报', summary: '报送所约信息（成为一条来报）',
    schema: { params: CommissionParams, body: z.object({ commandId: CommandId, words: text(2, 4000), typeCode: z.string().max(12).nullable().default(null), divisionCode: DivisionCode, facts: incidentFactsSchema.default({}), occurredAt: Instant.nullable().default(null) }), response: CommissionView },
  }),
  withdrawCommission: route({ method: 'POST', path: '/commissions/:commissionId/withdrawn', access: 'signal:verify', tag: '来报', summary: '撤回约稿', schema: { params: CommissionParams, body: z.object({ commandId: CommandId }), response: CommissionView } }),
}
