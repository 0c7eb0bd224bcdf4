import type { Incident } from '@fengsui/contract/incidents'
import { divisionLevelOf, type DivisionLevel, type Instant } from '@fengsui/contract/kernel'
import { ClockRule, type Clock } from '@fengsui/contract/reports'
import type { ReliefResponseScope } from '@fengsui/contract/reports/deadlines'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { chooseClockRule, placesAbove, withLocalLimits } from './clock-conduct-rules.ts'
import type { ClockSituation, Desk, SentReport } from './clock-rules.ts'
import { listDesks } from './report-store.ts'

/** Takes an incident, without asking who acts: for reactions. */
export async function lockIncidentRow(objects: ObjectStore, tx: Transaction, incidentId: string): Promise<Incident | undefined> {
  const [incident] = (await objects.read(tx, 'incident', sql`t.id = ${incidentId}::uuid`, { lock: true })) as unknown as Incident[]
  return incident
}

/** Every clock rule of a place and of those above it, also past and coming ones. */
async function listClockRules(objects: ObjectStore, db: Queryable, divisionCode: string): Promise<ClockRule[]> {
  return (await objects.read(db, 'clock-rule', sql`t.division_code = any(${placesAbove(divisionCode)}::text[])`)).map((row) => ClockRule.parse(row))
}

/** Desks with the conduct of their own place. */
export async function withConduct(objects: ObjectStore, db: Queryable, desks: readonly Desk[], at: Instant): Promise<{ desks: Desk[]; lowest: ClockRule | null }> {
  const deepest = desks.at(-1)
  if (!deepest) return { desks: [], lowest: null }
  const rules = await listClockRules(objects, db, deepest.divisionCode)
  return { desks: desks.map((desk) => ({ ...desk, conduct: chooseClockRule(rules, desk.divisionCode, at) })), lowest: chooseClockRule(rules, deepest.divisionCode, at) }
}

/** The strongest relief response that covers an incident now. */
export async function findReliefScope(db: Queryable, incident: Pick<Incident, 'divisionCode' | 'typeCode' | 'incidentClass'>, at: Instant): Promise<ReliefResponseScope> {
  if (incident.incidentClass !== 'natural-disaster') return 'none'
  const { rows } = await sql<{ scope: 'province' | 'national' }>`
    select scope from relief_response where division_code = any(${placesAbove(incident.divisionCode)}::text[]) and starts_with(${incident.typeCode}, type_prefix)
      and started_at <= ${at}::timestamptz and (ended_at is null or ended_at > ${at}::timestamptz) order by (scope = 'national') desc limit 1`.execute(db)
  return rows[0]?.scope ?? 'none'
}

/** Everything that decides an incident's clocks; the incident is already taken, its clocks are taken here. */
export async function loadClockSituation(objects: ObjectStore, tx: Transaction, incident: Incident, at: Instant): Promise<ClockSituation> {
  const { desks, lowest } = await withConduct(objects, tx, await listDesks(tx, incident.divisionCode), at)
  const clocks = (await objects.read(tx, 'clock', sql`t.incident_id = ${incident.id}::uuid and t.verification_order_id is null`, { lock: true })) as unknown as Clock[]
  // Reports about an incident that was merged into this one count here too.
  const { rows: sent } = await sql<SentReport>`
    select r.id as "reportId", r.from_unit_id as "fromUnitId", d.to_unit_id as "toUnitId", r.kind, d.by, d.sent_at as "sentAt", d.received_at as "receivedAt", r.facts
    from report r join report_delivery d on d.report_id = r.id
    where r.status = 'issued' and (r.incident_id = ${incident.id}::uuid or r.incident_id in (select id from incident where merged_into_id = ${incident.id}::uuid))
    order by d.sent_at, d.id`.execute(tx)
  const { rows: owners } = await sql<{ code: string }>`select division_code as code from unit where id = ${incident.ownerUnitId}::uuid`.execute(tx)
  const ownerLevel: DivisionLevel = divisionLevelOf(owners[0]?.code ?? incident.divisionCode)
  return { incident, ownerLevel, desks, clocks, sent, rules: withLocalLimits(lowest), relief: await findReliefScope(tx, incident, at), latestCasualties: await findLatestChange(tx, incident.id) }
}

/** Whether a desk owes a supplement of changed casualties. */
export async function owesCasualties(db: Queryable, incidentId: string, fromUnitId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from clock where incident_id = ${incidentId}::uuid and from_unit_id = ${fromUnitId}::uuid and status = 'running' and rule_id = 'accident.casualty-change'`.execute(db)
  return rows.length > 0
}

/** The latest change of casualties of an incident; null when none was recorded. */
async function findLatestChange(db: Queryable, incidentId: string): Promise<{ changedAt: string; recordedAt: string } | null> {
  const { rows } = await sql<{ changedAt: string; recordedAt: string }>`
    select changed_at as "changedAt", recorded_at as "recordedAt" from casualty_change where incident_id = ${incidentId}::uuid order by recorded_at desc, id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Takes one clock, and says whether its incident has ended. */
export async function lockClock(objects: ObjectStore, tx: Transaction, clockId: string): Promise<{ clock: Clock; incidentEnded: boolean } | undefined> {
  const [clock] = (await objects.read(tx, 'clock', sql`t.id = ${clockId}::uuid`, { lock: true })) as unknown as Clock[]
  if (!clock) return undefined
  const { rows } = await sql<{ status: string }>`select status from incident where id = ${clock.incidentId}::uuid`.execute(tx)
  return { clock, incidentEnded: rows[0]?.status === 'closed' }
}

/** The conduct of a desk's place at an instant; null where only the platform's holds. */
export async function findConduct(objects: ObjectStore, db: Queryable, divisionCode: string, at: Instant): Promise<ClockRule | null> {
  return chooseClockRule(await listClockRules(objects, db, divisionCode), divisionCode, at)
}

/** Open natural disasters within an area, for a relief response that begins or ends there. */
export async function listDisastersWithin(db: Queryable, area: { divisionCode: string; typePrefix: string }, prefix: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from incident where incident_class = 'natural-disaster' and status not in ('closed', 'merged') and starts_with(division_code, ${prefix}) and starts_with(type_code, ${area.typePrefix}) order by id`.execute(db)
  return rows.map((row) => row.id)
}
