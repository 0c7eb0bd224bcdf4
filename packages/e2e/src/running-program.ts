import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const builtProgram = join(root, 'packages/server/dist/main.js')
const commandLine = join(root, 'packages/server/bin/fengsui.mjs')

/** The built program as a person would start it. */
export interface RunningProgram {
  readonly address: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL to the program and, when asked, to its PostgreSQL too. */
  kill(alsoDatabase?: boolean): Promise<void>
}

export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'fengsui-e2e-'))
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

/** Pid of the PostgreSQL of a data directory, or null when none is recorded. */
export function postmasterPid(dataDir: string): number | null {
  const path = join(dataDir, 'runtime.json')
  if (!existsSync(path)) return null
  return (JSON.parse(readFileSync(path, 'utf8')) as { pid?: number }).pid ?? null
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * Starts the program and waits for its ready line.
 * @throws Error with what it said when it ends instead
 */
export async function startProgram(options: { dataDir: string; args?: readonly string[]; env?: Record<string, string> }): Promise<RunningProgram> {
  const child = spawn(process.execPath, [builtProgram, '--port', '0', '--data', options.dataDir, ...(options.args ?? [])], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } })
  let said = ''
  const ended = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)))
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /已就绪.*?(https?:\/\/[\w.:]+)/.exec(said)?.[1]
      if (found) resolve(found.replace('localhost', '127.0.0.1'))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then((code) => reject(new Error(`程序以 ${String(code)} 结束：${said}`)))
  })
  return {
    address, dataDir: options.dataDir, child,
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill(alsoDatabase = false) {
      const postmaster = postmasterPid(options.dataDir)
      child.kill('SIGKILL')
      if (alsoDatabase && postmaster !== null) process.kill(postmaster, 'SIGKILL')
      await ended
    },
  }
}

/** Runs the `fengsui` command line to its end. */
export function runCommandLine(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [commandLine, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
    child.once('exit', (code) => resolve({ code, out, err }))
  })
}
