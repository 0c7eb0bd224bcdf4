import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { systemClock } from '../platform/clock/clock.ts'
import { dropDatabase } from '../platform/db/create-database.ts'
import { attachEmbeddedPostgres, startEmbeddedPostgres } from '../platform/db/embedded/embedded-postgres.ts'
import { endProcess, findPostmaster } from '../platform/db/embedded/postmaster.ts'
import { findLockHolder } from '../platform/db/embedded/program-lock.ts'
import type { Log } from '../platform/log.ts'

const PREFIX = 'fengsui-replay-'

/** A PostgreSQL to put a sandbox's database into, and a folder for its keys. */
export interface DatabaseServer {
  adminUrl: string
  dataDir: string
  /** Lets go of the server; removes what was only temporary. */
  release(usedDatabases: readonly string[]): Promise<void>
}

/**
 * With `dataDir` everything stays there: in the server of `databaseUrl`, or in the embedded one of the folder, joining the program that
 * runs on it or starting it for the time being. Without, all of it is temporary.
 * @throws StartupProblem
 */
export async function openDatabaseServer(options: { dataDir: string | null; databaseUrl: string | null; log: Log }): Promise<DatabaseServer> {
  const temporary = options.dataDir === null
  if (temporary) await removeAbandoned()
  const dataDir = options.dataDir === null ? mkdtempSync(join(tmpdir(), PREFIX)) : resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const removeTemporary = () => {
    if (temporary) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const { databaseUrl } = options
    if (databaseUrl !== null) {
      return {
        adminUrl: databaseUrl,
        dataDir,
        async release(used) {
          if (temporary) for (const name of used) await dropDatabase(databaseUrl, name)
          removeTemporary()
        },
      }
    }
    const postgres =
      (await attachEmbeddedPostgres(dataDir)) ??
      (await startEmbeddedPostgres({ dataDir, log: options.log, now: systemClock.now, ...(temporary ? { settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } } : {}) }))
    return {
      adminUrl: postgres.connectionString('postgres'),
      dataDir,
      async release() {
        await postgres.stop()
        removeTemporary()
      },
    }
  } catch (error) {
    removeTemporary()
    throw error
  }
}

/** A temporary run that was killed cannot tidy up; the next one does it. Runs that are alive are left alone. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name)
    try {
      if (!name.startsWith(PREFIX) || !existsSync(join(folder, 'fengsui.lock')) || findLockHolder(folder) !== undefined) continue
      const postmaster = findPostmaster(folder)
      if (postmaster !== undefined) await endProcess(postmaster.process)
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another account's folder, or another run is removing it as well.
    }
  }
}
