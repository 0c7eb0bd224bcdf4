import { z } from 'zod'
import { CommandId, Id, Instant, Protected, route, text } from '../kernel/index.ts'
import { Grade } from '../incidents/grade.ts'

/** The counts that make casualties; what is null was not said. */
export const Casualties = z.object({ dead: z.number().nullable(), missing: z.number().nullable(), seriouslyInjured: z.number().nullable(), injured: z.number().nullable() })
export type Casualties = z.infer<typeof Casualties>
export const casualtyNames: Readonly<Record<keyof Casualties, string>> = { dead: '死亡', missing: '失踪', seriouslyInjured: '重伤', injured: '受伤' }

export const casualtyWatchStatusNames = { running: '续报期内', ended: '续报期已满', cancelled: '已取消' } as const
/** The days after an accident in which a change of its casualties must be supplemented (生产安全事故报告和调查处理条例 Art 13). */
export const CasualtyWatch = z.object({
  id: Id, incidentId: Id, divisionCode: z.string(), unitId: Id, ruleId: z.string(), title: z.string(), legalBasis: z.string(), days: z.number(), startsAt: z.string(),
  /** Last millisecond of the last legal day. */
  endsAt: z.string(), status: z.enum(['running', 'ended', 'cancelled']), remindedAt: z.string().nullable(), endedAt: z.string().nullable(),
})
export type CasualtyWatch = z.infer<typeof CasualtyWatch>

/** One change of the casualties within the watch. */
export const CasualtyChange = z.object({
  id: Id, watchId: Id, incidentId: Id, divisionCode: z.string(), changedAt: z.string(), recordedAt: z.string(), recordedByUnitId: Id, before: Casualties, after: Casualties,
  proposedBefore: Grade.nullable(), proposedAfter: Grade.nullable(), words: Protected.nullable(),
})
export type CasualtyChange = z.infer<typeof CasualtyChange>

export const CasualtyWatchView = CasualtyWatch.extend({
  unitName: z.string(), incidentTitle: z.string(), current: Casualties,
  changes: z.array(CasualtyChange.omit({ words: true }).extend({ words: z.string().nullable(), recordedByUnitName: z.string() })),
  mayRecord: z.boolean(),
})
export type CasualtyWatchView = z.infer<typeof CasualtyWatchView>

const IncidentParams = z.object({ incidentId: Id })
const Count = z.number('请填人数').int('人数应为整数').min(0, '人数不能是负数').max(1_000_000, '人数超出可能范围')

export const casualtyRoutes = {
  getCasualtyWatch: route({
    method: 'GET', path: '/incidents/:incidentId/casualty-watch', access: 'incident:read', tag: '信息报送', summary: '伤亡续报期：到哪天止、已有哪些变化；不适用的事件为空',
    schema: { params: IncidentParams, response: z.object({ watch: CasualtyWatchView.nullable() }) },
  }),
  recordCasualtyChange: route({
    method: 'POST', path: '/incidents/:incidentId/casualty-changes', access: 'incident:edit', tag: '信息报送', summary: '登记续报期内的伤亡变化：重新建议等级，并起算当日补报',
    schema: {
      params: IncidentParams,
      body: z.object({ commandId: CommandId, changedAt: Instant, dead: Count, missing: Count, seriouslyInjured: Count, injured: Count, words: text(0, 400).default('') }),
      response: z.object({ watch: CasualtyWatchView.nullable() }),
    },
  }),
}
