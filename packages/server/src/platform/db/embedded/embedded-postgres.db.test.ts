import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listProcessesBelow } from '../../../../test/test-cluster.ts'
import { silentLog } from '../../log.ts'
import { openDatabase } from '../database.ts'
import { StartupProblem } from '../startup-problem.ts'
import { type EmbeddedPostgresOptions, attachEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { findPostmaster } from './postmaster.ts'
import { findProcess, sendSignal, waitForEnd } from './process-status.ts'
import { listAccounts } from './run-as.ts'

const AT = '2019-08-09T16:00:00.000Z'
const isRoot = process.geteuid?.() === 0
let closedFolder: string
let dataDir: string

// As a careful administrator leaves it: nobody but the owner may even enter the folder above the data.
beforeEach(() => {
  closedFolder = mkdtempSync(join(tmpdir(), 'fengsui-embedded-'))
  chmodSync(closedFolder, 0o700)
  dataDir = join(closedFolder, 'data')
})
afterEach(() => {
  const leftBehind = listProcessesBelow(closedFolder)
  for (const pid of leftBehind) sendSignal(pid, 'SIGKILL')
  rmSync(closedFolder, { recursive: true, force: true })
  expect(leftBehind).toEqual([])
})

const start = (options: Partial<EmbeddedPostgresOptions> = {}) => startEmbeddedPostgres({ dataDir, log: silentLog, now: () => AT, ...options })

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Runs the test program on the data directory; `ready` gives its line, `ended` its exit. */
function runProgram() {
  const script = join(import.meta.dirname, '../../../../test/embedded-program.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => child.once('close', (code) => resolve({ code, errors })))
  const ready = new Promise<{ port: number; adopted: boolean; url: string }>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('\n')) resolve(JSON.parse(output) as { port: number; adopted: boolean; url: string })
    })
    void ended.then(() => reject(new Error(`program ended: ${errors}`)))
  })
  ready.catch(() => undefined)
  return { child, ready, ended }
}

describe('startEmbeddedPostgres', () => {
  it('makes a cluster below a folder closed to others, on loopback only, and leaves nothing running', async () => {
    const postgres = await start()
    expect(postgres.adopted).toBe(false)
    const [row] = await query(
      postgres.connectionString('postgres'),
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('listen_addresses') as address,
              current_setting('unix_socket_directories') as sockets, current_setting('timezone') as zone, current_setting('max_wal_size') as wal,
              current_setting('checkpoint_timeout') as checkpoint, cardinality(show_trgm('台风')) as trigrams, upper('é') as upper`,
    )
    expect(row).toEqual({
      encoding: 'UTF8',
      fsync: 'on',
      address: '127.0.0.1',
      sockets: '',
      zone: 'UTC',
      wal: '1GB',
      checkpoint: '1min',
      trigrams: 3,
      upper: 'É',
    })
    expect(statSync(join(dataDir, 'runtime.json')).mode & 0o777).toBe(0o600)
    const wrongPassword = new URL(postgres.connectionString('postgres'))
    wrongPassword.password = 'guess'
    await expect(query(wrongPassword.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    await postgres.stop()
    await postgres.stop()
    expect(listProcessesBelow(closedFolder)).toEqual([])
    expect(existsSync(join(dataDir, 'fengsui.lock'))).toBe(false)
  })

  it('adopts the server of a killed program, with everything committed', async () => {
    const program = runProgram()
    const { url, port } = await program.ready
    await query(url, `create table kept as select 'yes' as answer`)
    program.child.kill('SIGKILL')
    await program.ended
    const postgres = await start()
    expect(postgres).toMatchObject({ adopted: true, port })
    expect(await query(postgres.connectionString('postgres'), 'select answer from kept')).toEqual([{ answer: 'yes' }])
    await postgres.stop()
    expect(listProcessesBelow(closedFolder)).toEqual([])
  })

  it('starts at once after program and database were killed together', async () => {
    const program = runProgram()
    const { url } = await program.ready
    await query(url, 'create table kept as select generate_series(1, 1000) as n')
    const pids = listProcessesBelow(closedFolder)
    expect(pids.length).toBeGreaterThan(3)
    for (const pid of pids) sendSignal(pid, 'SIGKILL')
    await program.ended
    const postgres = await start()
    expect(postgres.adopted).toBe(false)
    expect(await query(postgres.connectionString('postgres'), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    await postgres.stop()
  })

  it('waits for a left-over server that is shutting down', async () => {
    const program = runProgram()
    const { url } = await program.ready
    program.child.kill('SIGKILL')
    await program.ended
    const orphan = findPostmaster(dataDir)!
    const lingering = new Client({ connectionString: url })
    lingering.on('error', () => undefined)
    await lingering.connect()
    sendSignal(orphan.process.pid, 'SIGTERM') // Smart shutdown: waits for the connection.
    setTimeout(() => void lingering.end(), 700)
    const postgres = await start()
    expect(postgres.adopted).toBe(false)
    expect(await waitForEnd(orphan.process, 0)).toBe(true)
    await postgres.stop()
  })

  it('brings a killed database back on the same port, and the pool finds it', async () => {
    const postgres = await start()
    const db = openDatabase({ connectionString: postgres.connectionString('postgres'), poolSize: 3, applicationName: 'fengsui test' })
    await sql`create table kept as select 1 as n`.execute(db)
    const before = findPostmaster(dataDir)!
    sendSignal(before.process.pid, 'SIGKILL')
    await waitForEnd(before.process, 5_000)
    await expect.poll(() => sql`select n from kept`.execute(db).then(({ rows }) => rows, () => undefined), { timeout: 20_000 }).toEqual([{ n: 1 }])
    expect(findPostmaster(dataDir)?.port).toBe(postgres.port)
    await db.close()
    await postgres.stop()
  })

  it('refuses a second program, and lets the command line in beside the first', async () => {
    const postgres = await start()
    await expect(start()).rejects.toThrow(StartupProblem)
    const second = await runProgram().ended
    expect(second.code).toBe(1)
    expect(second.errors).toMatch(/^数据目录 .* 正在被另一个烽燧程序使用（进程号 \d+.*FENGSUI_DATA.*\n$/)
    const beside = await attachEmbeddedPostgres(dataDir)
    expect(await query(beside!.connectionString('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    await beside!.stop()
    expect(await query(postgres.connectionString('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
    expect(await attachEmbeddedPostgres(dataDir)).toBeUndefined()
  })

  it('is not kept out by a pid file whose number belongs to another process, nor by a lost password', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'pg/postmaster.pid'), `${process.pid}\n${join(dataDir, 'pg')}\n1565366400\n5432\n\n127.0.0.1\n\nready   \n`)
    rmSync(join(dataDir, 'runtime.json'))
    const postgres = await start()
    expect(postgres.adopted).toBe(false)
    expect(await query(postgres.connectionString('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    expect(findProcess(process.pid)).toBeDefined()
    await postgres.stop()
  })

  it('stops at once when told to while starting, whatever it is doing', async () => {
    for (const delayMs of [0, 60, 250, 500, 700]) {
      const stopping = new AbortController()
      setTimeout(() => stopping.abort(), delayMs)
      try {
        await (await start({ signal: stopping.signal })).stop()
      } catch (cause) {
        expect(cause).toBeInstanceOf(StartupProblem)
      }
      expect(listProcessesBelow(closedFolder)).toEqual([])
      expect(existsSync(join(dataDir, 'fengsui.lock'))).toBe(false)
    }
    await (await start()).stop()
  })

  it('stops its server when the program is told to end', async () => {
    const program = runProgram()
    await program.ready
    program.child.kill('SIGTERM')
    expect((await program.ended).code).toBe(0)
    expect(listProcessesBelow(closedFolder)).toEqual([])
    expect(JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8'))).toMatchObject({ port: null, pid: null })
  })

  it.runIf(isRoot)('runs as another account with a data directory of its own, programs copied where it cannot read ours', async () => {
    chmodSync(closedFolder, 0o755)
    const nobody = listAccounts().find(({ name }) => name === 'nobody')!
    const postgres = await start({ runAs: { kind: 'user', ...nobody } })
    expect(statSync(join(dataDir, 'pg')).uid).toBe(nobody.uid)
    expect(statSync(join(dataDir, 'runtime.json')).uid).toBe(0)
    await postgres.stop()
    // Afterwards without that account: the files change hands.
    const own = await start()
    expect(statSync(join(dataDir, 'pg')).uid).toBe(0)
    await own.stop()
  })

  it('says what is wrong with a data directory that cannot be one', async () => {
    mkdirSync(closedFolder, { recursive: true })
    writeFileSync(join(closedFolder, 'file'), '')
    await expect(start({ dataDir: join(closedFolder, 'file/data') })).rejects.toThrow(/数据目录 .*file\/data 不能使用：路径上有同名的文件（ENOTDIR）.*FENGSUI_DATA/)
  })

  it('refuses a cluster of another major version', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'pg/PG_VERSION'), '15\n')
    await expect(start()).rejects.toThrow(/由 PostgreSQL 15 建立，本程序带的是 PostgreSQL 18.*fengsui backup/)
    expect(existsSync(join(dataDir, 'fengsui.lock'))).toBe(false)
  })
})
