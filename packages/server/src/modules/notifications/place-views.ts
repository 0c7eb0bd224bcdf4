import type { SilentPlace } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { visibleRecipient } from './call-store.ts'
import { getCallView } from './call-views.ts'

/** Places of a call where somebody has not answered, those without any way to reach them first. @throws Problem not-found for a call that is not to be seen */
export async function listSilentPlaces(objects: ObjectStore, db: Queryable, actor: Actor, callId: string): Promise<{ items: SilentPlace[] }> {
  await getCallView(objects, db, actor, callId)
  const { rows } = await sql<Omit<SilentPlace, 'position'> & { longitude: number | null; latitude: number | null }>`
    select r.division_code as "divisionCode", coalesce(place_name(r.division_code), r.division_code) as "placeName", d.position[0] as longitude, d.position[1] as latitude,
      count(*)::int as silent, (count(*) filter (where r.status = 'unreachable'))::int as unreachable, (count(*) filter (where r.overdue_at is not null))::int as overdue
    from call_recipient r left join division d on d.code = r.division_code and d.valid_to is null
    where r.call_id = ${callId}::uuid and r.status <> 'answered' and ${visibleRecipient(actor)}
    group by r.division_code, d.position[0], d.position[1] order by bool_or(r.status = 'unreachable') desc, r.division_code`.execute(db)
  return { items: rows.map(({ longitude, latitude, ...place }) => ({ ...place, position: longitude === null || latitude === null ? null : { longitude, latitude } })) }
}
