import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectKinds } from '@fengsui/contract'
import { ensureDatabase } from '../packages/server/src/platform/db/create-database.ts'
import { openDatabase } from '../packages/server/src/platform/db/database.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/db/embedded/embedded-postgres.ts'
import { prepareDatabase } from '../packages/server/src/platform/db/prepare-database.ts'
import { openSigningKey } from '../packages/server/src/platform/journal/signing-key.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import { ObjectStore } from '../packages/server/src/platform/objects/object-store.ts'
import { DatabaseServer } from './database-server.ts'
import { settlePeople } from './people.ts'
import type { Stage } from './run-seed.ts'

const NIGHT = '2019-08-09T16:00:00.000Z'

/** A PostgreSQL for simulation: real, but it does not wait for the disk and does nothing by itself. */
export async function startSimCluster(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-sim-'))
  const postgres = await startEmbeddedPostgres({
    dataDir, log: silentLog, now: () => NIGHT,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', checkpoint_timeout: '1h' },
  })
  return {
    adminUrl: postgres.connectionString('postgres'),
    async stop() {
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A migrated database of one's own, with everything runs need. */
export async function openStage(adminUrl: string, name: string): Promise<Stage & { close(): Promise<void> }> {
  const connectionString = await ensureDatabase(adminUrl, name)
  const { role } = await prepareDatabase({ connectionString, migrationsDir: join(import.meta.dirname, '../packages/server/migrations'), now: () => NIGHT, log: silentLog })
  const database = openDatabase({ connectionString, poolSize: 3, applicationName: 'sim oracle', role })
  const objects = new ObjectStore(objectKinds)
  await objects.open(database)
  // In memory where there is such a folder: heads are forced to the disk when they are signed.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fengsui-sim-'))
  const server = await DatabaseServer.open(connectionString, role)
  await settlePeople(server)
  return {
    server, database, objects, key: openSigningKey(folder), folder,
    async close() {
      await server.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
