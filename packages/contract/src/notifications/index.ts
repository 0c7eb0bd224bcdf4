import { z } from 'zod'
import { CommandId, DivisionCode, DivisionLevel, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

/** Ways to reach a person. `in-app` is the desk and the phone page; the others leave through gateways configured by the node. */
export const notificationChannels = { 'in-app': '站内', sms: '短信', email: '邮件', webhook: '接口推送' } as const
export type NotificationChannel = keyof typeof notificationChannels
export const NotificationChannel = z.enum(Object.keys(notificationChannels) as [NotificationChannel, ...NotificationChannel[]])
/** How an answer came when it was not given in the system. */
export const answerWays = { 'in-app': '站内', sms: '短信回复', phone: '电话', satellite: '卫星电话', radio: '电台', visit: '上门' } as const
export type AnswerWay = keyof typeof answerWays
export const AnswerWay = z.enum(Object.keys(answerWays) as [AnswerWay, ...AnswerWay[]])

/** Why people are called. Urgent kinds go on every channel at once and know no quiet hours. */
export const callKinds = { muster: '一键调度', 'roll-call': '点名', 'warning-call': '叫应', notice: '通知', test: '通联测试' } as const
export type CallKind = keyof typeof callKinds
export const CallKind = z.enum(Object.keys(callKinds) as [CallKind, ...CallKind[]])
export const Urgency = z.enum(['urgent', 'normal'])

/** One rung of the ladder: this long after the call, those who have not answered are reached again on these channels; `superior` turns to the next person up instead. */
export const LadderStep = z.object({ afterMinutes: z.number().int().min(0).max(1440), channels: z.array(NotificationChannel).min(1), to: z.enum(['same', 'superior']), name: z.string().max(20) })
export type LadderStep = z.infer<typeof LadderStep>

/** Quiet hours, Beijing time as `22:00`: what can wait until morning does not ring then. Urgent calls know none. */
export const QuietHours = z.object({ from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 22:00'), to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 07:00') })
export type QuietHours = z.infer<typeof QuietHours>
/** The rungs of each kind of call. */
export const Ladders = z.object({ muster: z.array(LadderStep).max(6), 'roll-call': z.array(LadderStep).max(6), 'warning-call': z.array(LadderStep).max(6), notice: z.array(LadderStep).max(6), test: z.array(LadderStep).max(6) })
export type Ladders = z.infer<typeof Ladders>
/**
 * How a place calls people from a day on: its ladders and quiet hours, with what they rest on. Places below without a rule of their own follow it.
 * A rule is never changed; a newer one takes its place, so that every call can be held against the rule of its day.
 */
export const CallingRule = z.object({ id: Id, divisionCode: z.string(), ladders: Ladders, quietFrom: z.string(), quietTo: z.string(), basis: z.string(), inForceFrom: z.string(), setAt: z.string(), setByUnitId: Id })
export type CallingRule = z.infer<typeof CallingRule>
/** What the platform does where nobody has said otherwise; no law gives minutes. */
export const platformBasis = '平台默认'
export const CallingRuleView = CallingRule.extend({ placeName: z.string(), setByUnitName: z.string() })
export type CallingRuleView = z.infer<typeof CallingRuleView>

/** A call to a group (CMD-5, WRN-4): everyone answers, is called again, or somebody stands for them by name. */
export const Call = z.object({ id: Id, number: z.string(), kind: CallKind, urgency: Urgency, title: z.string(), words: Protected, incidentId: Id.nullable(), warningId: Id.nullable(), divisionCode: z.string(), byUnitId: Id, audienceName: z.string(), channels: z.array(NotificationChannel), ladder: z.array(LadderStep), /** Rungs already climbed. */ step: z.number(), acknowledgeBy: z.string(), status: z.enum(['running', 'complete', 'closed']), calledAt: z.string(), completedAt: z.string().nullable(), closedAt: z.string().nullable(), /** How those without an answer were dealt with, where it was closed early. */ closeReason: Protected.nullable() })
export type Call = z.infer<typeof Call>
export const callStatusNames = { running: '进行中', complete: '全部应答', closed: '已结束' } as const
/** What may follow what; all answered completes a call by itself. */
export const callLifecycle = { running: ['complete', 'closed'], complete: [], closed: [] } as const satisfies Record<Call['status'], readonly Call['status'][]>

/** Why a message went out, as evidence and messages name it. */
export const notificationReasons = { call: '叫应', again: '再次叫应', superior: '转上级', orders: '任务与通知', unacknowledged: '任务超时未签收', 'clock-reminder': '报送时限将到', 'clock-overdue': '超时未报', 'clock-escalated': '下级超时未报', verification: '核实指令', 'casualty-watch': '伤亡续报期将满', suspicion: '疑似迟漏瞒报', linkage: '预警响应不联动', handover: '交接班逾时', 'spot-check': '查岗未应答', instruction: '批示督办' } as const
export type NotificationReason = keyof typeof notificationReasons

export const recipientStatusNames = { waiting: '待发', sent: '已发出', delivered: '已送达', unreachable: '送不到', answered: '已应答' } as const
export type RecipientStatus = keyof typeof recipientStatusNames
/** What may follow what; a second call starts again from any state but `answered`. */
export const recipientLifecycle = { waiting: ['sent', 'delivered', 'unreachable', 'answered'], sent: ['delivered', 'unreachable', 'answered', 'waiting'], delivered: ['answered', 'waiting', 'unreachable'], unreachable: ['waiting', 'sent', 'delivered', 'answered'], answered: [] } as const satisfies Record<RecipientStatus, readonly RecipientStatus[]>
/** One who was called: a person, or the duty desk of a unit. `divisionCode` is the place it answers for. */
export const CallRecipient = z.object({ id: Id, callId: Id, incidentId: Id.nullable(), divisionCode: z.string(), unitId: Id, personId: Id.nullable(), status: z.enum(['waiting', 'sent', 'delivered', 'unreachable', 'answered']), /** How many times called. */ times: z.number(), answeredAt: z.string().nullable(), answeredBy: AnswerWay.nullable(), /** Minutes from the call. */ answerMinutes: z.number().nullable(), answer: Protected.nullable(), position: Position.nullable(), recordedByUnitId: Id.nullable(), overdueAt: z.string().nullable(), escalatedAt: z.string().nullable(), escalatedToPersonId: Id.nullable() })
export type CallRecipient = z.infer<typeof CallRecipient>

/** Evidence of one message to one recipient on one channel. `unknown`: sent, but the answer was lost; it may arrive twice and that is on record. */
export const Notification = z.object({ id: Id, callId: Id.nullable(), recipientId: Id.nullable(), taskId: Id.nullable(), noticeId: Id.nullable(), incidentId: Id.nullable(), divisionCode: z.string(), unitId: Id, personId: Id.nullable(), contactPointId: Id.nullable(), channel: NotificationChannel, /** One of `notificationReasons`. */ reason: z.string(), /** Held by quiet hours until then. */ heldUntil: z.string().nullable(), status: z.enum(['queued', 'sent', 'delivered', 'failed', 'unknown']), queuedAt: z.string(), sentAt: z.string().nullable(), deliveredAt: z.string().nullable(), failedAt: z.string().nullable(), failure: z.string().nullable(), attempts: z.number(), possibleDuplicate: z.boolean() })
export type Notification = z.infer<typeof Notification>
export const notificationStatusNames = { queued: '待发', sent: '已发出', delivered: '已送达', failed: '未送达', unknown: '结果不明' } as const
/** What may follow what; a late receipt may still turn a failure into a delivery. */
export const notificationLifecycle = { queued: ['sent', 'delivered', 'failed', 'unknown'], unknown: ['sent', 'delivered', 'failed'], sent: ['delivered', 'failed'], delivered: [], failed: ['delivered'] } as const satisfies Record<Notification['status'], readonly Notification['status'][]>

export const CallView = Call.omit({ words: true, closeReason: true }).extend({ words: z.string().nullable(), closeReason: z.string().nullable(), byUnitName: z.string(), placeName: z.string(), counts: z.object({ total: z.number(), waiting: z.number(), sent: z.number(), delivered: z.number(), unreachable: z.number(), answered: z.number(), overdue: z.number(), escalated: z.number(), visited: z.number() }), nextStepAt: z.string().nullable(), mayManage: z.boolean() })
export type CallView = z.infer<typeof CallView>
export const RecipientView = CallRecipient.omit({ answer: true }).extend({ answer: z.string().nullable(), personName: z.string().nullable(), phone: z.string().nullable(), unitName: z.string(), placeName: z.string(), escalatedToName: z.string().nullable(), attempts: z.number(), lastFailure: z.string().nullable(), /** Its notifications of the latest round, one a channel: what a gateway's receipts refer to. */ notificationIds: z.array(Id) })
export type RecipientView = z.infer<typeof RecipientView>
export const MyCall = z.object({ recipientId: Id, callId: Id, number: z.string(), kind: CallKind, urgency: Urgency, title: z.string(), words: z.string().nullable(), byUnitName: z.string(), calledAt: z.string(), acknowledgeBy: z.string(), answeredAt: z.string().nullable(), placeName: z.string(), incidentId: Id.nullable() })
export type MyCall = z.infer<typeof MyCall>

/** A place where somebody who was called has not answered: where to send a car or a loudspeaker next. `position` is the place's own, null where nobody has recorded it. */
export const SilentPlace = z.object({ divisionCode: z.string(), placeName: z.string(), position: Position.nullable(), silent: z.number(), unreachable: z.number(), overdue: z.number() })
export type SilentPlace = z.infer<typeof SilentPlace>

/** Whom to call. Counted and shown before anything goes out. */
export const CallAudience = z.discriminatedUnion('type', [
  z.object({ type: z.literal('units'), unitIds: z.array(Id).min(1, '至少选一个单位').max(500) }),
  z.object({ type: z.literal('persons'), personIds: z.array(Id).min(1, '至少选一人').max(5000) }),
  /** Duty desks of all places of a level below a place, or the information officers when the level is `village`. */
  z.object({ type: z.literal('places'), divisionCode: DivisionCode, level: DivisionLevel }),
  z.object({ type: z.literal('headquarters'), headquartersId: Id }),
])
export type CallAudience = z.infer<typeof CallAudience>

/** What a gateway tells of messages it took: `reply` counts as an answer. `reference` is the notification's id. */
export const Receipt = z.object({ reference: Id, event: z.enum(['delivered', 'failed', 'reply']), at: Instant, text: text(0, 200).default(''), failure: text(0, 80).default('') })

export const ChannelView = z.object({ channel: NotificationChannel, name: z.string(), configured: z.boolean(), target: z.string().nullable(), state: z.enum(['working', 'failing', 'unused']), queued: z.number(), failing: z.number(), lastSentAt: z.string().nullable(), lastFailure: z.string().nullable() })

const command = z.object({ commandId: CommandId })
const CallParams = z.object({ callId: Id })

export const notificationRoutes = {
  listCalls: route({ method: 'GET', path: '/calls', access: 'call:read', tag: '叫应', summary: '点名、叫应、一键调度', schema: { query: PageQuery.extend({ status: z.enum(['running', 'all']).default('all'), incidentId: Id.optional() }), response: pageOf(CallView) } }),
  getCall: route({ method: 'GET', path: '/calls/:callId', access: 'call:read', tag: '叫应', summary: '一次叫应', schema: { params: CallParams, response: CallView } }),
  listRecipients: route({ method: 'GET', path: '/calls/:callId/recipients', access: 'call:read', tag: '叫应', summary: '逐人结果；默认未应答在前', schema: { params: CallParams, query: PageQuery.extend({ status: z.enum(['open', 'all', 'answered']).default('all'), q: z.string().max(40).optional() }), response: pageOf(RecipientView) } }),
  listSilentPlaces: route({ method: 'GET', path: '/calls/:callId/silent-places', access: 'call:read', tag: '叫应', summary: '还有人未应答的地方，供在图上查看', schema: { params: CallParams, response: z.object({ items: z.array(SilentPlace) }) } }),
  listNotifications: route({ method: 'GET', path: '/recipients/:recipientId/notifications', access: 'call:read', tag: '叫应', summary: '一个收件人的逐条证据', schema: { params: z.object({ recipientId: Id }), response: z.object({ items: z.array(Notification) }) } }),
  previewCall: route({ method: 'POST', path: '/calls/preview', access: 'call:make', tag: '叫应', summary: '预览：会叫到谁、谁没有可用的联系方式（只读，不是业务命令，无操作编号）', schema: { body: z.object({ audience: CallAudience, channels: z.array(NotificationChannel).min(1) }), response: z.object({ audienceName: z.string(), total: z.number(), perChannel: z.record(z.string(), z.number()), withoutContact: z.number(), /** Places of the level where nobody is registered to be called. */ placesWithout: z.number(), sample: z.array(z.object({ name: z.string(), placeName: z.string() })), quietUntil: z.string().nullable() }) } }),
  makeCall: route({ method: 'POST', path: '/calls', access: 'call:make', tag: '叫应', summary: '发起一键调度、点名或叫应', schema: { body: command.extend({ kind: CallKind, urgency: Urgency.default('urgent'), title: text(2, 60), words: text(2, 500), incidentId: Id.nullable().default(null), warningId: Id.nullable().default(null), audience: CallAudience, channels: z.array(NotificationChannel).min(1, '至少选一个通道').default(['in-app', 'sms']), acknowledgeMinutes: z.number('请填应答时限（分钟）').int().min(1).max(1440).default(15), /** Empty: the node's default ladder of that kind. */ ladder: z.array(LadderStep).max(6).default([]) }), response: CallView } }),
  callAgain: route({ method: 'POST', path: '/calls/:callId/again', access: 'call:make', tag: '叫应', summary: '对未应答的再叫一次', schema: { params: CallParams, body: command.extend({ channels: z.array(NotificationChannel).min(1, '至少选一个通道') }), response: CallView } }),
  closeCall: route({ method: 'POST', path: '/calls/:callId/closing', access: 'call:make', tag: '叫应', summary: '结束叫应；仍有人未应答须写明如何处置', schema: { params: CallParams, body: command.extend({ reason: text(0, 400).default('') }), response: CallView } }),
  /** For those reached by telephone, satellite or a visit; who recorded it stays on record. All or none. */
  recordAnswers: route({ method: 'POST', path: '/calls/:callId/answers', access: 'call:answer', tag: '叫应', summary: '代为登记应答（电话、卫星、上门）', schema: { params: CallParams, body: command.extend({ recipientIds: z.array(Id).min(1, '至少选一人').max(5000), by: AnswerWay.exclude(['in-app', 'sms']), answeredAt: Instant.nullable().default(null), answer: text(0, 200).default('') }), response: z.object({ recorded: z.number() }) } }),
  listMyCalls: route({ method: 'GET', path: '/my-calls', access: 'call:answer', tag: '叫应', summary: '叫到我的', schema: { query: z.object({ status: z.enum(['open', 'all']).default('open') }), response: z.object({ items: z.array(MyCall) }) } }),
  answerCall: route({ method: 'POST', path: '/recipients/:recipientId/answer', access: 'call:answer', tag: '叫应', summary: '应答（可附位置）', schema: { params: z.object({ recipientId: Id }), body: command.extend({ answer: text(0, 200).default(''), position: Position.nullable().default(null), /** When it was answered on the phone, if sent later. */ answeredAt: Instant.nullable().default(null) }), response: MyCall } }),
  submitReceipts: route({ method: 'POST', path: '/receipts', access: 'receipt:submit', tag: '叫应', summary: '网关回执与回复，成批；重复、乱序无妨', schema: { body: command.extend({ receipts: z.array(Receipt).min(1).max(5000) }), response: z.object({ merged: z.number(), unknown: z.number() }) } }),
  getCallingRules: route({ method: 'GET', path: '/calling-rules', access: 'call:read', tag: '叫应', summary: '叫应规则：本地区现行的（自定的、沿用上级的或平台默认的），待生效的与历次的', schema: { response: z.object({ ladders: Ladders, quiet: QuietHours, basis: z.string(), /** Place whose rule it is; null for the platform's own. */ placeName: z.string().nullable(), own: z.boolean(), inForceFrom: z.string().nullable(), platform: z.object({ ladders: Ladders, quiet: QuietHours }), /** Rules of the own place, newest first; those to come included. */ history: z.array(CallingRuleView), mayEdit: z.boolean() }) } }),
  setCallingRules: route({ method: 'POST', path: '/calling-rules', access: 'org:edit', tag: '叫应', summary: '制定本地区的叫应规则：升级阶梯与静默时段，自某时起生效', schema: { body: command.extend({ ladders: Ladders, quiet: QuietHours, basis: text(2, 200), inForceFrom: Instant }), response: CallingRuleView } }),
  listChannels: route({ method: 'GET', path: '/notification-channels', access: 'call:read', tag: '叫应', summary: '通道状态', schema: { response: z.object({ items: z.array(ChannelView), quiet: z.object({ from: z.string(), to: z.string() }) }) } }),
}
