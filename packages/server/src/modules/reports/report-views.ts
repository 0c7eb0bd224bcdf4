import type { Incident } from '@fengsui/contract/incidents'
import { formatLegalBasis } from '@fengsui/contract/incidents/grading'
import { Problem, type Protected } from '@fengsui/contract/kernel'
import { urgencyOf, type Report, type ReportDelivery, type ReportView, type SigningRule } from '@fengsui/contract/reports'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { parseCursor, toPage } from './page-cursor-rules.ts'
import { signingState } from './report-policy.ts'
import { listMissingElements, parseCorrection, parseElements } from './report-rules.ts'
import { visibleReport } from './report-store.ts'

type Row = { [field: string]: never }
interface ReportRow {
  o: Row
  i: Row
  fromUnitName: string
  signatory: Protected | null
  signatoryPost: string | null
  corrects: { id: string; number: string } | null
  correctedBy: { id: string; number: string; correction: Protected | null }[]
  people: Partial<Record<'drafted' | 'reviewed' | 'issued' | 'countersigned', { name: Protected | null; username: string }>>
  deliveries: { d: Row; toUnitName: string }[]
}

/** Who reads, and under which rule on signatures. */
export interface ReportReader {
  readonly actor: Actor
  readonly rule: SigningRule
}

async function readReportViews(objects: ObjectStore, db: Queryable, { actor, rule }: ReportReader, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``): Promise<ReportView[]> {
  const { rows } = await sql<ReportRow>`
    select to_jsonb(t) as o, to_jsonb(i) as i, u.name as "fromUnitName", pe.name as signatory, po.name as "signatoryPost",
           (select jsonb_build_object('id', c.id, 'number', c.number) from report c where c.id = t.corrects_report_id) as corrects,
           (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'correction', c.correction) order by c.sequence, c.id), '[]') from report c where c.corrects_report_id = t.id and c.status = 'issued') as "correctedBy",
           (select coalesce(jsonb_object_agg(w.what, jsonb_build_object('name', p.name, 'username', a.username)), '{}')
            from (values ('drafted', t.drafted_by_account_id), ('reviewed', t.reviewed_by_account_id), ('issued', t.issued_by_account_id), ('countersigned', t.countersigned_by_account_id)) w(what, account_id)
            join account a on a.id = w.account_id left join person p on p.id = a.person_id) as people,
           (select coalesce(jsonb_agg(jsonb_build_object('d', to_jsonb(d), 'toUnitName', du.name) order by du.division_code desc, d.id), '[]')
            from report_delivery d join unit du on du.id = d.to_unit_id where d.report_id = t.id) as deliveries
    from report t
    join incident i on i.id = t.incident_id
    join unit u on u.id = t.from_unit_id
    left join post po on po.id = t.signatory_post_id
    left join person pe on pe.id = po.person_id
    where ${where} ${tail}`.execute(db)
  const parsed = rows.map((row) => ({
    row,
    report: objects.toObject('report', row.o) as unknown as Report,
    incident: objects.toObject('incident', row.i) as unknown as Incident,
    deliveries: row.deliveries.map(({ d, toUnitName }) => ({ delivery: objects.toObject('report-delivery', d) as unknown as ReportDelivery, toUnitName })),
  }))
  const reveal = await readPersonalFacts(db, parsed.flatMap(({ row, report, deliveries }) => [report.elements, row.signatory, report.reviewRemarks, report.urgentReason, report.correction, ...row.correctedBy.map((other) => other.correction), ...Object.values(row.people).map((person) => person.name), ...deliveries.flatMap(({ delivery }) => [delivery.listener, delivery.readBack])]))
  return parsed.map(({ row, report, incident, deliveries }) => {
    const elements = parseElements(reveal(report.elements))
    const nameOf = (what: keyof ReportRow['people']): string | null => reveal(row.people[what]?.name) ?? row.people[what]?.username ?? null
    const leader = report.signingWay === 'leader' ? nameOf('issued') : report.signingWay === 'reviewed' ? nameOf('reviewed') : null
    return {
      ...report,
      elements,
      fromUnitName: row.fromUnitName,
      incidentTitle: incident.title,
      reviewRemarks: reveal(report.reviewRemarks),
      urgentReason: reveal(report.urgentReason),
      correction: parseCorrection(reveal(report.correction)),
      corrects: row.corrects,
      correctedBy: row.correctedBy.map(({ id, number, correction }) => ({ id, number, wrong: parseCorrection(reveal(correction))?.wrong ?? '' })),
      draftedByName: nameOf('drafted'),
      reviewedByName: nameOf('reviewed'),
      issuedByName: nameOf('issued'),
      countersignedByName: nameOf('countersigned'),
      urgency: urgencyOf(rule, report.grade),
      signing: signingState(actor, rule, report, incident),
      signatoryName: reveal(row.signatory) ?? row.signatoryPost ?? leader,
      missing: listMissingElements(report, elements, incident).map((element) => ({ field: element.field, label: element.labelZh, legalBasis: formatLegalBasis(element.legalBasis) })),
      deliveries: deliveries.map(({ delivery, toUnitName }) => ({ ...delivery, listener: reveal(delivery.listener), readBack: reveal(delivery.readBack), toUnitName })),
    }
  })
}

/** Reports the actor may read, newest first; `inbox`: those sent to the actor's unit or place and not yet signed for. */
export async function listReports(objects: ObjectStore, db: Queryable, reader: ReportReader, query: { incidentId?: string | undefined; inbox?: boolean | undefined; awaiting?: 'signature' | undefined; limit: number; after?: string | undefined }): Promise<{ items: ReportView[]; next: string | null }> {
  const { actor } = reader
  const cursor = parseCursor(query.after)
  const conditions = [
    visibleReport(actor),
    sql`t.status <> 'discarded'`,
    query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`,
    query.inbox === true
      ? sql`exists (select 1 from report_delivery d join unit du on du.id = d.to_unit_id where d.report_id = t.id and d.status = 'sent' and (d.to_unit_id = ${actor.unitId}::uuid or du.division_code = ${actor.divisionCode}))`
      : sql`true`,
    query.awaiting === 'signature' ? sql`t.division_code = ${actor.divisionCode} and (t.status in ('inReview', 'approved') or (t.status = 'issued' and t.signing_way = 'urgent' and t.countersigned_at is null))` : sql`true`,
    cursor ? sql`(coalesce(t.issued_at, t.drafted_at), t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`,
  ]
  const items = await readReportViews(objects, db, reader, sql.join(conditions, sql` and `), sql`order by coalesce(t.issued_at, t.drafted_at) desc, t.id desc limit ${query.limit + 1}`)
  return toPage(items, query.limit, (report) => ({ at: report.issuedAt ?? report.draftedAt, id: report.id }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getReportView(objects: ObjectStore, db: Queryable, reader: ReportReader, reportId: string): Promise<ReportView> {
  const [view] = await readReportViews(objects, db, reader, sql`t.id = ${reportId}::uuid and ${visibleReport(reader.actor)}`)
  if (!view) throw new Problem('not-found', '没有找到这份报告，可能不在您的辖区内')
  return view
}

interface ReportOutcomes {
  reports: { initial: number; followUp: number; final: number }
  clocks: { onTime: number; late: number; missed: number }
}

/** How reporting went on this node. `missed` holds what was never reported: ended so, or past due and still open. */
export async function countOutcomes(db: Queryable): Promise<ReportOutcomes> {
  const { rows } = await sql<Record<'initial' | 'followUp' | 'final' | 'onTime' | 'late' | 'missed', number>>`
    select r.*, c.* from
      (select count(*) filter (where kind = 'initial') as initial, count(*) filter (where kind = 'followUp') as "followUp", count(*) filter (where kind = 'final') as final from report where status = 'issued') r,
      (select count(*) filter (where status = 'met') as "onTime", count(*) filter (where status = 'late') as late,
              count(*) filter (where status = 'missed' or (status = 'running' and overdue_at is not null)) as missed from clock) c`.execute(db)
  const row = rows[0]
  return { reports: { initial: row?.initial ?? 0, followUp: row?.followUp ?? 0, final: row?.final ?? 0 }, clocks: { onTime: row?.onTime ?? 0, late: row?.late ?? 0, missed: row?.missed ?? 0 } }
}
