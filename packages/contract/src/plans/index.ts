import { z } from 'zod'
import { CommandId, Id, pageOf, PageQuery, route } from '../kernel/index.ts'
import { StructuredPlan } from './structured/index.ts'

export const planStatusNames = { draft: '草稿', inForce: '生效', retired: '废止' } as const
/** A contingency plan in the library with its structure; versions are separate rows, one in force at a time per title and place. */
export const Plan = z.object({ id: Id, title: z.string(), number: z.string(), kind: z.string(), hazards: z.array(z.string()), divisionCode: z.string(), version: z.string(), status: z.enum(['draft', 'inForce', 'retired']), ownerUnitId: Id, structure: StructuredPlan, importedAt: z.string(), inForceAt: z.string().nullable() })
export type Plan = z.infer<typeof Plan>

export const PlanSummary = Plan.omit({ structure: true }).extend({ placeName: z.string(), ownerUnitName: z.string(), levels: z.number(), groups: z.number(), tasks: z.number(), problems: z.number() })
export type PlanSummary = z.infer<typeof PlanSummary>
const Problem = z.object({ severity: z.string(), path: z.string(), text: z.string() })

const LevelState = z.object({
  level: z.number(), name: z.string(), met: z.enum(['met', 'not-met', 'unknown']), because: z.array(z.string()), missing: z.array(z.string()), starterName: z.string(), mayStart: z.boolean(), mayStartReason: z.string().nullable(),
  tasks: z.number(), notices: z.number(), demands: z.number(), unresolved: z.array(z.object({ path: z.string(), name: z.string(), why: z.string() })),
})

export const planRoutes = {
  listPlans: route({ method: 'GET', path: '/plans', access: 'plan:read', tag: '预案', summary: '预案库', schema: { query: PageQuery, response: pageOf(PlanSummary) } }),
  getPlan: route({ method: 'GET', path: '/plans/:planId', access: 'plan:read', tag: '预案', summary: '一个预案：结构、内部问题', schema: { params: z.object({ planId: Id }), response: Plan.extend({ placeName: z.string(), ownerUnitName: z.string(), findings: z.array(Problem) }) } }),
  importPlan: route({
    method: 'POST', path: '/plans', access: 'plan:edit', tag: '预案', summary: '导入结构化预案（草稿）；结构有误时逐条说明，不留半个预案',
    schema: { body: z.object({ commandId: CommandId, structure: z.record(z.string(), z.unknown()) }), response: z.object({ id: Id, findings: z.array(Problem) }) },
  }),
  putPlanInForce: route({ method: 'POST', path: '/plans/:planId/in-force', access: 'plan:edit', tag: '预案', summary: '生效；同名旧版自动废止', schema: { params: z.object({ planId: Id }), body: z.object({ commandId: CommandId }), response: z.object({ id: Id }) } }),
  evaluatePlan: route({
    method: 'GET', path: '/plans/:planId/readiness', access: 'plan:read', tag: '预案', summary: '对着一个事件：各级启动条件是否满足、谁能启动、会派出什么、缺什么',
    schema: { params: z.object({ planId: Id }), query: z.object({ incidentId: Id.optional() }), response: z.object({ proposedLevel: z.number().nullable(), levels: z.array(LevelState), situation: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.null()])) }) },
  }),
}
