import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

export const spotCheckWindowNames = { night: '夜间', holiday: '节假日', now: '临时' } as const
export const SpotCheckWindowShape = z.object({ key: z.enum(['night', 'holiday']), fromMinute: z.number().int().min(0).max(1439), toMinute: z.number().int().min(1).max(2160), perMonth: z.number().int().min(0).max(15) }).refine((window) => window.toMinute > window.fromMinute, '止应晚于起；过夜的止加 24 小时')

/** How a place checks the desks below it, from an instant on; a newer rule takes its place. No rule, no drawn checks. */
export const SpotCheckRule = z.object({ id: Id, divisionCode: z.string(), windows: z.array(SpotCheckWindowShape), unitIds: z.array(Id), answerMinutes: z.number(), superiorAfterMinutes: z.number(), basis: z.string(), status: z.enum(['active', 'ended']), inForceFrom: z.string(), endedAt: z.string().nullable(), setByUnitId: Id })
export type SpotCheckRule = z.infer<typeof SpotCheckRule>

/** The draw of a month: sealed by a digest in the journal before it begins, opened when it is over. */
export const SpotCheckDraw = z.object({ id: Id, ruleId: Id, divisionCode: z.string(), month: z.string(), digest: z.string(), unitIds: z.array(Id), windows: z.array(SpotCheckWindowShape), notBefore: z.string(), count: z.number(), status: z.enum(['sealed', 'revealed']), drawnAt: z.string(), seed: z.string().nullable(), revealedAt: z.string().nullable() })
export type SpotCheckDraw = z.infer<typeof SpotCheckDraw>
export const spotCheckDrawLifecycle = { sealed: ['revealed'], revealed: [] } as const satisfies Record<SpotCheckDraw['status'], readonly SpotCheckDraw['status'][]>

export const spotCheckWays = { app: '系统点名', phone: '电话', 'on-site': '到场' } as const
export const spotCheckStatusNames = { waiting: '等待应答', answered: '按时应答', missed: '未应答', late: '迟应答' } as const
export type SpotCheckStatus = keyof typeof spotCheckStatusNames
/** What may follow what; who missed it may still answer, and that is late, unless the answer was on its way when time ran out. */
export const spotCheckLifecycle = { waiting: ['answered', 'missed'], answered: [], missed: ['late', 'answered'], late: [] } as const satisfies Record<SpotCheckStatus, readonly SpotCheckStatus[]>

/** One check of one desk (查岗). Seconds from the call to the answer. */
export const SpotCheck = z.object({
  id: Id, number: z.string(), divisionCode: z.string(), unitId: Id, byUnitId: Id, byDivisionCode: z.string(), drawId: Id.nullable(), window: z.enum(['night', 'holiday', 'now']), dayKind: z.string(), way: z.enum(['app', 'phone', 'on-site']), status: z.enum(['waiting', 'answered', 'missed', 'late']),
  calledAt: z.string(), answerBy: z.string(), answeredAt: z.string().nullable(), answerSeconds: z.number().nullable(), answer: Protected.nullable(), position: Position.nullable(), missedAt: z.string().nullable(), leaderToldAt: z.string().nullable(), superiorToldAt: z.string().nullable(), callId: Id.nullable(), leaderCallId: Id.nullable(), byAccountId: Id.nullable(), superiorAfterMinutes: z.number(),
})
export type SpotCheck = z.infer<typeof SpotCheck>
export const SpotCheckView = SpotCheck.omit({ answer: true }).extend({ answer: z.string().nullable(), unitName: z.string(), byUnitName: z.string() })
export type SpotCheckView = z.infer<typeof SpotCheckView>
export const SpotCheckRuleView = SpotCheckRule.extend({ placeName: z.string(), units: z.array(z.object({ id: Id, name: z.string() })) })
export type SpotCheckRuleView = z.infer<typeof SpotCheckRuleView>
export const SpotCheckDrawView = SpotCheckDraw.extend({ placeName: z.string(), done: z.number(), /** Null while sealed; then whether digest, seed and the checks made agree. */ proven: z.boolean().nullable(), why: z.string().nullable() })
export type SpotCheckDrawView = z.infer<typeof SpotCheckDrawView>
export const SpotCheckStatistic = z.object({ unitId: Id, unitName: z.string(), total: z.number(), answered: z.number(), late: z.number(), missed: z.number(), waiting: z.number(), night: z.number(), holiday: z.number(), averageSeconds: z.number().nullable(), longestSeconds: z.number().nullable(), lastAt: z.string() })
export type SpotCheckStatistic = z.infer<typeof SpotCheckStatistic>

const command = z.object({ commandId: CommandId })
const Period = z.object({ from: Instant.optional(), to: Instant.optional() })

export const spotCheckRoutes = {
  listSpotChecks: route({ method: 'GET', path: '/duty/spot-checks', access: 'duty:read', tag: '查岗', summary: '查岗记录', schema: { query: PageQuery.extend({ unitId: Id.optional(), status: z.enum(['waiting', 'answered', 'missed', 'late']).optional(), ...Period.shape }), response: pageOf(SpotCheckView) } }),
  getSpotCheckStatistics: route({ method: 'GET', path: '/duty/spot-checks/statistics', access: 'duty:read', tag: '查岗', summary: '各单位应答情况', schema: { query: Period, response: z.object({ items: z.array(SpotCheckStatistic) }) } }),
  listCheckableUnits: route({ method: 'GET', path: '/duty/spot-checks/units', access: 'spot-check:make', tag: '查岗', summary: '本辖区可查岗的单位', schema: { query: z.object({ q: z.string().max(40).optional() }), response: z.object({ items: z.array(z.object({ id: Id, name: z.string(), staffedAllHours: z.boolean(), onDuty: z.boolean() })) }) } }),
  makeSpotCheck: route({ method: 'POST', path: '/duty/spot-checks', access: 'spot-check:make', tag: '查岗', summary: '现在查岗：系统点名，限时应答', schema: { body: command.extend({ unitIds: z.array(Id).min(1, '至少选一个单位').max(200), answerMinutes: z.number().int().min(1).max(60).nullable().default(null) }), response: z.object({ items: z.array(SpotCheckView) }) } }),
  recordSpotCheck: route({ method: 'POST', path: '/duty/spot-checks/records', access: 'spot-check:make', tag: '查岗', summary: '登记人工查岗（电话、到场）', schema: { body: command.extend({ unitId: Id, way: z.enum(['phone', 'on-site']), calledAt: Instant.nullable().default(null), answered: z.boolean(), answerSeconds: z.number().int().min(0).max(7200).nullable().default(null), answer: text(0, 300).default(''), position: Position.nullable().default(null) }), response: SpotCheckView } }),
  getSpotCheckRule: route({ method: 'GET', path: '/duty/spot-check-rule', access: 'duty:read', tag: '查岗', summary: '本级抽查规则', schema: { query: z.object({}), response: z.object({ rule: SpotCheckRuleView.nullable(), mayEdit: z.boolean() }) } }),
  setSpotCheckRule: route({ method: 'POST', path: '/duty/spot-check-rule', access: 'spot-check:make', tag: '查岗', summary: '设定抽查规则；当月即抽，时刻对被查单位不公开', schema: { body: command.extend({ windows: z.array(SpotCheckWindowShape).min(1, '至少一个时段').max(4), unitIds: z.array(Id).min(1, '至少选一个单位').max(500), answerMinutes: z.number().int().min(1).max(60), superiorAfterMinutes: z.number().int().min(1).max(240), basis: text(2, 120) }), response: z.object({ rule: SpotCheckRuleView.nullable(), mayEdit: z.boolean() }) } }),
  endSpotCheckRule: route({ method: 'POST', path: '/duty/spot-check-rule/end', access: 'spot-check:make', tag: '查岗', summary: '停止抽查（已抽未到的不再进行）', schema: { body: command, response: z.object({ rule: SpotCheckRuleView.nullable(), mayEdit: z.boolean() }) } }),
  listSpotCheckDraws: route({ method: 'GET', path: '/duty/spot-check-draws', access: 'duty:read', tag: '查岗', summary: '历月抽签：封存摘要与公开种子', schema: { query: PageQuery, response: pageOf(SpotCheckDrawView) } }),
}
