import { z } from 'zod'
import { CommandId, Id, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'
import { digestKindNames, type DigestKind } from './digest-kinds.ts'
import { digestSectionNames, type DigestSectionKey } from './draft-digest.ts'

export * from './digest-kinds.ts'
export * from './draft-digest.ts'

const Kind = z.enum(Object.keys(digestKindNames) as [DigestKind, ...DigestKind[]])
const SectionKey = z.enum(Object.keys(digestSectionNames) as [DigestSectionKey, ...DigestSectionKey[]])
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-11-22 这样')
const count = z.number().int().min(0)
export const DigestFiguresSchema = z.object({ incidents: count, dead: count, missing: count, injured: count, evacuated: count, signals: count, warningsInForce: count, responses: count, reportsIssued: count, reportsLate: count })
export const DigestSectionSchema = z.object({ key: SectionKey, heading: z.string(), lines: z.array(z.object({ text: z.string(), refs: z.array(z.object({ object: z.string(), id: z.string() })) })) })

/** One day's product of a duty office (DUTY-7). `content` holds the sections; it may name people and is kept apart. */
export const Digest = z.object({
  id: Id, kind: Kind, divisionCode: z.string(), fromUnitId: Id,
  /** Legal day it is for. */
  day: z.string(),
  periodFrom: z.string(), periodTo: z.string(),
  number: z.string(), status: z.enum(['draft', 'issued', 'discarded']), figures: DigestFiguresSchema, content: Protected,
  /** By the clock of the office, or by a person. */
  draftedBy: z.enum(['schedule', 'person']),
  draftedAt: z.string(), issuedAt: z.string().nullable(), signatoryPostId: Id.nullable(),
})
export type Digest = z.infer<typeof Digest>

/** An issued digest on its way to one recipient. */
export const DigestDelivery = z.object({ id: Id, digestId: Id, divisionCode: z.string(), toUnitId: Id, status: z.enum(['sent', 'received']), sentAt: z.string(), receivedAt: z.string().nullable() })
export type DigestDelivery = z.infer<typeof DigestDelivery>

/** When an office's digest is drafted by itself. The newest of a kind counts. */
export const DigestSchedule = z.object({ id: Id, divisionCode: z.string(), unitId: Id, kind: Kind, minuteOfDay: z.number().int(), active: z.boolean(), setAt: z.string() })
export type DigestSchedule = z.infer<typeof DigestSchedule>

export const DigestView = Digest.omit({ content: true }).extend({
  sections: z.array(DigestSectionSchema), fromUnitName: z.string(), placeName: z.string(), signatoryName: z.string().nullable(),
  deliveries: z.array(DigestDelivery.extend({ toUnitName: z.string(), mayReceive: z.boolean() })),
  mayRevise: z.boolean(), mayIssue: z.boolean(),
  /** Where it goes unless others are chosen: the office above. */
  proposedTo: z.array(z.object({ unitId: Id, name: z.string() })),
})
export type DigestView = z.infer<typeof DigestView>

const DigestParams = z.object({ digestId: Id })
/** A person may reword, add and strike lines; where a line came from stays with it. */
const SectionsBody = z.array(z.object({ key: SectionKey, lines: z.array(z.object({ text: text(1, 600), refs: z.array(z.object({ object: z.string().max(40), id: z.string().max(40) })).max(200).default([]) })).max(120, '一节最多 120 条') })).min(1, '请至少保留一节').max(6)

export const digestRoutes = {
  listDigests: route({ method: 'GET', path: '/digests', access: 'digest:read', tag: '每日要情', summary: '每日要情、值班快报、平安日报', schema: { query: PageQuery.extend({ kind: Kind.optional(), day: Day.optional() }), response: pageOf(DigestView) } }),
  getDigest: route({ method: 'GET', path: '/digests/:digestId', access: 'digest:read', tag: '每日要情', summary: '一份要情', schema: { params: DigestParams, response: DigestView } }),
  draftDigest: route({ method: 'POST', path: '/digests', access: 'digest:draft', tag: '每日要情', summary: '按记录起草最近 24 小时的要情', schema: { body: z.object({ commandId: CommandId, kind: Kind }), response: DigestView } }),
  reviseDigest: route({ method: 'POST', path: '/digests/:digestId/draft', access: 'digest:draft', tag: '每日要情', summary: '修改草稿', schema: { params: DigestParams, body: z.object({ commandId: CommandId, sections: SectionsBody }), response: DigestView } }),
  redraftDigest: route({ method: 'POST', path: '/digests/:digestId/redraft', access: 'digest:draft', tag: '每日要情', summary: '按此刻的记录重新起草，人工改动随之丢弃', schema: { params: DigestParams, body: z.object({ commandId: CommandId }), response: DigestView } }),
  discardDigest: route({ method: 'POST', path: '/digests/:digestId/discarded', access: 'digest:draft', tag: '每日要情', summary: '作废草稿', schema: { params: DigestParams, body: z.object({ commandId: CommandId }), response: DigestView } }),
  issueDigest: route({ method: 'POST', path: '/digests/:digestId/issue', access: 'digest:issue', tag: '每日要情', summary: '签发并报送', schema: { params: DigestParams, body: z.object({ commandId: CommandId, signatoryPostId: Id.nullable().default(null), toUnitIds: z.array(Id).max(60, '收件单位最多 60 个') }), response: DigestView } }),
  receiveDigest: route({ method: 'POST', path: '/digest-deliveries/:deliveryId/receipt', access: 'digest:read', tag: '每日要情', summary: '签收', schema: { params: z.object({ deliveryId: Id }), body: z.object({ commandId: CommandId }), response: DigestView } }),
  getDigestDocument: route({ method: 'GET', path: '/digests/:digestId/document', access: 'digest:read', tag: '每日要情', summary: '排版后的文件', raw: 'download', schema: { params: DigestParams, query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf') }), response: RawBytes } }),
  listDigestSchedules: route({ method: 'GET', path: '/digest-schedules', access: 'digest:read', tag: '每日要情', summary: '本单位定时起草', schema: { response: z.object({ items: z.array(DigestSchedule) }) } }),
  setDigestSchedule: route({ method: 'POST', path: '/digest-schedules', access: 'digest:issue', tag: '每日要情', summary: '设定定时起草的时刻，或停用', schema: { body: z.object({ commandId: CommandId, kind: Kind, minuteOfDay: z.number().int().min(0).max(1439), active: z.boolean() }), response: z.object({ items: z.array(DigestSchedule) }) } }),
}
