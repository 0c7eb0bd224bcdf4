import { EvacuationCount, ProtectiveOrder, ReturnRelease, type CountView, type evacuationRoutes } from '@fengsui/contract/evacuation'
import { Problem, type RouteResponse } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { totalise } from './count-rules.ts'
import { mayLift } from './evacuation-policy.ts'
import { getIncidentFor, visibleFromBelow } from './evacuation-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
export type EvacuationBoard = RouteResponse<typeof evacuationRoutes.getEvacuationBoard>

async function readCounts(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>): Promise<CountView[]> {
  const { rows } = await sql<{ o: Stored; placeName: string | null; unitName: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName"
    from evacuation_count t left join unit u on u.id = t.by_unit_id where ${where} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.division_code, t.kind, t.id`.execute(db)
  return rows.map((row) => {
    const count = EvacuationCount.parse(objects.toObject('evacuation-count', row.o))
    return { ...count, placeName: row.placeName ?? count.divisionCode, byUnitName: row.unitName ?? '' }
  })
}

/** One statement, as the answer to a command. @throws Problem not-found */
export async function getCount(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<CountView> {
  const [count] = await readCounts(objects, db, actor, sql`t.id = ${id}::uuid`)
  if (!count) throw new Problem('not-found', '没有找到这项数字，可能不在您的辖区内')
  return count
}

/** Everything about people moved in an incident as far as the jurisdiction reaches, in a fixed number of queries. @throws Problem not-found */
export async function getEvacuationBoard(objects: ObjectStore, db: Queryable, actor: Actor, incidentId: string): Promise<EvacuationBoard> {
  await getIncidentFor(db, actor, incidentId)
  const ofIncident = sql`t.incident_id = ${incidentId}::uuid`
  const [counts, orders, releases, households, shelters] = await Promise.all([
    readCounts(objects, db, actor, ofIncident),
    sql<{ o: Stored; placeName: string | null; unitName: string | null; unitPlace: string | null }>`
      select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName", u.division_code as "unitPlace"
      from protective_order t left join unit u on u.id = t.issued_by_unit_id where ${ofIncident} and ${visibleFromBelow(actor)} order by t.issued_at desc, t.id`.execute(db),
    sql<{ o: Stored; placeName: string | null }>`select to_jsonb(t) as o, place_name(t.division_code) as "placeName" from return_release t where ${ofIncident} and ${visibleFromBelow(actor)} order by t.released_at desc, t.id`.execute(db),
    sql<EvacuationBoard['households']>`
      select count(*) filter (where status = 'listed') as listed, count(*) filter (where status = 'notified') as notified, count(*) filter (where status = 'moved') as moved,
             count(*) filter (where status = 'refused') as refused, count(*) filter (where status = 'returned') as returned, coalesce(sum(people), 0) as people, coalesce(sum(people) filter (where status = 'moved'), 0) as "peopleMoved"
      from transfer_household t where ${ofIncident} and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db),
    sql<{ people: number }>`select coalesce(sum(occupancy), 0) as people from shelter t where ${ofIncident} and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db),
  ])
  return {
    totals: totalise(counts), counts,
    orders: orders.rows.map((row) => {
      const order = ProtectiveOrder.parse(objects.toObject('protective-order', row.o))
      return { ...order, placeName: row.placeName ?? order.divisionCode, issuedByName: row.unitName ?? '', issuedByDivisionCode: row.unitPlace ?? order.divisionCode, mayLift: mayLift(actor, order) }
    }),
    releases: releases.rows.map((row) => {
      const release = ReturnRelease.parse(objects.toObject('return-release', row.o))
      return { ...release, placeName: row.placeName ?? release.divisionCode }
    }),
    households: households.rows[0] ?? { listed: 0, notified: 0, moved: 0, refused: 0, returned: 0, people: 0, peopleMoved: 0 },
    sheltered: shelters.rows[0]?.people ?? 0,
  }
}
