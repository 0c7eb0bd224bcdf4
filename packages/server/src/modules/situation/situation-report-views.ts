import { findIncidentType, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { IncidentStatus } from '@fengsui/contract/incidents'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { ReportMaterial } from './situation-report-rules.ts'

interface IncidentRow {
  title: string
  type_code: string
  status: IncidentStatus
  occurred_at: string
  grade: number | null
  proposed: number | null
  facts: IncidentFacts
  place: string
}

/**
 * Figures of one incident for its situation report, in one statement per table.
 * @throws Problem `not-found` for an incident outside the reader's scope
 */
export async function readReportMaterial(deps: ModuleDeps, actor: Actor, incidentId: string): Promise<ReportMaterial> {
  const { rows } = await sql<IncidentRow>`
    select i.title, i.type_code, i.status, i.occurred_at, i.grade, (i.proposal ->> 'grade')::int as proposed, i.facts, coalesce(d.full_name, i.division_code) as place
    from incident i left join division d on d.code = i.division_code
    where i.id = ${incidentId} and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}`.execute(deps.database)
  const incident = rows[0]
  if (!incident) throw new Problem('not-found', '没有这个事件，或它不在您的辖区')
  const [responses, tasks, reports, clocks, children, suspicions] = await Promise.all([
    readResponses(deps, incidentId), readTasks(deps, incidentId), readReports(deps, incidentId), readClocks(deps, incidentId), readChildren(deps, actor, incidentId), readSuspicions(deps, actor, incidentId),
  ])
  return {
    title: incident.title, placeName: incident.place, typeName: findIncidentType(incident.type_code)?.nameZh ?? '突发事件', status: incident.status, occurredAt: incident.occurred_at,
    grade: incident.grade, proposedGrade: incident.proposed, facts: incident.facts, responses, tasks, reports, clocks, children, suspicions,
    typhoon: incident.type_code === '11B01' ? await readLatestFix(deps) : null,
  }
}

async function readResponses(deps: ModuleDeps, incidentId: string): Promise<ReportMaterial['responses']> {
  const { rows } = await sql<{ level: number; headquarters_name: string; started_at: string; ended_at: string | null }>`
    select level, headquarters_name, started_at, ended_at from response where incident_id = ${incidentId} order by started_at, id`.execute(deps.database)
  return rows.map((row) => ({ level: row.level, headquartersName: row.headquarters_name, startedAt: row.started_at, endedAt: row.ended_at }))
}

async function readTasks(deps: ModuleDeps, incidentId: string): Promise<ReportMaterial['tasks']> {
  const { rows } = await sql<ReportMaterial['tasks']>`
    select count(*)::int as total, count(acknowledged_at)::int as acknowledged, count(*) filter (where status = 'done')::int as done, count(*) filter (where overdue_at is not null and status <> 'done')::int as overdue,
           count(*) filter (where status = 'disputed')::int as disputed, count(*) filter (where unacknowledged_at is not null and acknowledged_at is null)::int as unacknowledged
    from task where incident_id = ${incidentId} and status <> 'cancelled'`.execute(deps.database)
  return rows[0] ?? { total: 0, acknowledged: 0, done: 0, overdue: 0, disputed: 0, unacknowledged: 0 }
}

async function readReports(deps: ModuleDeps, incidentId: string): Promise<ReportMaterial['reports']> {
  const { rows } = await sql<{ kind: string; sequence: number; issued_at: string; unit: string }>`
    select r.kind, r.sequence, r.issued_at, u.name as unit from report r join unit u on u.id = r.from_unit_id where r.incident_id = ${incidentId} and r.status = 'issued' order by r.issued_at, r.id`.execute(deps.database)
  return rows.map((row) => ({ kind: row.kind, sequence: row.sequence, issuedAt: row.issued_at, unitName: row.unit }))
}

async function readClocks(deps: ModuleDeps, incidentId: string): Promise<ReportMaterial['clocks']> {
  const { rows } = await sql<{ met: number; late: number; running: number; overdue: number; next: string | null }>`
    select count(*) filter (where status = 'met')::int as met, count(*) filter (where status = 'late')::int as late, count(*) filter (where status = 'running')::int as running,
           count(*) filter (where status = 'running' and overdue_at is not null)::int as overdue, min(due_at) filter (where status = 'running' and overdue_at is null) as next
    from clock where incident_id = ${incidentId}`.execute(deps.database)
  const row = rows[0]
  return { met: row?.met ?? 0, late: row?.late ?? 0, running: row?.running ?? 0, overdue: row?.overdue ?? 0, nextDueAt: row?.next ?? null }
}

async function readChildren(deps: ModuleDeps, actor: Actor, incidentId: string): Promise<ReportMaterial['children']> {
  const { rows } = await sql<{ title: string; grade: number | null }>`
    select c.title, c.grade from incident c where c.parent_id = ${incidentId} and c.status <> 'merged' and ${withinScope(actor.scope, sql`c.division_code`, sql`'incident:' || c.id`)} order by c.registered_at, c.id limit 50`.execute(deps.database)
  return rows
}

/** Doubts about reporting are shown to those who may read them only. */
async function readSuspicions(deps: ModuleDeps, actor: Actor, incidentId: string): Promise<ReportMaterial['suspicions']> {
  if (!actor.permissions.has('suspicion:read')) return { raised: 0, upheld: 0 }
  const { rows } = await sql<ReportMaterial['suspicions']>`
    select count(*) filter (where status = 'raised')::int as raised, count(*) filter (where status = 'upheld')::int as upheld from suspicion s where incident_id = ${incidentId} and ${withinScope(actor.scope, sql`s.division_code`)}`.execute(deps.database)
  return rows[0] ?? { raised: 0, upheld: 0 }
}

async function readLatestFix(deps: ModuleDeps): Promise<ReportMaterial['typhoon']> {
  const { rows } = await sql<{ name: string; fixed_at: string; wind: number | null; pressure: number | null }>`
    select name, fixed_at, wind_metres_per_second::float8 as wind, pressure_hpa::float8 as pressure from typhoon_fix where fixed_at <= ${deps.clocks.business.now()} order by fixed_at desc limit 1`.execute(deps.database)
  const row = rows[0]
  return row ? { name: row.name, fixedAt: row.fixed_at, windMetresPerSecond: row.wind, pressureHpa: row.pressure } : null
}
