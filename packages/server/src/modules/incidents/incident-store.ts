import type { Incident } from '@fengsui/contract/incidents'
import { divisionAt, legalDay, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { IncidentCounts } from './incident-rules.ts'

/** Takes incidents of the jurisdiction for this command, in id order. @throws Problem not-found for any that is missing or not to be seen */
export async function lockIncidents(objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Incident[]> {
  const rows = (await objects.read(tx, 'incident', sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(scope, sql`t.division_code`, sql`'incident:' || t.id`)}`, { lock: true })) as unknown as Incident[]
  return ids.map((id) => {
    const found = rows.find((row) => row.id === id)
    if (!found) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
    return found
  })
}

export async function lockIncident(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Incident> {
  const [incident] = await lockIncidents(objects, tx, scope, [id])
  if (!incident) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  return incident
}

/** Next number of a county's day, `331099-20190810-0007`; two at once wait for each other. */
export async function nextIncidentNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = `${divisionAt(divisionCode, 'county').slice(0, 6)}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incident-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number) as last from incident where starts_with(number, ${prefix})`.execute(tx)
  const last = rows[0]?.last
  return `${prefix}${String((last ? Number(last.slice(prefix.length)) : 0) + 1).padStart(4, '0')}`
}

/** Whether the code is a real place in force, and its name. @throws Problem for unknown codes */
export async function getPlace(db: Queryable, divisionCode: string, path = 'divisionCode'): Promise<{ name: string; position: { longitude: number; latitude: number } | null }> {
  const { rows } = await sql<{ name: string; longitude: number | null; latitude: number | null }>`
    select place_name(code) as name, position[0] as longitude, position[1] as latitude from division where code = ${divisionCode} and valid_to is null`.execute(db)
  const place = rows[0]
  if (!place) throw new Problem('invalid-input', '没有这个行政区划，请从列表中选择地点', [{ path, message: '没有这个行政区划' }])
  return { name: place.name, position: place.longitude === null || place.latitude === null ? null : { longitude: place.longitude, latitude: place.latitude } }
}

export async function countForClosing(db: Queryable, incidentId: string): Promise<IncidentCounts> {
  const { rows } = await sql<IncidentCounts>`
    select (select count(*) from response where incident_id = ${incidentId}::uuid and status = 'active') as "activeResponses",
           (select count(*) from task where incident_id = ${incidentId}::uuid and status not in ('done', 'cancelled')) as "openTasks",
           (select count(*) from report where incident_id = ${incidentId}::uuid and kind = 'final' and status = 'issued') as "finalReports",
           (select count(*) from report where incident_id = ${incidentId}::uuid and status = 'issued') as "reports",
           (select count(*) from protective_order where incident_id = ${incidentId}::uuid and status = 'inForce') as "ordersInForce",
           (select count(*) from transfer_household h where h.incident_id = ${incidentId}::uuid and h.status = 'moved' and not exists (
              select 1 from return_release r where r.incident_id = h.incident_id and r.released_at >= h.moved_at
                and r.division_code in (h.division_code, rpad(left(h.division_code, 9), 12, '0'), rpad(left(h.division_code, 6), 12, '0'), rpad(left(h.division_code, 4), 12, '0'), rpad(left(h.division_code, 2), 12, '0')))) as "householdsOut",
           (select count(*) from resource_request where incident_id = ${incidentId}::uuid and status not in ('refused', 'closed', 'withdrawn')) as "openRequests",
           (select count(*) from dispatch where incident_id = ${incidentId}::uuid and status not in ('returned', 'cancelled') and not (kind = 'goods' and status = 'received')) as "dispatchesOut",
           (select count(*) from casualty_change c join incident i on i.id = c.incident_id where c.incident_id = ${incidentId}::uuid and c.recorded_at > i.closed_at) as "casualtiesAfterEnd"`.execute(db)
  return rows[0] ?? { activeResponses: 0, openTasks: 0, finalReports: 0, reports: 0, ordersInForce: 0, householdsOut: 0, openRequests: 0, dispatchesOut: 0, casualtiesAfterEnd: 0 }
}

/** Whether making `parentId` the parent of `id` would close a circle. */
export async function wouldCircle(db: Queryable, id: string, parentId: string): Promise<boolean> {
  const { rows } = await sql<{ circle: boolean }>`
    with recursive up(id, depth) as (select ${parentId}::uuid, 0 union all select i.parent_id, up.depth + 1 from incident i join up on i.id = up.id where i.parent_id is not null and up.depth < 50)
    select exists (select 1 from up where id = ${id}::uuid) as circle`.execute(db)
  return rows[0]?.circle ?? false
}

/** Signals of an incident, by id, that may still be moved. */
export async function listSignalsOf(objects: ObjectStore, tx: Transaction, incidentId: string): Promise<{ id: string; divisionCode: string; facts: Incident['facts']; typeCode: string; receivedAt: string; occurredAt: string | null; position: Incident['position']; status: string }[]> {
  return (await objects.read(tx, 'signal', sql`t.incident_id = ${incidentId}::uuid`, { lock: true })) as never
}

/** Running clocks and children of an incident, for merging. */
export async function listDependants(tx: Transaction, incidentId: string): Promise<{ children: string[] }> {
  const { rows } = await sql<{ id: string }>`select id from incident where parent_id = ${incidentId}::uuid order by id`.execute(tx)
  return { children: rows.map((row) => row.id) }
}
