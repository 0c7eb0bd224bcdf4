import { z } from 'zod'
import { CommandId, Id, pageOf, PageQuery, Protected, route, text } from '../kernel/index.ts'
import { incidentFactsSchema } from '../incidents/grading/index.ts'
import { Grade } from '../incidents/grade.ts'

export const reportKindNames = { initial: '初报', followUp: '续报', final: '终报' } as const
export type ReportKind = keyof typeof reportKindNames
export const ReportKind = z.enum(['initial', 'followUp', 'final'])

/** One report of a series (RPT-2). Issued ones are immutable: a correction is the next report. */
export const Report = z.object({
  id: Id,
  incidentId: Id,
  divisionCode: z.string(),
  fromUnitId: Id,
  kind: ReportKind,
  /** 初报 is 1; follow-ups count on, per reporting unit. */
  sequence: z.number(),
  number: z.string(),
  status: z.enum(['draft', 'issued', 'discarded']),
  facts: incidentFactsSchema,
  grade: Grade.nullable(),
  /** JSON object of text elements (信息来源、事件性质、影响范围、已采取措施、趋势 …), kept apart: it may name people. */
  elements: Protected,
  signatoryPostId: Id.nullable(),
  draftedAt: z.string(),
  issuedAt: z.string().nullable(),
  /** Figures unchanged since the last one: a zero report (零报告). */
  zero: z.boolean(),
})
export type Report = z.infer<typeof Report>

/** A report on its way to one recipient: 已发送 → 已签收 (by a person there). */
export const ReportDelivery = z.object({ id: Id, reportId: Id, incidentId: Id, divisionCode: z.string(), toUnitId: Id, purpose: z.enum(['upward', 'sideways', 'leader']), status: z.enum(['sent', 'received']), by: z.enum(['system', 'phone']), listener: Protected.nullable(), sentAt: z.string(), receivedAt: z.string().nullable() })
export type ReportDelivery = z.infer<typeof ReportDelivery>

export const clockStatusNames = { running: '计时中', met: '按时', late: '迟报', missed: '未报', cancelled: '已取消' } as const
/** A legal reporting deadline of one unit toward one recipient (RPT-3). */
export const Clock = z.object({
  id: Id,
  incidentId: Id,
  divisionCode: z.string(),
  ruleId: z.string(),
  title: z.string(),
  phase: z.string(),
  legalBasis: z.string(),
  fromUnitId: Id,
  toUnitId: Id,
  clockStart: z.string(),
  startsAt: z.string(),
  dueAt: z.string(),
  status: z.enum(['running', 'met', 'late', 'missed', 'cancelled']),
  remindedAt: z.string().nullable(),
  overdueAt: z.string().nullable(),
  metAt: z.string().nullable(),
  metByReportId: Id.nullable(),
})
export type Clock = z.infer<typeof Clock>

export const suspicionKindNames = { LATE: '迟报', OMITTED: '漏报', FALSE: '谎报', CONCEALED: '瞒报' } as const
/** Suspected late, omitted, false or concealed reporting: raised from evidence, decided by an authorised person (应急管理部令第14号). */
export const Suspicion = z.object({
  id: Id,
  kind: z.enum(['LATE', 'OMITTED', 'FALSE', 'CONCEALED']),
  divisionCode: z.string(),
  unitId: Id,
  signalId: Id.nullable(),
  incidentId: Id.nullable(),
  clockId: Id.nullable(),
  ruleId: z.string(),
  evidence: z.array(z.object({ at: z.string(), text: z.string() })),
  raisedAt: z.string(),
  status: z.enum(['raised', 'upheld', 'dismissed']),
  decidedAt: z.string().nullable(),
  decidedByUnitId: Id.nullable(),
  decisionReason: Protected.nullable(),
})
export type Suspicion = z.infer<typeof Suspicion>

export const ReportView = Report.omit({ elements: true }).extend({
  elements: z.record(z.string(), z.string()),
  fromUnitName: z.string(),
  incidentTitle: z.string(),
  signatoryName: z.string().nullable(),
  missing: z.array(z.object({ field: z.string(), label: z.string(), legalBasis: z.string() })),
  deliveries: z.array(ReportDelivery.omit({ listener: true }).extend({ toUnitName: z.string(), listener: z.string().nullable() })),
})
export type ReportView = z.infer<typeof ReportView>
export const ClockView = Clock.extend({ fromUnitName: z.string(), toUnitName: z.string(), incidentTitle: z.string() })
export type ClockView = z.infer<typeof ClockView>
export const SuspicionView = Suspicion.omit({ decisionReason: true }).extend({ decisionReason: z.string().nullable(), unitName: z.string(), placeName: z.string(), incidentTitle: z.string().nullable(), ruleText: z.string() })
export type SuspicionView = z.infer<typeof SuspicionView>

const Elements = z.record(z.string().max(40), text(0, 4000)).refine((value) => Object.keys(value).length <= 30, '要素过多')

export const reportRoutes = {
  listReports: route({ method: 'GET', path: '/reports', access: 'report:read', tag: '信息报送', summary: '信息报告', schema: { query: PageQuery.extend({ incidentId: Id.optional(), inbox: z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean('inbox 应为 true 或 false')).optional() }), response: pageOf(ReportView) } }),
  getReport: route({ method: 'GET', path: '/reports/:reportId', access: 'report:read', tag: '信息报送', summary: '一份报告及各收件方回执', schema: { params: z.object({ reportId: Id }), response: ReportView } }),
  draftReport: route({
    method: 'POST', path: '/incidents/:incidentId/reports', access: 'report:draft', tag: '信息报送', summary: '起草初报、续报、终报；缺的必填要素随草稿返回',
    schema: { params: z.object({ incidentId: Id }), body: z.object({ commandId: CommandId, kind: ReportKind, facts: incidentFactsSchema, elements: Elements }), response: ReportView },
  }),
  reviseDraft: route({ method: 'POST', path: '/reports/:reportId/draft', access: 'report:draft', tag: '信息报送', summary: '修改草稿', schema: { params: z.object({ reportId: Id }), body: z.object({ commandId: CommandId, facts: incidentFactsSchema, elements: Elements }), response: ReportView } }),
  issueReport: route({
    method: 'POST', path: '/reports/:reportId/issue', access: 'report:draft', tag: '信息报送', summary: '签发并报出；相应时限停表，迟了照样报出并记为迟报',
    schema: {
      params: z.object({ reportId: Id }),
      body: z.object({
        commandId: CommandId,
        signatoryPostId: Id.nullable().default(null),
        /** Recipients beside those the clocks demand. */
        alsoTo: z.array(Id).max(40).default([]),
        by: z.enum(['system', 'phone']).default('system'),
        listener: text(0, 40).default(''),
      }),
      response: ReportView,
    },
  }),
  receiveReport: route({ method: 'POST', path: '/report-deliveries/:deliveryId/receipt', access: 'report:receive', tag: '信息报送', summary: '签收；需要继续上报的时限自签收起算', schema: { params: z.object({ deliveryId: Id }), body: z.object({ commandId: CommandId }), response: ReportView } }),
  listClocks: route({ method: 'GET', path: '/clocks', access: 'report:read', tag: '信息报送', summary: '报送时限', schema: { query: PageQuery.extend({ incidentId: Id.optional(), status: z.enum(['running', 'all']).default('running') }), response: pageOf(ClockView) } }),
  listSuspicions: route({ method: 'GET', path: '/suspicions', access: 'suspicion:read', tag: '信息报送', summary: '迟漏谎瞒报疑点', schema: { query: PageQuery.extend({ status: z.enum(['raised', 'all']).default('all') }), response: pageOf(SuspicionView) } }),
  decideSuspicion: route({
    method: 'POST', path: '/suspicions/:suspicionId/decision', access: 'suspicion:decide', tag: '信息报送', summary: '认定或排除疑点（不得认定本单位）',
    schema: { params: z.object({ suspicionId: Id }), body: z.object({ commandId: CommandId, decision: z.enum(['upheld', 'dismissed']), kind: z.enum(['LATE', 'OMITTED', 'FALSE', 'CONCEALED']), incidentId: Id.nullable().default(null), reason: text(4, 1000) }), response: SuspicionView },
  }),
}
