import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

export type ReplayStatus = 'starting' | 'playing' | 'paused' | 'finished' | 'failed' | 'stopped'

/** A replay as the node remembers it, also after a restart. */
export interface ReplayRecord {
  id: string
  scenario: string
  database: string
  requestedBy: string
  startedAt: string
  status: ReplayStatus
  parameters: { deaths: number }
  failure: string | null
}

/** Latest first. */
export async function listReplays(db: Queryable, limit: number): Promise<ReplayRecord[]> {
  const { rows } = await sql<ReplayRecord>`select id, scenario, database, requested_by as "requestedBy", started_at as "startedAt", status, parameters, failure from replay order by started_at desc, id desc limit ${limit}`.execute(db)
  return rows
}

export async function findReplay(db: Queryable, id: string): Promise<ReplayRecord | undefined> {
  const { rows } = await sql<ReplayRecord>`select id, scenario, database, requested_by as "requestedBy", started_at as "startedAt", status, parameters, failure from replay where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertReplay(db: Queryable, replay: ReplayRecord): Promise<void> {
  await sql`insert into replay (id, scenario, database, requested_by, started_at, status, parameters, failure)
    values (${replay.id}, ${replay.scenario}, ${replay.database}, ${replay.requestedBy}, ${replay.startedAt}, ${replay.status}, ${JSON.stringify(replay.parameters)}::jsonb, ${replay.failure})`.execute(db)
}

export async function setReplayStatus(db: Queryable, id: string, status: ReplayStatus, failure: string | null = null): Promise<void> {
  await sql`update replay set status = ${status}, failure = ${failure} where id = ${id}`.execute(db)
}

/** Marks everything that was under way when the program ended as stopped. @returns their databases, which hold nothing that is still wanted */
export async function stopLeftOvers(db: Queryable): Promise<string[]> {
  const { rows } = await sql<{ database: string }>`update replay set status = 'stopped' where status in ('starting', 'playing', 'paused', 'finished') returning database`.execute(db)
  return rows.map((row) => row.database)
}
