import { z } from 'zod'
import { Id, route } from '../kernel/index.ts'
import { incidentFactsSchema, type IncidentFacts } from '../incidents/grading/index.ts'

/** The two lines reports go up: the government's general duty office, and the emergency-management system. */
export const reportLineNames = { office: '总值班室线', emergency: '应急系统线' } as const
export type ReportLine = keyof typeof reportLineNames

/** Which line a recipient belongs to, by its role; null for recipients beside both (member units, leaders). */
export function lineOfRole(role: string): ReportLine | null {
  if (role === 'duty-office' || role === 'town-government') return 'office'
  return role === 'emergency' || role === 'emergency-management' || role === 'flood-office' ? 'emergency' : null
}

/** What one line of one level was last told. */
export interface LineFigures {
  line: ReportLine
  reportNumber: string
  facts: IncidentFacts
}

/** A figure that the two lines of a level were told differently; null: not told. */
export interface LineDifference {
  fact: string
  office: number | string | boolean | null
  emergency: number | string | boolean | null
}

/** Figures in which the last report of one line differs from the last of the other; empty while one line has nothing. */
export function compareLines(office: LineFigures | null, emergency: LineFigures | null): LineDifference[] {
  if (!office || !emergency) return []
  const [a, b] = [office.facts as Readonly<Record<string, number | string | boolean | null | undefined>>, emergency.facts as Readonly<Record<string, number | string | boolean | null | undefined>>]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
    .flatMap((fact) => ((a[fact] ?? null) === (b[fact] ?? null) ? [] : [{ fact, office: a[fact] ?? null, emergency: b[fact] ?? null }]))
}

const LineDelivery = z.object({ line: z.enum(['office', 'emergency']), toUnitName: z.string(), level: z.string(), by: z.enum(['system', 'phone']), sentAt: z.string(), receivedAt: z.string().nullable() })
export const ReportLinesView = z.object({
  reports: z.array(z.object({ reportId: Id, number: z.string(), kind: z.string(), fromUnitName: z.string(), issuedAt: z.string(), facts: incidentFactsSchema, deliveries: z.array(LineDelivery), missingLines: z.array(z.enum(['office', 'emergency'])) })),
  levels: z.array(z.object({
    level: z.string(), placeName: z.string(), office: z.string().nullable(), emergency: z.string().nullable(),
    differences: z.array(z.object({ fact: z.string(), office: z.union([z.number(), z.string(), z.boolean()]).nullable(), emergency: z.union([z.number(), z.string(), z.boolean()]).nullable() })),
  })),
})
export type ReportLinesView = z.infer<typeof ReportLinesView>

export const reportLineRoutes = {
  getReportLines: route({ method: 'GET', path: '/incidents/:incidentId/report-lines', access: 'report:read', tag: '信息报送', summary: '两条线：每份报告何时到了哪条线，两线数字是否一致', schema: { params: z.object({ incidentId: Id }), response: ReportLinesView } }),
}
