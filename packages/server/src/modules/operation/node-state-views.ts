import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

export interface Backlog {
  unsealed: number
  parkedReactions: number
  parkedTimers: number
  outbox: { channel: string; queued: number; failed: number }[]
}

/** What waits: for the seal, for a person, for its way out. Counts of the whole node, no business data. */
export async function readBacklog(db: Queryable): Promise<Backlog> {
  const { rows } = await sql<Backlog>`
    select (select count(*) from journal where position is null) as unsealed, (select count(*) from reaction_parked) as "parkedReactions", (select count(*) from timer where parked) as "parkedTimers",
      coalesce((select json_agg(json_build_object('channel', channel, 'queued', queued, 'failed', failed) order by channel)
        from (select channel, count(*) filter (where status in ('queued', 'sending')) as queued, count(*) filter (where status = 'failed') as failed from outbox where status <> 'sent' group by channel) o), '[]') as outbox`.execute(db)
  return rows[0] ?? { unsealed: 0, parkedReactions: 0, parkedTimers: 0, outbox: [] }
}
