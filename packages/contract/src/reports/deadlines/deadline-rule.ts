import { z } from 'zod'
import {
  areaPrefixSchema, criterionSchema, incidentClassSchema, incidentGradeSchema, legalBasisSchema, legalDaySchema, verificationSchema,
} from '../../incidents/grading/index.ts'

/** Who reports and who is reported to. `own-government` is the reporter's own level; `fellow-departments` are told sideways (通报). */
export const reportLevelSchema = z.enum([
  'scene', 'unit', 'village', 'town', 'county', 'city', 'province', 'ministry', 'own-government', 'fellow-departments', 'order-issuer',
])
export type ReportLevel = z.infer<typeof reportLevelSchema>

export const reportLevelNamesZh: Readonly<Record<ReportLevel, string>> = {
  scene: '事故现场人员', unit: '事发单位', village: '村（社区）', town: '乡镇（街道）', county: '县级', city: '市级', province: '省级', ministry: '国家部委',
  'own-government': '本级党委政府', 'fellow-departments': '有关部门', 'order-issuer': '下达指令的上级',
}

export const deadlinePhaseSchema = z.enum(['PHONE', 'WRITTEN', 'FOLLOW_UP', 'FINAL', 'VERIFICATION_REPLY'])
export type DeadlinePhase = z.infer<typeof deadlinePhaseSchema>

/**
 * Where the clock starts: `occurred` the event itself; `known` when the reporter became aware of it; `received` when the lower
 * level's report (or the order to verify) arrived; `stable` when the situation was declared stable. Both of the first two are kept.
 */
export const clockStartSchema = z.enum(['occurred', 'known', 'received', 'stable'])
export type ClockStart = z.infer<typeof clockStartSchema>

export const clockStartNamesZh: Readonly<Record<ClockStart, string>> = {
  occurred: '事发', known: '知悉', received: '接报', stable: '灾情稳定',
}

/** How long: `immediate` has no computable clock; `days` (calendar days, holidays included) and `working-days` end with the legal day; the last three repeat until the event closes. */
export const deadlineLimitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1) }),
  z.strictObject({ kind: z.literal('days'), days: z.int().min(1) }),
  z.strictObject({ kind: z.literal('working-days'), days: z.int().min(1) }),
  z.strictObject({ kind: z.literal('immediate') }),
  z.strictObject({ kind: z.literal('times-per-day'), times: z.int().min(1).max(24) }),
  z.strictObject({ kind: z.literal('every-hours'), hours: z.int().min(1) }),
  z.strictObject({ kind: z.literal('every-days'), days: z.int().min(1) }),
])
export type DeadlineLimit = z.infer<typeof deadlineLimitSchema>

export const reliefResponseScopeSchema = z.enum(['none', 'province', 'national'])
export type ReliefResponseScope = z.infer<typeof reliefResponseScopeSchema>

/** Which incidents a rule concerns; every part given must hold, an absent part does not restrict. */
export const deadlineScopeSchema = z.strictObject({
  incidentClasses: z.array(incidentClassSchema).optional(),
  standardIds: z.array(z.string()).optional(),
  exceptStandardIds: z.array(z.string()).optional(),
  typePrefixes: z.array(z.string()).optional(),
  exceptTypePrefixes: z.array(z.string()).optional(),
  grades: z.array(incidentGradeSchema).optional(),
  /** Any of these criteria. */
  anyOf: z.array(criterionSchema).optional(),
  reliefResponses: z.array(reliefResponseScopeSchema).optional(),
})
export type DeadlineScope = z.infer<typeof deadlineScopeSchema>

/** One reporting deadline as dated, editable data. */
export const deadlineRuleSchema = z.strictObject({
  ruleId: z.string().min(1),
  titleZh: z.string().min(1),
  phase: deadlinePhaseSchema,
  channel: z.enum(['phone', 'written']),
  clockStart: clockStartSchema,
  limit: deadlineLimitSchema,
  fromLevel: reportLevelSchema,
  toLevel: reportLevelSchema,
  appliesTo: deadlineScopeSchema,
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  /** 'local-sample': practice of one local office, to be replaced by the user's own rule. */
  origin: z.enum(['national', 'local-sample', 'local']),
  enabled: z.boolean(),
  areaPrefix: areaPrefixSchema,
  skipAllowedZh: z.string().optional(),
  noteZh: z.string().optional(),
})
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>
