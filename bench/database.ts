import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../packages/server/src/platform/clock/clock.ts'
import { ensureDatabase } from '../packages/server/src/platform/db/create-database.ts'
import { openDatabase, type Database } from '../packages/server/src/platform/db/database.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/db/embedded/embedded-postgres.ts'
import { prepareDatabase } from '../packages/server/src/platform/db/prepare-database.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'

/** Runs `work` with a migrated database on a PostgreSQL of its own, as the program starts it. */
export async function withBenchDatabase(poolSize: number, work: (database: Database, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, now: () => systemClock.now() })
  try {
    const connectionString = await ensureDatabase(postgres.connectionString('postgres'), 'bench')
    const { role } = await prepareDatabase({ connectionString, migrationsDir: join(import.meta.dirname, '../packages/server/migrations'), now: () => systemClock.now(), log: silentLog })
    const database = openDatabase({ connectionString, poolSize, applicationName: 'bench', role })
    try {
      await work(database, dataDir)
    } finally {
      await database.close()
    }
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
