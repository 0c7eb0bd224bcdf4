import { findIncidentType } from '@fengsui/contract/incidents/grading'
import type { Incident } from '@fengsui/contract/incidents'
import { divisionAt, divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import { titleOfReport } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import { renderDocx, renderPdf } from '../../platform/documents/index.ts'
import { defaultForm, formOf } from './document-form-rules.ts'
import { findFormInForce } from './document-form-store.ts'
import type { ReportDeps } from './report-deps.ts'
import { toReportDocument } from './report-document.ts'
import { getDivisionName } from './report-store.ts'
import { getReportView, type ReportReader } from './report-views.ts'

/**
 * The paper of a report the reader may see, in the form that held when it was issued. @returns bytes and a file name without extension
 * @throws Problem not-found
 */
export async function writeReportDocument(deps: ReportDeps, reader: ReportReader, reportId: string, format: 'docx' | 'pdf'): Promise<{ name: string; bytes: Uint8Array }> {
  const { objects, database } = deps
  const report = await getReportView(objects, database, reader, reportId)
  const [incident] = (await objects.read(database, 'incident', sql`t.id = ${report.incidentId}::uuid`)) as unknown as Incident[]
  if (!incident) throw new Error(`report ${reportId} without incident`)
  const { rows: earlier } = await sql<{ facts: typeof report.facts }>`
    select facts from report where incident_id = ${report.incidentId}::uuid and from_unit_id = ${report.fromUnitId}::uuid and status = 'issued' and sequence < ${report.sequence} order by sequence desc limit 1`.execute(database)
  const form = await findFormInForce(objects, database, report.fromUnitId, report.issuedAt ?? deps.clocks.business.now())
  const place = divisionLevels.slice(2, divisionLevels.indexOf(divisionLevelOf(incident.divisionCode)) + 1).map((level) => divisionAt(incident.divisionCode, level))
  const { rows: names } = await sql<{ name: string }>`select name from division where code = any(${place.length === 0 ? [incident.divisionCode] : place}::text[]) order by code`.execute(database)
  const document = toReportDocument({
    report, previousFacts: earlier[0]?.facts ?? null,
    subject: { ...incident, typeName: findIncidentType(incident.typeCode)?.nameZh ?? '', placeName: names.map((row) => row.name).join('') },
    form: form ? formOf(form) : defaultForm({ id: report.fromUnitId, name: report.fromUnitName, divisionCode: report.divisionCode }, await getDivisionName(database, report.divisionCode)),
  })
  return { name: `${report.incidentTitle}${titleOfReport(report)}${report.number === '' ? '（草稿）' : ` ${report.number}`}`, bytes: await (format === 'docx' ? renderDocx(document) : renderPdf(document)) }
}
