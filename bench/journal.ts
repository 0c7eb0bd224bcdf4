import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { objectKinds } from '@fengsui/contract'
import type { Change } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { systemClock } from '../packages/server/src/platform/clock/clock.ts'
import { CommandRunner } from '../packages/server/src/platform/commands/command-runner.ts'
import type { CommandContext } from '../packages/server/src/platform/commands/context.ts'
import { ensureDatabase } from '../packages/server/src/platform/db/create-database.ts'
import { openDatabase, type Database } from '../packages/server/src/platform/db/database.ts'
import { startEmbeddedPostgres } from '../packages/server/src/platform/db/embedded/embedded-postgres.ts'
import { prepareDatabase } from '../packages/server/src/platform/db/prepare-database.ts'
import { randomIds } from '../packages/server/src/platform/ids/id-source.ts'
import { openFirstEpoch, signHead } from '../packages/server/src/platform/journal/heads.ts'
import { Sealer } from '../packages/server/src/platform/journal/sealer.ts'
import { openSigningKey } from '../packages/server/src/platform/journal/signing-key.ts'
import { verifyJournal, verifyJournalIn } from '../packages/server/src/platform/journal/verify-journal.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import { ObjectStore } from '../packages/server/src/platform/objects/object-store.ts'
import { alternate, inParallel, median, percentile, printFigure, randomFrom, readSize, timed } from './measure.ts'

/**
 * `journal`: what provable recording costs. Workload: 2,000 incidents by Zipf(1.1) and one hot, 10 % of the commands sent twice.
 * Peers of the same run: the same transaction without its journal row; bare SHA-256 over the same bytes.
 */
const size = readSize(process.argv.slice(2))
const ROUNDS = 5
const WIDTH = 16
const perRound = size === 'full' ? 3000 : 400
const verifyTarget = size === 'full' ? 100_000 : 20_000
const tamperings = size === 'full' ? 200 : 40

const next = randomFrom(1909)

/** Ends a tampering without leaving it. */
class RollBack extends Error {}
const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-bench-'))
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, now: () => systemClock.now() })
try {
  const connectionString = await ensureDatabase(postgres.connectionString('postgres'), 'bench')
  const { role } = await prepareDatabase({ connectionString, migrationsDir: join(import.meta.dirname, '../packages/server/migrations'), now: () => systemClock.now(), log: silentLog })
  const database = openDatabase({ connectionString, poolSize: WIDTH + 4, applicationName: 'bench', role })
  const owner = openDatabase({ connectionString, poolSize: 2, applicationName: 'bench owner' })
  try {
    await run(database, owner)
  } finally {
    await database.close()
    await owner.close()
  }
} finally {
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function run(database: Database, owner: Database): Promise<void> {
  const objects = new ObjectStore(objectKinds)
  await objects.open(database)
  await openFirstEpoch(database, systemClock)
  let sealedUpTo = 0
  const committed: number[] = []
  const lags: number[] = []
  const sealer = new Sealer({ database, log: silentLog, onSealed: () => void noteSealed() })
  const commands = new CommandRunner({ database, clocks: { business: systemClock, wall: systemClock }, ids: randomIds, objects, onCommitted: () => sealer.poke() })
  async function noteSealed(): Promise<void> {
    const seenAt = performance.now()
    const { rows } = await sql<{ position: number }>`select coalesce(max(position), 0) as position from journal`.execute(database)
    for (const position = rows[0]?.position ?? 0; sealedUpTo < position && committed.length > 0; sealedUpTo += 1) lags.push(seenAt - (committed.shift() ?? seenAt))
  }

  const newId = randomIds.forKey('bench')
  const ids = Array.from({ length: 2000 }, newId)
  await commands.runInternal({ actor: 'bench', key: 'make' }, async (context) => ids.forEach((id, index) => context.record({ type: 'typhoon-fix.recorded', audience: { division: '331000000000' }, changes: [makeFix(id, index)] })))
  await sealer.drain()

  // One command: lock, change, record. The peer does the same and records nothing.
  const zipf = zipfPicker(ids.length, 1.1)
  const plan = () => Array.from({ length: perRound }, () => ({ commandId: newId(), id: next() < 0.2 ? (ids[0] ?? '') : (ids[zipf()] ?? ''), wind: Math.floor(next() * 80), repeat: next() < 0.1 }))
  // As large as the entries of a real night (about 700 bytes): facts with their values before and after.
  const note = { changed: Array.from({ length: 9 }, (_, n) => ({ fact: `factNumber${n}`, from: n, to: n + 1 })), words: { ref: newId(), digest: 'd'.repeat(64) } }
  const execute = (withJournal: boolean) => async (item: ReturnType<typeof plan>[number]) => {
    const work = async (context: CommandContext) => {
      await objects.read(context.tx, 'typhoon-fix', sql`t.id = ${item.id}::uuid`, { lock: true })
      const change: Change = { object: 'typhoon-fix', id: item.id, set: { windMetresPerSecond: item.wind } }
      if (withJournal) context.record({ type: 'typhoon-fix.corrected', audience: { division: '331000000000' }, changes: [change], note })
      else await objects.write(context.tx, [change])
      return { id: item.id }
    }
    const envelope = { commandId: item.commandId, name: 'correct', actor: 'account:bench', input: { wind: item.wind } }
    await commands.run(envelope, work)
    if (withJournal) committed.push(performance.now())
    if (item.repeat) await commands.run(envelope, work)
  }
  sealedUpTo = ids.length
  sealer.start()
  const times = await alternate(ROUNDS, () => inParallel(plan(), WIDTH, execute(true)), () => inParallel(plan(), WIDTH, execute(false)))
  const perSecond = times.a.map((seconds) => perRound / seconds)
  const ratios = times.a.map((seconds, index) => (times.b[index] ?? seconds) / seconds)
  printFigure({ bench: 'journal', metric: 'commands with journal', value: median(perSecond), unit: '1/s', peer: `same transaction without journal row: ${Math.round(perRound / median(times.b))}/s`, ratio: median(ratios), goal: '>= 0.7', ok: median(ratios) >= 0.7 })
  // Lag at half of that load, as a steady stream: saturated, every figure is only the length of the queue.
  await new Promise((resolve) => setTimeout(resolve, 500))
  printFigure({ bench: 'journal', metric: 'seal lag p99, saturated', value: percentile(lags, 0.99), unit: 'ms', peer: null, ratio: null, goal: 'reported', ok: true })
  lags.length = 0
  const pauseMs = 2000 / median(perSecond)
  const underWay: Promise<unknown>[] = []
  for (const item of plan()) {
    underWay.push(execute(true)({ ...item, repeat: false }))
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  await Promise.all(underWay)
  await new Promise((resolve) => setTimeout(resolve, 500))
  printFigure({ bench: 'journal', metric: 'seal lag p99, half load', value: percentile(lags, 0.99), unit: 'ms', peer: null, ratio: null, goal: '<= 100', ok: lags.length > 0 && percentile(lags, 0.99) <= 100 })

  // Set-based commands on one hot incident: 100 entries each.
  const batches = size === 'full' ? 200 : 40
  const setBased: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const seconds = await timed(async () => {
      for (let batch = 0; batch < batches; batch += 1) {
        await commands.runInternal({ actor: 'bench', key: newId() }, async (context) => {
          for (let n = 0; n < 100; n += 1) {
            const id = ids[(batch * 100 + n) % ids.length] ?? ''
            context.record({ type: 'typhoon-fix.corrected', subject: 'hot', audience: { division: '331000000000' }, changes: [{ object: 'typhoon-fix', id, set: { windMetresPerSecond: n } }] })
          }
        })
      }
    })
    setBased.push((batches * 100) / seconds)
  }
  printFigure({ bench: 'journal', metric: 'set-based entries on one hot incident', value: median(setBased), unit: '1/s', peer: null, ratio: null, goal: '>= 5000', ok: median(setBased) >= 5000 })
  await sealer.stop()
  await sealer.drain()

  // Verification against bare hashing of the same bytes.
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count from journal`.execute(database)
  for (let have = counted[0]?.count ?? 0; have < verifyTarget; have += 1000) {
    await commands.runInternal({ actor: 'bench', key: newId() }, async (context) => {
      for (let n = 0; n < 1000; n += 1) context.record({ type: 'typhoon-fix.corrected', subject: 'hot', audience: { division: '331000000000' }, changes: [{ object: 'typhoon-fix', id: ids[n] ?? '', set: { windMetresPerSecond: n % 80 } }], note })
    })
  }
  await sealer.drain()
  const key = openSigningKey(dataDir)
  const file = join(dataDir, 'heads.jsonl')
  await signHead({ database, wall: systemClock, key, file })
  const { rows: all } = await sql<{ text: string; chained: string }>`select concat(position, stream, version, subject, type, data, at, actor, command_id, prev_hash) as text, concat(chain, position, hash) as chained from journal order by position`.execute(database)
  let entries = 0
  const verifying = await alternate(ROUNDS, async () => {
    const verdict = await verifyJournal(database, { headsFile: file, publicKey: key.publicKey })
    if (verdict.faults.length > 0) throw new Error(`oracle: an untouched journal was called broken: ${JSON.stringify(verdict.faults[0])}`)
    entries = verdict.entries
  }, async () => {
    for (const row of all) {
      createHash('sha256').update(row.text).digest('hex')
      createHash('sha256').update(row.chained).digest('hex')
    }
  })
  const verifyRatio = median(verifying.b) / median(verifying.a)
  printFigure({ bench: 'journal', metric: 'verify', value: entries / median(verifying.a), unit: 'entries/s', peer: `bare SHA-256 of the same ${entries} entries in memory: ${Math.round(entries / median(verifying.b))}/s`, ratio: verifyRatio, goal: '>= 0.4', ok: verifyRatio >= 0.4 })

  const found = await countFoundTamperings(owner, { headsFile: file, publicKey: key.publicKey }, entries)
  printFigure({ bench: 'journal', metric: 'tamperings found and named', value: found, unit: `of ${tamperings}`, peer: null, ratio: found / tamperings, goal: '= 1', ok: found === tamperings })
}

/** Flip, delete, insert, reorder, cut the tail at random places, each in a transaction that is rolled back. */
async function countFoundTamperings(owner: Database, options: { headsFile: string; publicKey: string }, entries: number): Promise<number> {
  // A smaller journal would be as good an oracle; the whole one is verified each time, so the count is what costs.
  let found = 0
  for (let n = 0; n < tamperings; n += 1) {
    const at = 2 + Math.floor(next() * (entries - 3))
    const statements = [
      `update journal set data = overlay(data placing '7' from ${1 + Math.floor(next() * 10)} for 1) where position = ${at}`,
      `delete from journal where position = ${at}`,
      `update journal set position = position + 10000000 where position >= ${at}; update journal set position = position - 9999999 where position > 10000000; insert into journal (stream, version, subject, type, data, at, actor, command_id, position, prev_hash, hash, chain) select 'forged:1', 1, subject, type, data, at, actor, command_id, ${at}, repeat('0', 64), hash, chain from journal where position = ${at - 1}`,
      `update journal set position = -position where position in (${at}, ${at + 1}); update journal set position = case -position when ${at} then ${at + 1} else ${at} end where position < 0`,
      `delete from journal where position > ${entries - 1 - Math.floor(next() * 5)}`,
    ]
    const statement = statements[n % statements.length] ?? ''
    await owner.transaction(async (tx) => {
      await sql.raw(`alter table journal disable trigger all; alter table journal drop constraint if exists journal_position_key; ${statement}`).execute(tx)
      const verdict = await verifyJournalIn(tx, options)
      const first = verdict.faults[0]
      const named = n % 5 === 4 ? /截断/.test(verdict.faults.map((fault) => fault.reason).join()) : first?.position === at && first.reason !== ''
      if (named) found += 1
      else process.stderr.write(`not named: ${statement} -> ${JSON.stringify(first)}\n`)
      throw new RollBack()
    }).catch((error: unknown) => {
      if (!(error instanceof RollBack)) throw error
    })
  }
  return found
}

function makeFix(id: string, index: number): Change {
  return { object: 'typhoon-fix', id, created: true, set: { number: '1909', name: '利奇马', divisionCode: '331000000000', fixedAt: new Date(Date.UTC(2019, 7, 7) + index * 1000).toISOString(), position: { longitude: 121, latitude: 28 }, category: '台风', windRadiiKm: { seven: null, ten: null, twelve: null } } }
}

function zipfPicker(count: number, exponent: number): () => number {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1) ** exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return () => {
    let left = next() * total
    for (let index = 0; index < count; index += 1) {
      left -= weights[index] ?? 0
      if (left <= 0) return index
    }
    return count - 1
  }
}
