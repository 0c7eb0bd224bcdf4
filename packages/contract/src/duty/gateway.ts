import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

/** A telephone call as the exchange reported it. Its messages may come twice, late and in any order; the earliest instant of each kind counts. */
export const PhoneCall = z.object({
  id: Id, divisionCode: z.string(), /** Desk that is called. */ unitId: Id, providerAccountId: Id, providerCallId: z.string(), direction: z.enum(['in', 'out']), phone: Protected.nullable(), status: z.enum(['ringing', 'talking', 'ended', 'missed']),
  firstAt: z.string(), ringingAt: z.string().nullable(), talkingAt: z.string().nullable(), endedAt: z.string().nullable(), talkSeconds: z.number().nullable(), takenByAccountId: Id.nullable(), phoneLogId: Id.nullable(), recordings: z.number(), dismissedAt: z.string().nullable(),
})
export type PhoneCall = z.infer<typeof PhoneCall>
export const phoneCallStatusNames = { ringing: '振铃', talking: '通话中', ended: '已挂断', missed: '未接' } as const
/** What may follow what, also for messages that come late: `talking` after `missed` means that it was answered after all. */
export const phoneCallLifecycle = { ringing: ['talking', 'ended', 'missed'], talking: ['ended'], missed: ['talking', 'ended'], ended: [] } as const satisfies Record<PhoneCall['status'], readonly PhoneCall['status'][]>

/** A fax, registered with a number of its own (传真登记). The pages are an attachment; their digest stands in the journal. */
export const Fax = z.object({ id: Id, number: z.string(), divisionCode: z.string(), unitId: Id, providerAccountId: Id, providerFaxId: z.string(), phone: Protected.nullable(), receivedAt: z.string(), pages: z.number(), sha256: z.string(), status: z.enum(['registered', 'handled']), handledAt: z.string().nullable(), handledByAccountId: Id.nullable(), note: Protected.nullable() })
export type Fax = z.infer<typeof Fax>
export const faxLifecycle = { registered: ['handled'], handled: [] } as const satisfies Record<Fax['status'], readonly Fax['status'][]>
export const faxStatusNames = { registered: '待处理', handled: '已处理' } as const

/** Systems whose cases come in and hear back (DUTY-5). The event type is what is assumed when they name none; the desk corrects it. */
export const linkedSystems = { '110': { name: '公安 110', typeCode: '14B00' }, '119': { name: '消防 119', typeCode: '12G00' }, '120': { name: '急救 120', typeCode: '13C00' }, '122': { name: '交警 122', typeCode: '12H00' }, '12345': { name: '政务服务热线 12345', typeCode: '12P00' } } as const
export type LinkedSystem = keyof typeof linkedSystems
export const LinkedSystem = z.enum(Object.keys(linkedSystems) as [LinkedSystem, ...LinkedSystem[]])

/** A case of another system (联动警情): became a signal here, and its system hears what becomes of it. */
export const LinkedCase = z.object({
  id: Id, divisionCode: z.string(), unitId: Id, providerAccountId: Id, system: LinkedSystem, caseNumber: z.string(), signalId: Id, receivedAt: z.string(), updates: z.number(), status: z.enum(['received', 'verifying', 'accepted', 'rejected', 'merged', 'closed']), statusAt: z.string(),
  /** How far the other system has been told. */
  told: z.enum(['none', 'queued', 'sent', 'refused', 'notConfigured']), toldStatus: z.string().nullable(), toldAt: z.string().nullable(),
})
export type LinkedCase = z.infer<typeof LinkedCase>
export const linkedCaseStatusNames = { received: '已收到', verifying: '核实中', accepted: '已立为事件', rejected: '不属实', merged: '已并入', closed: '已办结' } as const
export const linkedCaseToldNames = { none: '未回告', queued: '待回告', sent: '已回告', refused: '对方拒收', notConfigured: '未配置回告地址' } as const

/** What is known of a number that calls. */
export const CallerKnown = z.object({ personName: z.string().nullable(), title: z.string().nullable(), unitName: z.string().nullable(), unitId: Id.nullable(), divisionCode: z.string().nullable(), earlier: z.array(z.object({ phoneLogId: Id, at: z.string(), words: z.string() })), earlierCount: z.number() })
export const PhoneCallView = PhoneCall.omit({ phone: true, providerAccountId: true }).extend({ phone: z.string().nullable(), unitName: z.string(), takenByName: z.string().nullable(), known: CallerKnown })
export type PhoneCallView = z.infer<typeof PhoneCallView>
export const FaxView = Fax.omit({ phone: true, note: true, providerAccountId: true }).extend({ phone: z.string().nullable(), note: z.string().nullable(), unitName: z.string(), handledByName: z.string().nullable() })
export type FaxView = z.infer<typeof FaxView>
export const LinkedCaseView = LinkedCase.omit({ providerAccountId: true }).extend({ title: z.string(), signalNumber: z.string(), words: z.string().nullable() })
export type LinkedCaseView = z.infer<typeof LinkedCaseView>

const command = z.object({ commandId: CommandId })
const ProviderId = z.string().regex(/^[\w.:@-]{1,80}$/, '编号只能含字母、数字和 . : @ _ -')
const Number_ = z.string().max(40).refine((value) => value === '' || /^\+?[0-9][0-9 -]{1,30}$/.test(value), '号码只能含数字和横线')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '文件编号格式不对，请先上传文件')

/** One message of the exchange. */
export const PhoneEvent = z.object({ callId: ProviderId, event: z.enum(['ringing', 'answered', 'ended', 'missed']), at: Instant, direction: z.enum(['in', 'out']).default('in'), /** The other side's number; empty when withheld. */ number: Number_.default(''), /** Number that was dialled: tells which desk rings. */ calledNumber: Number_.default('') })
export type PhoneEvent = z.infer<typeof PhoneEvent>

export const gatewayRoutes = {
  submitPhoneEvents: route({ method: 'POST', path: '/gateway/phone-events', access: 'phone:submit', tag: '电话接入', summary: '来电、接听、挂断，成批；重复、乱序、迟到无妨', schema: { body: command.extend({ events: z.array(PhoneEvent).min(1).max(200) }), response: z.object({ merged: z.number(), repeated: z.number() }) } }),
  submitRecording: route({ method: 'POST', path: '/gateway/recordings', access: 'phone:submit', tag: '电话接入', summary: '通话录音：先上传文件，再报编号；可早于或晚于通话消息', schema: { body: command.extend({ callId: ProviderId, sha256: Sha256, calledNumber: Number_.default('') }), response: z.object({ phoneCallId: Id, attachmentId: Id }) } }),
  submitFax: route({ method: 'POST', path: '/gateway/faxes', access: 'phone:submit', tag: '电话接入', summary: '传真：先上传文件，再登记；同一传真重报不重复登记', schema: { body: command.extend({ faxId: ProviderId, receivedAt: Instant, number: Number_.default(''), calledNumber: Number_.default(''), pages: z.number().int().min(1).max(500), sha256: Sha256 }), response: z.object({ faxId: Id, number: z.string() }) } }),
  submitLinkedCase: route({
    method: 'POST', path: '/gateway/cases', access: 'phone:submit', tag: '电话接入', summary: '110、119、120、12345 警情：成为来报；同号再报为续报',
    schema: { body: command.extend({ system: LinkedSystem, caseNumber: ProviderId, at: Instant, typeCode: z.string().max(12).nullable().default(null), divisionCode: DivisionCode, position: Position.nullable().default(null), words: text(2, 4000), caller: text(0, 60).default('') }), response: z.object({ caseId: Id, signalId: Id, signalNumber: z.string(), updated: z.boolean() }) },
  }),
  listPhoneCalls: route({ method: 'GET', path: '/duty/phone-calls', access: 'duty:read', tag: '电话接入', summary: '通话：正在振铃、未登记的在前', schema: { query: PageQuery.extend({ status: z.enum(['live', 'all']).default('all') }), response: pageOf(PhoneCallView) } }),
  takePhoneCall: route({ method: 'POST', path: '/duty/phone-calls/:phoneCallId/taking', access: 'duty:work', tag: '电话接入', summary: '这个电话我来接', schema: { params: z.object({ phoneCallId: Id }), body: command, response: PhoneCallView } }),
  dismissPhoneCall: route({ method: 'POST', path: '/duty/phone-calls/:phoneCallId/dismissal', access: 'duty:work', tag: '电话接入', summary: '无须登记（打错、骚扰、内部通话）', schema: { params: z.object({ phoneCallId: Id }), body: command, response: PhoneCallView } }),
  listFaxes: route({ method: 'GET', path: '/duty/faxes', access: 'duty:read', tag: '电话接入', summary: '传真登记', schema: { query: PageQuery.extend({ status: z.enum(['registered', 'all']).default('all') }), response: pageOf(FaxView) } }),
  handleFax: route({ method: 'POST', path: '/duty/faxes/:faxId/handling', access: 'duty:work', tag: '电话接入', summary: '传真已处理', schema: { params: z.object({ faxId: Id }), body: command.extend({ note: text(2, 400) }), response: FaxView } }),
  listLinkedCases: route({ method: 'GET', path: '/duty/linked-cases', access: 'duty:read', tag: '电话接入', summary: '联动警情与回告', schema: { query: PageQuery, response: pageOf(LinkedCaseView) } }),
}
