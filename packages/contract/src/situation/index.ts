import { z } from 'zod'
import { Id, Instant, RawBytes, route } from '../kernel/index.ts'
import { WhoKnew } from './who-knew.ts'

export * from './fold.ts'
export * from './who-knew.ts'

/** One line of the timeline: what happened, said in Chinese from the entry's type and changes. */
export const TimelineEntry = z.object({ position: z.number().nullable(), entryId: z.number(), at: z.string(), type: z.string(), text: z.string(), importance: z.enum(['decision', 'report', 'task', 'fact']), actorName: z.string(), hash: z.string().nullable(), stream: z.string() })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** Everything about the place at one moment, by folding the journal: object kind → id → fields. Values that are personal stay references. */
export const SituationObjects = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
export type SituationObjects = z.infer<typeof SituationObjects>

export const situationRoutes = {
  getTimeline: route({ method: 'GET', path: '/incidents/:incidentId/timeline', access: 'incident:read', tag: '态势', summary: '事件时间线（出自日志链）', schema: { params: z.object({ incidentId: Id }), query: z.object({ until: Instant.optional(), limit: z.coerce.number().int().min(1).max(2000).default(500) }), response: z.object({ items: z.array(TimelineEntry), sealed: z.number(), headChain: z.string().nullable() }) } }),
  getSituationAt: route({ method: 'GET', path: '/situation', access: 'incident:read', tag: '态势', summary: '某一时刻的全局（回看）；不写 at 为现在', schema: { query: z.object({ at: Instant.optional() }), response: z.object({ at: z.string(), objects: SituationObjects, span: z.object({ from: z.string().nullable(), to: z.string().nullable() }), marks: z.array(z.object({ at: z.string(), text: z.string(), incidentId: z.string().nullable() })) }) } }),
  getSituationReport: route({ method: 'GET', path: '/incidents/:incidentId/situation-report', access: 'incident:read', tag: '态势', summary: '自动生成的情况简报（文字）', schema: { params: z.object({ incidentId: Id }), response: z.object({ title: z.string(), paragraphs: z.array(z.string()), madeAt: z.string() }) } }),
  downloadEvidence: route({ method: 'GET', path: '/incidents/:incidentId/evidence', access: 'journal:read', raw: 'download', tag: '态势', summary: '证据包：可在别处独立核对（fengsui journal check），不含个人信息，只含您可以查阅的条目', schema: { params: z.object({ incidentId: Id }), response: RawBytes } }),
  getWhoKnew: route({ method: 'GET', path: '/incidents/:incidentId/who-knew', access: 'incident:read', tag: '态势', summary: '谁在何时知道什么：首次得知、伤亡数字、预警、命令，告知了谁、何时应答', schema: { params: z.object({ incidentId: Id }), response: WhoKnew } }),
  downloadWhoKnew: route({ method: 'GET', path: '/incidents/:incidentId/who-knew/document', access: 'incident:read', raw: 'download', tag: '态势', summary: '知情情况表（docx、pdf、xlsx），可截至某一时刻', schema: { params: z.object({ incidentId: Id }), query: z.object({ format: z.enum(['docx', 'pdf', 'xlsx']).default('pdf'), at: Instant.optional() }), response: RawBytes } }),
  getJournalHead: route({ method: 'GET', path: '/journal/head', access: 'journal:read', tag: '态势', summary: '日志链最新签名头与本机校验', schema: { response: z.object({ epoch: z.number(), position: z.number(), chain: z.string(), signedAt: z.string().nullable(), signature: z.string().nullable(), publicKey: z.string() }) } }),
  getBusinessClock: route({ method: 'GET', path: '/clock', access: 'public', tag: '态势', summary: '业务时钟（回放中为虚拟时间）', schema: { response: z.object({ now: z.string(), virtual: z.boolean() }) } }),
}
/** Server-sent events: `GET /api/v1/live?after=<epoch:position>`; each event is a `LiveEvent`, its SSE id the cursor to resume from. */
export const LiveEvent = z.object({ type: z.string(), at: z.string(), subject: z.string().nullable(), changes: z.array(z.object({ object: z.string(), id: z.string(), created: z.literal(true).optional(), set: z.record(z.string(), z.unknown()) })) })
export type LiveEvent = z.infer<typeof LiveEvent>
