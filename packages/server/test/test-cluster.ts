import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/platform/db/embedded/embedded-postgres.ts'
import { endProcess, findPostmaster } from '../src/platform/db/embedded/postmaster.ts'
import { findProcess, sendSignal } from '../src/platform/db/embedded/process-status.ts'
import { findLockHolder } from '../src/platform/db/embedded/program-lock.ts'
import { silentLog } from '../src/platform/log.ts'

const PREFIX = 'fengsui-test-'

/** The PostgreSQL of one test run. */
export interface TestCluster {
  adminUrl: string
  /** Ends it and removes its files. @throws Error naming processes that tests left behind (they are ended) */
  stop(): Promise<void>
}

/** The outside PostgreSQL that this run tests against (a role that may create databases); null when it uses the embedded one. */
export function findGivenServer(): string | null {
  const given = process.env['TEST_DATABASE_URL']
  return given === undefined || given === '' ? null : given
}

/** `TEST_DATABASE_URL` when given, else an embedded cluster. */
export async function startTestCluster(): Promise<TestCluster> {
  const outside = findGivenServer()
  if (outside !== null) return { adminUrl: outside, stop: () => Promise.resolve() }
  await removeAbandonedClusters()
  return startEmbeddedCluster()
}

/** An embedded cluster of its own that does not wait for the disk. */
export async function startEmbeddedCluster(): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    now: () => '2019-08-09T16:00:00.000Z',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  return {
    adminUrl: postgres.connectionString('postgres'),
    async stop() {
      await postgres.stop()
      const leftBehind = listProcessesBelow(dataDir)
      for (const pid of leftBehind) sendSignal(pid, 'SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
      if (leftBehind.length > 0) throw new Error(`tests left processes behind: ${leftBehind.join(', ')}`)
    },
  }
}

/** Numbers of the processes that work in `folder` or name it on their command line, ourselves excepted. */
export function listProcessesBelow(folder: string): number[] {
  if (process.platform !== 'linux') return []
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && belongsTo(pid, real) && findProcess(pid) !== undefined)
}

function belongsTo(pid: number, folder: string): boolean {
  try {
    return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
  } catch {
    return false // It has ended meanwhile, or belongs to someone else.
  }
}

/** A run that was killed cannot tidy up; the next one does it. Runs that are alive are left alone. */
async function removeAbandonedClusters(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const dataDir = join(tmpdir(), name)
    try {
      if (!name.startsWith(PREFIX) || !existsSync(join(dataDir, 'fengsui.lock')) || findLockHolder(dataDir) !== undefined) continue
      const postmaster = findPostmaster(dataDir)
      if (postmaster !== undefined) await endProcess(postmaster.process)
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // Another account's folder, or another run is removing it as well.
    }
  }
}
