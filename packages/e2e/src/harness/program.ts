import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const repositoryRoot = path.resolve(import.meta.dirname, '../../../..')
const startLimitMilliseconds = 100_000
const stopLimitMilliseconds = 20_000

/** The built program on a data directory. */
export interface Program {
  readonly url: string
  readonly dataDir: string
  /** SIGTERM, and the exit code; a data directory of the harness's own goes with it. */
  readonly stop: () => Promise<number | null>
  /** SIGKILL to the program and, when asked, to its PostgreSQL. */
  readonly kill: (alsoDatabase: boolean) => Promise<void>
}

/**
 * Starts the program as `npm start` does, on a free port and an empty data directory, or the one given.
 * @param options.empty without the demo: a clean system that waits for its first set-up
 * @throws Error with what the program said when it does not come up
 */
export async function startProgram(options: { readonly empty?: boolean; readonly dataDir?: string; readonly args?: readonly string[] } = {}): Promise<Program> {
  const running = process.env['E2E_URL']
  // While writing a journey: a program that already runs, with E2E_DATA for its data directory.
  if (running !== undefined && options.empty !== true && options.dataDir === undefined) return { url: running, dataDir: process.env['E2E_DATA'] ?? '', stop: () => Promise.resolve(0), kill: () => Promise.resolve() }
  const dataDir = options.dataDir ?? makeDataDir()
  const child = spawn(process.execPath, [path.join(repositoryRoot, 'scripts/start.mjs'), '--port', '0', '--data', dataDir, ...(options.empty === true ? ['--empty'] : []), ...(options.args ?? [])], {
    cwd: repositoryRoot,
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async (): Promise<number | null> => {
    await endProcess(child)
    if (options.dataDir === undefined) removeDataDir(dataDir)
    return child.exitCode
  }
  const kill = async (alsoDatabase: boolean): Promise<void> => {
    const postmaster = postmasterPid(dataDir)
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    if (alsoDatabase && postmaster !== null) process.kill(postmaster, 'SIGKILL')
    await ended
  }
  try {
    return { url: await readAddress(child), dataDir, stop, kill }
  } catch (error) {
    await stop()
    throw error
  }
}

export function makeDataDir(): string {
  return mkdtempSync(path.join(tmpdir(), 'fengsui-e2e-'))
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/** Pid of the PostgreSQL of a data directory, or null when none is recorded. */
export function postmasterPid(dataDir: string): number | null {
  const file = path.join(dataDir, 'runtime.json')
  return existsSync(file) ? ((JSON.parse(readFileSync(file, 'utf8')) as { pid?: number }).pid ?? null) : null
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended and waits for its new parent to notice is no longer alive; only Linux tells.
    const status = `/proc/${String(pid)}/status`
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
  } catch {
    return false
  }
}

/** The surroundings without settings that would lead the program elsewhere. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, PORT: _port, HOST: _host, FENGSUI_DATA: _data, FENGSUI_EMPTY: _empty, ...rest } = process.env
  return rest
}

/** The address in the program's one ready line. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`程序在 ${startLimitMilliseconds / 1000} 秒内没有就绪：\n${said}`)), startLimitMilliseconds)
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      const port = /烽燧已就绪.*?http:\/\/[\w.]+:(\d+)/.exec(said)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(`http://localhost:${port}`)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`程序退出（${code}）：\n${said}`))
    })
  })
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), stopLimitMilliseconds)
  await ended
  clearTimeout(force)
}

/** What a command-line tool answered. */
export interface ToolAnswer {
  readonly code: number
  /** Standard output and standard error together. */
  readonly output: string
}

/** Runs `fengsui …` beside the running program. */
export function runTool(args: readonly string[]): Promise<ToolAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(repositoryRoot, 'packages/server/bin/fengsui.mjs'), ...args], {
      cwd: repositoryRoot,
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code: code ?? -1, output }))
  })
}

/** Where pictures for the documentation go. */
export const screensDir = path.join(repositoryRoot, 'docs/screens')
/** Where pictures of failed journeys go; not kept in the repository. */
export const resultsDir = path.join(repositoryRoot, 'packages/e2e/results')
