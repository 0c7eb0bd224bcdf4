import { Consultation, Demand, EmergencyState, Response, Seat, type commandRoutes, type ResponseView, type SeatView } from '@fengsui/contract/command'
import { Problem, Protected, type RouteResponse } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { readNoticeViews, readTaskViews } from './task-views.ts'
import { visibleIncident, visibleOrder, visibleToUnit } from './visibility-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
export type CommandBoard = RouteResponse<typeof commandRoutes.getCommandBoard>

async function readResponses(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<ResponseView[]> {
  const { rows } = await sql<{ o: Stored; unit_name: string | null; place_name: string | null }>`
    select to_jsonb(t) as o, u.name as unit_name, place_name(t.division_code) as place_name
    from response t left join unit u on u.id = t.decided_by_unit_id where ${where} order by t.started_at desc, t.id`.execute(db)
  const responses = rows.map((row) => ({ row, response: Response.parse(objects.toObject('response', row.o)) }))
  const reveal = await readPersonalFacts(db, responses.map(({ response }) => response.endReason))
  return responses.map(({ row, response }) => ({ ...response, endReason: reveal(response.endReason), decidedByUnitName: row.unit_name ?? '', placeName: row.place_name ?? response.divisionCode }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getResponseView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<ResponseView> {
  const [response] = await readResponses(objects, db, sql`t.id = ${id}::uuid and ${visibleOrder(actor)}`)
  if (!response) throw new Problem('not-found', '没有找到这个响应，可能不在您的辖区内')
  return response
}

async function readSeats(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<SeatView[]> {
  const { rows } = await sql<{ o: Stored; unit_name: string | null; person_name: unknown }>`
    select to_jsonb(t) as o, u.name as unit_name, p.name as person_name
    from seat t left join unit u on u.id = t.unit_id left join person p on p.id = t.person_id
    where ${where}
    order by array_position(array['chief', 'deputy', 'office', 'onSiteCommander', 'groupLead', 'groupMember'], t.role), t.group_key nulls first, t.room nulls last, u.name, t.id`.execute(db)
  const names = rows.map((row) => Protected.nullable().parse(row.person_name ?? null))
  const reveal = await readPersonalFacts(db, names)
  return rows.map((row, index) => ({ ...Seat.parse(objects.toObject('seat', row.o)), unitName: row.unit_name ?? '', personName: reveal(names[index]) }))
}

async function readConsultations(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<CommandBoard['consultations']> {
  const { rows } = await sql<{ o: Stored; unit_names: string[] }>`
    select to_jsonb(t) as o,
           (select coalesce(jsonb_agg(u.name order by x.n), '[]') from jsonb_array_elements_text(t.unit_ids) with ordinality x(id, n) join unit u on u.id = x.id::uuid) as unit_names
    from consultation t where ${where} order by t.scheduled_at desc, t.id`.execute(db)
  const consultations = rows.map((row) => ({ unitNames: row.unit_names, consultation: Consultation.parse(objects.toObject('consultation', row.o)) }))
  const reveal = await readPersonalFacts(db, consultations.map(({ consultation }) => consultation.conclusion))
  return consultations.map(({ unitNames, consultation }) => ({ ...consultation, conclusion: reveal(consultation.conclusion), unitNames }))
}

async function readDemands(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<Demand[]> {
  const { rows } = await sql<{ o: Stored }>`select to_jsonb(t) as o from demand t where ${where} order by t.needed_by, t.item, t.id`.execute(db)
  return rows.map((row) => Demand.parse(objects.toObject('demand', row.o)))
}

async function readStates(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>): Promise<CommandBoard['emergencyStates']> {
  const { rows } = await sql<{ o: Stored; place_name: string | null }>`select to_jsonb(t) as o, place_name(t.division_code) as place_name from emergency_state t where ${where} order by t.entered_at desc, t.id`.execute(db)
  return rows.map((row) => {
    const state = EmergencyState.parse(objects.toObject('emergency-state', row.o))
    return { ...state, placeName: row.place_name ?? state.divisionCode }
  })
}

/** Everything the command side of an incident shows, in a fixed number of queries. @throws Problem not-found when the incident is not to be seen */
export async function getCommandBoard(objects: ObjectStore, db: Queryable, actor: Actor, incidentId: string): Promise<CommandBoard> {
  const seen = await sql`select 1 from incident i where i.id = ${incidentId}::uuid and ${visibleIncident(actor)}`.execute(db)
  if (seen.rows.length === 0) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  const ofIncident = sql`t.incident_id = ${incidentId}::uuid`
  const where = sql`${ofIncident} and ${visibleOrder(actor)}`
  const [responses, seats, tasks, notices, demands, consultations, emergencyStates] = await Promise.all([
    readResponses(objects, db, where),
    readSeats(objects, db, sql`${ofIncident} and ${visibleToUnit(actor, 'unit_id')}`),
    readTaskViews(objects, db, actor, sql`${ofIncident} and ${visibleToUnit(actor, 'unit_id')}`, sql``),
    readNoticeViews(objects, db, actor, sql`${ofIncident} and ${visibleToUnit(actor, 'to_unit_id')}`, sql``),
    readDemands(objects, db, where),
    readConsultations(objects, db, where),
    readStates(objects, db, where),
  ])
  return { responses, seats, tasks, notices, demands, consultations, emergencyStates }
}
