import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { divisionLevelNames, divisionLevelOf, divisionLevels, Problem } from '@fengsui/contract/kernel'
import { compareLines, lineOfRole, type LineFigures, type ReportLine, type ReportLinesView } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { foldFacts } from './casualty-rules.ts'
import { visibleReport } from './report-store.ts'

interface DeliveryRow { reportId: string; toUnitName: string; role: string; divisionCode: string; placeName: string | null; by: 'system' | 'phone'; sentAt: string; receivedAt: string | null }

/** Which line each issued report of an incident reached and when, and where the two lines of a level were told different figures. Two statements. */
export async function getReportLines(db: Queryable, actor: Actor, incidentId: string): Promise<ReportLinesView> {
  const { rows: seen } = await sql`select 1 from incident t where t.id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(db)
  if (seen.length === 0) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  const { rows: reports } = await sql<{ reportId: string; number: string; kind: string; fromUnitName: string; issuedAt: string; facts: IncidentFacts }>`
    select t.id as "reportId", t.number, t.kind, u.name as "fromUnitName", t.issued_at as "issuedAt", t.facts from report t join unit u on u.id = t.from_unit_id
    where t.incident_id = ${incidentId}::uuid and t.status = 'issued' and ${visibleReport(actor)} order by t.issued_at, t.sequence, t.id limit 500`.execute(db)
  const { rows: deliveries } = await sql<DeliveryRow>`
    select d.report_id as "reportId", u.name as "toUnitName", u.role, u.division_code as "divisionCode", place_name(u.division_code) as "placeName", d.by, d.sent_at as "sentAt", d.received_at as "receivedAt"
    from report_delivery d join unit u on u.id = d.to_unit_id where d.report_id = any(${reports.map((report) => report.reportId)}::uuid[]) order by d.sent_at, u.division_code desc, array_position(array['duty-office', 'emergency'], u.role), u.id`.execute(db)
  const onLines = deliveries.flatMap((delivery) => {
    const line = lineOfRole(delivery.role)
    return line === null ? [] : [{ ...delivery, line }]
  })
  // Only levels that have been told anything at all are held against each other.
  const places = [...new Set(onLines.map((delivery) => delivery.divisionCode))].sort((a, b) => divisionLevels.indexOf(divisionLevelOf(b)) - divisionLevels.indexOf(divisionLevelOf(a)) || a.localeCompare(b))
  const last = (place: string, line: ReportLine): LineFigures | null => {
    const told = reports.filter((report) => onLines.some((delivery) => delivery.reportId === report.reportId && delivery.divisionCode === place && delivery.line === line))
    const latest = told.at(-1)
    return latest ? { line, reportNumber: latest.number, facts: foldFacts(told.map((report) => report.facts)) } : null
  }
  return {
    reports: reports.map((report) => {
      const own = onLines.filter((delivery) => delivery.reportId === report.reportId)
      return {
        ...report,
        deliveries: own.map(({ line, toUnitName, divisionCode, by, sentAt, receivedAt }) => ({ line, toUnitName, level: divisionLevelNames[divisionLevelOf(divisionCode)], by, sentAt, receivedAt })),
        missingLines: (['office', 'emergency'] as const).filter((line) => !own.some((delivery) => delivery.line === line)),
      }
    }),
    levels: places.map((place) => {
      const [office, emergency] = [last(place, 'office'), last(place, 'emergency')]
      return {
        level: divisionLevelNames[divisionLevelOf(place)], placeName: onLines.find((delivery) => delivery.divisionCode === place)?.placeName ?? place,
        office: office?.reportNumber ?? null, emergency: emergency?.reportNumber ?? null, differences: compareLines(office, emergency),
      }
    }),
  }
}
