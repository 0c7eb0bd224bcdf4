import { divisionAt, divisionLevelOf, Problem } from '@fengsui/contract/kernel'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { ReportKind, Suspicion } from '@fengsui/contract/reports'
import type { ReportTrace } from '@fengsui/contract/reports/deadlines'
import type { Signal } from '@fengsui/contract/signals'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { Desk } from './clock-rules.ts'
import { listDesks } from './report-store.ts'

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function lockSuspicion(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Suspicion> {
  const [suspicion] = (await objects.read(tx, 'suspicion', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })) as unknown as Suspicion[]
  if (!suspicion) throw new Problem('not-found', '没有找到这个疑点，可能不在您的辖区内')
  return suspicion
}

export async function findSignal(objects: ObjectStore, db: Queryable, id: string): Promise<Signal | undefined> {
  const [signal] = (await objects.read(db, 'signal', sql`t.id = ${id}::uuid`)) as unknown as Signal[]
  return signal
}

/** The county that owes a report about a signal or incident and its desk; undefined for those above county level or a county without a desk. */
export async function findOwingDesk(db: Queryable, signal: Pick<Signal, 'divisionCode'>): Promise<Desk | undefined> {
  const level = divisionLevelOf(signal.divisionCode)
  if (level === 'province' || level === 'city') return undefined
  const county = divisionAt(signal.divisionCode, 'county')
  return (await listDesks(db, county)).find((desk) => desk.divisionCode === county)
}

/** The incident a signal led to, by itself or through the one it was merged into. */
export async function findIncidentOf(db: Queryable, signal: Signal): Promise<string | null> {
  if (signal.incidentId !== null || signal.mergedIntoId === null) return signal.incidentId
  const { rows } = await sql<{ id: string | null }>`select incident_id as id from signal where id = ${signal.mergedIntoId}::uuid`.execute(db)
  return rows[0]?.id ?? null
}

/** The first written deadline that runs against a desk for an incident: those who decide see whether the law still left time. */
export async function findRunningClock(db: Queryable, incidentId: string | null, fromUnitId: string): Promise<{ id: string; dueAt: string } | undefined> {
  const { rows } = await sql<{ id: string; dueAt: string }>`
    select id, due_at as "dueAt" from clock where incident_id = ${incidentId}::uuid and from_unit_id = ${fromUnitId}::uuid and status = 'running' and phase in ('PHONE', 'WRITTEN') order by due_at, id limit 1`.execute(db)
  return rows[0]
}

/** What a suspicion says of an issued report. */
export interface IssuedReport {
  readonly incidentId: string
  readonly number: string
  readonly kind: ReportKind
  readonly sequence: number
  readonly facts: IncidentFacts
  readonly correctsReportId: string | null
}

/** Reports a desk issued since an instant, as suspicion sees them; `reportId` narrows to one. */
export async function listReportTraces(db: Queryable, fromUnitId: string, since: string, reportId: string | null = null): Promise<(ReportTrace & IssuedReport)[]> {
  const { rows } = await sql<ReportTrace & IssuedReport>`
    select r.id as "reportId", i.division_code as "divisionCode", r.issued_at as "sentAt", i.type_code as "typeCode", r.incident_id as "incidentId", r.number, r.kind, r.sequence, r.facts, r.corrects_report_id as "correctsReportId",
           coalesce((select jsonb_agg(s.id order by s.id) from signal s where s.incident_id = i.id), '[]') as "signalIds"
    from report r join incident i on i.id = r.incident_id
    where r.status = 'issued' and r.from_unit_id = ${fromUnitId}::uuid and r.issued_at >= ${since}::timestamptz and (${reportId}::uuid is null or r.id = ${reportId}::uuid)
    order by r.issued_at, r.id`.execute(db)
  return rows
}

/** Whether the same silence is already on the table: one open suspicion for each signal, and for each gauge. */
export async function hasOpenSuspicion(db: Queryable, unitId: string, signal: Signal): Promise<boolean> {
  const { rows } = await sql`
    select 1 from suspicion p left join signal s on s.id = p.signal_id
    where p.unit_id = ${unitId}::uuid and p.status = 'raised' and (p.signal_id = ${signal.id}::uuid or s.gauge ->> 'stationId' = ${signal.gauge?.stationId ?? null}::text) limit 1`.execute(db)
  return rows.length > 0
}

/** Open suspicions against a desk that a signal led to, in the order they were raised. */
export async function lockOpenSuspicions(objects: ObjectStore, tx: Transaction, unitId: string): Promise<Suspicion[]> {
  return (await objects.read(tx, 'suspicion', sql`t.unit_id = ${unitId}::uuid and t.status = 'raised' and t.signal_id is not null`, { lock: true, order: sql`t.raised_at, t.id` })) as unknown as Suspicion[]
}
