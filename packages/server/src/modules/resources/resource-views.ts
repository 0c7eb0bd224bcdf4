import { divisionRange, Problem, type Protected } from '@fengsui/contract/kernel'
import type { Equipment, EquipmentView, Facility, FacilityView, Shelter, ShelterArrival, ShelterView, Team, TeamView } from '@fengsui/contract/resources'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { containsPattern, readCursor, writeCursor } from '../org/index.ts'
import { mayEdit } from './resource-policy.ts'
import { hoursAtWork, isStale, isTired } from './resource-rules.ts'

type ObjectRow = Parameters<ObjectStore['toObject']>[1]
interface Named {
  o: ObjectRow
  unitName: string
  placeName: string | null
}

/** What every read of this module needs. */
export interface Reader {
  readonly objects: ObjectStore
  readonly db: Queryable
  readonly actor: Actor
  /** Business instant. */
  readonly now: string
}

const scope = (actor: Actor) => withinScope(actor.scope, sql`t.division_code`)
const place = sql`place_name(t.division_code) as "placeName"`
export const inOrder = (limit: number): RawBuilder<unknown> => sql`order by t.division_code, t.id limit ${limit}`

/** Teams for which `where` holds (row `t`), as screens show them; so for the others below. */
export async function readTeams({ objects, db, actor, now }: Reader, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<TeamView[]> {
  const { rows } = await sql<Named & { leader: Protected | null; boats: number }>`
    select to_jsonb(t) as o, u.name as "unitName", ${place}, p.name as leader, (select count(*) from equipment e where e.team_id = t.id and e.kind = 'boat' and e.status = 'active') as boats
    from team t join unit u on u.id = t.unit_id left join person p on p.id = t.leader_person_id where ${scope(actor)} and ${where} ${tail}`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.leader))
  return rows.map(({ o, unitName, placeName, leader, boats }) => {
    const team = objects.toObject('team', o) as unknown as Team
    return { ...team, unitName, placeName: placeName ?? '', boats, leaderName: nameOf(leader), stale: isStale(team.confirmedAt, now), mayEdit: mayEdit(actor, team), hoursAtWork: hoursAtWork(team, now), tired: isTired(team, now) }
  })
}

async function readNamed<T extends { divisionCode: string; unitId: string | null; confirmedAt: string }, U extends string | null>({ objects, db, actor, now }: Reader, kind: 'equipment' | 'shelter' | 'facility', where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<(T & { unitName: U; placeName: string; stale: boolean; mayEdit: boolean })[]> {
  const { rows } = await sql<{ o: ObjectRow; unitName: U; placeName: string | null }>`select to_jsonb(t) as o, u.name as "unitName", ${place} from ${sql.table(kind)} t left join unit u on u.id = t.unit_id where ${scope(actor)} and ${where} ${tail}`.execute(db)
  return rows.map(({ o, unitName, placeName }) => {
    const object = objects.toObject(kind, o) as unknown as T
    return { ...object, unitName, placeName: placeName ?? '', stale: isStale(object.confirmedAt, now), mayEdit: mayEdit(actor, object) }
  })
}

export const readEquipment = (reader: Reader, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<EquipmentView[]> => readNamed<Equipment, string>(reader, 'equipment', where, tail)
export const readFacilities = (reader: Reader, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<FacilityView[]> => readNamed<Facility, string | null>(reader, 'facility', where, tail)
export async function readShelters(reader: Reader, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<ShelterView[]> {
  return (await readNamed<Shelter, string>(reader, 'shelter', where, tail)).map((shelter) => ({ ...shelter, free: shelter.capacity - shelter.occupancy }))
}

/** One by id. @throws Problem not-found when missing or outside the jurisdiction */
export async function getOne<T>(read: (where: RawBuilder<unknown>, tail: RawBuilder<unknown>) => Promise<T[]>, id: string): Promise<T> {
  const [found] = await read(sql`t.id = ${id}::uuid`, sql``)
  if (!found) throw new Problem('not-found', '没有找到，可能不在您的辖区内')
  return found
}

interface Filter {
  limit: number
  after?: string | undefined
  q?: string | undefined
  divisionCode?: string | undefined
}

function inPlace(divisionCode: string | undefined): RawBuilder<unknown> {
  if (divisionCode === undefined) return sql`true`
  const { lo, hi } = divisionRange(divisionCode)
  return sql`(t.division_code >= ${lo} and t.division_code < ${hi})`
}

/** Active records of a page by name, place and whatever else the list filters by. */
function matching(query: Filter, also: readonly RawBuilder<unknown>[], inName: (pattern: string) => RawBuilder<unknown> = (pattern) => sql`(t.name like ${pattern} or u.name like ${pattern})`): RawBuilder<unknown> {
  const pattern = containsPattern(query.q)
  return sql.join([sql`t.status = 'active'`, inPlace(query.divisionCode), pattern === null ? sql`true` : inName(pattern), ...also], sql` and `)
}

const equals = (column: string, value: string | undefined): RawBuilder<unknown> => (value === undefined ? sql`true` : sql`t.${sql.id(column)} = ${value}`)

async function page<T extends { divisionCode: string; id: string }>(query: Filter, where: RawBuilder<unknown>, read: (where: RawBuilder<unknown>, tail: RawBuilder<unknown>) => Promise<T[]>): Promise<{ items: T[]; next: string | null }> {
  const after = readCursor(query.after)
  const found = await read(sql`${where} and (t.division_code, t.id) > (${after.divisionCode}, ${after.id}::uuid)`, inOrder(query.limit + 1))
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: found.length > query.limit && last ? writeCursor(last) : null }
}

export function listTeams(reader: Reader, query: Filter & { kind?: string | undefined; readiness?: string | undefined }) {
  return page(query, matching(query, [equals('kind', query.kind), equals('readiness', query.readiness)]), (where, tail) => readTeams(reader, where, tail))
}

export function listEquipment(reader: Reader, query: Filter & { kind?: string | undefined; state?: string | undefined }) {
  const where = matching(query, [equals('kind', query.kind), equals('state', query.state)], (pattern) => sql`(t.name like ${pattern} or t.number like ${pattern} or u.name like ${pattern})`)
  return page(query, where, (found, tail) => readEquipment(reader, found, tail))
}

/** Shelters with totals over everything that matches, not only this page. */
export async function listShelters(reader: Reader, query: Filter & { state?: string | undefined; incidentId?: string | undefined }) {
  const where = matching(query, [equals('state', query.state), query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`])
  const { rows } = await sql<{ shelters: number; open: number; capacity: number; openCapacity: number; occupancy: number }>`
    select count(*)::int as shelters, count(*) filter (where t.state in ('open', 'full'))::int as open, coalesce(sum(t.capacity), 0)::int as capacity,
      coalesce(sum(t.capacity) filter (where t.state in ('open', 'full')), 0)::int as "openCapacity", coalesce(sum(t.occupancy), 0)::int as occupancy
    from shelter t left join unit u on u.id = t.unit_id where ${scope(reader.actor)} and ${where}`.execute(reader.db)
  const totals = rows[0] ?? { shelters: 0, open: 0, capacity: 0, openCapacity: 0, occupancy: 0 }
  return { ...(await page(query, where, (found, tail) => readShelters(reader, found, tail))), totals }
}

export function listFacilities(reader: Reader, query: Filter & { kind?: string | undefined }) {
  return page(query, matching(query, [equals('kind', query.kind)]), (where, tail) => readFacilities(reader, where, tail))
}

export type ArrivalItem = ShelterArrival & { fromName: string | null; redirectedToName: string | null; redirectedFromName: string | null }

/** Arrivals of a shelter of the jurisdiction, newest first. @throws Problem not-found for another's shelter */
export async function listShelterArrivals(reader: Reader, shelterId: string, query: { limit: number; after?: string | undefined }): Promise<{ items: ArrivalItem[]; next: string | null }> {
  const { objects, db } = reader
  await getOne((where, tail) => readShelters(reader, where, tail), shelterId)
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f-]{36})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && (at === undefined || Number.isNaN(Date.parse(at)))) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  const { rows } = await sql<{ o: ObjectRow; fromName: string | null; redirectedToName: string | null; redirectedFromName: string | null }>`
    select to_jsonb(t) as o, place_name(t.from_division_code) as "fromName", r.name as "redirectedToName", s.name as "redirectedFromName"
    from shelter_arrival t left join shelter r on r.id = t.redirected_to_id left join shelter s on s.id = t.redirected_from_id
    where ${scope(reader.actor)} and t.shelter_id = ${shelterId}::uuid and ${at === undefined ? sql`true` : sql`(t.arrived_at, t.id) < (${at}::timestamptz, ${id}::uuid)`}
    order by t.arrived_at desc, t.id desc limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit).map(({ o, ...names }) => ({ ...(objects.toObject('shelter-arrival', o) as unknown as ShelterArrival), ...names }))
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? `${last.arrivedAt}|${last.id}` : null }
}
