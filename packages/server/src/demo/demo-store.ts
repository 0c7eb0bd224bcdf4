import { sql } from 'kysely'
import type { Queryable } from '../platform/db/database.ts'

/** Whether anything was put in already: places come first of all. */
export async function hasDivisions(db: Queryable): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from division) as found`.execute(db)
  return rows[0]?.found ?? false
}
