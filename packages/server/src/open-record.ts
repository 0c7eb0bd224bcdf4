import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from './platform/clock/clock.ts'
import { refuseUnfinishedRestore } from './platform/backup/restore-marker.ts'
import type { Config } from './platform/config/config.ts'
import { ensureDatabase } from './platform/db/create-database.ts'
import { openDatabase, type Database } from './platform/db/database.ts'
import { hasCluster } from './platform/db/embedded/cluster-files.ts'
import { attachEmbeddedPostgres, startEmbeddedPostgres } from './platform/db/embedded/embedded-postgres.ts'
import { prepareDatabase } from './platform/db/prepare-database.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
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

/** Databases of sandboxes stand beside the record's own, named after their scenario. */
const SANDBOX_PREFIX = 'fengsui_sandbox_'

/** Folder of the package, the same seen from `src/` and from the bundle in `dist/`. */
export const packageRoot = join(import.meta.dirname, '..')

/**
 * Opens the outside database of `DATABASE_URL`, or starts the embedded one.
 * @throws StartupProblem
 */
export async function openRecord(options: { config: Pick<Config, 'dataDir' | 'databaseUrl' | 'maxConnections'>; log: Log; signal?: AbortSignal }): Promise<OpenRecord> {
  const { config, log, signal } = options
  const now = () => systemClock.now()
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const migrationsDir = join(packageRoot, 'migrations')
  if (config.databaseUrl !== null) {
    await refuseUnfinishedRestore(config.dataDir, config.databaseUrl)
    const { role } = await prepareDatabase({ connectionString: config.databaseUrl, migrationsDir, now, log })
    const database = openDatabase({ connectionString: config.databaseUrl, poolSize: config.maxConnections, applicationName: 'fengsui', role, log })
    return { database, adminUrl: config.databaseUrl, name: databaseNameOf(config.databaseUrl), close: () => database.close() }
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log, now, ...(signal ? { signal } : {}) })
  try {
    const adminUrl = server.connectionString('postgres')
    const connectionString = await ensureDatabase(adminUrl, DATABASE_NAME)
    await refuseUnfinishedRestore(config.dataDir, connectionString)
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

/** A database as its owner, for tools that work beside or instead of the program. */
export interface OwnedDatabase {
  readonly connectionString: string
  readonly name: string
  close(): Promise<void>
}

/**
 * The record as it is, neither migrated nor opened: the outside database, the embedded one of a running program, or the embedded one
 * started for the purpose.
 * @throws StartupProblem when there is none
 */
export async function reachRecord(config: Pick<Config, 'dataDir' | 'databaseUrl'>, log: Log): Promise<OwnedDatabase> {
  if (config.databaseUrl !== null) return { connectionString: config.databaseUrl, name: databaseNameOf(config.databaseUrl), close: () => Promise.resolve() }
  if (!hasCluster(config.dataDir)) throw new StartupProblem(`${config.dataDir} 里没有烽燧的数据，请用 --data 指明数据目录`)
  const server = (await attachEmbeddedPostgres(config.dataDir)) ?? (await startEmbeddedPostgres({ dataDir: config.dataDir, log, now: () => systemClock.now() }))
  return { connectionString: server.connectionString(DATABASE_NAME), name: DATABASE_NAME, close: () => server.stop() }
}

/** An empty database for a restore: the outside one as it is, or a new embedded one. */
export async function makeRecord(config: Pick<Config, 'dataDir' | 'databaseUrl'>, log: Log): Promise<OwnedDatabase> {
  if (config.databaseUrl !== null) return { connectionString: config.databaseUrl, name: databaseNameOf(config.databaseUrl), close: () => Promise.resolve() }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log, now: () => systemClock.now() })
  try {
    return { connectionString: await ensureDatabase(server.connectionString('postgres'), DATABASE_NAME), name: DATABASE_NAME, close: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const databaseNameOf = (url: string): string => new URL(url).pathname.slice(1) || DATABASE_NAME

/** Journals that can be read without changing anything: the record's own and those of sandboxes on the same data directory. */
export interface OpenJournals {
  readonly journals: readonly { readonly name: string; readonly database: Database }[]
  close(): Promise<void>
}

/**
 * Opens what is there, migrating and creating nothing, beside a running program where there is one.
 * @throws StartupProblem
 */
export async function openJournals(config: Pick<Config, 'dataDir' | 'databaseUrl'>, log: Log): Promise<OpenJournals> {
  const open = (connectionString: string) => openDatabase({ connectionString, poolSize: 2, applicationName: 'fengsui journal', log })
  if (config.databaseUrl !== null) {
    const database = open(config.databaseUrl)
    return { journals: [{ name: databaseNameOf(config.databaseUrl), database }], close: () => database.close() }
  }
  const server = (await attachEmbeddedPostgres(config.dataDir)) ?? (await startEmbeddedPostgres({ dataDir: config.dataDir, log, now: () => systemClock.now() }))
  const admin = open(server.connectionString('postgres'))
  try {
    const { rows } = await sql<{ name: string }>`select datname as name from pg_database where datname = ${DATABASE_NAME} or starts_with(datname, ${SANDBOX_PREFIX}) order by datname`.execute(admin)
    const journals = rows.map(({ name }) => ({ name, database: open(server.connectionString(name)) }))
    return {
      journals,
      async close() {
        for (const { database } of journals) await database.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  } finally {
    await admin.close()
  }
}
