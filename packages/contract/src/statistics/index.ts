import { z } from 'zod'
import { DivisionCode, RawBytes, route } from '../kernel/index.ts'

export * from './periods.ts'

/** Sums over incidents. Unknown figures count for nothing, and `lossKnown` says how many incidents named a loss. People and 万元. */
export const Figures = z.object({
  incidents: z.number(), dead: z.number(), missing: z.number(), injured: z.number(), seriouslyInjured: z.number(), affectedPeople: z.number(), directLossWan: z.number(), lossKnown: z.number(),
  /** Reporting deadlines that ended, by units of the scope: met, late, missed. */
  clocksMet: z.number(), clocksLate: z.number(), clocksMissed: z.number(),
})
export type Figures = z.infer<typeof Figures>
export const noFigures: Figures = { incidents: 0, dead: 0, missing: 0, injured: 0, seriouslyInjured: 0, affectedPeople: 0, directLossWan: 0, lossKnown: 0, clocksMet: 0, clocksLate: 0, clocksMissed: 0 }

/** Incidents of one class, type, grade, place or step of time, and the same a year before. */
export const StatisticRow = z.object({ key: z.string(), name: z.string(), figures: Figures, previous: Figures })
export type StatisticRow = z.infer<typeof StatisticRow>

const PeriodView = z.object({ from: z.string(), to: z.string() })
/** Incident statistics of a place (STA-1). Merged incidents are counted once, with the one they went into; sandboxes keep their own and never count. */
export const IncidentStatistics = z.object({
  period: PeriodView, previousPeriod: PeriodView, place: z.object({ code: z.string(), name: z.string() }), step: z.enum(['month', 'quarter', 'year']), total: StatisticRow,
  byClass: z.array(StatisticRow), byType: z.array(StatisticRow.extend({ incidentClass: z.string() })), byGrade: z.array(StatisticRow), byPlace: z.array(StatisticRow), byStep: z.array(StatisticRow),
})
export type IncidentStatistics = z.infer<typeof IncidentStatistics>

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-01-31 这样').refine((value) => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && new Date(Date.parse(`${value}T00:00:00Z`)).toISOString().slice(0, 10) === value, '没有这一天，请检查年月日')
const query = z
  .object({
    from: day, to: day, step: z.enum(['month', 'quarter', 'year']).default('month'), divisionCode: DivisionCode.optional(),
    incidentClass: z.enum(['natural-disaster', 'accident', 'public-health', 'social-security']).optional(), typeCode: z.string().max(12).optional(), grade: z.enum(['1', '2', '3', '4', 'none']).optional(),
  })
  .refine((value) => value.from <= value.to, { path: ['to'], message: '截止日不能早于起始日' })
  .refine((value) => Number(value.to.slice(0, 4)) - Number(value.from.slice(0, 4)) <= 30, { path: ['from'], message: '一次最多统计 30 年' })

export const statisticsRoutes = {
  getIncidentStatistics: route({ method: 'GET', path: '/statistics/incidents', access: 'statistics:read', tag: '统计', summary: '突发事件统计：按类别、类型、等级、地区、时间，与上年同期比', schema: { query, response: IncidentStatistics } }),
  downloadIncidentStatistics: route({ method: 'GET', path: '/statistics/incidents/document', access: 'statistics:read', tag: '统计', raw: 'download', summary: '突发事件统计表（xlsx）', schema: { query, response: RawBytes } }),
}
