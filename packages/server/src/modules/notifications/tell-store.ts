import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { listOnDuty } from '../rosters/index.ts'

export interface ToldTarget {
  readonly personId: string | null
  readonly unitId: string
  readonly divisionCode: string
}

/** A unit's desk, its head (the desk where it has none), its leader on duty at an instant (the head where the roster names none), or the commander of a place; null when there is nobody. */
export async function findUnitTarget(db: Queryable, to: 'desk' | 'lead' | 'on-duty' | 'commander', whom: string, at: string): Promise<ToldTarget | null> {
  if (to === 'on-duty') {
    const leader = (await listOnDuty(db, { unitId: whom, at })).find((each) => each.role === 'leader')
    const head = await findUnitTarget(db, 'lead', whom, at)
    return head && leader ? { ...head, personId: leader.personId } : head
  }
  if (to === 'commander') {
    const { rows } = await sql<ToldTarget>`
      select o.person_id as "personId", o.unit_id as "unitId", o.division_code as "divisionCode" from post o join unit u on u.id = o.unit_id and u.status = 'active'
      where o.key = 'chief' and o.division_code = ${whom} and o.person_id is not null order by (u.role in ('flood-office', 'town-government')) desc, o.id limit 1`.execute(db)
    return rows[0] ?? null
  }
  const { rows } = await sql<ToldTarget>`
    select ${to === 'lead' ? sql`o.person_id` : sql`null::uuid`} as "personId", u.id as "unitId", u.division_code as "divisionCode"
    from unit u left join post o on o.unit_id = u.id and o.lead and o.person_id is not null
    where u.id = ${whom}::uuid and u.status = 'active' order by o.id limit 1`.execute(db)
  return rows[0] ?? null
}
