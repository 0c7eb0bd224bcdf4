import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../packages/server/src/platform/clock/clock.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/db/embedded/embedded-postgres.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import { median, printFigure, readSize, timed } from './measure.ts'

/**
 * `start`: from the command to a page that can be used, on an empty data directory and later, with the demo and empty. Peer of the same
 * run: making and starting a bare PostgreSQL. Oracle: the page, the entrance and the sign-in answer as they should.
 */
const size = readSize(process.argv.slice(2))
const ROUNDS = size === 'full' ? 7 : 5
const root = join(import.meta.dirname, '..')

await build()
for (const variant of ['demo', 'empty'] as const) {
  const first: number[] = []
  const later: number[] = []
  const bareFirst: number[] = []
  const bareLater: number[] = []
  const stops: number[] = []
  const memory: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await withFolder(async (dataDir) => {
      bareFirst.push(await timed(() => startBare(dataDir)))
      bareLater.push(await timed(() => startBare(dataDir)))
    })
    await withFolder(async (dataDir) => {
      for (const times of [first, later]) {
        let program: Running | undefined
        times.push(await timed(async () => {
          program = await startProgram(dataDir, variant)
        }))
        if (!program) throw new Error('not started')
        if (times === later) {
          await new Promise((resolve) => setTimeout(resolve, 1500))
          memory.push(residentMegabytes(program.child.pid ?? 0))
        }
        const { child } = program
        stops.push(await timed(() => stopProgram(child)))
      }
    })
  }
  const report = (metric: string, times: number[], peer: number[], goal: number) =>
    printFigure({ bench: 'start', metric: `${variant}: ${metric}`, value: median(times), unit: 's', peer: `bare PostgreSQL: ${median(peer).toFixed(2)} s`, ratio: median(times) / median(peer), goal: `<= ${goal} s`, ok: median(times) <= goal })
  report('usable page on an empty data directory', first, bareFirst, 10)
  report('usable page later', later, bareLater, 4)
  printFigure({ bench: 'start', metric: `${variant}: stop after SIGTERM`, value: median(stops), unit: 's', peer: null, ratio: null, goal: 'reported', ok: true })
  printFigure({ bench: 'start', metric: `${variant}: idle memory of the whole program`, value: median(memory), unit: 'MB', peer: null, ratio: null, goal: 'reported', ok: true })
}

interface Running {
  child: ChildProcess
  address: string
}

async function startProgram(dataDir: string, variant: 'demo' | 'empty'): Promise<Running> {
  const child = spawn(process.execPath, [join(root, 'packages/server/dist/main.js'), '--port', '0', '--data', dataDir, ...(variant === 'empty' ? ['--empty'] : [])], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /https?:\/\/[\w.:]+/.exec(chunk.toString())
      if (found) resolve(found[0])
    })
  })
  const page = await fetch(address)
  const entrance = (await (await fetch(`${address}/api/v1/entrance`)).json()) as { demo: boolean; needsSetUp: boolean; demoAccounts: { username: string; password: string }[] }
  if (!page.ok || !(await page.text()).includes('<div id="root"')) throw new Error('oracle: no page')
  if (entrance.demo !== (variant === 'demo') || entrance.needsSetUp !== (variant === 'empty')) throw new Error('oracle: wrong entrance')
  const account = entrance.demoAccounts[0]
  if (account) {
    const signIn = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(account) })
    if (!signIn.ok) throw new Error(`oracle: sign-in answers ${signIn.status}`)
  }
  return { child, address }
}

function stopProgram(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.removeAllListeners('exit')
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`oracle: stopping gave ${code}`))))
    child.kill('SIGTERM')
  })
}

async function startBare(dataDir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, now: () => systemClock.now() })
  await server.stop()
}

/** Proportional memory of a process and everything under it, so that shared buffers count once. */
function residentMegabytes(rootPid: number): number {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      continue
    }
  }
  const belongs = (pid: number): boolean => pid === rootPid || (pid > 1 && belongs(parents.get(pid) ?? 0))
  let kilobytes = 0
  for (const pid of parents.keys()) {
    if (!belongs(pid)) continue
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      continue
    }
  }
  return kilobytes / 1024
}

async function withFolder(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-start-'))
  try {
    await work(dataDir)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] }).once('exit', (code) => (code === 0 ? resolve() : reject(new Error('build failed'))))
  })
}
