import { divisionRange } from '@fengsui/contract/kernel'
import type { DigestFacts, DigestIncident } from '@fengsui/contract/digests'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { listOnDuty } from '../rosters/index.ts'

const roleNames = { leader: '带班领导', officer: '值班员', standby: '备勤', trainee: '跟班学习' } as const
const MOST = 60

/**
 * What an office's last hours held, in its whole jurisdiction: one statement for the record, one for names. Incidents are those registered
 * in the period and those still open; merged ones count where they went. At most 60 rows of each kind: a digest is a page, not a register.
 */
export async function gatherFacts(db: Queryable, office: { readonly unitId: string; readonly divisionCode: string }, period: { readonly from: string; readonly to: string }): Promise<DigestFacts> {
  const { lo, hi } = divisionRange(office.divisionCode)
  const inPlace = sql`t.division_code >= ${lo} and t.division_code < ${hi}`
  const { from, to } = period
  const { rows } = await sql<{
    placeName: string
    incidents: (Omit<DigestIncident, 'dead' | 'missing' | 'injured' | 'evacuated'> & { facts: IncidentFacts })[]
    received: number; unverified: number
    warnings: DigestFacts['warnings']; responses: DigestFacts['responses']; linkageAlarms: DigestFacts['linkageAlarms']
    issued: number; receivedReports: number; late: DigestFacts['reports']['late']; clocks: DigestFacts['clocks']; suspicions: string[]
  }>`
    select place_name(${office.divisionCode}) as "placeName",
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'incidentClass', t.incident_class, 'grade', t.grade, 'proposedGrade', (t.proposal ->> 'grade')::smallint, 'placeName', place_name(t.division_code), 'occurredAt', t.occurred_at, 'fresh', t.registered_at >= ${from}::timestamptz, 'closed', t.status = 'closed', 'facts', t.facts) order by t.grade nulls last, t.occurred_at desc, t.id), '[]')
        from (select * from incident t where ${inPlace} and t.status <> 'merged' and t.registered_at <= ${to}::timestamptz and (t.registered_at >= ${from}::timestamptz or t.status <> 'closed') order by t.grade nulls last, t.occurred_at desc, t.id limit ${MOST}) t) as incidents,
      (select count(*) from signal t where ${inPlace} and t.received_at >= ${from}::timestamptz and t.received_at <= ${to}::timestamptz and t.status <> 'merged') as received,
      (select count(*) from signal t where ${inPlace} and t.received_at <= ${to}::timestamptz and t.status in ('received', 'verifying')) as unverified,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'headline', t.headline, 'placeName', place_name(t.division_code), 'inForce', t.status = 'inForce', 'issuedAt', t.issued_at) order by t.issued_at, t.id), '[]')
        from (select * from warning t where ${inPlace} and t.relayed_at <= ${to}::timestamptz and (t.relayed_at >= ${from}::timestamptz or t.status = 'inForce') order by t.relayed_at desc, t.id limit ${MOST}) t) as warnings,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.plan_title, 'level', t.level, 'startedAt', t.started_at) order by t.level, t.started_at, t.id), '[]')
        from (select * from response t where ${inPlace} and t.ended_at is null and t.started_at <= ${to}::timestamptz order by t.level, t.started_at, t.id limit ${MOST}) t) as responses,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'placeName', place_name(t.division_code), 'raisedAt', t.raised_at) order by t.raised_at, t.id), '[]')
        from (select * from linkage_alarm t where ${inPlace} and t.status = 'open' order by t.raised_at, t.id limit ${MOST}) t) as "linkageAlarms",
      (select count(*) from report t where t.from_unit_id = ${office.unitId}::uuid and t.status = 'issued' and t.issued_at >= ${from}::timestamptz and t.issued_at <= ${to}::timestamptz) as issued,
      (select count(*) from report_delivery t where t.to_unit_id = ${office.unitId}::uuid and t.received_at >= ${from}::timestamptz and t.received_at <= ${to}::timestamptz) as "receivedReports",
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'fromName', u.name) order by t.due_at, t.id), '[]')
        from (select * from clock t where ${inPlace} and t.due_at >= ${from}::timestamptz and t.due_at <= ${to}::timestamptz and (t.status in ('late', 'missed') or (t.status = 'running' and t.overdue_at is not null)) order by t.due_at, t.id limit ${MOST}) t join unit u on u.id = t.from_unit_id) as late,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'toName', u.name, 'dueAt', t.due_at) order by t.due_at, t.id), '[]')
        from (select * from clock t where t.from_unit_id = ${office.unitId}::uuid and t.status = 'running' order by t.due_at, t.id limit 20) t join unit u on u.id = t.to_unit_id) as clocks,
      (select coalesce(jsonb_agg(t.id order by t.raised_at, t.id), '[]') from suspicion t where ${inPlace} and t.status = 'raised') as suspicions`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('a select without from gives one row')
  return {
    placeName: row.placeName, periodFrom: from, periodTo: to,
    incidents: row.incidents.map(({ facts, ...incident }) => ({ ...incident, occurredAt: isoOf(incident.occurredAt), dead: facts.dead ?? null, missing: facts.missing ?? null, injured: facts.injured ?? null, evacuated: facts.evacuated ?? null })),
    signals: { received: row.received, unverified: row.unverified },
    warnings: row.warnings.map((warning) => ({ ...warning, issuedAt: isoOf(warning.issuedAt) })),
    responses: row.responses.map((response) => ({ ...response, startedAt: isoOf(response.startedAt) })),
    linkageAlarms: row.linkageAlarms.map((alarm) => ({ ...alarm, raisedAt: isoOf(alarm.raisedAt) })),
    reports: { issued: row.issued, received: row.receivedReports, late: row.late },
    clocks: row.clocks.map((clock) => ({ ...clock, dueAt: isoOf(clock.dueAt) })),
    suspicions: row.suspicions, duty: await listDutyNames(db, office.unitId, to),
  }
}

/** Instants inside aggregated JSON carry the database's spelling. */
const isoOf = (text: string): string => new Date(Date.parse(text)).toISOString()

async function listDutyNames(db: Queryable, unitId: string, at: string): Promise<DigestFacts['duty']> {
  const duty = (await listOnDuty(db, { unitId, at })).filter(({ role }) => role !== 'trainee')
  if (duty.length === 0) return []
  const { rows } = await sql<{ id: string; name: { ref: string; digest: string } }>`select id::text, name from person where id = any(${duty.map(({ personId }) => personId)}::uuid[])`.execute(db)
  const reveal = await readPersonalFacts(db, rows.map(({ name }) => name))
  return duty.flatMap(({ role, personId }) => {
    const name = reveal(rows.find(({ id }) => id === personId)?.name)
    return name === null ? [] : [{ roleName: roleNames[role], name }]
  })
}
