import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, route, text } from '../kernel/index.ts'

export const reliefScopeNames = { province: '省级', national: '国家' } as const
/** A disaster-relief response of the province or the state, as this node has taken it down. While it runs, incidents in its area report every 24 hours. */
export const ReliefResponse = z.object({
  id: Id,
  /** Area it covers. */
  divisionCode: z.string(),
  scope: z.enum(['province', 'national']),
  level: z.number(),
  /** Hazards it concerns: incident types that begin so; 11 for every natural disaster. */
  typePrefix: z.string(),
  title: z.string(),
  source: z.string(),
  startedAt: z.string(),
  recordedAt: z.string(),
  recordedByUnitId: Id,
  endedAt: z.string().nullable(),
})
export type ReliefResponse = z.infer<typeof ReliefResponse>
export const ReliefResponseView = ReliefResponse.extend({ placeName: z.string(), recordedByUnitName: z.string(), mayEnd: z.boolean() })
export type ReliefResponseView = z.infer<typeof ReliefResponseView>

/** One 24-hour stretch of a unit's zero-report series: reported in it, missed, or still open. */
export interface ZeroStretch {
  ordinal: number
  fromAt: string
  dueAt: string
  state: 'reported' | 'missed' | 'open'
  reportId: string | null
  number: string | null
  issuedAt: string | null
  zero: boolean
}

const HOURS_24 = 86_400_000
/** A series of a year says nothing more than that it was forgotten. */
const LONGEST_SERIES = 400

/**
 * The series of one unit toward one recipient. Each stretch begins with the report before it (the first with the first report, or the start of
 * the relief response where that came later) and is due 24 hours on; a stretch without a report is missed and the next begins at its end.
 * @param endsAt end of the process (relief response ended or incident closed); null while it runs
 */
export function listZeroStretches(input: {
  reports: readonly { reportId: string; number: string; issuedAt: string; zero: boolean }[]; startsAt: string; endsAt: string | null; now: string
}): ZeroStretch[] {
  const until = input.endsAt !== null && input.endsAt < input.now ? input.endsAt : input.now
  const sent = [...input.reports].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt)).filter((report) => report.issuedAt > input.startsAt && report.issuedAt <= until)
  const stretches: ZeroStretch[] = []
  let fromAt = input.startsAt
  let next = 0
  while (fromAt < until && stretches.length < LONGEST_SERIES) {
    const dueAt = new Date(Date.parse(fromAt) + HOURS_24).toISOString()
    const report = sent[next]
    const ordinal = stretches.length + 1
    if (report !== undefined && report.issuedAt <= dueAt) {
      stretches.push({ ordinal, fromAt, dueAt, state: 'reported', reportId: report.reportId, number: report.number, issuedAt: report.issuedAt, zero: report.zero })
      next += 1
      fromAt = report.issuedAt
      continue
    }
    const over = dueAt < until
    // The process ended before the stretch did: nothing was owed any more.
    if (!over && input.endsAt !== null && input.endsAt <= input.now) break
    stretches.push({ ordinal, fromAt, dueAt, state: over ? 'missed' : 'open', reportId: null, number: null, issuedAt: null, zero: false })
    fromAt = dueAt
    if (!over) break
  }
  return stretches
}

const Stretch = z.object({ ordinal: z.number(), fromAt: z.string(), dueAt: z.string(), state: z.enum(['reported', 'missed', 'open']), reportId: Id.nullable(), number: z.string().nullable(), issuedAt: z.string().nullable(), zero: z.boolean() })
export const ZeroSeriesView = z.object({
  /** The relief response that asks for it; null when none does and there is no series. */
  relief: ReliefResponseView.nullable(),
  legalBasis: z.string().nullable(),
  running: z.boolean(),
  units: z.array(z.object({ unitId: Id, unitName: z.string(), own: z.boolean(), stretches: z.array(Stretch), missed: z.number() })),
})
export type ZeroSeriesView = z.infer<typeof ZeroSeriesView>

const command = z.object({ commandId: CommandId })
export const zeroSeriesRoutes = {
  listReliefResponses: route({ method: 'GET', path: '/relief-responses', access: 'report:read', tag: '信息报送', summary: '省级以上救灾应急响应', schema: { query: PageQuery.extend({ status: z.enum(['running', 'all']).default('running') }), response: pageOf(ReliefResponseView) } }),
  recordReliefResponse: route({
    method: 'POST', path: '/relief-responses', access: 'report:draft', tag: '信息报送', summary: '转录省级以上救灾应急响应：所涉事件开始 24 小时零报告（干旱除外）',
    schema: { body: command.extend({ divisionCode: DivisionCode, scope: z.enum(['province', 'national']), level: z.number().int().min(1).max(4), typePrefix: z.string().regex(/^11[A-Z0-9]{0,4}$/, '请选择自然灾害种类').default('11'), title: text(4, 80), source: text(2, 120), startedAt: Instant }), response: ReliefResponseView },
  }),
  endReliefResponse: route({ method: 'POST', path: '/relief-responses/:reliefResponseId/end', access: 'report:draft', tag: '信息报送', summary: '救灾应急响应终止：零报告随之结束', schema: { params: z.object({ reliefResponseId: Id }), body: command.extend({ endedAt: Instant }), response: ReliefResponseView } }),
  getZeroSeries: route({ method: 'GET', path: '/incidents/:incidentId/zero-series', access: 'report:read', tag: '信息报送', summary: '每日零报告：各单位逐期情况，缺哪一期', schema: { params: z.object({ incidentId: Id }), response: ZeroSeriesView } }),
}
