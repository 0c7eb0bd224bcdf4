import { sql } from 'kysely'
import type { Queryable } from '../db/database.ts'
import type { Clock } from './clock.ts'

/** How far this machine's clock is ahead of the database server's, in seconds; half the round trip is the uncertainty. Measured, never used as a time. */
export async function measureDatabaseOffset(db: Queryable, wall: Clock): Promise<number | null> {
  const before = Date.parse(wall.now())
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db)
  const after = Date.parse(wall.now())
  const [row] = rows
  return row ? ((before + after) / 2 - Date.parse(row.at)) / 1000 : null
}
