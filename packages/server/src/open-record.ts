import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from './platform/clock/clock.ts'
import type { Config } from './platform/config/config.ts'
import { ensureDatabase } from './platform/db/create-database.ts'
import { openDatabase, type Database } from './platform/db/database.ts'
import { attachEmbeddedPostgres, startEmbeddedPostgres } from './platform/db/embedded/embedded-postgres.ts'
import { prepareDatabase } from './platform/db/prepare-database.ts'
import type { Log } from './platform/log.ts'

/** The record, ready for use: migrated, opened, and how to let go of it. */
export interface OpenRecord {
  readonly database: Database
  /** Of the server, for making further databases (sandboxes). */
  readonly adminUrl: string
  readonly name: string
  close(): Promise<void>
}

const DATABASE_NAME = 'fengsui'

/** Folder of the package, the same seen from `src/` and from the bundle in `dist/`. */
export const packageRoot = join(import.meta.dirname, '..')

/**
 * Opens the outside database of `DATABASE_URL`, or starts the embedded one.
 * `attach` uses the server of a program that is running on the data directory, where there is one (command line).
 * @throws StartupProblem
 */
export async function openRecord(options: { config: Pick<Config, 'dataDir' | 'databaseUrl' | 'maxConnections'>; log: Log; signal?: AbortSignal; attach?: boolean }): Promise<OpenRecord> {
  const { config, log, signal } = options
  const now = () => systemClock.now()
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const migrationsDir = join(packageRoot, 'migrations')
  if (config.databaseUrl !== null) {
    const { role } = await prepareDatabase({ connectionString: config.databaseUrl, migrationsDir, now, log })
    const database = openDatabase({ connectionString: config.databaseUrl, poolSize: config.maxConnections, applicationName: 'fengsui', role, log })
    return { database, adminUrl: config.databaseUrl, name: new URL(config.databaseUrl).pathname.slice(1) || DATABASE_NAME, close: () => database.close() }
  }
  const running = options.attach ? await attachEmbeddedPostgres(config.dataDir) : undefined
  const server = running ?? (await startEmbeddedPostgres({ dataDir: config.dataDir, log, now, ...(signal ? { signal } : {}) }))
  try {
    const adminUrl = server.connectionString('postgres')
    const connectionString = await ensureDatabase(adminUrl, DATABASE_NAME)
    const { role } = await prepareDatabase({ connectionString, migrationsDir, now, log })
    const database = openDatabase({ connectionString, poolSize: config.maxConnections, applicationName: 'fengsui', role, log })
    return {
      database, adminUrl, name: DATABASE_NAME,
      async close() {
        await database.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
