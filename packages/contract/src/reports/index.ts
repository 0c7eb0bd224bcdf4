import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'
import { incidentFactsSchema } from '../incidents/grading/index.ts'
import { Grade } from '../incidents/grade.ts'
import { documentFormRoutes } from './document-form.ts'
import { signingWayNames, type SigningWay } from './signing-rules.ts'

export * from './casualty-follow-up.ts'
export * from './clock-rule.ts'
export * from './document-form.ts'
export * from './report-content.ts'
export * from './report-lifecycle.ts'
export * from './report-lines.ts'
export * from './routing-rules.ts'
export * from './secret-marks.ts'
export * from './signing-rules.ts'
export * from './verification-orders.ts'
export * from './zero-series.ts'

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
  status: z.enum(['draft', 'returned', 'inReview', 'approved', 'issued', 'discarded']),
  facts: incidentFactsSchema,
  grade: Grade.nullable(),
  /** JSON object of text elements (信息来源、事件性质、影响范围、已采取措施、趋势 …), kept apart: it may name people. */
  elements: Protected,
  signatoryPostId: Id.nullable(),
  draftedAt: z.string(),
  issuedAt: z.string().nullable(),
  /** Figures unchanged since the last one: a zero report (零报告). */
  zero: z.boolean(),
  /** 拟稿、送审、审核、签发、补签: accounts, so that the journal names no person. */
  draftedByAccountId: Id.nullable(),
  submittedAt: z.string().nullable(),
  submittedByAccountId: Id.nullable(),
  reviewedAt: z.string().nullable(),
  reviewedByAccountId: Id.nullable(),
  reviewRemarks: Protected.nullable(),
  issuedByAccountId: Id.nullable(),
  signingWay: z.enum(Object.keys(signingWayNames) as [SigningWay, ...SigningWay[]]).nullable(),
  urgentReason: Protected.nullable(),
  countersignedAt: z.string().nullable(),
  countersignedByAccountId: Id.nullable(),
  /** The issued report that this one puts right (更正). */
  correctsReportId: Id.nullable(),
  /** JSON object {wrong, why}. */
  correction: Protected.nullable(),
  /** SHA-256 over the canonical JSON of what was signed; null for reports from before signatures. */
  sealDigest: z.string().nullable(),
})
export type Report = z.infer<typeof Report>

/** A report on its way to one recipient: 已发送 → 已签收 (by a person there). */
export const ReportDelivery = z.object({ id: Id, reportId: Id, incidentId: Id, divisionCode: z.string(), toUnitId: Id, purpose: z.enum(['upward', 'sideways', 'leader']), status: z.enum(['sent', 'received']), by: z.enum(['system', 'phone']), listener: Protected.nullable(), sentAt: z.string(), receivedAt: z.string().nullable(), /** When it was said on the telephone. */ spokenAt: z.string().nullable(), readBack: Protected.nullable() })
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
  /** The order to verify it comes from; null for every other clock. */
  verificationOrderId: Id.nullable(),
  /** When the unit above was told that it is overdue. */
  escalatedAt: z.string().nullable(),
})
export type Clock = z.infer<typeof Clock>

export const suspicionKindNames = { LATE: '迟报', OMITTED: '漏报', FALSE: '谎报', CONCEALED: '瞒报' } as const
/** Both sides of a suspicion. Texts name source, number and title, never persons. */
export const SuspicionComparison = z.object({
  said: z.array(z.object({ at: z.string(), source: z.string(), text: z.string(), signalId: Id.nullable(), reportId: Id.nullable() })),
  reported: z.array(z.object({ at: z.string(), text: z.string(), reportId: Id.nullable() })),
  differences: z.array(z.object({ fact: z.string(), label: z.string(), said: z.number(), reported: z.number().nullable() })),
})
export type SuspicionComparison = z.infer<typeof SuspicionComparison>

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
  /** Side by side: what others said, what was reported, and by how much they differ. Null for what was raised without figures or sources to compare. */
  comparison: SuspicionComparison.nullable(),
  /** Until when a corrected report is demanded; null = none is. */
  correctionDueAt: z.string().nullable(),
  correctionOverdueAt: z.string().nullable(),
  correctedAt: z.string().nullable(),
  correctedByReportId: Id.nullable(),
})
export type Suspicion = z.infer<typeof Suspicion>

/** What the reader may do toward signing a report, and why not. */
export const SigningState = z.object({
  /** 'may': sign now; 'urgent-only': with a named signatory and a reason; 'not-yet': first the review. */
  answer: z.enum(['may', 'urgent-only', 'not-yet']),
  /** The same when it is a call that was made (电话先报). */
  byPhone: z.enum(['may', 'urgent-only', 'not-yet']),
  way: z.enum(Object.keys(signingWayNames) as [SigningWay, ...SigningWay[]]).nullable(),
  whyZh: z.string().nullable(),
  ruleZh: z.string(),
  mayReview: z.boolean(),
  mayCountersign: z.boolean(),
})

export const ReportView = Report.omit({ elements: true, reviewRemarks: true, urgentReason: true, correction: true }).extend({
  elements: z.record(z.string(), z.string()),
  reviewRemarks: z.string().nullable(),
  urgentReason: z.string().nullable(),
  correction: z.object({ wrong: z.string(), why: z.string() }).nullable(),
  /** The report this one corrects, and those that correct it. */
  corrects: z.object({ id: Id, number: z.string() }).nullable(),
  correctedBy: z.array(z.object({ id: Id, number: z.string(), wrong: z.string() })),
  draftedByName: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  issuedByName: z.string().nullable(),
  countersignedByName: z.string().nullable(),
  urgency: z.enum(['特急', '加急']).nullable(),
  signing: SigningState,
  fromUnitName: z.string(),
  incidentTitle: z.string(),
  signatoryName: z.string().nullable(),
  missing: z.array(z.object({ field: z.string(), label: z.string(), legalBasis: z.string() })),
  deliveries: z.array(ReportDelivery.omit({ listener: true, readBack: true }).extend({ toUnitName: z.string(), listener: z.string().nullable(), readBack: z.string().nullable() })),
})
export type ReportView = z.infer<typeof ReportView>
/** Who answers for a clock now: the persons on duty in the unit that owes the report, the leader first; empty where no roster says. */
export const ClockOwner = z.object({ name: z.string(), role: z.string() })
export const ClockView = Clock.extend({ fromUnitName: z.string(), toUnitName: z.string(), incidentTitle: z.string(), /** Both instants of the incident. */ occurredAt: z.string(), knownAt: z.string(), /** Why it started when it did. */ startText: z.string(), onDuty: z.array(ClockOwner) })
export type ClockView = z.infer<typeof ClockView>
export const SuspicionView = Suspicion.omit({ decisionReason: true }).extend({ decisionReason: z.string().nullable(), unitName: z.string(), placeName: z.string(), incidentTitle: z.string().nullable(), ruleText: z.string() })
export type SuspicionView = z.infer<typeof SuspicionView>

const Elements = z.record(z.string().max(40), text(0, 4000)).refine((value) => Object.keys(value).length <= 30, '要素过多')
const ReportParams = z.object({ reportId: Id })

/** Whether an issued report is still what was signed. */
export const SealView = z.object({
  state: z.enum(['intact', 'changed', 'unsigned']),
  digest: z.string().nullable(),
  algorithm: z.string().nullable(),
  publicKey: z.string().nullable(),
  signature: z.string().nullable(),
  signedAt: z.string().nullable(),
  /** What does not agree, or what can no longer be checked. */
  findings: z.array(z.string()),
})
export type SealView = z.infer<typeof SealView>

/** Units to tell beside the line upwards; `unitId` null: the place has no such unit in the directory. */
export const RoutingView = z.object({
  upward: z.array(z.object({ unitId: Id, name: z.string(), reason: z.string() })),
  sideways: z.array(z.object({ unitId: Id.nullable(), name: z.string(), chosen: z.boolean(), reasons: z.array(z.object({ ruleId: z.string(), text: z.string(), basis: z.string() })) })),
})
export type RoutingView = z.infer<typeof RoutingView>

export const reportRoutes = {
  listReports: route({ method: 'GET', path: '/reports', access: 'report:read', tag: '信息报送', summary: '信息报告', schema: { query: PageQuery.extend({ incidentId: Id.optional(), inbox: z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean('inbox 应为 true 或 false')).optional(), /** `signature`: the own place's reports that wait for a review or a countersignature. */ awaiting: z.enum(['signature'], 'awaiting 应为 signature').optional() }), response: pageOf(ReportView) } }),
  getReport: route({ method: 'GET', path: '/reports/:reportId', access: 'report:read', tag: '信息报送', summary: '一份报告及各收件方回执', schema: { params: z.object({ reportId: Id }), response: ReportView } }),
  draftReport: route({
    method: 'POST', path: '/incidents/:incidentId/reports', access: 'report:draft', tag: '信息报送', summary: '起草初报、续报、终报；缺的必填要素随草稿返回',
    schema: { params: z.object({ incidentId: Id }), body: z.object({ commandId: CommandId, kind: ReportKind, facts: incidentFactsSchema, elements: Elements, /** 更正: which issued report was wrong, in what, and why. */ corrects: z.object({ reportId: Id, wrong: text(4, 500), why: text(2, 500) }).nullable().default(null) }), response: ReportView },
  }),
  submitReport: route({ method: 'POST', path: '/reports/:reportId/submission', access: 'report:draft', tag: '信息报送', summary: '送审', schema: { params: ReportParams, body: z.object({ commandId: CommandId }), response: ReportView } }),
  withdrawReport: route({ method: 'POST', path: '/reports/:reportId/withdrawal', access: 'report:draft', tag: '信息报送', summary: '撤回送审，继续修改', schema: { params: ReportParams, body: z.object({ commandId: CommandId }), response: ReportView } }),
  reviewReport: route({ method: 'POST', path: '/reports/:reportId/review', access: 'report:approve', tag: '信息报送', summary: '审核：通过，或写明意见退回', schema: { params: ReportParams, body: z.object({ commandId: CommandId, decision: z.enum(['approve', 'return']), remarks: text(0, 1000).default('') }), response: ReportView } }),
  countersignReport: route({ method: 'POST', path: '/reports/:reportId/countersignature', access: 'report:approve', tag: '信息报送', summary: '补签紧急先发的报告', schema: { params: ReportParams, body: z.object({ commandId: CommandId }), response: ReportView } }),
  proposeReportRouting: route({ method: 'GET', path: '/reports/:reportId/routing', access: 'report:draft', tag: '信息报送', summary: '建议的收件单位：上报、通报、呈报，各附理由和依据', schema: { params: ReportParams, response: RoutingView } }),
  verifyReportSeal: route({ method: 'GET', path: '/reports/:reportId/seal', access: 'report:read', tag: '信息报送', summary: '核对签发内容与签名是否一致', schema: { params: ReportParams, response: SealView } }),
  downloadReportDocument: route({ method: 'GET', path: '/reports/:reportId/document', access: 'report:read', raw: 'download', tag: '信息报送', summary: '公文格式（GB/T 9704）的报告，docx 或 pdf', schema: { params: ReportParams, query: z.object({ format: z.enum(['docx', 'pdf'], '格式应为 docx 或 pdf').default('pdf') }), response: RawBytes } }),
  ...documentFormRoutes,
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
        /** Who took the call, when it was made (not in the future), and what the other side read back. */
        listener: text(0, 40).default(''),
        spokenAt: Instant.nullable().default(null),
        readBack: text(0, 1000).default(''),
        /** Why it goes out before a leader's signature, where the rule wants one; the signatory who agreed is `signatoryPostId`. */
        urgentReason: text(0, 500).default(''),
      }),
      response: ReportView,
    },
  }),
  receiveReport: route({ method: 'POST', path: '/report-deliveries/:deliveryId/receipt', access: 'report:receive', tag: '信息报送', summary: '签收；需要继续上报的时限自签收起算', schema: { params: z.object({ deliveryId: Id }), body: z.object({ commandId: CommandId }), response: ReportView } }),
  listClocks: route({ method: 'GET', path: '/clocks', access: 'report:read', tag: '信息报送', summary: '报送时限', schema: { query: PageQuery.extend({ incidentId: Id.optional(), status: z.enum(['running', 'all']).default('running') }), response: pageOf(ClockView) } }),
  listSuspicions: route({ method: 'GET', path: '/suspicions', access: 'suspicion:read', tag: '信息报送', summary: '迟漏谎瞒报疑点', schema: { query: PageQuery.extend({ status: z.enum(['raised', 'all']).default('all') }), response: pageOf(SuspicionView) } }),
  decideSuspicion: route({
    method: 'POST', path: '/suspicions/:suspicionId/decision', access: 'suspicion:decide', tag: '信息报送', summary: '认定或排除疑点（不得认定本单位）',
    schema: { params: z.object({ suspicionId: Id }), body: z.object({ commandId: CommandId, decision: z.enum(['upheld', 'dismissed']), kind: z.enum(['LATE', 'OMITTED', 'FALSE', 'CONCEALED']), incidentId: Id.nullable().default(null), reason: text(4, 1000), /** Whether a corrected report is demanded when upheld; null = where one is still owed: figures that no report reached, or no report at all. */ demandCorrection: z.boolean().nullable().default(null), /** Until when; null = the platform's default. */ correctionDueAt: Instant.nullable().default(null) }), response: SuspicionView },
  }),
}
