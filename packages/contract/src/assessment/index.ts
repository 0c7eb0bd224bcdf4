import { z } from 'zod'
import { CommandId, Id, Instant, pageOf, PageQuery, Protected, RawBytes, route, text } from '../kernel/index.ts'
import { assessmentItemKeys, type AssessmentItemKey } from './scheme.ts'

export * from './scheme.ts'
export * from './score-unit.ts'

const ItemKey = z.enum(assessmentItemKeys as [AssessmentItemKey, ...AssessmentItemKey[]])
const points = z.number().min(-100, '一次最多扣 100 分').max(100, '一次最多加 100 分').refine((value) => Math.round(value * 10) === value * 10, '分值最多一位小数')
const SchemeItemField = z.object({ key: ItemKey, points, cap: z.number().min(0, '上限不能是负数').max(1000).nullable() })
const Scheme = z.object({ name: z.string(), base: z.number(), items: z.array(SchemeItemField), objectionDays: z.number(), basis: z.string() })
const ScoredEventField = z.object({ item: ItemKey, kind: z.enum(['clock', 'report', 'suspicion', 'spot-check', 'instruction-duty', 'entry']), id: Id, at: z.string(), incidentId: Id.nullable(), clockId: Id.nullable(), label: z.string() })

/** A place's own way of scoring from a day on; only added, the newest in force counts. */
export const AssessmentSchemeVersion = Scheme.extend({ id: Id, divisionCode: z.string(), inForceFrom: z.string(), setAt: z.string(), setByUnitId: Id })
export type AssessmentSchemeVersion = z.infer<typeof AssessmentSchemeVersion>
/** Something entered by hand for a unit, with its reason. */
export const AssessmentEntry = z.object({ id: Id, divisionCode: z.string(), unitId: Id, itemKey: ItemKey, happenedAt: z.string(), reason: Protected, addedAt: z.string(), addedByUnitId: Id, status: z.enum(['active', 'removed']) })
export type AssessmentEntry = z.infer<typeof AssessmentEntry>

export const bulletinStatusNames = { draft: '草稿', published: '已印发' } as const
/** A month's bulletin of a place (RPT-7). The scheme is kept as it was used. */
export const AssessmentBulletin = z.object({ id: Id, divisionCode: z.string(), byUnitId: Id, month: z.string(), scheme: Scheme, status: z.enum(['draft', 'published']), computedAt: z.string(), publishedAt: z.string().nullable(), objectionsUntil: z.string().nullable(), revision: z.number() })
export type AssessmentBulletin = z.infer<typeof AssessmentBulletin>
/** One unit in it. `events` is everything found, `excluded` what upheld objections took out: score and rank follow from them alone. */
export const AssessmentScore = z.object({ id: Id, bulletinId: Id, divisionCode: z.string(), unitId: Id, total: z.number(), rank: z.number(), events: z.array(ScoredEventField), excluded: z.array(z.string()), listed: z.boolean() })
export type AssessmentScore = z.infer<typeof AssessmentScore>
export const objectionStatusNames = { raised: '待裁定', upheld: '异议成立', dismissed: '异议不成立' } as const
export const AssessmentObjection = z.object({ id: Id, bulletinId: Id, scoreId: Id, divisionCode: z.string(), unitId: Id, eventKey: z.string(), reason: Protected, raisedAt: z.string(), status: z.enum(['raised', 'upheld', 'dismissed']), decidedAt: z.string().nullable(), decidedByUnitId: Id.nullable(), decision: Protected.nullable() })
export type AssessmentObjection = z.infer<typeof AssessmentObjection>

const ObjectionView = AssessmentObjection.omit({ reason: true, decision: true }).extend({ reason: z.string(), decision: z.string().nullable(), mayDecide: z.boolean() })
const ScoredItemView = z.object({ key: ItemKey, name: z.string(), count: z.number(), points: z.number(), capped: z.boolean(), events: z.array(ScoredEventField) })
export const ScoreView = z.object({
  id: Id, unitId: Id, unitName: z.string(), total: z.number(), rank: z.number(), mayObject: z.boolean(),
  /** Null where one sees the rank only: what another unit did is that unit's and the assessor's. */
  items: z.array(ScoredItemView).nullable(), objections: z.array(ObjectionView), excluded: z.number(),
})
export type ScoreView = z.infer<typeof ScoreView>
export const BulletinSummary = AssessmentBulletin.omit({ scheme: true }).extend({ placeName: z.string(), units: z.number(), openObjections: z.number(), mayEdit: z.boolean() })
export type BulletinSummary = z.infer<typeof BulletinSummary>
export const BulletinView = AssessmentBulletin.extend({ placeName: z.string(), byUnitName: z.string(), mayEdit: z.boolean(), scores: z.array(ScoreView) })
export type BulletinView = z.infer<typeof BulletinView>
const EntryView = AssessmentEntry.omit({ reason: true }).extend({ reason: z.string(), unitName: z.string(), mayEdit: z.boolean() })
export const SchemeView = z.object({ current: Scheme, /** Null while the platform's default counts. */ inForceFrom: z.string().nullable(), ofPlaceName: z.string(), mayEdit: z.boolean(), versions: z.array(AssessmentSchemeVersion.extend({ placeName: z.string() })) })
export type SchemeView = z.infer<typeof SchemeView>

const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份应写成 2026-10 这样')
const command = z.object({ commandId: CommandId })
const BulletinParams = z.object({ bulletinId: Id })
export const assessmentRoutes = {
  getAssessmentScheme: route({ method: 'GET', path: '/assessment/scheme', access: 'assessment:read', tag: '考核', summary: '本地现行考核办法与历次版本', schema: { response: SchemeView } }),
  setAssessmentScheme: route({
    method: 'POST', path: '/assessment/schemes', access: 'assessment:edit', tag: '考核', summary: '制定本地考核办法（自某时起，对之后月份生效）',
    schema: { body: command.extend({ name: text(2, 60), base: z.number().min(0).max(1000), items: z.array(SchemeItemField).min(1, '至少一项').max(assessmentItemKeys.length).refine((items) => new Set(items.map((item) => item.key)).size === items.length, '有重复的项目'), objectionDays: z.number().int().min(1, '至少 1 个工作日').max(30), basis: text(2, 200), inForceFrom: Instant }), response: SchemeView },
  }),
  listAssessmentEntries: route({ method: 'GET', path: '/assessment/entries', access: 'assessment:edit', tag: '考核', summary: '登记的加扣分事项', schema: { query: PageQuery.extend({ month: Month.optional() }), response: pageOf(EntryView) } }),
  addAssessmentEntry: route({ method: 'POST', path: '/assessment/entries', access: 'assessment:edit', tag: '考核', summary: '登记加扣分事项（采用、表扬、批评）', schema: { body: command.extend({ unitId: Id, itemKey: ItemKey, happenedAt: Instant, reason: text(4, 400) }), response: EntryView } }),
  removeAssessmentEntry: route({ method: 'POST', path: '/assessment/entries/:entryId/removed', access: 'assessment:edit', tag: '考核', summary: '撤销登记', schema: { params: z.object({ entryId: Id }), body: command, response: EntryView } }),
  listBulletins: route({ method: 'GET', path: '/assessment/bulletins', access: 'assessment:read', tag: '考核', summary: '考核通报', schema: { query: PageQuery, response: pageOf(BulletinSummary) } }),
  getBulletin: route({ method: 'GET', path: '/assessment/bulletins/:bulletinId', access: 'assessment:read', tag: '考核', summary: '一期通报：名次、分项、依据', schema: { params: BulletinParams, response: BulletinView } }),
  draftBulletin: route({ method: 'POST', path: '/assessment/bulletins', access: 'assessment:edit', tag: '考核', summary: '按记录编制某月通报；草稿可重算', schema: { body: command.extend({ month: Month }), response: BulletinView } }),
  publishBulletin: route({ method: 'POST', path: '/assessment/bulletins/:bulletinId/published', access: 'assessment:edit', tag: '考核', summary: '印发：此后只因异议成立而更正', schema: { params: BulletinParams, body: command, response: BulletinView } }),
  objectToScore: route({ method: 'POST', path: '/assessment/bulletins/:bulletinId/objections', access: 'assessment:object', tag: '考核', summary: '对本单位的一条扣分提出异议', schema: { params: BulletinParams, body: command.extend({ eventKey: z.string().max(120), reason: text(4, 1000) }), response: BulletinView } }),
  decideObjection: route({ method: 'POST', path: '/assessment/objections/:objectionId/decision', access: 'assessment:edit', tag: '考核', summary: '裁定异议；成立的更正分数和名次', schema: { params: z.object({ objectionId: Id }), body: command.extend({ upheld: z.boolean(), reason: text(4, 1000) }), response: BulletinView } }),
  downloadBulletin: route({ method: 'GET', path: '/assessment/bulletins/:bulletinId/document', access: 'assessment:read', tag: '考核', raw: 'download', summary: '考核通报（docx、pdf、xlsx）', schema: { params: BulletinParams, query: z.object({ format: z.enum(['docx', 'pdf', 'xlsx']).default('docx') }), response: RawBytes } }),
}
