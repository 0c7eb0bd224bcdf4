import type { DutyRole } from '@fengsui/contract/rosters'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

/** Who stands, by the published roster. */
export interface OnDuty {
  readonly shiftId: string
  readonly role: DutyRole
  readonly personId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** Everybody whom a unit's published roster has on duty at an instant, leaders first. Empty where there is no roster. */
export async function listOnDuty(db: Queryable, { unitId, at }: { unitId: string; at: string }): Promise<OnDuty[]> {
  const { rows } = await sql<{ shiftId: string; role: DutyRole; personId: string; startsAt: string; endsAt: string }>`
    select id as "shiftId", role, person_id as "personId", starts_at as "startsAt", ends_at as "endsAt" from duty_shift
    where unit_id = ${unitId}::uuid and status <> 'replaced' and starts_at > ${at}::timestamptz - interval '2 days' and starts_at <= ${at}::timestamptz and ends_at > ${at}::timestamptz
    order by array_position(array['leader', 'officer', 'standby', 'trainee'], role), starts_at, place, id`.execute(db)
  return rows
}
