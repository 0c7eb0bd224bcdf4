import { accessSync, constants, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Log } from '../../log.ts'
import { checkServer } from '../check-server.ts'
import { StartupProblem, describeCause } from '../startup-problem.ts'
import { type PostgresBinaries, copyBinaries, findPostgresBinaries, linkLibraries } from './binaries.ts'
import { OWNER_ROLE, checkClusterVersion, clusterDir, createCluster, hasCluster, resetOwnerPassword } from './cluster-files.ts'
import { type Postmaster, endProcess, findPostmaster, isOutdated, startPostmaster, waitUntilReady } from './postmaster.ts'
import { findProcess, waitForEnd } from './process-status.ts'
import { type ProgramLock, findLockHolder, takeProgramLock } from './program-lock.ts'
import { type RunAs, canRunProgram, chooseRunAs, findBlockingFolder, giveTo, listAccounts } from './run-as.ts'
import { readRuntimeFile, writeRuntimeFile } from './runtime-file.ts'

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** As the owner of everything; loopback only. */
  connectionString(database: string): string
  port: number
  /** True when a server left over from a killed program was taken over. */
  adopted: boolean
  /** Stops the server and frees the data directory; may be called more than once. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  dataDir: string
  log: Log
  /** The wall clock, for the lock and runtime file. */
  now: () => string
  /** PostgreSQL settings over ours, e.g. `fsync: 'off'` in tests. */
  settings?: Readonly<Record<string, string>>
  /** Ends a start that is under way. */
  signal?: AbortSignal
  /** As whom PostgreSQL runs; found out when left out. */
  runAs?: RunAs
}

/** Short recovery after a crash: at most one minute and one gigabyte of log to replay. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '1min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_checkpoints: 'off',
  // Statements and values in messages may hold names and telephone numbers.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

const WATCH_INTERVAL_MS = 500

/**
 * Starts PostgreSQL in the data directory, making the cluster on first use; takes over a server that a killed program left behind,
 * waits for one that is ending, and starts it again when it dies while we run.
 * @throws StartupProblem for everything the operator can put right, a second program on the same data included
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDataDir(options.dataDir)
  const lock = takeProgramLock(dataDir, options.now())
  try {
    return await startLocked({ ...options, dataDir }, lock)
  } catch (cause) {
    lock.release()
    throw cause
  }
}

/**
 * The server of a program that is running on the data directory, for the command line beside it. `stop` only lets go of it.
 * @returns undefined when no program runs there: start it then with {@link startEmbeddedPostgres}
 */
export async function attachEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  const folder = resolve(dataDir)
  if (findLockHolder(folder) === undefined) return undefined
  const found = hasCluster(folder) ? findPostmaster(folder) : undefined
  const runtime = readRuntimeFile(folder)
  const postmaster = found === undefined ? undefined : await waitUntilReady(folder, found.process.pid)
  if (postmaster === undefined || runtime === undefined) return undefined
  const { port } = postmaster
  return { port, adopted: true, connectionString: (database) => ownerUrl(port, runtime.password, database), stop: () => Promise.resolve() }
}

async function startLocked(options: EmbeddedPostgresOptions, lock: ProgramLock): Promise<EmbeddedPostgres> {
  const { dataDir, log, now, signal } = options
  const { binaries, runAs } = prepareBinaries(options)
  const place = { dataDir, binaries, runAs, signal }
  const settings = { ...SETTINGS, ...options.settings }

  let password = readRuntimeFile(dataDir)?.password
  const leftOver = hasCluster(dataDir) ? await findUsableLeftOver(options, password) : undefined
  let current: Postmaster
  if (leftOver !== undefined && password !== undefined) {
    current = leftOver
    log.info('已接管上次遗留的数据库进程。')
  } else {
    if (hasCluster(dataDir)) {
      giveTo(runAs, dataDir, clusterDir(dataDir))
      await checkClusterVersion(place)
    } else {
      log.info('第一次启动，正在建立数据库……')
      password = await createCluster({ ...place, durable: settings['fsync'] !== 'off' })
      giveTo(runAs, dataDir, clusterDir(dataDir))
    }
    password ??= await resetOwnerPassword(place)
    // Before the server runs: a password that only a killed program knew would be lost.
    writeRuntimeFile(dataDir, { password, port: null, pid: null, startedAt: now() })
    current = await startPostmaster({ ...place, settings, log })
    try {
      await checkServer(ownerUrl(current.port, password, 'postgres'))
    } catch (cause) {
      await endProcess(current.process)
      throw cause
    }
  }
  if (signal?.aborted === true) {
    await endProcess(current.process)
    throw new StartupProblem('启动过程中收到停止信号，已经停止。')
  }
  const secret = password
  const remember = () => writeRuntimeFile(dataDir, { password: secret, port: current.port, pid: current.process.pid, startedAt: now() })
  remember()

  const { port } = current
  let stopping: Promise<void> | undefined
  let repair: Promise<void> | undefined
  const startAgain = async () => {
    log.warn('数据库进程意外结束，正在重新启动……')
    try {
      giveTo(runAs, dataDir, clusterDir(dataDir))
      // The same port, so that every connection pool finds it again.
      current = await startPostmaster({ ...place, settings, log, port })
      remember()
      log.info('数据库已恢复。')
    } catch (cause) {
      log.warn(`数据库没有恢复，稍后再试：${describeCause(cause)}`)
    }
  }
  const watch = setInterval(() => {
    if (stopping !== undefined || repair !== undefined || findProcess(current.process.pid)?.startMark === current.process.startMark) return
    repair = startAgain().finally(() => (repair = undefined))
  }, WATCH_INTERVAL_MS)
  watch.unref()

  const stop = async () => {
    clearInterval(watch)
    await repair
    await endProcess(current.process)
    writeRuntimeFile(dataDir, { password: secret, port: null, pid: null, startedAt: now() })
    lock.release()
  }
  return {
    port,
    adopted: leftOver !== undefined,
    connectionString: (database) => ownerUrl(port, secret, database),
    stop: () => (stopping ??= stop()),
  }
}

/** The server a killed program left behind, when it is sound; otherwise it is ended, so that a fresh one can start. */
async function findUsableLeftOver(options: EmbeddedPostgresOptions, password: string | undefined): Promise<Postmaster | undefined> {
  const found = findPostmaster(options.dataDir)
  if (found === undefined) return undefined
  const ready = await waitUntilReady(options.dataDir, found.process.pid, options.signal)
  if (ready !== undefined && password !== undefined && !isOutdated(ready)) {
    try {
      await checkServer(ownerUrl(ready.port, password, 'postgres'))
      return ready
    } catch (cause) {
      options.log.warn(`上次遗留的数据库进程不能使用，将重新启动它：${describeCause(cause)}`)
    }
  }
  if (ready !== undefined || !(await waitForEnd(found.process, 30_000))) await endProcess(found.process)
  return undefined
}

/** As whom PostgreSQL runs, and programs that one can read: those of the package, or a copy in the data directory. */
function prepareBinaries(options: EmbeddedPostgresOptions): { binaries: PostgresBinaries; runAs: RunAs } {
  const { dataDir, log } = options
  const packaged = findPostgresBinaries()
  const linked = linkLibraries(packaged.nativeDir)
  let binaries = packaged
  const canRun = (runAs: RunAs): boolean => {
    const identity = runAs.kind === 'user' ? runAs : { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
    const reachable = linked && (runAs.kind === 'self' || findBlockingFolder(packaged.nativeDir, identity.uid, identity.gid) === undefined)
    binaries = reachable ? packaged : copyBinaries(packaged.nativeDir, dataDir)
    if (!reachable) giveTo(runAs, dataDir, binaries.nativeDir)
    return canRunProgram(runAs, binaries.postgres)
  }
  if (options.runAs === undefined) {
    const runAs = chooseRunAs({ dataDir, isRoot: process.geteuid?.() === 0, accounts: listAccounts(), canRun, log })
    if (runAs.kind !== 'self') return { binaries, runAs }
  }
  const runAs = options.runAs ?? { kind: 'self' }
  if (canRun(runAs)) return { binaries, runAs }
  throw new StartupProblem(
    '内置数据库程序在本机不能运行（需要 glibc 2.28 以上的 64 位 Linux，且所在磁盘允许执行程序）。请用 DATABASE_URL 指定 PostgreSQL 15 以上版本的数据库。',
  )
}

function prepareDataDir(path: string): string {
  const dataDir = resolve(path)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    const reason = code === 'ENOTDIR' || code === 'EEXIST' ? '路径上有同名的文件' : code === 'EROFS' ? '所在磁盘只读' : code === 'ENOSPC' ? '磁盘已满' : '没有权限'
    throw new StartupProblem(`数据目录 ${dataDir} 不能使用：${reason}（${code}）。请改正，或用 FENGSUI_DATA 指定一个可以读写的文件夹。`)
  }
  return dataDir
}

function ownerUrl(port: number, password: string, database: string): string {
  return `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`
}
