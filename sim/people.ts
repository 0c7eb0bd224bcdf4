import { divisionRange, type Permission } from '@fengsui/contract/kernel'
import type { Actor } from '../packages/server/src/platform/actor.ts'
import { GROUND, type DatabaseServer } from './database-server.ts'

/** Somebody who may be called. `superior` is written down here by hand: who is turned to when there is no answer, or nobody. */
export interface Person {
  readonly key: string
  readonly unit: string
  readonly division: string
  readonly phone: string | null
  /** Has an account, so the desk reaches them. */
  readonly account: boolean
  /** Heads the unit. */
  readonly lead: boolean
  readonly superior: string | null
}

const COUNTY = '331099000000'
const TOWN = '331099101000'

/** Ids that are the same in every run: only what a run does may differ. */
const fixed = (number: number): string => `00000000-0000-8000-a000-${String(number).padStart(12, '0')}`

const unitRows = [
  { key: 'county-duty', role: 'duty-office', division: COUNTY }, { key: 'town-duty', role: 'duty-office', division: TOWN },
  { key: 'town-government', role: 'town-government', division: TOWN }, { key: 'water', role: 'water', division: COUNTY },
]
export const unitIds: ReadonlyMap<string, string> = new Map(unitRows.map(({ key }, index) => [key, fixed(100 + index)]))

/** A county, a town, three villages; with and without telephone, with and without account, and one whom nobody stands above. */
export const people: readonly Person[] = [
  { key: 'county-watch', unit: 'county-duty', division: COUNTY, phone: '13900000001', account: true, lead: true, superior: null },
  { key: 'town-watch', unit: 'town-duty', division: TOWN, phone: '13900000002', account: false, lead: true, superior: null },
  { key: 'mayor', unit: 'town-government', division: TOWN, phone: '13900000003', account: true, lead: true, superior: 'town-watch' },
  { key: 'water-chief', unit: 'water', division: COUNTY, phone: '13900000004', account: false, lead: true, superior: 'county-watch' },
  { key: 'water-member', unit: 'water', division: COUNTY, phone: '13900000005', account: true, lead: false, superior: 'water-chief' },
  { key: 'village-1', unit: 'town-government', division: '331099101201', phone: '13900000006', account: false, lead: false, superior: 'town-watch' },
  { key: 'village-2', unit: 'town-government', division: '331099101202', phone: '13900000007', account: true, lead: false, superior: 'town-watch' },
  { key: 'village-3', unit: 'town-government', division: '331099101203', phone: null, account: false, lead: false, superior: 'town-watch' },
]
const personIds: ReadonlyMap<string, string> = new Map(people.map(({ key }, index) => [key, fixed(200 + index)]))

export function idOf(key: string): string {
  const id = personIds.get(key)
  if (id === undefined) throw new Error(`nobody is called ${key}`)
  return id
}
export function personOf(id: string): Person | undefined {
  return people.find(({ key }) => personIds.get(key) === id)
}

function actor(label: string, unit: string, division: string, personId: string | null, permissions: readonly Permission[]): Actor {
  const unitId = unitIds.get(unit) ?? ''
  return { label, accountId: label, personId, unitId, divisionCode: division, roles: [], permissions: new Set(permissions), scope: { ...divisionRange(division), unitId } }
}
/** Makes calls, repeats and closes them, and writes down what it hears by telephone. */
export const caller = actor('account:caller', 'county-duty', COUNTY, null, ['call:make', 'call:read', 'call:answer'])
/** Tells what became of messages. */
export const receiptGateway = actor('account:gateway', 'county-duty', COUNTY, null, ['receipt:submit'])
export const answering = ({ key, unit, division }: Person): Actor => actor(`account:${key}`, unit, division, idOf(key), ['call:answer'])

/** Puts places, units and people there, once for all runs of a database. */
export async function settlePeople(server: DatabaseServer): Promise<void> {
  const facts = people.map((person, index) => ({ ...person, id: idOf(person.key), unitId: unitIds.get(person.unit), ref: `ground:${index}`, contact: fixed(300 + index), post: fixed(400 + index), accountId: fixed(500 + index) }))
  const rows = JSON.stringify(facts)
  const places = [COUNTY, TOWN, ...people.map(({ division }) => division).filter((code) => !/000$/.test(code))]
  await server.read(`insert into division (code, name, full_name, level, statistical, fictional, pinyin) select code, 'place ' || code, '', case when code like '%000000' then 'county' when code like '%000' then 'town' else 'village' end, false, true, '' from unnest($1::text[]) as code`, [places])
  await server.read(`insert into unit (id, name, role, division_code, staffed_all_hours, status) select u.id, u.key, u.role, u.division, true, 'active' from jsonb_to_recordset($1::jsonb) as u(id uuid, key text, role text, division text)`, [JSON.stringify(unitRows.map((unit) => ({ ...unit, id: unitIds.get(unit.key) })))])
  await server.read(`insert into person (id, unit_id, division_code, name, title, status) select p.id, p."unitId", p.division, jsonb_build_object('ref', p.ref || ':name', 'digest', ''), '', 'active' from jsonb_to_recordset($1::jsonb) as p(id uuid, "unitId" uuid, division text, ref text)`, [rows])
  await server.read(`insert into post (id, unit_id, division_code, key, name, lead, person_id) select p.post, p."unitId", p.division, 'post', '', true, p.id from jsonb_to_recordset($1::jsonb) as p(id uuid, post uuid, "unitId" uuid, division text, lead boolean) where p.lead`, [rows])
  await server.read(`insert into contact_point (id, person_id, unit_id, division_code, kind, value, preferred, status) select p.contact, p.id, p."unitId", p.division, 'mobile', jsonb_build_object('ref', p.ref, 'digest', ''), true, 'active' from jsonb_to_recordset($1::jsonb) as p(id uuid, contact uuid, "unitId" uuid, division text, phone text, ref text) where p.phone is not null`, [rows])
  await server.read(`insert into account (id, username, person_id, unit_id, division_code, roles, status, created_at) select p."accountId", p.key, p.id, p."unitId", p.division, '[]', 'active', '2019-01-01' from jsonb_to_recordset($1::jsonb) as p(id uuid, "accountId" uuid, key text, "unitId" uuid, division text, account boolean) where p.account`, [rows])
  await server.read(`insert into personal_fact (ref, subject, value, salt) select p.ref, '${GROUND}', p.phone, '' from jsonb_to_recordset($1::jsonb) as p(ref text, phone text) where p.phone is not null`, [rows])
}
