import { z } from 'zod'
import { commissionRoutes } from './commissions.ts'
import { feedRoutes } from './feeds.ts'
import { PlaceName } from './place-names.ts'
import { clockAheadText, CommandId, DivisionCode, Id, Instant, minutesBetween, pageOf, PageQuery, Position, Protected, route, spanText, text } from '../kernel/index.ts'
import { incidentFactsSchema } from '../incidents/grading/index.ts'

/** Where a piece of information came from (RPT-1). */
export const signalSources = { phone: '电话', grid: '网格员', unit: '单位', public: '群众', upper: '上级', lower: '下级', sensor: '自动站', media: '媒体', hospital: '医疗机构' } as const
export type SignalSource = keyof typeof signalSources
export const SignalSource = z.enum(Object.keys(signalSources) as [SignalSource, ...SignalSource[]])

export const signalStatusNames = { received: '未核实', verifying: '核实中', verified: '已核实', rejected: '不属实', merged: '已并入' } as const
export type SignalStatus = keyof typeof signalStatusNames

/** What may follow what; shared by server and screens, every pair tested. */
export const signalLifecycle = {
  received: ['verifying', 'verified', 'rejected', 'merged'],
  verifying: ['verified', 'rejected', 'merged'],
  verified: [],
  rejected: ['verifying'],
  merged: ['received', 'verifying'],
} as const satisfies Record<SignalStatus, readonly SignalStatus[]>

/** Type of what nobody has classified yet (a media item without a telling word); whoever verifies it chooses. */
export const UNCLASSIFIED = '10000'

/** A gauge's reading that made it a signal. */
export const GaugeReading = z.object({ stationId: Id, levelMetres: z.number().min(-100).max(9000), readAt: Instant })

/** One piece of incoming information, before anybody believed it. The words of the caller are kept apart as personal data. */
export const Signal = z.object({
  id: Id,
  number: z.string(),
  source: SignalSource,
  status: z.enum(['received', 'verifying', 'verified', 'rejected', 'merged']),
  typeCode: z.string(),
  title: z.string(),
  divisionCode: z.string(),
  position: Position.nullable(),
  receivedAt: z.string(),
  occurredAt: z.string().nullable(),
  facts: incidentFactsSchema,
  words: Protected.nullable(),
  caller: Protected.nullable(),
  gauge: z.object({ stationId: Id, stationName: z.string(), levelMetres: z.number(), guaranteeLevelMetres: z.number().nullable(), aboveGuaranteeMetres: z.number().nullable(), readAt: z.string() }).nullable(),
  mergedIntoId: Id.nullable(),
  incidentId: Id.nullable(),
  submittedByUnitId: Id.nullable(),
  handledAt: z.string().nullable(),
  statusReason: Protected.nullable(),
  /** How far the reporter's clock ran ahead, seconds: the stated time of occurrence (or reading) lay after the receipt and counts as the receipt. */
  clockAheadSeconds: z.number().nullable(),
  /** Set for an item of a feed: which feed, digests of its id and of its words (so that no item becomes two signals), and its address. */
  feedId: Id.nullable(),
  itemDigest: z.string().nullable(),
  contentDigest: z.string().nullable(),
  link: Protected.nullable(),
  /** The commission (约稿) it answers. */
  commissionId: Id.nullable(),
  /** What it was before it was merged, so that taking the merge back restores everything. */
  mergedState: z.object({
    status: z.enum(['received', 'verifying']), handledAt: z.string().nullable(), followerIds: z.array(Id),
    /** Figures of the incident it was merged into, before and after: taken back only while nothing else has changed them. */
    incident: z.object({ id: Id, before: incidentFactsSchema, after: incidentFactsSchema }).nullable(),
  }).nullable(),
})
export type Signal = z.infer<typeof Signal>

/** A signal as screens show it: words resolved for those who may see them, place named, possible duplicates with their likeness 0–1. */
export const SignalView = Signal.omit({ words: true, caller: true, statusReason: true, link: true, itemDigest: true, contentDigest: true, mergedState: true }).extend({
  words: z.string().nullable(),
  caller: z.string().nullable(),
  statusReason: z.string().nullable(),
  link: z.string().nullable(),
  feedName: z.string().nullable(),
  commissionNumber: z.string().nullable(),
  placeName: z.string(),
  typeName: z.string(),
  unitName: z.string().nullable(),
  duplicates: z.array(z.object({ signalId: Id, likeness: z.number(), because: z.string() })),
  mergedSignalIds: z.array(Id),
})
export type SignalView = z.infer<typeof SignalView>

/** Longer ago than this by the reporter's word, and the word deserves a question: an offline telephone sends late, but also one whose clock is slow. */
const LONG_AGO_MINUTES = 12 * 60

/** What the desk should know about the clock behind a report before it builds a legal deadline on it; null when nothing stands out. */
export function clockNoteOf({ clockAheadSeconds, occurredAt, receivedAt }: Pick<Signal, 'clockAheadSeconds' | 'occurredAt' | 'receivedAt'>): string | null {
  if (clockAheadSeconds !== null) return clockAheadText(clockAheadSeconds)
  if (occurredAt === null) return null
  const ago = minutesBetween(occurredAt, receivedAt)
  return ago < LONG_AGO_MINUTES ? null : `所报发生时间比收到早 ${spanText(ago * 60)}，手机时间可能慢了，请向报告人核对`
}

/** Which signals a list shows: `open` waits for verification, `done` is settled, or one state; `source` one way in; `q` words in title, number, place or text. */
const SignalQuery = PageQuery.extend({
  status: z.enum(['open', 'all', 'done', 'received', 'verifying', 'verified', 'rejected', 'merged']).default('all'), source: SignalSource.optional(), q: z.string().trim().max(40, '最多 40 个字').optional(), divisionCode: DivisionCode.optional(),
})

const SignalParams = z.object({ signalId: Id })

export const signalRoutes = {
  ...feedRoutes,
  ...commissionRoutes,
  listSignals: route({ method: 'GET', path: '/signals', access: 'signal:read', tag: '来报', summary: '来报收件箱', schema: { query: SignalQuery, response: pageOf(SignalView) } }),
  listPlaceNames: route({ method: 'GET', path: '/place-names', access: 'signal:submit', tag: '来报', summary: '本县（市、区）或辖区的地名，供识别来报文字', schema: { response: z.object({ items: z.array(PlaceName) }) } }),
  getSignal: route({ method: 'GET', path: '/signals/:signalId', access: 'signal:read', tag: '来报', summary: '一条来报', schema: { params: SignalParams, response: SignalView } }),
  submitSignal: route({
    method: 'POST', path: '/signals', access: 'signal:submit', tag: '来报', summary: '上报信息：电话记录、群众、网格员、自动站',
    schema: {
      body: z.object({
        commandId: CommandId, source: SignalSource, typeCode: z.string().max(12), divisionCode: DivisionCode, position: Position.nullable().default(null),
        occurredAt: Instant.nullable().default(null), facts: incidentFactsSchema.default({}), words: text(0, 4000).default(''), caller: text(0, 60).default(''), gauge: GaugeReading.nullable().default(null),
      }),
      response: SignalView,
    },
  }),
  beginVerification: route({ method: 'POST', path: '/signals/:signalId/verification', access: 'signal:verify', tag: '来报', summary: '开始核实（回拨）', schema: { params: SignalParams, body: z.object({ commandId: CommandId }), response: SignalView } }),
  verifySignal: route({
    method: 'POST', path: '/signals/:signalId/verified', access: 'signal:verify', tag: '来报', summary: '核实属实：立为事件，或并入已有事件',
    schema: {
      params: SignalParams,
      body: z.object({
        commandId: CommandId,
        /** Existing incident to attach to; null makes a new one. */
        incidentId: Id.nullable().default(null),
        parentId: Id.nullable().default(null),
        title: text(2, 80).optional(), typeCode: z.string().max(12).optional(), divisionCode: DivisionCode.optional(), position: Position.nullable().optional(), occurredAt: Instant.optional(), facts: incidentFactsSchema.optional(),
      }),
      response: z.object({ signal: SignalView, incidentId: Id }),
    },
  }),
  rejectSignal: route({ method: 'POST', path: '/signals/:signalId/rejected', access: 'signal:verify', tag: '来报', summary: '核实不属实', schema: { params: SignalParams, body: z.object({ commandId: CommandId, reason: text(2, 200) }), response: SignalView } }),
  mergeSignal: route({ method: 'POST', path: '/signals/:signalId/merged', access: 'signal:verify', tag: '来报', summary: '并入另一条来报（重复）', schema: { params: SignalParams, body: z.object({ commandId: CommandId, intoId: Id }), response: SignalView } }),
  mergeSignals: route({ method: 'POST', path: '/signals/:signalId/absorbed', access: 'signal:verify', tag: '来报', summary: '把几条重复来报一次并入这一条', schema: { params: SignalParams, body: z.object({ commandId: CommandId, signalIds: z.array(Id).min(1, '请至少选一条').max(50, '一次最多并 50 条') }), response: SignalView } }),
  unmergeSignal: route({ method: 'POST', path: '/signals/:signalId/unmerged', access: 'signal:verify', tag: '来报', summary: '撤销合并', schema: { params: SignalParams, body: z.object({ commandId: CommandId }), response: SignalView } }),
}

export * from './commissions.ts'
export * from './feeds.ts'
export type { PlaceName } from './place-names.ts'
