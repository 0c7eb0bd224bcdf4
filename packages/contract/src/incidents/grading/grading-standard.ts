import { z } from 'zod'
import { criterionSchema } from './conditions.ts'
import { incidentFactsSchema } from './incident-facts.ts'
import { incidentGradeSchema } from './incident-grade.ts'
import { areaPrefixSchema, incidentClassSchema, legalBasisSchema, legalDaySchema, verificationSchema } from './legal-basis.ts'

/** One grade of a standard, reached when any criterion is met. */
export const gradeBandSchema = z.strictObject({
  grade: incidentGradeSchema,
  criteria: z.array(criterionSchema).min(1),
})
export type GradeBand = z.infer<typeof gradeBandSchema>

/**
 * A grading table as dated data. Several rows may share an id: later versions by `validFrom`, local tables by `areaPrefix`.
 * Offices may add their own rows; nothing here is a constant of the program.
 */
export const gradingStandardSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  titleZh: z.string().min(1),
  incidentClass: incidentClassSchema,
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  areaPrefix: areaPrefixSchema,
  /** The instrument itself counts missing persons with the dead (地震、灾情统计). */
  countsMissingAsDead: z.boolean(),
  bands: z.array(gradeBandSchema).min(1),
  /** Grade of an event below all thresholds, once every listed fact is known; an empty list applies at once. */
  residual: z.strictObject({
    grade: incidentGradeSchema,
    ruleId: z.string().min(1),
    textZh: z.string().min(1),
    whenKnown: z.array(incidentFactsSchema.keyof()),
  }).nullable(),
  /** The instrument's own names where they differ, e.g. 特大型、大型、中型、小型 (grade 1 first). */
  scaleNamesZh: z.tuple([z.string(), z.string(), z.string(), z.string()]).optional(),
  noteZh: z.string().optional(),
})
export type GradingStandard = z.infer<typeof gradingStandardSchema>
