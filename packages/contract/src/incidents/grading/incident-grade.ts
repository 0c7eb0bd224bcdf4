import { z } from 'zod'

/** Incident grade (事件分级) of 突发事件应对法 Art 3: 1 = 特别重大 (I) … 4 = 一般 (IV). Not a warning level, not a response level. */
export const incidentGradeSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type IncidentGrade = z.infer<typeof incidentGradeSchema>

export const incidentGrades = [1, 2, 3, 4] as const satisfies readonly IncidentGrade[]

export const incidentGradeNamesZh: Readonly<Record<IncidentGrade, string>> = {
  1: '特别重大', 2: '重大', 3: '较大', 4: '一般',
}

export const incidentGradeNumerals: Readonly<Record<IncidentGrade, string>> = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' }

/** ASCII numerals used inside rule ids. */
export const incidentGradeRomans: Readonly<Record<IncidentGrade, string>> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }

/** The lower number is the graver grade; an ungraded (null) incident is below every grade. */
export function isGraver(a: IncidentGrade | null, b: IncidentGrade | null): boolean {
  return (a ?? 5) < (b ?? 5)
}
