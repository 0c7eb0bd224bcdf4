import { formatLegalBasis } from '@fengsui/contract/incidents/grading'
import { Problem } from '@fengsui/contract/kernel'
import { listZeroStretches, type ReliefResponse, type ReliefResponseView, type ZeroSeriesView } from '@fengsui/contract/reports'
import { listDeadlineRules } from '@fengsui/contract/reports/deadlines'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { placesAbove } from './clock-conduct-rules.ts'
import { parseCursor, toPage } from './page-cursor-rules.ts'
import { mayEndRelief } from './relief-responses.ts'
import { visibleRelief } from './relief-store.ts'

type Row = Parameters<ObjectStore['toObject']>[1]

async function readRelief(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``): Promise<ReliefResponseView[]> {
  const { rows } = await sql<{ o: Row; placeName: string | null; unitName: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName" from relief_response t left join unit u on u.id = t.recorded_by_unit_id where ${where} and ${visibleRelief(actor)} ${tail}`.execute(db)
  return rows.map(({ o, placeName, unitName }) => {
    const response = objects.toObject('relief-response', o) as unknown as ReliefResponse
    return { ...response, placeName: placeName ?? response.divisionCode, recordedByUnitName: unitName ?? '', mayEnd: mayEndRelief(actor, response) }
  })
}

/** Relief responses that cover or lie in the jurisdiction, newest first. */
export async function listReliefResponses(objects: ObjectStore, db: Queryable, actor: Actor, query: { status: 'running' | 'all'; limit: number; after?: string | undefined }): Promise<{ items: ReliefResponseView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const items = await readRelief(objects, db, actor, sql`${query.status === 'running' ? sql`t.ended_at is null` : sql`true`} and ${cursor ? sql`(t.started_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`}`, sql`order by t.started_at desc, t.id desc limit ${query.limit + 1}`)
  return toPage(items, query.limit, (response) => ({ at: response.startedAt, id: response.id }))
}

/** @throws Problem not-found */
export async function getReliefResponse(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<ReliefResponseView> {
  const [view] = await readRelief(objects, db, actor, sql`t.id = ${id}::uuid`)
  if (!view) throw new Problem('not-found', '没有找到这次救灾响应')
  return view
}

/** The 24-hour series of every unit that has reported on an incident in writing, under the latest relief response that covers it. */
export async function getZeroSeries(objects: ObjectStore, db: Queryable, actor: Actor, incidentId: string, at: { now: string; asOf: string }): Promise<ZeroSeriesView> {
  const { rows } = await sql<{ divisionCode: string; typeCode: string; incidentClass: string; closedAt: string | null }>`
    select t.division_code as "divisionCode", t.type_code as "typeCode", t.incident_class as "incidentClass", t.closed_at as "closedAt" from incident t
    where t.id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(db)
  const incident = rows[0]
  if (!incident) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  // 干旱 has its own cycle.
  const concerned = incident.incidentClass === 'natural-disaster' && !incident.typeCode.startsWith('11B22')
  const [relief] = concerned
    ? await readRelief(objects, db, actor, sql`t.division_code = any(${placesAbove(incident.divisionCode)}::text[]) and starts_with(${incident.typeCode}, t.type_prefix)`, sql`order by (t.ended_at is null) desc, t.started_at desc, t.id limit 1`)
    : []
  if (!relief) return { relief: null, legalBasis: null, running: false, units: [] }
  const { rows: reports } = await sql<{ reportId: string; number: string; issuedAt: string; zero: boolean; unitId: string; unitName: string; divisionCode: string }>`
    select r.id as "reportId", r.number, r.issued_at as "issuedAt", r.zero, r.from_unit_id as "unitId", u.name as "unitName", r.division_code as "divisionCode"
    from report r join unit u on u.id = r.from_unit_id
    where r.incident_id = ${incidentId}::uuid and r.status = 'issued' and exists (select 1 from report_delivery d where d.report_id = r.id and d.by = 'system')
      and (${withinScope(actor.scope, sql`r.division_code`, sql`'report:' || r.id`)} or r.from_unit_id = ${actor.unitId}::uuid)
    order by r.issued_at, r.id limit 5000`.execute(db)
  const ends = [relief.endedAt, incident.closedAt].filter((each): each is string => each !== null).sort()[0] ?? null
  const unitIds = [...new Set(reports.map((report) => report.unitId))]
  return {
    relief, running: ends === null || ends > at.now,
    legalBasis: legalBasisOf(at.asOf, incident.divisionCode),
    units: unitIds.map((unitId) => {
      const own = reports.filter((report) => report.unitId === unitId)
      const first = own[0]?.issuedAt ?? relief.startedAt
      const stretches = listZeroStretches({ reports: own, startsAt: first > relief.startedAt ? first : relief.startedAt, endsAt: ends, now: at.now })
      return { unitId, unitName: own[0]?.unitName ?? '', own: unitId === actor.unitId || own[0]?.divisionCode === actor.divisionCode, stretches, missed: stretches.filter((stretch) => stretch.state === 'missed').length }
    }),
  }
}

function legalBasisOf(asOf: string, divisionCode: string): string | null {
  const rule = listDeadlineRules(asOf, divisionCode).find((each) => each.ruleId.startsWith('natural.zero-report.'))
  return rule ? formatLegalBasis(rule.legalBasis) : null
}
