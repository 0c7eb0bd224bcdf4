import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'

export const dutyNoteKinds = { note: '记事', weather: '天气', inspection: '检查', visit: '来访' } as const
export type DutyNoteKind = keyof typeof dutyNoteKinds
export const DutyNoteKind = z.enum(Object.keys(dutyNoteKinds) as [DutyNoteKind, ...DutyNoteKind[]])

/** A line of the duty log written by hand (值班日志). Never changed: a mistake is put right by another line that names it. */
export const DutyNote = z.object({ id: Id, divisionCode: z.string(), unitId: Id, watchId: Id.nullable(), kind: DutyNoteKind, words: Protected, happenedAt: z.string(), writtenAt: z.string(), writtenByAccountId: Id, incidentId: Id.nullable(), signalId: Id.nullable(), correctsId: Id.nullable(), correctedById: Id.nullable() })
export type DutyNote = z.infer<typeof DutyNote>

/**
 * A line of the telephone log (值班电话记录) in the fields of the local template: 来电时间, 来电单位/人, 电话, 内容, 接电人, 拟办意见, 领导批示, 办理结果. What was
 * written stays; the last three may be added later, each once; anything else is put right by a new line that names the old one.
 */
export const PhoneLog = z.object({
  id: Id, number: z.string(), divisionCode: z.string(), unitId: Id, watchId: Id.nullable(), direction: z.enum(['in', 'out']), talkedAt: z.string(), counterpart: Protected.nullable(), counterpartUnitId: Id.nullable(), phone: Protected.nullable(), content: Protected, takenByAccountId: Id,
  proposal: Protected.nullable(), instruction: Protected.nullable(), result: Protected.nullable(), status: z.enum(['open', 'done']), signalId: Id.nullable(), incidentId: Id.nullable(), reportId: Id.nullable(), phoneCallId: Id.nullable(), writtenAt: z.string(), doneAt: z.string().nullable(), correctsId: Id.nullable(), correctedById: Id.nullable(),
})
export type PhoneLog = z.infer<typeof PhoneLog>
export const phoneDirectionNames = { in: '来电', out: '去电' } as const
export const phoneLogStatusNames = { open: '未办结', done: '已办结' } as const
export const phoneLogLifecycle = { open: ['done'], done: [] } as const satisfies Record<PhoneLog['status'], readonly PhoneLog['status'][]>

export const PhoneLogView = PhoneLog.omit({ counterpart: true, phone: true, content: true, proposal: true, instruction: true, result: true }).extend({
  counterpart: z.string().nullable(), phone: z.string().nullable(), content: z.string().nullable(), proposal: z.string().nullable(), instruction: z.string().nullable(), result: z.string().nullable(),
  unitName: z.string(), takenByName: z.string(), counterpartUnitName: z.string().nullable(), signalNumber: z.string().nullable(), incidentTitle: z.string().nullable(), hasRecording: z.boolean(), mayAdd: z.boolean(),
})
export type PhoneLogView = z.infer<typeof PhoneLogView>

/** Where a line of the day's log comes from. */
export const dayLineSources = { note: '手记', phone: '电话', system: '系统' } as const
export const DayLine = z.object({ key: z.string(), at: z.string(), source: z.enum(['note', 'phone', 'system']), kind: z.string(), /** Null where the value was destroyed or may not be seen. */ words: z.string(), byName: z.string().nullable(), incidentId: Id.nullable(), objectId: Id, correctedById: Id.nullable(), correctsId: Id.nullable(), mayCorrect: z.boolean() })
export type DayLine = z.infer<typeof DayLine>
export const DayLog = z.object({ day: z.string(), dayKind: z.string(), dayName: z.string().nullable(), unitId: Id, unitName: z.string(), weather: z.string().nullable(), watches: z.array(z.object({ id: Id, officerName: z.string(), leaderName: z.string().nullable(), takenAt: z.string(), endedAt: z.string().nullable() })), lines: z.array(DayLine), /** More than fit one page of paper. */ cut: z.boolean() })
export type DayLog = z.infer<typeof DayLog>

const command = z.object({ commandId: CommandId })
const LegalDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-10-01').refine((day) => !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(Date.parse(`${day}T00:00:00Z`)).toISOString().startsWith(day), '没有这一天')
const Phone = z.string().max(40).refine((value) => value === '' || /^\+?[0-9][0-9 -]{2,30}$/.test(value.trim()), '电话只能含数字和横线').transform((value) => value.trim())
const phoneFields = {
  direction: z.enum(['in', 'out']).default('in'), talkedAt: Instant.nullable().default(null), counterpart: text(0, 80).default(''), counterpartUnitId: Id.nullable().default(null), phone: Phone.default(''), content: text(1, 4000),
  proposal: text(0, 1000).default(''), instruction: text(0, 1000).default(''), result: text(0, 1000).default(''), incidentId: Id.nullable().default(null), signalId: Id.nullable().default(null), reportId: Id.nullable().default(null),
}
const PhoneLogParams = z.object({ phoneLogId: Id })
const PhoneLogQuery = z.object({ unitId: Id.optional(), direction: z.enum(['in', 'out']).optional(), status: z.enum(['open', 'done']).optional(), from: Instant.optional(), to: Instant.optional(), q: z.string().max(60).optional() })

export const dutyLogRoutes = {
  getDayLog: route({ method: 'GET', path: '/duty/log', access: 'duty:read', tag: '值班', summary: '一天的值班日志：系统所做与手记合在一起', schema: { query: z.object({ day: LegalDay.optional(), unitId: Id.optional() }), response: DayLog } }),
  writeDutyNote: route({ method: 'POST', path: '/duty/log', access: 'duty:work', tag: '值班', summary: '记值班日志', schema: { body: command.extend({ kind: DutyNoteKind.default('note'), words: text(1, 4000), happenedAt: Instant.nullable().default(null), incidentId: Id.nullable().default(null), signalId: Id.nullable().default(null) }), response: DayLine } }),
  correctDutyNote: route({ method: 'POST', path: '/duty/log/:noteId/correction', access: 'duty:work', tag: '值班', summary: '更正日志（原条保留）', schema: { params: z.object({ noteId: Id }), body: command.extend({ words: text(1, 4000) }), response: DayLine } }),
  downloadDayLog: route({ method: 'GET', path: '/duty/log/document', access: 'duty:read', tag: '值班', raw: 'download', summary: '值班日志（docx、pdf、xlsx）', schema: { query: z.object({ day: LegalDay.optional(), unitId: Id.optional(), format: z.enum(['docx', 'pdf', 'xlsx']).default('pdf') }), response: RawBytes } }),
  listPhoneLogs: route({ method: 'GET', path: '/duty/phone-logs', access: 'duty:read', tag: '值班', summary: '值班电话记录', schema: { query: PageQuery.extend(PhoneLogQuery.shape), response: pageOf(PhoneLogView) } }),
  writePhoneLog: route({ method: 'POST', path: '/duty/phone-logs', access: 'duty:work', tag: '值班', summary: '登记来电、去电', schema: { body: command.extend({ ...phoneFields, phoneCallId: Id.nullable().default(null) }), response: PhoneLogView } }),
  addToPhoneLog: route({ method: 'POST', path: '/duty/phone-logs/:phoneLogId/additions', access: 'duty:work', tag: '值班', summary: '补记拟办意见、领导批示、办理结果', schema: { params: PhoneLogParams, body: command.extend({ proposal: text(0, 1000).default(''), instruction: text(0, 1000).default(''), result: text(0, 1000).default('') }), response: PhoneLogView } }),
  correctPhoneLog: route({ method: 'POST', path: '/duty/phone-logs/:phoneLogId/correction', access: 'duty:work', tag: '值班', summary: '更正电话记录（原条保留）', schema: { params: PhoneLogParams, body: command.extend(phoneFields), response: PhoneLogView } }),
  makeSignalOfPhoneLog: route({ method: 'POST', path: '/duty/phone-logs/:phoneLogId/signal', access: 'duty:work', tag: '值班', summary: '电话记录转为来报', schema: { params: PhoneLogParams, body: command.extend({ typeCode: z.string().max(12), divisionCode: DivisionCode }), response: PhoneLogView } }),
  downloadPhoneLogs: route({ method: 'GET', path: '/duty/phone-logs/document', access: 'duty:read', tag: '值班', raw: 'download', summary: '值班电话记录（xlsx）', schema: { query: PhoneLogQuery.extend({ format: z.enum(['xlsx']).default('xlsx') }), response: RawBytes } }),
}
