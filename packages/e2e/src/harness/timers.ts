import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/**
 * Brings the timers of a kind forward to now, for grace times that no journey can wait for. Only the waiting is left out: what
 * happens then is done by the program, which looks for due timers every half second.
 * @returns how many there were
 */
export async function ringTimers(dataDir: string, kind: string): Promise<number> {
  const { port, password } = JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as { port: number; password: string }
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'fengsui', password, database: 'fengsui' })
  await client.connect()
  try {
    // The program's instants end with milliseconds; a finer one would never be found again.
    const { rowCount } = await client.query("update timer set due_at = date_trunc('second', now()) where kind = $1", [kind])
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}
