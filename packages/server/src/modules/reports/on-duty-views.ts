import type { Protected } from '@fengsui/contract/kernel'
import { dutyRoleNames, type DutyRole } from '@fengsui/contract/rosters'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'

/** Somebody on duty, as screens name them. */
interface OnDutyName {
  name: string
  role: string
}

/** Who is on duty in each of these units at an instant by the published roster, leaders first; nobody for readers who may not see persons. One query for all. */
export async function listOnDutyNames(db: Queryable, actor: Actor, unitIds: readonly string[], at: string): Promise<(unitId: string) => OnDutyName[]> {
  if (unitIds.length === 0 || !actor.permissions.has('org:read')) return () => []
  const { rows } = await sql<{ unitId: string; role: DutyRole; name: Protected }>`
    select s.unit_id as "unitId", s.role, p.name from duty_shift s join person p on p.id = s.person_id
    where s.unit_id = any(${[...new Set(unitIds)]}::uuid[]) and s.status = 'planned' and s.role in ('leader', 'officer')
      and s.starts_at > ${at}::timestamptz - interval '2 days' and s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz
    order by array_position(array['leader', 'officer'], s.role), s.starts_at, s.id`.execute(db)
  const reveal = await readPersonalFacts(db, rows.map((row) => row.name))
  return (unitId) => rows.filter((row) => row.unitId === unitId).map((row) => ({ name: reveal(row.name) ?? '', role: dutyRoleNames[row.role] }))
}
