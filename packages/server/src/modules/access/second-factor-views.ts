import type { SecondFactorState } from '@fengsui/contract/access'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

/** How the account's own second factor stands. */
export async function readSecondFactor(db: Queryable, accountId: string): Promise<SecondFactorState> {
  const { rows } = await sql<{ enabledAt: string | null; left: number; required: boolean }>`
    select (select confirmed_at from second_factor f where f.account_id = a.id) as "enabledAt",
           (select count(*) from recovery_code r where r.account_id = a.id and r.used_at is null) as left,
           exists (select 1 from node_setting n where n.key = 'second-factor-roles' and a.roles ?| array(select jsonb_array_elements_text(n.value))) as required
    from account a where a.id = ${accountId}`.execute(db)
  const row = rows[0]
  return { enabled: row?.enabledAt != null, required: row?.required ?? false, enabledAt: row?.enabledAt ?? null, recoveryCodesLeft: row?.left ?? 0 }
}
