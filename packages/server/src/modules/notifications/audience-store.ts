import { divisionAt, divisionRange, Problem, type Protected } from '@fengsui/contract/kernel'
import type { CallAudience } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { Lead } from './ladder-rules.ts'

/** One to be called: a person, or the duty desk of a unit (`personId` null). */
export interface Target {
  readonly personId: string | null
  readonly unitId: string
  /** The place it answers for. */
  readonly divisionCode: string
  readonly unitDivisionCode: string
}

/** Everybody an audience names, in order of place, and how many places of the level have nobody. */
export interface Audience {
  readonly name: string
  readonly targets: readonly Target[]
  readonly placesWithout: number
}

/** Roles of units that watch for a place, in this order. */
const deskRoles = ['duty-office', 'emergency', 'town-government']

const outside = (path: string): Problem => new Problem('invalid-input', '所选的单位或人员有不在册的，或不在您的辖区内，请刷新后重新选择', [{ path, message: '不在册或不在辖区内' }])

/** Resolves whom a call goes to, within the actor's jurisdiction. @throws Problem when something named is not there or not below the actor */
export async function resolveAudience(db: Queryable, actor: Actor, audience: CallAudience): Promise<Audience> {
  switch (audience.type) {
    case 'units': {
      const targets = await listDesks(db, actor, audience.unitIds)
      if (targets.length !== new Set(audience.unitIds).size) throw outside('audience.unitIds')
      return { name: `${targets.length} 个单位`, targets, placesWithout: 0 }
    }
    case 'persons': {
      const { rows } = await sql<Target>`
        select p.id as "personId", p.unit_id as "unitId", p.division_code as "divisionCode", u.division_code as "unitDivisionCode"
        from person p join unit u on u.id = p.unit_id
        where p.id = any(${audience.personIds}::uuid[]) and p.status = 'active' and ${withinScope(actor.scope, sql`p.division_code`)} order by p.division_code, p.id`.execute(db)
      if (rows.length !== new Set(audience.personIds).size) throw outside('audience.personIds')
      return { name: `${rows.length} 人`, targets: rows, placesWithout: 0 }
    }
    case 'headquarters': {
      const { rows } = await sql<{ name: string; unitIds: string[] }>`
        select h.name, array(select e ->> 'unitId' from jsonb_array_elements(h.members) e) as "unitIds" from special_headquarters h
        where h.id = ${audience.headquartersId}::uuid and ${withinScope(actor.scope, sql`h.division_code`)}`.execute(db)
      const [headquarters] = rows
      if (!headquarters) throw new Problem('not-found', '没有找到这个专项指挥部，可能不在您的辖区内')
      return { name: `${headquarters.name}成员单位`, targets: await listDesks(db, actor, headquarters.unitIds), placesWithout: 0 }
    }
    case 'places': {
      if (!covers(actor.scope, audience.divisionCode)) throw new Problem('forbidden', '只能叫应本辖区的地方；请重新选择地区', [{ path: 'audience.divisionCode', message: '不在您的辖区内' }])
      return audience.level === 'village' ? listInformationOfficers(db, audience.divisionCode) : listPlaceDesks(db, audience.divisionCode, audience.level)
    }
  }
}

async function listDesks(db: Queryable, actor: Actor, unitIds: readonly string[]): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select null as "personId", u.id as "unitId", u.division_code as "divisionCode", u.division_code as "unitDivisionCode" from unit u
    where u.id = any(${[...unitIds]}::uuid[]) and u.status = 'active' and ${withinScope(actor.scope, sql`u.division_code`)} order by u.division_code, u.id`.execute(db)
  return rows
}

/** Desks and persons by id, of the platform's own accord: whoever asks has its own rule for whom it may call. Those no longer there are left out. */
export async function listNamedTargets(db: Queryable, { unitIds, personIds }: { unitIds: readonly string[]; personIds: readonly string[] }): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select null::uuid as "personId", u.id as "unitId", u.division_code as "divisionCode", u.division_code as "unitDivisionCode" from unit u where u.id = any(${[...unitIds]}::uuid[]) and u.status = 'active'
    union all select p.id, p.unit_id, p.division_code, u.division_code from person p join unit u on u.id = p.unit_id where p.id = any(${[...personIds]}::uuid[]) and p.status = 'active'
    order by 3, 2, 1`.execute(db)
  return rows
}

/** Statistical places have no desk of their own, but people live in statistical villages (开发区、农场) and are called like others. */
const inPlace = (divisionCode: string) => {
  const { lo, hi } = divisionRange(divisionCode)
  return sql`d.code >= ${lo} and d.code < ${hi} and d.valid_to is null and (d.level = 'village' or not d.statistical)`
}

async function namePlaces(db: Queryable, divisionCode: string, level: string): Promise<{ place: string; count: number }> {
  const { rows } = await sql<{ place: string; count: number }>`select place_name(${divisionCode}) as place, count(*) as count from division d where d.level = ${level} and ${inPlace(divisionCode)}`.execute(db)
  return rows[0] ?? { place: '', count: 0 }
}

async function listInformationOfficers(db: Queryable, divisionCode: string): Promise<Audience> {
  const { rows } = await sql<Target>`
    select p.id as "personId", p.unit_id as "unitId", p.division_code as "divisionCode", u.division_code as "unitDivisionCode"
    from division d join person p on p.division_code = d.code and p.status = 'active' join unit u on u.id = p.unit_id
    where d.level = 'village' and ${inPlace(divisionCode)} order by p.division_code, p.id`.execute(db)
  const { place, count } = await namePlaces(db, divisionCode, 'village')
  return { name: `${place}各村（社区）信息员`, targets: rows, placesWithout: count - new Set(rows.map((row) => row.divisionCode)).size }
}

async function listPlaceDesks(db: Queryable, divisionCode: string, level: 'province' | 'city' | 'county' | 'town'): Promise<Audience> {
  const { rows } = await sql<Target>`
    select distinct on (u.division_code) null as "personId", u.id as "unitId", u.division_code as "divisionCode", u.division_code as "unitDivisionCode"
    from division d join unit u on u.division_code = d.code and u.status = 'active' and u.role = any(${deskRoles}::text[])
    where d.level = ${level} and ${inPlace(divisionCode)}
    order by u.division_code, array_position(${deskRoles}::text[], u.role), u.staffed_all_hours desc, u.id`.execute(db)
  const { place, count } = await namePlaces(db, divisionCode, level)
  return { name: `${place}${{ province: '各省', city: '各市', county: '各县（市、区）', town: '各乡镇（街道）' }[level]}值班室`, targets: rows, placesWithout: count - rows.length }
}

/** Ways to reach one target: contact points, and whether there is an account it can answer with. */
export interface Reach {
  readonly sms: ContactRef | null
  readonly email: ContactRef | null
  readonly inApp: boolean
}
export interface ContactRef {
  readonly id: string
  readonly value: Protected
}

export const targetKey = (target: { personId: string | null; unitId: string }): string => target.personId ?? `unit:${target.unitId}`

interface ContactRow extends ContactRef {
  personId: string | null
  unitId: string
  email: boolean
}

/**
 * How each target can be reached: a person by the own telephone; a desk by its duty telephone where that takes messages, else by the
 * telephone of the unit's head. Four statements, however many targets.
 */
export async function loadReach(db: Queryable, targets: readonly { personId: string | null; unitId: string }[]): Promise<(target: { personId: string | null; unitId: string }) => Reach> {
  const persons = [...new Set(targets.flatMap((target) => (target.personId === null ? [] : [target.personId])))]
  const desks = [...new Set(targets.flatMap((target) => (target.personId === null ? [target.unitId] : [])))]
  const { rows: leads } = await sql<{ unitId: string; personId: string }>`
    select distinct on (unit_id) unit_id as "unitId", person_id as "personId" from post where lead and person_id is not null and unit_id = any(${desks}::uuid[]) order by unit_id, id`.execute(db)
  const { rows: contacts } = await sql<ContactRow>`
    select c.id, c.value, c.person_id as "personId", c.unit_id as "unitId", c.kind = 'email' as email
    from contact_point c join personal_fact f on f.ref = c.value ->> 'ref'
    where c.status = 'active' and (c.kind in ('mobile', 'email') or (c.kind = 'duty-phone' and f.value ~ '^(\\+?86-?)?1[3-9][0-9]{9}$'))
      and (c.person_id = any(${[...persons, ...leads.map((lead) => lead.personId)]}::uuid[]) or (c.person_id is null and c.unit_id = any(${desks}::uuid[])))
    order by c.preferred desc, c.id`.execute(db)
  const { rows: accounts } = await sql<{ personId: string | null; unitId: string }>`
    select person_id as "personId", unit_id as "unitId" from account where status = 'active' and (person_id = any(${persons}::uuid[]) or unit_id = any(${desks}::uuid[]))`.execute(db)
  const leadOf = new Map(leads.map((lead) => [lead.unitId, lead.personId]))
  const withAccount = new Set(accounts.flatMap((account) => [...(account.personId === null ? [] : [account.personId]), `unit:${account.unitId}`]))
  const found = new Map<string, ContactRef>()
  for (const { id, value, personId, unitId, email } of contacts) {
    const key = `${email ? 'email' : 'sms'}:${personId ?? `unit:${unitId}`}`
    if (!found.has(key)) found.set(key, { id, value })
  }
  return (target) => {
    const key = targetKey(target)
    const lead = target.personId === null ? leadOf.get(target.unitId) : undefined
    const pick = (kind: 'sms' | 'email'): ContactRef | null => found.get(`${kind}:${key}`) ?? (lead === undefined ? null : (found.get(`${kind}:${lead}`) ?? null))
    return { sms: pick('sms'), email: pick('email'), inApp: withAccount.has(key) }
  }
}

/** Heads of the units of these people and of the watch of their places and towns; the candidates of `chooseSuperior`. */
export async function listLeads(db: Queryable, recipients: readonly { unitId: string; divisionCode: string }[]): Promise<Lead[]> {
  const places = [...new Set(recipients.flatMap(({ divisionCode }) => [divisionCode, divisionAt(divisionCode, 'town')]))]
  const { rows } = await sql<Lead>`
    select o.person_id as "personId", o.unit_id as "unitId", u.role as "unitRole", u.division_code as "divisionCode"
    from post o join unit u on u.id = o.unit_id and u.status = 'active' join person p on p.id = o.person_id and p.status = 'active'
    where o.lead and (o.unit_id = any(${[...new Set(recipients.map(({ unitId }) => unitId))]}::uuid[])
      or (u.division_code = any(${places}::text[]) and u.role in ('duty-office', 'town-government')))
    order by u.division_code, o.unit_id, o.id`.execute(db)
  return rows
}
