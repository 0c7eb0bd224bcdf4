import { Incident } from '@fengsui/contract/incidents'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import { LinkageAlarm } from '@fengsui/contract/warnings'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { describeGrowth } from './facts-rules.ts'
import type { PlanInForce, RunningResponse } from './linkage-rules.ts'
import { listPlacesAbove } from './warning-store.ts'

/** Lines of growth that stand in an alarm. */
const GROWTH_LINES = 12

/** An incident that is still being dealt with; null for one that is over. */
export async function findOpenIncident(objects: ObjectStore, db: Queryable, id: string): Promise<Incident | null> {
  const [row] = await objects.read(db, 'incident', sql`t.id = ${id}::uuid and t.status not in ('closed', 'merged')`)
  return row ? Incident.parse(row) : null
}

/** A place above an incident (or its own) that has plans for its hazard, with what runs there. */
export interface PlaceWithPlans {
  readonly divisionCode: string
  readonly plans: readonly PlanInForce[]
  readonly responses: readonly RunningResponse[]
}

/** Places whose plans speak of the incident's hazard, in two statements. */
export async function listPlacesWithPlans(db: Queryable, incident: Pick<Incident, 'divisionCode' | 'typeCode'>): Promise<PlaceWithPlans[]> {
  const places = listPlacesAbove(incident.divisionCode)
  const plans = await sql<{ place: string; title: string; structure: StructuredPlan }>`
    select division_code as place, title, structure from plan where status = 'inForce' and division_code = any(${places}::text[]) and hazards @> to_jsonb(${incident.typeCode}::text) order by title, id`.execute(db)
  if (plans.rows.length === 0) return []
  const responses = await sql<RunningResponse & { place: string }>`
    select r.division_code as place, r.incident_id as "incidentId", r.level, p.hazards from response r join plan p on p.id = r.plan_id
    where r.status = 'active' and r.division_code = any(${places}::text[]) order by r.id`.execute(db)
  return [...new Set(plans.rows.map((plan) => plan.place))].map((divisionCode) => ({
    divisionCode, plans: plans.rows.filter((plan) => plan.place === divisionCode), responses: responses.rows.filter((response) => response.place === divisionCode),
  }))
}

/** Alarms about the facts of an incident in a place, newest first, the open one taken. */
export async function lockFactsAlarms(objects: ObjectStore, tx: Transaction, incidentId: string, divisionCode: string): Promise<LinkageAlarm[]> {
  const rows = await objects.read(tx, 'linkage-alarm', sql`t.kind = 'facts' and t.incident_id = ${incidentId}::uuid and t.division_code = ${divisionCode}`, { lock: true, order: sql`t.raised_at desc, t.id desc` })
  return rows.map((row) => LinkageAlarm.parse(row))
}

/** Incidents with an open alarm about their facts in a place. */
export async function listAlarmedIncidents(db: Queryable, divisionCode: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct incident_id::text as id from linkage_alarm where kind = 'facts' and status = 'open' and division_code = ${divisionCode} order by id`.execute(db)
  return rows.map((row) => row.id)
}

/** Incidents of whole places above a gauge, still being dealt with. */
export async function listIncidentsOver(db: Queryable, divisionCode: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id::text as id from incident where status not in ('closed', 'merged') and division_code = any(${listPlacesAbove(divisionCode)}::text[]) order by id`.execute(db)
  return rows.map((row) => row.id)
}

/** When a timer is due; null when there is none. */
export async function findTimer(db: Queryable, key: string): Promise<string | null> {
  const { rows } = await sql<{ due: string }>`select due_at as due from timer where key = ${key} and not parked`.execute(db)
  return rows[0]?.due ?? null
}

/** How the figures of an incident grew, from the journal: the first lines and the latest. */
export async function listGrowth(db: Queryable, incidentId: string): Promise<{ at: string; text: string }[]> {
  const { rows } = await sql<{ at: string; data: string }>`
    select at, data from journal where stream = ${`incident:${incidentId}`} and type = 'incident.facts-updated' order by version`.execute(db)
  const lines = rows.flatMap((row) => {
    const text = describeGrowth((JSON.parse(row.data) as { note?: { changed?: never } }).note?.changed)
    return text === null ? [] : [{ at: row.at, text }]
  })
  return lines.length <= GROWTH_LINES ? lines : [...lines.slice(0, GROWTH_LINES / 2), ...lines.slice(-GROWTH_LINES / 2)]
}
