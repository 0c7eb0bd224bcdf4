import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { HttpServer } from './http-server.ts'

export interface Readiness {
  status: 'ready' | 'degraded'
  database: boolean
  unsealed: number
  parkedReactions: number
  parkedTimers: number
  failedMessages: number
}

/** Whether the record answers, and what waits for a person. */
export async function readReadiness(database: Database): Promise<Readiness> {
  try {
    const { rows } = await sql<Omit<Readiness, 'status' | 'database'>>`
      select (select count(*) from journal where position is null) as unsealed, (select count(*) from reaction_parked) as "parkedReactions",
             (select count(*) from timer where parked) as "parkedTimers", (select count(*) from outbox where status = 'failed') as "failedMessages"`.execute(database.kysely)
    const counts = rows[0] ?? { unsealed: 0, parkedReactions: 0, parkedTimers: 0, failedMessages: 0 }
    return { status: counts.parkedReactions + counts.parkedTimers + counts.failedMessages === 0 ? 'ready' : 'degraded', database: true, ...counts }
  } catch {
    return { status: 'degraded', database: false, unsealed: 0, parkedReactions: 0, parkedTimers: 0, failedMessages: 0 }
  }
}

/** `/healthz`: the process answers. `/readyz`: 503 while the record does not. */
export function bindHealth(http: HttpServer, database: Database, version: string, watched: () => object = () => ({})): void {
  http.app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok', version }))
  http.app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const readiness = await readReadiness(database)
    return reply.status(readiness.database ? 200 : 503).send({ ...readiness, ...watched() })
  })
}
