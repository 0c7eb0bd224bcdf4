import { TransferHousehold, type HouseholdStatus, type HouseholdView } from '@fengsui/contract/evacuation'
import { divisionRange, Problem, Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayEdit, maySeeWhole } from './evacuation-policy.ts'
import { maskName } from './household-rules.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; shelterName: string | null; responsibleName: unknown }

async function readHouseholds(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<HouseholdView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", s.name as "shelterName", p.name as "responsibleName"
    from transfer_household t left join shelter s on s.id = t.shelter_id left join person p on p.id = t.responsible_person_id
    where ${where} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.division_code, t.id limit ${limit}`.execute(db)
  const households = rows.map((row) => ({ row, household: TransferHousehold.parse(objects.toObject('transfer-household', row.o)), responsible: Protected.nullable().parse(row.responsibleName ?? null) }))
  const reveal = await readPersonalFacts(db, households.flatMap(({ household, responsible }) => [household.householder, household.phone, household.address, household.destination, responsible]))
  return households.map(({ row, household, responsible }) => {
    const whole = maySeeWhole(actor, household)
    const name = reveal(household.householder) ?? ''
    const phone = reveal(household.phone)
    return {
      ...household, householder: whole ? name : maskName(name), phone: whole || phone === null ? phone : maskPhone(phone), address: whole ? reveal(household.address) : null,
      destination: whole || household.destination === null ? reveal(household.destination) : '已登记（责任人可见）', masked: !whole,
      placeName: row.placeName ?? household.divisionCode, responsibleName: reveal(responsible), shelterName: row.shelterName, mayEdit: mayEdit(actor, household),
    }
  })
}

/** The place and id after which a page begins. @throws Problem invalid-input for a cursor this list did not give */
function readCursor(after: string | undefined): { divisionCode: string; id: string } {
  if (after === undefined) return { divisionCode: '', id: '00000000-0000-0000-0000-000000000000' }
  const [, divisionCode, id] = /^(\d{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (divisionCode === undefined || id === undefined) throw new Problem('invalid-input', '翻页标记无效，请从第一页重新打开', [{ path: 'after', message: '翻页标记无效' }])
  return { divisionCode, id }
}

interface Query {
  incidentId?: string | undefined
  divisionCode?: string | undefined
  status?: HouseholdStatus | undefined
  q?: string | undefined
  limit: number
  after?: string | undefined
}

/** Words are looked for in reasons and places; in names only by those who see them whole, or a search would tell what the mask hides. */
function findsWords(actor: Actor, q: string | undefined): RawBuilder<unknown> {
  const words = q?.trim() ?? ''
  if (words === '') return sql`true`
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const whole = sql`(${actor.permissions.has('contact:reveal')} or t.unit_id = ${actor.unitId}::uuid or t.responsible_person_id = ${actor.personId}::uuid)`
  return sql`(t.reason like ${pattern} or place_name(t.division_code) like ${pattern} or (${whole} and exists (
    select 1 from personal_fact f where f.ref in (t.householder ->> 'ref', t.address ->> 'ref', t.phone ->> 'ref') and f.value like ${pattern})))`
}

/** The transfer ledger of the jurisdiction, by place. */
export async function listHouseholds(objects: ObjectStore, db: Queryable, actor: Actor, query: Query): Promise<{ items: HouseholdView[]; next: string | null }> {
  const after = readCursor(query.after)
  const range = query.divisionCode === undefined ? null : divisionRange(query.divisionCode)
  const all = await readHouseholds(objects, db, actor, sql`
    (t.division_code, t.id) > (${after.divisionCode}, ${after.id}::uuid) and (${query.incidentId ?? null}::uuid is null or t.incident_id = ${query.incidentId ?? null}::uuid)
    and (${query.status ?? null}::text is null or t.status = ${query.status ?? null}) and (${range?.lo ?? null}::text is null or (t.division_code >= ${range?.lo ?? ''} and t.division_code < ${range?.hi ?? ''}))
    and ${findsWords(actor, query.q)}`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.divisionCode}.${last.id}` : null }
}

/** One household, as the answer to a command. @throws Problem not-found */
export async function getHousehold(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<HouseholdView> {
  const [household] = await readHouseholds(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!household) throw new Problem('not-found', '没有找到这一户，可能不在您的辖区内')
  return household
}
