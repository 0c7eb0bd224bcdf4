import { z } from 'zod'
import { CommandId, DivisionCode, DivisionLevel, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'
import { formSetKeys } from './catalogue.ts'
import { hazardKeys } from './hazards.ts'
import { listCodes } from './list-entries.ts'

export { defineForm, type FigureForm, type FormLine, type Indicator, type IndicatorType, type SumRule } from './form.ts'
export {
  figureForms, formSetKeys, formSets, getFigureForm, getIndicator, indicators, keyName, listCodes as listFormCodes, listFormSets, listKeys, listRequiredForms, NOW, processKindNames, statisticsRegulation, villageKeys,
  type FormSetKey,
} from './catalogue.ts'
export { annualCodes } from './forms/annual.ts'
export { spentBelow } from './forms/relief-work.ts'
export { deathCauses, listForms, listHazards, type ListColumn, type ListForm } from './forms/lists.ts'
export { hazardKeys, hazardWords, statisticsHazards, type HazardKey } from './hazards.ts'
export { listRelations, relations, relationWords, requireKnownCodes, type Relation, type Severity } from './relations.ts'
export { hundredths, readCell, readValues, valueProblem, valueWords, type FormValue, type FormValues, type ValueProblem } from './values.ts'
export { checkAgainstLast, checkAgainstLists, checkForm, checkPlausible, isBroken, returnKindNames, type Finding, type ListTotals, type Side } from './check-form.ts'
export { listFindings, type Held } from './list-findings.ts'
export { differences, differsFromSum, sumForms, summedValues, type PlaceValues, type SummedFigure } from './sum-forms.ts'
export { listReturnDeadlines, winterCalendars, winterDeadline, type ClockedProcess, type ReportingTrace, type ReturnDeadline } from './return-deadlines.ts'
export { factDifferences, factOfIndicator, factsOfValues, valuesOfFacts } from './incident-facts.ts'
export { getListForm, listCellWords, readListRow, type ListValue } from './list-entries.ts'

export const ProcessKind = z.enum(['event', 'annual', 'winter-needed', 'winter-given'])
export type ProcessKind = z.infer<typeof ProcessKind>
export const FormSet = z.enum(formSetKeys)
export const ReturnKind = z.enum(['initial', 'followUp', 'final'])
export type ReturnKind = z.infer<typeof ReturnKind>
export const Hazard = z.enum(hazardKeys)
export const ReliefResponse = z.enum(['none', 'province', 'national'])
export type ReliefResponse = z.infer<typeof ReliefResponse>
export const ListCode = z.enum(listCodes)
export type ListCode = z.infer<typeof ListCode>
export const natureNames = { natural: '自然灾害', undetermined: '性质待认定事件（涉及事故因素）' } as const
export const reliefResponseNames = { none: '未启动省级以上救助响应', province: '省级自然灾害救助应急响应', national: '国家自然灾害救助应急响应' } as const satisfies Record<z.infer<typeof ReliefResponse>, string>

/** One collecting of figures: a disaster (灾害过程), a year, or a winter. Figures of a disaster are kept apart from those of any other. */
export const DisasterProcess = z.object({
  id: Id,
  number: z.string(),
  kind: ProcessKind,
  title: z.string(),
  hazard: Hazard.nullable(),
  /** Second-level kind (二级灾种) in words. */
  hazardKind: z.string().nullable(),
  nature: z.enum(['natural', 'undetermined']),
  divisionCode: z.string(),
  /** Places below that are expected to report; empty = all. */
  areaCodes: z.array(z.string()),
  incidentId: Id.nullable(),
  year: z.number(),
  /** 年-编号-名称, for typhoons. */
  typhoon: z.string().nullable(),
  startedAt: z.string().nullable(),
  reliefResponse: ReliefResponse,
  status: z.enum(['open', 'stable', 'closed']),
  openedAt: z.string(),
  openedByUnitId: Id,
  stableAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})
export type DisasterProcess = z.infer<typeof DisasterProcess>
export const processStatusNames = { open: '进行中', stable: '灾情稳定，核报中', closed: '已结束' } as const satisfies Record<DisasterProcess['status'], string>
export const processLifecycle = { open: ['stable', 'closed'], stable: ['open', 'closed'], closed: [] } as const satisfies Record<DisasterProcess['status'], readonly DisasterProcess['status'][]>

const Values = z.record(z.string(), z.union([z.number(), z.string(), z.null()]))

/** One version of one place's forms of a set. Immutable once handed in: a correction is the next version. */
export const DisasterReturn = z.object({
  id: Id,
  processId: Id,
  divisionCode: z.string(),
  formSet: FormSet,
  kind: ReturnKind,
  /** Counts versions of this place and set from 1. */
  sequence: z.number(),
  status: z.enum(['draft', 'submitted', 'accepted', 'returned', 'superseded']),
  /** Code → figure; `A01013@now` is a present value. What is missing is unknown, not zero. */
  values: Values,
  /** A zero report (零报告): nothing changed since the last version. */
  zero: z.boolean(),
  asOf: z.string(),
  /** Counts savings of the draft, so that two people do not overwrite each other. */
  revision: z.number(),
  /** The versions of places below that were summed. */
  sources: z.array(z.object({ divisionCode: z.string(), returnId: Id })),
  /** JSON object: finding → why it is right all the same. */
  explanations: Protected.nullable(),
  /** JSON object of 单位负责人, 统计负责人, 填表人. */
  signatures: Protected.nullable(),
  byUnitId: Id,
  draftedAt: z.string(),
  submittedAt: z.string().nullable(),
  /** The legal deadline this version met or missed. */
  ruleId: z.string().nullable(),
  dueAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedByUnitId: Id.nullable(),
  returnReason: Protected.nullable(),
})
export type DisasterReturn = z.infer<typeof DisasterReturn>
export const returnStatusNames = { draft: '填报中', submitted: '已上报，待审核', accepted: '已审核', returned: '已退回', superseded: '已有新版' } as const satisfies Record<DisasterReturn['status'], string>
export const returnLifecycle = { draft: ['submitted'], submitted: ['accepted', 'returned', 'superseded'], accepted: [], returned: [], superseded: [] } as const satisfies Record<DisasterReturn['status'], readonly DisasterReturn['status'][]>

/** A row of a list (D01 the dead and missing, D02 damaged houses, D03 winter aid). What tells of a person is kept apart. */
export const DisasterListEntry = z.object({
  id: Id,
  processId: Id,
  divisionCode: z.string(),
  list: ListCode,
  /** Columns that tell of nobody: type, cause, rooms. */
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.number())])),
  /** JSON object of the personal columns. */
  personal: Protected.nullable(),
  status: z.enum(['listed', 'removed']),
  listedAt: z.string(),
  changedAt: z.string(),
  byUnitId: Id,
  removalReason: Protected.nullable(),
})
export type DisasterListEntry = z.infer<typeof DisasterListEntry>

export const ReturnDeadlineView = z.object({ phase: ReturnKind, ruleId: z.string(), title: z.string(), text: z.string(), basis: z.string(), startsAt: z.string().nullable(), dueAt: z.string().nullable(), metAt: z.string().nullable(), state: z.enum(['waiting', 'running', 'overdue', 'met', 'late']) })
const ReturnHead = z.object({ id: Id, kind: ReturnKind, sequence: z.number(), status: DisasterReturn.shape.status, zero: z.boolean(), submittedAt: z.string().nullable(), decidedAt: z.string().nullable(), dueAt: z.string().nullable() })
export type ReturnHead = z.infer<typeof ReturnHead>

export const ProcessView = DisasterProcess.extend({
  placeName: z.string(),
  incidentTitle: z.string().nullable(),
  /** Places that have handed in something, in the reader's jurisdiction. */
  reportedPlaces: z.number(),
  /** Latest figures handed in for the whole place, or for the reader's own where that is smaller. */
  headline: z.object({ divisionCode: z.string(), at: z.string(), values: Values }).nullable(),
  mayEdit: z.boolean(),
  mayFill: z.boolean(),
})
export type ProcessView = z.infer<typeof ProcessView>

const SignatureWords = z.object({ head: z.string(), statisticsHead: z.string(), filler: z.string() })
export const ReturnView = DisasterReturn.omit({ explanations: true, signatures: true, returnReason: true }).extend({
  explanations: z.record(z.string(), z.string()),
  signatures: SignatureWords,
  returnReason: z.string().nullable(),
  placeName: z.string(),
  level: DivisionLevel,
  byUnitName: z.string(),
  processTitle: z.string(),
  requiredForms: z.array(z.string()),
  /** The version handed in before this one. */
  last: z.object({ id: Id, kind: ReturnKind, sequence: z.number(), values: Values, submittedAt: z.string() }).nullable(),
  /** Sum of the checked versions below, now. */
  below: z.object({ values: Values, places: z.number(), /** Summed places whose newest checked version is not the one in `sources`. */ updated: z.array(z.object({ divisionCode: z.string(), placeName: z.string() })) }).nullable(),
  lists: z.object({ dead: z.number(), missing: z.number(), houses: z.object({ collapsedRooms: z.number(), collapsedHouseholds: z.number(), severeRooms: z.number(), severeHouseholds: z.number(), slightRooms: z.number(), slightHouseholds: z.number(), listed: z.number() }) }),
  mayEdit: z.boolean(),
  mayDecide: z.boolean(),
})
export type ReturnView = z.infer<typeof ReturnView>

const OverviewRow = z.object({
  divisionCode: z.string(), placeName: z.string(), level: DivisionLevel, /** Lies in the process's area. */ expected: z.boolean(), hasBelow: z.boolean(),
  latest: ReturnHead.nullable(), draft: z.boolean(),
  /** The checked version that is summed, and the one handed in before it. */
  accepted: ReturnHead.extend({ values: Values, before: Values.nullable() }).nullable(),
  /** Newest version handed in that waits for checking. */
  waiting: ReturnHead.extend({ values: Values }).nullable(),
  updatedBelow: z.boolean(),
  deadlines: z.array(ReturnDeadlineView),
})
export type OverviewRow = z.infer<typeof OverviewRow>
export const OverviewView = z.object({
  divisionCode: z.string(), placeName: z.string(), level: DivisionLevel,
  /** From the reader's own place down to this one. */
  trail: z.array(z.object({ divisionCode: z.string(), placeName: z.string() })),
  own: OverviewRow,
  rows: z.array(OverviewRow),
  sums: z.array(z.object({ key: z.string(), value: z.union([z.number(), z.string(), z.null()]), given: z.number(), unknown: z.array(z.string()), conflict: z.boolean() })),
  mayDecide: z.boolean(),
  mayFill: z.boolean(),
})
export type OverviewView = z.infer<typeof OverviewView>

export const EntryView = DisasterListEntry.omit({ personal: true, removalReason: true }).extend({
  /** All columns as this reader may see them. */
  cells: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.number())])),
  masked: z.boolean(),
  /** Nothing identifies the person yet (身份待确认). */
  unidentified: z.boolean(),
  removalReason: z.string().nullable(),
  placeName: z.string(),
  byUnitName: z.string(),
  mayEdit: z.boolean(),
})
export type EntryView = z.infer<typeof EntryView>

const command = z.object({ commandId: CommandId })
const ProcessParams = z.object({ processId: Id })
const ReturnParams = z.object({ returnId: Id })
const EntryParams = z.object({ entryId: Id })
const GivenValues = z.record(z.string().max(20), z.union([z.number('应填数字'), z.string().max(200, '最多 200 个字'), z.null()])).refine((values) => Object.keys(values).length <= 400, '指标过多')
const Explanations = z.record(z.string().max(200), text(0, 200)).refine((value) => Object.keys(value).length <= 200, '说明过多').default({})
const Signatures = z.object({ head: text(0, 20).default(''), statisticsHead: text(0, 20).default(''), filler: text(0, 20).default('') }).default({ head: '', statisticsHead: '', filler: '' })
const Cells = z.record(z.string().max(10), z.union([z.string().max(200, '最多 200 个字'), z.number('应填数字'), z.array(z.number()).max(18), z.null()])).refine((cells) => Object.keys(cells).length <= 40, '栏目过多')
const Year = z.number('请填年份').int('请填年份').min(2000, '年份应在 2000 年以后').max(2100, '年份过大')
const Format = z.object({ format: z.enum(['docx', 'pdf', 'xlsx']) })

export const disasterStatisticsRoutes = {
  listDisasterProcesses: route({ method: 'GET', path: '/disaster-processes', access: 'disaster:read', tag: '灾情统计', summary: '灾害过程、年报和冬春救助统计', schema: { query: PageQuery.extend({ status: z.enum(['open', 'all']).default('all'), kind: ProcessKind.optional(), incidentId: Id.optional() }), response: pageOf(ProcessView) } }),
  getDisasterProcess: route({ method: 'GET', path: '/disaster-processes/:processId', access: 'disaster:read', tag: '灾情统计', summary: '一个灾害过程', schema: { params: ProcessParams, response: ProcessView } }),
  openDisasterProcess: route({
    method: 'POST', path: '/disaster-processes', access: 'disaster:edit', tag: '灾情统计', summary: '登记灾害过程，或开始一年的年报、一冬的冬春救助统计',
    schema: { body: command.extend({ kind: ProcessKind.default('event'), title: text(2, 60), hazard: Hazard.nullable().default(null), hazardKind: text(0, 20).nullable().default(null), nature: z.enum(['natural', 'undetermined']).default('natural'), divisionCode: DivisionCode, areaCodes: z.array(DivisionCode).max(200).default([]), incidentId: Id.nullable().default(null), year: Year.nullable().default(null), typhoon: text(0, 40).nullable().default(null), startedAt: Instant.nullable().default(null), reliefResponse: ReliefResponse.default('none') }), response: ProcessView },
  }),
  changeDisasterProcess: route({
    method: 'POST', path: '/disaster-processes/:processId/changes', access: 'disaster:edit', tag: '灾情统计', summary: '更正灾种、性质、救助响应、涉及地区（认定不一致的及时更正）',
    schema: { params: ProcessParams, body: command.extend({ title: text(2, 60).optional(), hazard: Hazard.optional(), hazardKind: text(0, 20).nullable().optional(), nature: z.enum(['natural', 'undetermined']).optional(), areaCodes: z.array(DivisionCode).max(200).optional(), incidentId: Id.nullable().optional(), typhoon: text(0, 40).nullable().optional(), startedAt: Instant.optional(), reliefResponse: ReliefResponse.optional() }), response: ProcessView },
  }),
  setDisasterStage: route({ method: 'POST', path: '/disaster-processes/:processId/stage', access: 'disaster:edit', tag: '灾情统计', summary: '灾情稳定（核报时限自此起算）、恢复续报、结束', schema: { params: ProcessParams, body: command.extend({ status: z.enum(['open', 'stable', 'closed']) }), response: ProcessView } }),
  getDisasterOverview: route({ method: 'GET', path: '/disaster-processes/:processId/overview', access: 'disaster:read', tag: '灾情统计', summary: '下级报送情况、时限、汇总和与上次的差异；可逐级下钻', schema: { params: ProcessParams, query: z.object({ formSet: FormSet, divisionCode: DivisionCode.optional() }), response: OverviewView } }),
  listDisasterReturns: route({ method: 'GET', path: '/disaster-returns', access: 'disaster:read', tag: '灾情统计', summary: '报表各版', schema: { query: PageQuery.extend({ processId: Id.optional(), divisionCode: DivisionCode.optional(), formSet: FormSet.optional() }), response: pageOf(ReturnHead.extend({ processId: Id, divisionCode: z.string(), placeName: z.string(), formSet: FormSet, byUnitName: z.string() })) } }),
  getDisasterReturn: route({ method: 'GET', path: '/disaster-returns/:returnId', access: 'disaster:read', tag: '灾情统计', summary: '一版报表，连同上一版、下级汇总和一览表合计', schema: { params: ReturnParams, response: ReturnView } }),
  startDisasterReturn: route({
    method: 'POST', path: '/disaster-processes/:processId/returns', access: 'disaster:edit', tag: '灾情统计', summary: '开始填一版；已有草稿时打开它。可从下级汇总或上一版开始',
    schema: { params: ProcessParams, body: command.extend({ divisionCode: DivisionCode, formSet: FormSet, from: z.enum(['last', 'sum', 'blank']).default('last') }), response: ReturnView },
  }),
  saveDisasterReturn: route({
    method: 'POST', path: '/disaster-returns/:returnId/draft', access: 'disaster:edit', tag: '灾情统计', summary: '保存草稿（有逻辑错误也可保存，不能上报）',
    schema: { params: ReturnParams, body: command.extend({ revision: z.number().int().min(0), kind: ReturnKind.optional(), values: GivenValues, explanations: Explanations, signatures: Signatures, /** Take these versions below as summed. */ takeSum: z.boolean().default(false) }), response: ReturnView },
  }),
  submitDisasterReturn: route({ method: 'POST', path: '/disaster-returns/:returnId/submission', access: 'disaster:edit', tag: '灾情统计', summary: '上报：逻辑关系须成立，需说明的须已说明', schema: { params: ReturnParams, body: command.extend({ revision: z.number().int().min(0) }), response: ReturnView } }),
  acceptDisasterReturn: route({ method: 'POST', path: '/disaster-returns/:returnId/acceptance', access: 'disaster:accept', tag: '灾情统计', summary: '审核通过下级报表', schema: { params: ReturnParams, body: command, response: ReturnView } }),
  sendBackDisasterReturn: route({ method: 'POST', path: '/disaster-returns/:returnId/sending-back', access: 'disaster:accept', tag: '灾情统计', summary: '退回下级报表并写明原因', schema: { params: ReturnParams, body: command.extend({ reason: text(4, 400) }), response: ReturnView } }),
  reportDisasterFigures: route({
    method: 'POST', path: '/disaster-processes/:processId/figures', access: 'disaster:edit', tag: '灾情统计', summary: '村（社区）手机直报主要指标：一步上报一版',
    schema: { params: ProcessParams, body: command.extend({ divisionCode: DivisionCode, values: GivenValues, /** When it was so by the sender's clock. */ asOf: Instant, filler: text(0, 20).default('') }), response: ReturnView },
  }),
  reportDisasterZero: route({ method: 'POST', path: '/disaster-processes/:processId/zero-reports', access: 'disaster:edit', tag: '灾情统计', summary: '零报告：与上一版相同；从未报过的，表示本地无灾情', schema: { params: ProcessParams, body: command.extend({ divisionCode: DivisionCode, asOf: Instant.nullable().default(null) }), response: ReturnView } }),
  listDisasterEntries: route({ method: 'GET', path: '/disaster-entries', access: 'disaster:read', tag: '灾情统计', summary: '一览表：死亡失踪人口、倒损住房户、冬春救助（个人信息按权限遮盖）', schema: { query: PageQuery.extend({ processId: Id.optional(), list: ListCode.optional(), divisionCode: DivisionCode.optional(), status: z.enum(['listed', 'all']).default('listed') }), response: pageOf(EntryView) } }),
  addDisasterEntry: route({ method: 'POST', path: '/disaster-processes/:processId/entries', access: 'disaster:edit', tag: '灾情统计', summary: '登记一行；身份未确认的先登记', schema: { params: ProcessParams, body: command.extend({ list: ListCode, divisionCode: DivisionCode, cells: Cells }), response: EntryView } }),
  changeDisasterEntry: route({ method: 'POST', path: '/disaster-entries/:entryId/changes', access: 'disaster:edit', tag: '灾情统计', summary: '补充、更正一行（失踪转死亡等）', schema: { params: EntryParams, body: command.extend({ cells: Cells }), response: EntryView } }),
  removeDisasterEntry: route({ method: 'POST', path: '/disaster-entries/:entryId/removal', access: 'disaster:edit', tag: '灾情统计', summary: '核销一行并写明原因', schema: { params: EntryParams, body: command.extend({ reason: text(4, 200) }), response: EntryView } }),
  downloadDisasterReturn: route({ method: 'GET', path: '/disaster-returns/:returnId/document', access: 'disaster:read', tag: '灾情统计', raw: 'download', summary: '法定报表（xlsx、docx、pdf）', schema: { params: ReturnParams, query: Format, response: RawBytes } }),
  downloadDisasterTable: route({ method: 'GET', path: '/disaster-processes/:processId/table', access: 'disaster:read', tag: '灾情统计', raw: 'download', summary: '分地区汇总表（xlsx、docx、pdf）', schema: { params: ProcessParams, query: Format.extend({ formSet: FormSet, divisionCode: DivisionCode.optional() }), response: RawBytes } }),
  downloadDisasterList: route({ method: 'GET', path: '/disaster-processes/:processId/lists/:list/document', access: 'disaster:read', tag: '灾情统计', raw: 'download', summary: '一览表（xlsx、docx、pdf；个人信息按权限遮盖）', schema: { params: ProcessParams.extend({ list: ListCode }), query: Format.extend({ divisionCode: DivisionCode.optional() }), response: RawBytes } }),
}
