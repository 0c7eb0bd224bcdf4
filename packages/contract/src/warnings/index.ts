import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Protected, route, text } from '../kernel/index.ts'
import { ResponseLevel } from '../incidents/grade.ts'

/** Warning level (预警级别, 应对法 Art 63): red is the highest. Not an incident grade, not a response level. */
export const warningLevelNames = { red: '红色', orange: '橙色', yellow: '黄色', blue: '蓝色' } as const
export type WarningLevel = keyof typeof warningLevelNames
export const WarningLevel = z.enum(['red', 'orange', 'yellow', 'blue'])

/** Hazards a warning may be about; codes as in GB/T 35561 style lists. */
export const warningHazards = { '11B01': '台风', '11B03': '暴雨', '11A01': '洪水', '11A51': '山洪', '11D01': '滑坡', '11B37': '地质灾害气象风险', '11E02': '风暴潮', '11E06': '海浪' } as const
export type WarningHazard = keyof typeof warningHazards
export const WarningHazard = z.enum(Object.keys(warningHazards) as [WarningHazard, ...WarningHazard[]])

/** Level 1 … 4 of a colour; the lower the graver. */
export const warningGravity = { red: 1, orange: 2, yellow: 3, blue: 4 } as const satisfies Record<WarningLevel, 1 | 2 | 3 | 4>
/** The fact of a structured plan's conditions that warnings of a hazard speak to; null = plans have no word for it. */
export const warningPlanFacts = {
  '11B01': 'typhoonWarning', '11B03': 'rainstormWarning', '11A01': 'floodWarning', '11A51': 'flashFloodWarning', '11D01': 'geologicalRiskWarning', '11B37': 'geologicalRiskWarning', '11E02': 'stormSurgeWarning', '11E06': null,
} as const satisfies Record<WarningHazard, string | null>

/** A warning in force here. Weather signals are relayed with their issuer, never re-coloured (气象灾害防御条例 Art 30). One hazard of one issuer for one place has one warning in force; a newer one replaces it. */
export const Warning = z.object({ id: Id, number: z.string(), hazard: WarningHazard, level: WarningLevel, issuer: z.string(), divisionCode: z.string(), headline: z.string(), instruction: z.string(), issuedAt: z.string(), relayedAt: z.string(), expiresAt: z.string().nullable(), status: z.enum(['inForce', 'replaced', 'lifted', 'expired']), endedAt: z.string().nullable(), replacedById: Id.nullable(), incidentId: Id.nullable(), /** Since when this or a graver colour has been in force without a break: the grace time of the linkage watch runs from here. */ watchFrom: z.string() })
export type Warning = z.infer<typeof Warning>

/** Two kinds of a response that stays behind: a warning in force asks for more, or the facts of the incident do while nobody raises it. */
export const linkageAlarmKindNames = { warning: '预警未联动', facts: '事实已达条件' } as const
/**
 * "Warning in force, response not raised" (预警响应不联动) and "the facts grow, the level stays": itself an alarm (WRN-4, RPT-4), closed by raising the response or by an
 * answer with a reason. A reissue of the warning under an open alarm goes on with the same alarm; `evidence` says what came when.
 */
export const LinkageAlarm = z.object({ id: Id, kind: z.enum(['warning', 'facts']), /** The warning in force; null for `facts`. */ warningId: Id.nullable(), incidentId: Id.nullable(), divisionCode: z.string(), wantedLevel: ResponseLevel, /** Level that ran when the alarm was raised or last went on; null = no response. */ foundLevel: ResponseLevel.nullable(), /** The rule that asks for the level, quoted. */ rule: z.string(), evidence: z.array(z.object({ at: z.string(), text: z.string() })), status: z.enum(['open', 'raised', 'answered', 'warningEnded', 'eased']), raisedAt: z.string(), closedAt: z.string().nullable(), answer: Protected.nullable() })
export type LinkageAlarm = z.infer<typeof LinkageAlarm>

/** What may follow what for a warning and for a linkage alarm; every end is final. */
export const warningLifecycle = { inForce: ['replaced', 'lifted', 'expired'], replaced: [], lifted: [], expired: [] } as const satisfies Record<Warning['status'], readonly Warning['status'][]>
export const linkageAlarmLifecycle = { open: ['raised', 'answered', 'warningEnded', 'eased'], raised: [], answered: [], warningEnded: [], eased: [] } as const satisfies Record<LinkageAlarm['status'], readonly LinkageAlarm['status'][]>
export const warningStatusNames = { inForce: '生效', replaced: '已被替换', lifted: '已解除', expired: '已到期' } as const satisfies Record<Warning['status'], string>
export const linkageAlarmStatusNames = { open: '待提升响应', raised: '响应已提升', answered: '已说明', warningEnded: '预警已结束', eased: '事实已不要求' } as const satisfies Record<LinkageAlarm['status'], string>

/** What the linkage watch thinks of a warning in force now: `waiting` until `dueAt`, then `alarmed`; `answered` = a leader said why not. */
export const LinkageState = z.object({ wantedLevel: ResponseLevel, foundLevel: ResponseLevel.nullable(), rule: z.string(), dueAt: z.string(), state: z.enum(['satisfied', 'waiting', 'alarmed', 'answered']) })
export type LinkageState = z.infer<typeof LinkageState>
/** `linkage` is null where no response is asked for: the plan has none at this colour, the place starts none, or the warning is over. */
export const WarningView = Warning.extend({ hazardName: z.string(), placeName: z.string(), mayLift: z.boolean(), linkage: LinkageState.nullable() })
export type WarningView = z.infer<typeof WarningView>
export const LinkageAlarmView = LinkageAlarm.omit({ answer: true }).extend({ answer: z.string().nullable(), placeName: z.string(), /** Headline of the warning, or title of the incident for `facts`. */ warningHeadline: z.string(), /** Null for `facts`. */ warningLevel: WarningLevel.nullable(), mayAnswer: z.boolean(), minutesOpen: z.number() })
export type LinkageAlarmView = z.infer<typeof LinkageAlarmView>

const command = z.object({ commandId: CommandId })
export const warningRoutes = {
  listWarnings: route({ method: 'GET', path: '/warnings', access: 'warning:read', tag: '预警', summary: '生效与历史预警', schema: { query: PageQuery.extend({ status: z.enum(['inForce', 'all']).default('inForce'), divisionCode: DivisionCode.optional(), /** Those linked to the incident, and those in force for its place. */ incidentId: Id.optional() }), response: pageOf(WarningView) } }),
  recordWarning: route({ method: 'POST', path: '/warnings', access: 'warning:record', tag: '预警', summary: '转录预警：保留原发布单位和颜色；同一灾种新的替换旧的', schema: { body: command.extend({ hazard: WarningHazard, level: WarningLevel, issuer: text(2, 60), divisionCode: DivisionCode, headline: text(2, 120), instruction: text(0, 1000).default(''), issuedAt: Instant, expiresAt: Instant.nullable().default(null), incidentId: Id.nullable().default(null) }), response: WarningView } }),
  liftWarning: route({ method: 'POST', path: '/warnings/:warningId/lifting', access: 'warning:record', tag: '预警', summary: '解除', schema: { params: z.object({ warningId: Id }), body: command, response: WarningView } }),
  listLinkageAlarms: route({ method: 'GET', path: '/linkage-alarms', access: 'warning:read', tag: '预警', summary: '预警已生效、或事实已达启动条件，而响应未跟上', schema: { query: PageQuery.extend({ status: z.enum(['open', 'all']).default('open'), incidentId: Id.optional() }), response: pageOf(LinkageAlarmView) } }),
  answerLinkageAlarm: route({ method: 'POST', path: '/linkage-alarms/:alarmId/answer', access: 'response:decide', tag: '预警', summary: '说明为何不提升响应', schema: { params: z.object({ alarmId: Id }), body: command.extend({ answer: text(4, 400) }), response: LinkageAlarmView } }),
}
