import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { Pace } from '../src/replay/pace.ts'
import { locateProgram } from '../src/replay/program-location.ts'
import { nameVariant, runReplay } from '../src/replay/replay-driver.ts'
import { Sandbox } from '../src/replay/sandbox.ts'
import type { Scenario } from '../src/replay/scenario.ts'
import type { ReplaySummary } from '../src/replay/summary-rules.ts'
import { listProcessesBelow } from './test-cluster.ts'

export type ReplayOutcome = Omit<ReplaySummary, 'durationMs'>

/** Plays a scenario without any trouble on the test run's cluster; the database stays. */
export async function playUndisturbed(options: { scenario: Scenario; deaths: number; database: string; dataDir: string }): Promise<ReplayOutcome> {
  const { scenario, database, dataDir } = options
  const location = locateProgram()
  const parameters = { deaths: options.deaths }
  const sandbox = new Sandbox(location, {
    adminUrl: inject('testDatabaseSource').adminUrl, database, dataDir, migrationsDir: location.migrationsDir, demoDir: location.demoDir, title: scenario.title, version: '0.0.0-test', seed: nameVariant(scenario, parameters), start: scenario.from, rulesAsOf: scenario.rulesAsOf,
  })
  try {
    return await runReplay({ sandbox, scenario, parameters, pace: new Pace(0) })
  } finally {
    await sandbox.close()
  }
}

/** Who is killed: the process that serves, PostgreSQL, both at the same moment, or the command that watches over them (it is then given again). */
export const victims = ['server', 'database', 'both', 'command'] as const
export type Victim = (typeof victims)[number]

/** A kill -9 so long after a step was announced. */
export interface Kill {
  readonly victim: Victim
  /** From 1. */
  readonly step: number
  readonly delayMs: number
}

/** Latest share of a replay at which somebody is killed: after that it might be over before the blow falls. */
const LATEST = 0.97
const LONGEST_DELAY_MS = 900

/** Moments spread over the whole replay by chance, in order; the same for the same seed. What is hit there differs from run to run, the journal may not. */
export function planKills(options: { seed: number; count: number; steps: number; among?: readonly Victim[] }): Kill[] {
  const random = randomOf(options.seed)
  const among = options.among ?? victims
  const moments = Array.from({ length: options.count }, () => random() * LATEST * options.steps).sort((a, b) => a - b)
  return moments.map((moment) => ({ victim: among[Math.floor(random() * among.length)] ?? 'server', step: 1 + Math.floor(moment), delayMs: Math.round(random() * LONGEST_DELAY_MS) }))
}

export function describeKill({ victim, step, delayMs }: Kill): string {
  return `${victim}@${step}+${delayMs}ms`
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Plays a scenario by the command line in a folder of its own while processes are killed, then asks the finished run for its summary.
 * The folder is removed, whatever happens. `landed` counts the kills that hit somebody.
 * @throws Error with what the program said when it does not come to its end
 */
export async function playKilled(options: { scenario: Scenario; folder: string; kills: readonly Kill[]; say?: (line: string) => void }): Promise<{ summary: ReplaySummary; landed: number }> {
  const { scenario, folder, kills } = options
  const start = (flags: readonly string[] = []): CommandRun => new CommandRun(scenario.key, folder, flags)
  let landed = 0
  try {
    let run = start()
    for (const [index, kill] of kills.entries()) {
      if (!(await run.until(kill.step))) break
      await pause(kill.delayMs)
      if (kill.victim === 'command') {
        killHard([run.child.pid ?? 0])
        await run.ended
        landed += 1
        run = start()
      } else if (await strike(run, folder, kill.victim)) landed += 1
      options.say?.(`kill ${index + 1}/${kills.length}: ${describeKill(kill)} of ${scenario.steps.length}`)
    }
    const code = await run.ended
    if (code !== 0) throw new Error(`the replay ended with ${String(code)} after ${landed} kills: ${run.errors.slice(-2000)}`)
    const again = start(['--json'])
    const second = await again.ended
    if (second !== 0) throw new Error(`the finished replay did not answer (${String(second)}): ${again.errors.slice(-2000)}`)
    return { summary: JSON.parse(again.output.trim().split('\n').at(-1) ?? '') as ReplaySummary, landed }
  } finally {
    killHard(listProcessesBelow(folder))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Kills a process of the run, waiting until there is one: an earlier blow may not be mended yet. @returns false when the run ended before */
async function strike(run: CommandRun, folder: string, victim: Exclude<Victim, 'command'>): Promise<boolean> {
  while (run.running) {
    const server = victim === 'database' ? [] : serversOf(run.child.pid)
    const database = victim === 'server' ? [] : postmasterOf(folder)
    if ((victim === 'database' || server.length > 0) && (victim === 'server' || database.length > 0)) {
      killHard([...server, ...database])
      return true
    }
    await pause(20)
  }
  return false
}

/** A run of the command line on a data folder of its own, that may be killed. */
class CommandRun {
  readonly child: ChildProcess
  output = ''
  errors = ''
  readonly ended: Promise<number | null>

  constructor(scenario: string, dataFolder: string, flags: readonly string[]) {
    const { execArgv } = locateProgram()
    this.child = spawn(process.execPath, [...execArgv, join(import.meta.dirname, '..', 'src', 'cli.ts'), 'replay', scenario, '--data', dataFolder, ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '' } })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text))
    this.ended = new Promise((resolve) => this.child.once('exit', resolve))
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Waits until a step was announced, or the run has ended. */
  async until(step: number): Promise<boolean> {
    while (this.running) {
      if (this.output.includes(`[${step}/`)) return true
      await pause(20)
    }
    return false
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Sandbox processes of a command. */
function serversOf(pid: number | undefined): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((each) => {
    try {
      return new RegExp(`^PPid:\\s+${String(pid)}$`, 'm').test(readFileSync(`/proc/${each}/status`, 'utf8')) && readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('sandbox-main')
    } catch {
      return false
    }
  })
}

/** The postmaster of a data folder, while it lives. */
function postmasterOf(folder: string): number[] {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'runtime.json'), 'utf8')) as { pid: number }
    process.kill(pid, 0)
    return [pid]
  } catch {
    return []
  }
}

function killHard(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself in the meantime.
    }
  }
}
