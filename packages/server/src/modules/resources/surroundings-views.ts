import type { Position, Protected } from '@fengsui/contract/kernel'
import type { Surroundings } from '@fengsui/contract/resources'
import { sql, type RawBuilder } from 'kysely'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { areaOf, boxOf, nearestFirst, type Area } from './area-rules.ts'
import { readEquipment, readFacilities, readShelters, readTeams, type Reader } from './resource-views.ts'

/** Villages listed one by one; the sums count all of them. */
const MOST_PLACES = 500

interface Point {
  longitude: number
  latitude: number
}
const positionOf = (row: Point): Position => ({ longitude: row.longitude, latitude: row.latitude })

/**
 * Who and what is in an area (MAP-2): the box of the area is looked up in the indexes on positions, then every hit is measured exactly.
 * Only what lies in the reader's jurisdiction; a fixed number of queries whatever the size.
 */
export async function getSurroundings(reader: Reader, area: Area): Promise<Surroundings> {
  const { west, south, east, north } = boxOf(area)
  const boxed = sql`t.position <@ box(point(${west}, ${south}), point(${east}, ${north}))`
  const active = sql`t.status = 'active' and ${boxed}`
  const byId = <T extends { id: string; position: Position | null }>(items: readonly T[]) => nearestFirst(area, items, (item) => item.position, (item) => item.id)
  return {
    centre: area.centre,
    areaSquareMetres: Math.round(areaOf(area)),
    people: await readPeople(reader, area, boxed),
    teams: byId(await readTeams(reader, active, sql``)),
    equipment: byId(await readEquipment(reader, active, sql``)),
    shelters: byId(await readShelters(reader, active, sql``)),
    facilities: byId(await readFacilities(reader, active, sql``)),
    warehouses: await readWarehouses(reader, area, active),
    incidents: await readIncidents(reader, area, boxed),
  }
}

/** Officers are named to those who may see the organisation. */
async function readPeople({ db, actor }: Reader, area: Area, boxed: RawBuilder<unknown>): Promise<Surroundings['people']> {
  const { rows } = await sql<Point & { divisionCode: string; name: string; population: number | null }>`
    select t.code as "divisionCode", t.name, t.population, t.position[0] as longitude, t.position[1] as latitude
    from division t where t.level = 'village' and t.valid_to is null and ${boxed} and ${withinScope(actor.scope, sql`t.code`)}`.execute(db)
  const villages = nearestFirst(area, rows, positionOf, (row) => row.divisionCode)
  const listed = villages.slice(0, MOST_PLACES)
  const named = actor.permissions.has('org:read') ? listed.map((village) => village.divisionCode) : []
  const officers = await sql<{ divisionCode: string; name: Protected }>`
    select distinct on (division_code) division_code as "divisionCode", name from person where status = 'active' and division_code = any(${named}::text[]) order by division_code, id`.execute(db)
  const nameOf = await readPersonalFacts(db, officers.rows.map((row) => row.name))
  const officerOf = new Map(officers.rows.map((row) => [row.divisionCode, nameOf(row.name)]))
  return {
    villages: villages.length,
    population: villages.reduce((sum, { population }) => sum + (population ?? 0), 0),
    places: listed.map(({ divisionCode, name, population, distanceMetres }) => ({ divisionCode, name, population, officerName: officerOf.get(divisionCode) ?? null, distanceMetres })),
  }
}

/** Goods that can still be given out are shown; what has expired or is promised is not. */
async function readWarehouses({ db, actor, now }: Reader, area: Area, where: RawBuilder<unknown>): Promise<Surroundings['warehouses']> {
  if (!actor.permissions.has('stock:read')) return []
  const { rows } = await sql<Point & { id: string; name: string; placeName: string | null; goods: { itemId: string; name: string; unit: string; quantity: number }[] }>`
    select t.id, t.name, place_name(t.division_code) as "placeName", t.position[0] as longitude, t.position[1] as latitude, coalesce((
      select jsonb_agg(jsonb_build_object('itemId', g.id, 'name', g.name, 'unit', g.unit, 'quantity', g.quantity) order by g.code, g.name, g.id)
      from (select i.id, i.code, i.name, i.unit, sum(l.quantity - l.reserved) as quantity from lot l join item i on i.id = l.item_id
            where l.warehouse_id = t.id and (l.expires_on is null or l.expires_on >= (${now}::timestamptz at time zone 'Asia/Shanghai')::date) group by i.id having sum(l.quantity - l.reserved) > 0) g), '[]') as goods
    from warehouse t where ${withinScope(actor.scope, sql`t.division_code`)} and ${where}`.execute(db)
  return nearestFirst(area, rows, positionOf, (row) => row.id).map(({ id, name, placeName, goods, longitude, latitude, distanceMetres }) => ({ id, name, placeName: placeName ?? '', goods, position: { longitude, latitude }, distanceMetres }))
}

async function readIncidents({ db, actor }: Reader, area: Area, boxed: RawBuilder<unknown>): Promise<Surroundings['incidents']> {
  if (!actor.permissions.has('incident:read')) return []
  const { rows } = await sql<Point & { id: string; title: string; grade: number | null; status: string }>`
    select t.id, t.title, t.grade, t.status, t.position[0] as longitude, t.position[1] as latitude from incident t
    where t.status not in ('closed', 'merged') and ${boxed} and ${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(db)
  return nearestFirst(area, rows, positionOf, (row) => row.id).map(({ id, title, grade, status, distanceMetres }) => ({ id, title, grade, status, distanceMetres }))
}
