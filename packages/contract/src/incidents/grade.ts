import { z } from 'zod'
import { incidentGradeNamesZh, incidentGradeNumerals, incidentGradeSchema, type IncidentGrade } from './grading/index.ts'

/** Incident grade: 1 特别重大 … 4 一般. Not a warning level and not a response level. */
export const Grade = incidentGradeSchema
export type Grade = IncidentGrade
export const gradeNames = incidentGradeNamesZh
/** Roman numerals for grades and response levels alike. */
export const levelRoman = incidentGradeNumerals

/** Response level (应急响应级别): 1 一级, the highest, … 4 四级. */
export const ResponseLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type ResponseLevel = z.infer<typeof ResponseLevel>
