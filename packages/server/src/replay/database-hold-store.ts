import { Client } from 'pg'

/** Number of the advisory lock that a sandbox's process holds on its database. */
const HOLD = 7_201_910
const PATIENCE_MS = 20_000

/** The hold of one process on a sandbox database. */
export interface DatabaseHold {
  release(): Promise<void>
}

/**
 * Takes a sandbox database for this process, waiting for a killed predecessor's connection to end.
 * @param onLost called when the connection breaks: the process must then end, another may have taken over
 * @returns undefined when another process has it
 */
export async function takeDatabase(connectionString: string, onLost: () => void): Promise<DatabaseHold | undefined> {
  const client = new Client({ connectionString, application_name: 'fengsui sandbox hold', connectionTimeoutMillis: 10_000, keepAlive: true })
  let released = false
  const lost = () => {
    if (!released) onLost()
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  const release = async () => {
    released = true
    await client.end().catch(() => undefined)
  }
  for (const began = performance.now(); ; ) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [HOLD])
    if (rows[0]?.held) return { release }
    if (performance.now() - began > PATIENCE_MS) {
      await release()
      return undefined
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
