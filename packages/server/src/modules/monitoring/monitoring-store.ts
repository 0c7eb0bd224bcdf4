import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'

/** Whether the typhoon already has a fix at that instant. */
export async function findFixAt(tx: Transaction, number: string, fixedAt: string): Promise<boolean> {
  const { rows } = await sql`select 1 from typhoon_fix where number = ${number} and fixed_at = ${fixedAt}`.execute(tx)
  return rows.length > 0
}

/** Offices below a place that watch the sky round the clock, in a fixed order. */
export async function listWatchingUnits(tx: Transaction, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unit where division_code >= ${scope.lo} and division_code < ${scope.hi} and role in ('duty-office', 'flood-office', 'emergency') and substr(division_code, 7) = '000000' and status = 'active' order by id`.execute(tx)
  return rows.map((row) => row.id)
}
