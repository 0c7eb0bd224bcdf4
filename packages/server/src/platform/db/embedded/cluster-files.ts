import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartupProblem } from '../startup-problem.ts'
import type { PostgresBinaries } from './binaries.ts'
import { POSTGRES_ENVIRONMENT, type RunAs, commandFor, giveTo } from './run-as.ts'

/** The role that owns the embedded cluster. */
export const OWNER_ROLE = 'fengsui'

/** Where PostgreSQL keeps its files in a data directory. */
export const clusterDir = (dataDir: string) => join(dataDir, 'pg')

interface ClusterOptions {
  dataDir: string
  binaries: PostgresBinaries
  runAs: RunAs
  signal?: AbortSignal | undefined
}

/** Whether the cluster has been made; a half-made one lies elsewhere until it is complete. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(clusterDir(dataDir), 'PG_VERSION'))
}

/**
 * Makes the cluster and returns the owner's password.
 * UTF8 with the built-in C.UTF-8 provider: with `--locale=C` PostgreSQL takes no Chinese character for a letter and trigrams of Chinese are empty.
 * @throws StartupProblem with the last words of initdb
 */
export async function createCluster(options: ClusterOptions & { durable: boolean }): Promise<string> {
  const { dataDir, binaries, runAs, signal } = options
  removeHalfMadeClusters(dataDir)
  const staging = join(dataDir, `pg-init-${process.pid}-${randomBytes(4).toString('hex')}`)
  const password = randomBytes(24).toString('base64url')
  mkdirSync(join(staging, 'pg'), { recursive: true, mode: 0o700 })
  writeFileSync(join(staging, 'password'), password, { mode: 0o600 })
  giveTo(runAs, dataDir, staging)
  try {
    const result = await runToEnd({
      runAs,
      program: binaries.initdb,
      args: [
        `--pgdata=${join(staging, 'pg')}`,
        `--username=${OWNER_ROLE}`,
        `--pwfile=${join(staging, 'password')}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--lc-collate=C',
        '--lc-ctype=C.UTF-8',
        '--no-instructions',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      signal,
    })
    if (result.code !== 0) throw new StartupProblem(`内置数据库初始化失败：${lastLines(result.output)}。${adviceFor(result.output)}`)
    renameSync(join(staging, 'pg'), clusterDir(dataDir))
    syncFolder(dataDir)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return password
}

/** Sets a new owner's password while the cluster is stopped; for a lost `runtime.json`. */
export async function resetOwnerPassword(options: ClusterOptions): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  const result = await runToEnd({
    runAs: options.runAs,
    program: options.binaries.postgres,
    args: ['--single', '-D', clusterDir(options.dataDir), '-c', 'exit_on_error=on', 'postgres'],
    input: `ALTER ROLE ${OWNER_ROLE} PASSWORD '${password}'\n`,
    signal: options.signal,
  })
  if (result.code !== 0) throw new StartupProblem(`不能重设内置数据库的密码：${lastLines(result.output)}。${adviceFor(result.output)}`)
  return password
}

/**
 * Refuses a cluster made by another major version than `binaries` brings.
 * @throws StartupProblem
 */
export async function checkClusterVersion(options: ClusterOptions): Promise<void> {
  const made = readFileSync(join(clusterDir(options.dataDir), 'PG_VERSION'), 'utf8').trim()
  const { output } = await runToEnd({ runAs: options.runAs, program: options.binaries.postgres, args: ['--version'], signal: options.signal })
  const major = /(\d+)(\.|devel|beta|rc)/.exec(output)?.[1]
  if (major !== undefined && major !== made) {
    throw new StartupProblem(
      `数据目录 ${options.dataDir} 由 PostgreSQL ${made} 建立，本程序带的是 PostgreSQL ${major}，不能直接打开。` +
        '请用原来的程序版本备份（fengsui backup），再用本版本恢复到新的数据目录。',
    )
  }
}

/** What the operator can do about the last words of a PostgreSQL program. */
export function adviceFor(output: string): string {
  if (/No space left on device/.test(output)) return '磁盘已满，请清出空间后重新启动。'
  if (/Permission denied/.test(output)) return '请检查数据目录（FENGSUI_DATA）及其上级文件夹的权限。'
  if (/could not (create|map|resize) shared memory|could not create semaphores/.test(output)) return '系统共享内存不足，请增大 /dev/shm 后重新启动。'
  return '请检查数据目录（FENGSUI_DATA）所在磁盘，或用 DATABASE_URL 指定已有的 PostgreSQL。'
}

/** The lines that matter at the end of a PostgreSQL program's output. */
export function lastLines(output: string): string {
  const lines = output.trim().split('\n')
  const telling = lines.filter((line) => /FATAL|PANIC|error:|could not|HINT/.test(line))
  return (telling.length > 0 ? telling : lines).slice(-3).join('；')
}

function removeHalfMadeClusters(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('pg-init-')) continue
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // An initdb that outlived its killed parent may still be writing there; the next start removes it.
    }
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Runs a PostgreSQL program to its end; its output is what it wrote to both streams. */
async function runToEnd(options: {
  runAs: RunAs
  program: string
  args: readonly string[]
  input?: string
  signal?: AbortSignal | undefined
}): Promise<{ code: number | null; output: string }> {
  const { command, args, ...identity } = commandFor(options.runAs, options.program, options.args)
  const child = spawn(command, args, { ...identity, cwd: '/', env: POSTGRES_ENVIRONMENT, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdin.on('error', () => undefined) // It may end before it has read everything; its exit code says why.
  child.stdin.end(options.input ?? '')
  const abort = () => child.kill('SIGTERM')
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, output }))
    })
  } finally {
    options.signal?.removeEventListener('abort', abort)
  }
}
