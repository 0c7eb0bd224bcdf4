import type { Incident } from '@fengsui/contract/incidents'
import { distanceMetres, divisionAt, divisionRange, type Position } from '@fengsui/contract/kernel'
import type { Suspicion } from '@fengsui/contract/reports'
import type { Signal } from '@fengsui/contract/signals'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import type { IssuedReport } from './suspicion-store.ts'

/** Hours around an incident in which a hospital's or a media item's word that nobody linked yet may be about it. */
const AROUND_HOURS = { before: 2, after: 48 } as const
/** Degrees of latitude that hold any place within reach of the neighbour rule (0.1° ≈ 11 km). */
const NEAR_DEGREES = 0.1

/** Everything said about an incident by others: its signals, and what hospitals and media said of the same kind of event in the same county and was not linked to another. */
export async function listSaid(objects: ObjectStore, db: Queryable, incident: Pick<Incident, 'id' | 'divisionCode' | 'typeCode' | 'occurredAt'>): Promise<Signal[]> {
  const { lo, hi } = divisionRange(divisionAt(incident.divisionCode, 'county'))
  return (await objects.read(db, 'signal', sql`
    t.status not in ('rejected', 'merged') and t.gauge is null and (t.incident_id = ${incident.id}::uuid or (
      t.incident_id is null and t.source in ('hospital', 'media') and t.division_code >= ${lo} and t.division_code < ${hi} and left(t.type_code, 3) = left(${incident.typeCode}, 3)
      and t.received_at >= ${incident.occurredAt}::timestamptz - make_interval(hours => ${AROUND_HOURS.before}) and t.received_at <= ${incident.occurredAt}::timestamptz + make_interval(hours => ${AROUND_HOURS.after})))`,
  { order: sql`t.received_at, t.id` })) as unknown as Signal[]
}

/** The one incident that a hospital's or media item's unlinked word can be about; undefined when there is none or more than one. */
export async function findIncidentAround(db: Queryable, signal: Pick<Signal, 'divisionCode' | 'typeCode' | 'receivedAt'>): Promise<string | undefined> {
  const { lo, hi } = divisionRange(divisionAt(signal.divisionCode, 'county'))
  const { rows } = await sql<{ id: string }>`
    select id from incident where status not in ('closed', 'merged') and division_code >= ${lo} and division_code < ${hi} and left(type_code, 3) = left(${signal.typeCode}, 3)
      and occurred_at <= ${signal.receivedAt}::timestamptz + make_interval(hours => ${AROUND_HOURS.before}) and occurred_at >= ${signal.receivedAt}::timestamptz - make_interval(hours => ${AROUND_HOURS.after}) order by id limit 2`.execute(db)
  return rows.length === 1 ? rows[0]?.id : undefined
}

export async function findIncident(objects: ObjectStore, db: Queryable, id: string): Promise<Incident | undefined> {
  const [row] = (await objects.read(db, 'incident', sql`t.id = ${id}::uuid`)) as unknown as Incident[]
  return row
}

/** Issued reports of a unit about an incident, oldest first. */
export async function listIssued(db: Queryable, unitId: string, incidentId: string): Promise<(IssuedReport & { reportId: string; sentAt: string })[]> {
  const { rows } = await sql<IssuedReport & { reportId: string; sentAt: string }>`
    select id as "reportId", issued_at as "sentAt", incident_id as "incidentId", number, kind, sequence, facts, corrects_report_id as "correctsReportId"
    from report where incident_id = ${incidentId}::uuid and from_unit_id = ${unitId}::uuid and status = 'issued' order by issued_at, id`.execute(db)
  return rows
}

/** Suspicions of a unit about an incident that rest on figures, oldest first, taken. */
export async function lockFigureSuspicions(objects: ObjectStore, tx: Transaction, unitId: string, incidentId: string): Promise<Suspicion[]> {
  return (await objects.read(tx, 'suspicion', sql`t.unit_id = ${unitId}::uuid and t.incident_id = ${incidentId}::uuid and t.comparison is not null`, { lock: true, order: sql`t.raised_at, t.id` })) as unknown as Suspicion[]
}

/** Upheld suspicions of a unit whose corrected report is still owed, taken: those of the incident, and those that no incident was found for. */
export async function lockOwedCorrections(objects: ObjectStore, tx: Transaction, unitId: string, incidentId: string): Promise<Suspicion[]> {
  return (await objects.read(tx, 'suspicion', sql`t.unit_id = ${unitId}::uuid and t.status = 'upheld' and t.correction_due_at is not null and t.corrected_at is null and (t.incident_id = ${incidentId}::uuid or t.incident_id is null)`, { lock: true, order: sql`t.raised_at, t.id` })) as unknown as Suspicion[]
}

/** One suspicion, of the platform's own accord. */
export async function lockSuspicionRow(objects: ObjectStore, tx: Transaction, id: string): Promise<Suspicion | undefined> {
  const [row] = (await objects.read(tx, 'suspicion', sql`t.id = ${id}::uuid`, { lock: true })) as unknown as Suspicion[]
  return row
}

/** A county beside the one that reported, with its desk. */
export interface NeighbourCounty {
  readonly unitId: string
  readonly unitName: string
  readonly divisionCode: string
  readonly signs: Signal[]
  readonly nearest: { readonly name: string; readonly distanceMetres: number } | null
  readonly reportedAt: readonly string[]
}

/** Other counties of the same city with a duty desk: their signs of the same kind of event, their nearest place, their own reports. Four statements however many counties there are. */
export async function listNeighbours(objects: ObjectStore, db: Queryable, incident: Pick<Incident, 'divisionCode' | 'typeCode' | 'position'>, since: string): Promise<NeighbourCounty[]> {
  const own = divisionAt(incident.divisionCode, 'county')
  const { lo, hi } = divisionRange(divisionAt(incident.divisionCode, 'city'))
  const desks = await sql<{ unitId: string; unitName: string; divisionCode: string }>`
    select distinct on (u.division_code) u.id as "unitId", u.name as "unitName", u.division_code as "divisionCode" from unit u join division d on d.code = u.division_code and d.level = 'county'
    where u.role = 'duty-office' and u.status = 'active' and u.division_code >= ${lo} and u.division_code < ${hi} and u.division_code <> ${own} order by u.division_code, u.id`.execute(db)
  if (desks.rows.length === 0) return []
  const signs = (await objects.read(db, 'signal', sql`
    t.status not in ('rejected', 'merged') and t.received_at >= ${since}::timestamptz and t.division_code >= ${lo} and t.division_code < ${hi} and left(t.division_code, 6) <> left(${own}, 6) and left(t.type_code, 3) = left(${incident.typeCode}, 3)`,
  { order: sql`t.received_at, t.id` })) as unknown as Signal[]
  const reports = await sql<{ unitId: string; sentAt: string }>`
    select r.from_unit_id as "unitId", r.issued_at as "sentAt" from report r join incident i on i.id = r.incident_id
    where r.status = 'issued' and r.issued_at >= ${since}::timestamptz and r.from_unit_id = any(${desks.rows.map((desk) => desk.unitId)}::uuid[]) and left(i.type_code, 3) = left(${incident.typeCode}, 3)`.execute(db)
  const places = incident.position === null ? [] : await listPlacesAround(db, incident.position, own, { lo, hi })
  const county = (divisionCode: string) => divisionAt(divisionCode, 'county')
  return desks.rows.map((desk) => ({
    ...desk,
    signs: signs.filter((signal) => county(signal.divisionCode) === desk.divisionCode),
    nearest: places.filter((place) => county(place.code) === desk.divisionCode).sort((a, b) => a.distanceMetres - b.distanceMetres)[0] ?? null,
    reportedAt: reports.rows.filter((report) => report.unitId === desk.unitId).map((report) => report.sentAt),
  }))
}

async function listPlacesAround(db: Queryable, position: Position, own: string, { lo, hi }: { lo: string; hi: string }): Promise<{ code: string; name: string; distanceMetres: number }[]> {
  const { rows } = await sql<{ code: string; name: string; longitude: number; latitude: number }>`
    select code, place_name(code) as name, position[0] as longitude, position[1] as latitude from division
    where code >= ${lo} and code < ${hi} and left(code, 6) <> left(${own}, 6) and valid_to is null and level in ('town', 'village') and position is not null
      and abs(position[1] - ${position.latitude}::float8) < ${NEAR_DEGREES} and abs(position[0] - ${position.longitude}::float8) < ${2 * NEAR_DEGREES}`.execute(db)
  return rows.map(({ code, name, ...at }) => ({ code, name, distanceMetres: Math.round(distanceMetres(at, position)) }))
}

/** Whether a unit was already asked about its neighbour's event: one suspicion by the rule since the event. */
export async function wasAskedSince(db: Queryable, unitId: string, ruleId: string, since: string): Promise<boolean> {
  const { rows } = await sql`select 1 from suspicion where unit_id = ${unitId}::uuid and rule_id = ${ruleId} and raised_at >= ${since}::timestamptz limit 1`.execute(db)
  return rows.length > 0
}
