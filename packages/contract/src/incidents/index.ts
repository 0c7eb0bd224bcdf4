import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'
import { incidentFactsSchema } from './grading/index.ts'
import { Grade } from './grade.ts'

export * from './grade.ts'

export const incidentStatusNames = { registered: '已立项', responding: '处置中', stable: '基本稳定', closed: '已结束', merged: '已并入' } as const
export type IncidentStatus = keyof typeof incidentStatusNames

/** What may follow what; shared by server and screens, every pair tested. */
export const incidentLifecycle = {
  registered: ['responding', 'stable', 'closed', 'merged'],
  responding: ['stable', 'merged'],
  stable: ['responding', 'closed'],
  closed: [],
  merged: [],
} as const satisfies Record<IncidentStatus, readonly IncidentStatus[]>

/** A grade proposed by rule, kept with the rule so that it can be shown years later. */
export const GradeProposal = z.object({ grade: Grade.nullable(), ruleId: z.string().nullable(), standardId: z.string(), text: z.string(), legalBasis: z.string(), strictGrade: Grade.nullable(), strictText: z.string().nullable(), proposedAt: z.string() })
export type GradeProposal = z.infer<typeof GradeProposal>

/** An emergency (突发事件). Warning level, incident grade and response level are three fields in three objects, never mixed. */
export const Incident = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  typeCode: z.string(),
  incidentClass: z.string(),
  standardId: z.string(),
  divisionCode: z.string(),
  position: Position.nullable(),
  occurredAt: z.string(),
  knownAt: z.string(),
  registeredAt: z.string(),
  status: z.enum(['registered', 'responding', 'stable', 'closed', 'merged']),
  facts: incidentFactsSchema,
  proposal: GradeProposal.nullable(),
  grade: Grade.nullable(),
  gradedAt: z.string().nullable(),
  gradedByUnitId: Id.nullable(),
  gradeReason: Protected.nullable(),
  /** The incident this one is secondary to or derived from (次生、衍生). */
  parentId: Id.nullable(),
  mergedIntoId: Id.nullable(),
  stableAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  closingSummary: Protected.nullable(),
  ownerUnitId: Id.nullable(),
})
export type Incident = z.infer<typeof Incident>

/** What a person may do with an object now; `reason` says why not. Comes from the server's policy, screens never guess. */
export const ActionState = z.object({ action: z.string(), allowed: z.boolean(), reason: z.string().nullable() })
export type ActionState = z.infer<typeof ActionState>

export const IncidentView = Incident.omit({ gradeReason: true, closingSummary: true }).extend({
  gradeReason: z.string().nullable(),
  closingSummary: z.string().nullable(),
  placeName: z.string(),
  typeName: z.string(),
  ownerUnitName: z.string().nullable(),
  parentTitle: z.string().nullable(),
  responseLevel: z.number().nullable(),
  /** Running deadlines: how many, how many already late, the next one. */
  clocks: z.object({ running: z.number(), overdue: z.number(), nextDueAt: z.string().nullable() }),
  tasks: z.object({ total: z.number(), done: z.number(), overdue: z.number() }),
})
export type IncidentView = z.infer<typeof IncidentView>

const IncidentParams = z.object({ incidentId: Id })

export const incidentRoutes = {
  listIncidents: route({ method: 'GET', path: '/incidents', access: 'incident:read', tag: '事件', summary: '辖区内事件', schema: { query: PageQuery.extend({ status: z.enum(['open', 'all']).default('open') }), response: pageOf(IncidentView) } }),
  getIncident: route({
    method: 'GET', path: '/incidents/:incidentId', access: 'incident:read', tag: '事件', summary: '一个事件，连同来报、次生事件、现在能做什么',
    schema: { params: IncidentParams, response: IncidentView.extend({ signalIds: z.array(Id), children: z.array(z.object({ id: Id, title: z.string(), grade: Grade.nullable(), status: z.string() })), actions: z.array(ActionState) }) },
  }),
  registerIncident: route({
    method: 'POST', path: '/incidents', access: 'incident:edit', tag: '事件', summary: '直接立项（无来报，如已知的台风过程）',
    schema: { body: z.object({ commandId: CommandId, title: text(2, 80), typeCode: z.string().max(12), divisionCode: DivisionCode, position: Position.nullable().default(null), occurredAt: Instant, facts: incidentFactsSchema.default({}), parentId: Id.nullable().default(null) }), response: IncidentView },
  }),
  updateFacts: route({
    method: 'POST', path: '/incidents/:incidentId/facts', access: 'incident:edit', tag: '事件', summary: '更新伤亡、损失等事实；等级建议随即重算',
    schema: { params: IncidentParams, body: z.object({ commandId: CommandId, facts: incidentFactsSchema, sourceNote: text(0, 200).default('') }), response: IncidentView },
  }),
  confirmGrade: route({
    method: 'POST', path: '/incidents/:incidentId/grade', access: 'incident:grade', tag: '事件', summary: '确认等级；与规则建议不同必须写理由',
    schema: { params: IncidentParams, body: z.object({ commandId: CommandId, grade: Grade, reason: text(0, 400).default('') }), response: IncidentView },
  }),
  linkIncident: route({ method: 'POST', path: '/incidents/:incidentId/parent', access: 'incident:edit', tag: '事件', summary: '设为某事件的次生、衍生事件（null 为解除）', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, parentId: Id.nullable() }), response: IncidentView } }),
  mergeIncident: route({ method: 'POST', path: '/incidents/:incidentId/merged', access: 'incident:edit', tag: '事件', summary: '并入另一事件：来报、时限、任务随之转入', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, intoId: Id }), response: IncidentView } }),
  splitIncident: route({
    method: 'POST', path: '/incidents/:incidentId/split', access: 'incident:edit', tag: '事件', summary: '拆分：把部分来报另立一个事件',
    schema: { params: IncidentParams, body: z.object({ commandId: CommandId, signalIds: z.array(Id).min(1, '至少选一条来报'), title: text(2, 80), facts: incidentFactsSchema.default({}) }), response: IncidentView },
  }),
  markStable: route({ method: 'POST', path: '/incidents/:incidentId/stable', access: 'incident:edit', tag: '事件', summary: '灾情基本稳定（核报时限自此起算）', schema: { params: IncidentParams, body: z.object({ commandId: CommandId }), response: IncidentView } }),
  closeIncident: route({ method: 'POST', path: '/incidents/:incidentId/closed', access: 'incident:close', tag: '事件', summary: '结束事件；有未了事项时说明是哪些', schema: { params: IncidentParams, body: z.object({ commandId: CommandId, summary: text(4, 2000) }), response: IncidentView } }),
}
