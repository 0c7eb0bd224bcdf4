import type { OnDutyView } from '@fengsui/contract/rosters'
import type { Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { listPeople } from './roster-store.ts'

type Shift = Omit<OnDutyView['people'][number], 'name' | 'title' | 'phone'> & { unitId: string }
/** Posts whose holders sign for a place, in order of rank. */
const signingPosts = ['chief', 'executive-deputy', 'deputy', 'office-director']

/** Tonight: who stands in a unit, or in all units of the own place that have a roster. Numbers are masked for those who may not see them whole. */
export async function getOnDuty(db: Queryable, actor: Actor, at: string, unitId: string | undefined): Promise<{ items: OnDutyView[] }> {
  const which = unitId === undefined ? sql`u.division_code = ${actor.divisionCode} and (u.id = ${actor.unitId}::uuid or exists (select 1 from duty_pattern p where p.unit_id = u.id))` : sql`u.id = ${unitId}::uuid`
  const { rows: units } = await sql<{ unitId: string; unitName: string; placeName: string; divisionCode: string; dutyPhone: Protected | null }>`
    select u.id as "unitId", u.name as "unitName", coalesce(place_name(u.division_code), u.division_code) as "placeName", u.division_code as "divisionCode",
      (select c.value from contact_point c where c.unit_id = u.id and c.person_id is null and c.kind = 'duty-phone' and c.status = 'active' order by c.preferred desc, c.id limit 1) as "dutyPhone"
    from unit u where u.status = 'active' and ${which} and ${withinScope(actor.scope, sql`u.division_code`)} order by u.id <> ${actor.unitId}::uuid, u.role <> 'duty-office', u.name, u.id limit 60`.execute(db)
  const ids = units.map((unit) => unit.unitId)
  const shifts = async (where: ReturnType<typeof sql>): Promise<Shift[]> => (await sql<Shift>`
    select t.id as "shiftId", t.unit_id as "unitId", t.role, t.person_id as "personId", t.starts_at as "startsAt", t.ends_at as "endsAt", t.shift_name as "shiftName" from duty_shift t
    where t.unit_id = any(${ids}::uuid[]) and t.status <> 'replaced' and ${where} order by array_position(array['leader', 'officer', 'standby', 'trainee'], t.role), t.starts_at, t.place, t.id`.execute(db)).rows
  const now = await shifts(sql`t.starts_at > ${at}::timestamptz - interval '2 days' and t.starts_at <= ${at}::timestamptz and t.ends_at > ${at}::timestamptz`)
  const later = await shifts(sql`t.starts_at > ${at}::timestamptz and t.starts_at = (select min(n.starts_at) from duty_shift n where n.unit_id = t.unit_id and n.status = 'planned' and n.starts_at > ${at}::timestamptz and n.starts_at < ${at}::timestamptz + interval '3 days')`)
  const places = [...new Set(units.map((unit) => unit.divisionCode))]
  const { rows: signers } = await sql<{ divisionCode: string; postName: string; personId: string; until: string | null; deputyPersonId: string | null; lent: boolean }>`
    select p.division_code as "divisionCode", p.name as "postName", p.person_id as "personId", a.ends_at as until, a.deputy_person_id as "deputyPersonId",
      coalesce(exists (select 1 from delegation d where d.id = a.delegation_id and d.status = 'active' and d.starts_at <= ${at}::timestamptz and d.ends_at > ${at}::timestamptz), false) as lent
    from post p left join leader_absence a on a.person_id = p.person_id and a.status = 'registered' and a.starts_at <= ${at}::timestamptz and a.ends_at > ${at}::timestamptz
    where p.division_code = any(${places}::text[]) and p.person_id is not null and p.key = any(${signingPosts}::text[]) order by array_position(${signingPosts}::text[], p.key), p.name, p.id limit 120`.execute(db)
  const people = await listPeople(db, [...now, ...later].map(({ personId }) => personId).concat(signers.flatMap(({ personId, deputyPersonId }) => [personId, ...(deputyPersonId === null ? [] : [deputyPersonId])])))
  const phones = await listPhones(db, [...now, ...later].map(({ personId }) => personId))
  const reveal = await readPersonalFacts(db, [...units.map(({ dutyPhone }) => dutyPhone), ...phones.values(), ...[...people.values()].map(({ name }) => name)])
  const whole = actor.permissions.has('contact:reveal')
  const phone = (value: Protected | null | undefined): string | null => {
    const number = reveal(value)
    return number === null || whole ? number : maskPhone(number)
  }
  const person = ({ unitId: _unit, ...shift }: Shift) => ({ ...shift, name: reveal(people.get(shift.personId)?.name) ?? '', title: people.get(shift.personId)?.title ?? '', phone: phone(phones.get(shift.personId)) })
  return {
    items: units.map((unit) => {
      const own = (shift: Shift): boolean => shift.unitId === unit.unitId
      return {
        unitId: unit.unitId, unitName: unit.unitName, placeName: unit.placeName, at, rostered: now.some(own), dutyPhone: phone(unit.dutyPhone), people: now.filter(own).map(person), next: later.filter(own).map(person),
        signing: signers.filter((signer) => signer.divisionCode === unit.divisionCode).map((signer) => ({
          postName: signer.postName, name: reveal(people.get(signer.personId)?.name) ?? '', away: signer.until !== null, until: signer.until, deputyName: signer.deputyPersonId === null ? null : (reveal(people.get(signer.deputyPersonId)?.name) ?? null), lent: signer.lent,
        })),
      }
    }),
  }
}

async function listPhones(db: Queryable, personIds: readonly string[]): Promise<Map<string, Protected>> {
  const { rows } = await sql<{ personId: string; value: Protected }>`
    select distinct on (person_id) person_id as "personId", value from contact_point where person_id = any(${[...new Set(personIds)]}::uuid[]) and kind in ('mobile', 'landline') and status = 'active' order by person_id, preferred desc, kind = 'mobile' desc, id`.execute(db)
  return new Map(rows.map((row) => [row.personId, row.value]))
}

/** The number of a unit's duty desk, as the reader may see it; for the head of a printed roster. */
export async function getDutyPhone(db: Queryable, actor: Actor, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ value: Protected }>`
    select c.value from contact_point c join unit u on u.id = c.unit_id where c.unit_id = ${unitId}::uuid and c.person_id is null and c.kind = 'duty-phone' and c.status = 'active' and ${withinScope(actor.scope, sql`u.division_code`)} order by c.preferred desc, c.id limit 1`.execute(db)
  const reveal = await readPersonalFacts(db, rows.map(({ value }) => value))
  const number = reveal(rows[0]?.value)
  return number === null || actor.permissions.has('contact:reveal') ? number : maskPhone(number)
}
