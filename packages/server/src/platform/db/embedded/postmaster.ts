import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { StartupProblem, describeCause } from '../startup-problem.ts'
import type { PostgresBinaries } from './binaries.ts'
import { adviceFor, clusterDir, lastLines } from './cluster-files.ts'
import { type ProcessStatus, findProcess, sendSignal, waitForEnd } from './process-status.ts'
import { POSTGRES_ENVIRONMENT, type RunAs, commandFor } from './run-as.ts'

/** A PostgreSQL server process that belongs to a data directory. */
export interface Postmaster {
  process: ProcessStatus
  /** Zero while it is so young that it has not written its port yet. */
  port: number
  state: 'starting' | 'ready' | 'stopping'
}

/** Where PostgreSQL writes its own messages (without values: they may be personal data). */
export const logFile = (dataDir: string) => join(dataDir, 'pg.log')

const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/** How long a start may be refused because processes of a killed server are still ending. */
const DYING_LIMIT_MS = 20_000

const ABORTED = '启动过程中收到停止信号，已经停止。'

/** The server that runs on the cluster now, whoever started it. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(clusterDir(dataDir), 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const status = findProcess(Number(lines[0]))
  if (status === undefined || !servesCluster(status, clusterDir(dataDir))) return undefined
  const word = lines[7]?.trim()
  return { process: status, port: Number(lines[3] ?? 0), state: word === 'ready' || word === 'stopping' ? word : 'starting' }
}

/** Whether the programs of this server have been replaced on disk since it started (a new `npm ci`): it can no longer load its parts. */
export function isOutdated(postmaster: Postmaster): boolean {
  return postmaster.process.program?.endsWith(' (deleted)') ?? false
}

function servesCluster(status: ProcessStatus, cluster: string): boolean {
  const real = realpathSync(cluster)
  // The working directory follows a renamed folder; where the system hides it the command line has to do.
  if (status.workingDirectory !== undefined) return status.workingDirectory === real
  return status.command.split(/[\0 ]/).some((part) => part === real || part === cluster)
}

/**
 * Starts PostgreSQL on the cluster, detached: it outlives a killed program, and the next start adopts it.
 * @param port wanted port; without it a free one is taken
 * @throws StartupProblem with PostgreSQL's last words; or when `signal` is aborted
 */
export async function startPostmaster(options: {
  dataDir: string
  binaries: PostgresBinaries
  runAs: RunAs
  settings: Readonly<Record<string, string>>
  port?: number
  log: Log
  signal?: AbortSignal | undefined
}): Promise<Postmaster> {
  const began = performance.now()
  for (;;) {
    removeForeignPidFile(options.dataDir)
    const port = options.port ?? (await findFreePort())
    const outcome = await tryStart(options, port)
    if (typeof outcome !== 'string') return outcome
    const portTaken = options.port === undefined && /could not bind|Address already in use/.test(outcome)
    const stillDying = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(outcome)
    if (!(portTaken || stillDying) || performance.now() - began > DYING_LIMIT_MS) {
      throw new StartupProblem(`内置数据库没有启动成功：${lastLines(outcome)}。${adviceFor(outcome)}详情见 ${logFile(options.dataDir)}。`)
    }
    await pause(200)
  }
}

/** One attempt; what PostgreSQL wrote when it ended instead of getting ready. */
async function tryStart(options: Parameters<typeof startPostmaster>[0], port: number): Promise<Postmaster | string> {
  const { dataDir, binaries, runAs, signal } = options
  const settings = { ...options.settings, port: String(port) }
  const pgArgs = ['-D', clusterDir(dataDir), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const { command, args, ...identity } = commandFor(runAs, binaries.postgres, pgArgs)
  rotateLog(dataDir)
  const output = openSync(logFile(dataDir), 'a', 0o600)
  const offset = statSync(logFile(dataDir)).size
  const child = spawn(command, args, { ...identity, cwd: '/', env: POSTGRES_ENVIRONMENT, detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  let ended = false
  let cannotSpawn: string | undefined
  child.once('error', (cause) => (cannotSpawn = describeCause(cause)))
  child.once('exit', () => (ended = true))
  child.unref()

  let nextNotice = performance.now() + 5_000
  while (!ended && cannotSpawn === undefined) {
    const postmaster = findPostmaster(dataDir)
    if (postmaster?.process.pid === child.pid && postmaster?.state === 'ready') return postmaster
    if (signal?.aborted === true && child.pid !== undefined) {
      const started = findProcess(child.pid)
      if (started !== undefined) await endProcess(started)
      throw new StartupProblem(ABORTED)
    }
    if (performance.now() > nextNotice) {
      options.log.info('数据库正在从上次的中断中恢复，请稍候……')
      nextNotice += 10_000
    }
    await pause(15)
  }
  return cannotSpawn ?? readFrom(logFile(dataDir), offset)
}

/** Waits until a server that is starting is ready (true) or has ended (false). */
export async function waitUntilReady(dataDir: string, pid: number, signal?: AbortSignal): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = findPostmaster(dataDir)
    if (postmaster?.process.pid !== pid || postmaster.state === 'stopping') return undefined
    if (postmaster.state === 'ready') return postmaster
    if (signal?.aborted === true) throw new StartupProblem(ABORTED)
    await pause(20)
  }
}

/** Ends a server: open transactions are rolled back, everything committed is checkpointed; after 30 s at once, leaving recovery to the next start. */
export async function endProcess(status: ProcessStatus): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (findProcess(status.pid)?.startMark !== status.startMark) return
    sendSignal(status.pid, signal)
    if (await waitForEnd(status, patienceMs)) return
  }
}

/**
 * A pid file whose number now belongs to some other process, or to a zombie, would keep PostgreSQL from starting for ever.
 * Its second guard, the shared memory segment, still refuses while any process of the old server lives.
 */
function removeForeignPidFile(dataDir: string): void {
  if (findPostmaster(dataDir) === undefined) rmSync(join(clusterDir(dataDir), 'postmaster.pid'), { force: true })
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new StartupProblem('本机不能打开 127.0.0.1 上的端口，请检查网络设置。'))
        else resolve(address.port)
      })
    })
  })
}

function rotateLog(dataDir: string): void {
  const path = logFile(dataDir)
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`)
}

function readFrom(path: string, offset: number): string {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(64 * 1024)
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, offset)).toString('utf8')
  } finally {
    closeSync(file)
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
