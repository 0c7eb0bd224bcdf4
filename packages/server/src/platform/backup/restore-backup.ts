import { existsSync, readdirSync, renameSync } from 'node:fs'
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { checkServer } from '../db/check-server.ts'
import { openDatabase } from '../db/database.ts'
import { planMigrations, readMigrations, type Migration } from '../db/migrate.ts'
import { prepareDatabase } from '../db/prepare-database.ts'
import { StartupProblem, describeCause } from '../db/startup-problem.ts'
import { valueParsers } from '../db/value-parsers.ts'
import { headsFile } from '../journal/heads.ts'
import { findPublicKey, findPublicKeys, openSigningKey, retiredKeysFile } from '../journal/signing-key.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import type { Log } from '../log.ts'
import { readArchive } from './archive.ts'
import { BackupHeader, BackupTrailer, KEYS_ENTRY, fileEntry, parsePart, tableEntry } from './backup-content.ts'
import { SealedKeys, checkPassphrase, openKeys, type KeyFiles } from './key-box.ts'
import { loadTable, makeSchema, proveLoaded, refuseFilled, setSequences } from './load-tables.ts'
import { epochReason, findMarker, isCommitted, removeMarker, setMarker } from './restore-marker.ts'
import { CANONICAL_TEXT } from './state-tables.ts'
import { checkedPath, filesDir, keysDir, syncPath, writeStored } from './stored-files.ts'

/** A backup that was read from end to end and found whole. */
export interface CheckedBackup {
  readonly file: string
  readonly header: BackupHeader
  readonly trailer: BackupTrailer
  /** Null when there are none inside, or they are left closed. */
  readonly keys: KeyFiles | null
}

/**
 * Reads a backup through and decides whether this program can restore it; changes nothing anywhere.
 * @param passphrase null when none was given; `withoutKeys` then says that the secrets are given up
 * @throws StartupProblem for a damaged, cut or foreign file, a wrong passphrase, a newer or different schema
 */
export async function checkBackup(options: { file: string; migrationsDir: string; passphrase: string | null; withoutKeys: boolean }): Promise<CheckedBackup> {
  const { file } = options
  let header: BackupHeader | undefined
  let trailer: BackupTrailer | undefined
  let sealed: SealedKeys | undefined
  const damaged = new StartupProblem(`备份文件 ${file} 已损坏：清单与内容对不上，没有恢复任何内容。请换一份备份。`)
  await readArchive(file, {
    header: (value) => void (header = parsePart(BackupHeader, value)),
    async entry(name, content) {
      if (name.startsWith('file/')) checkedPath(name.slice('file/'.length))
      else if (name === KEYS_ENTRY) sealed = parsePart(SealedKeys, JSON.parse(await textOf(content)))
    },
    trailer(value, entries) {
      trailer = parsePart(BackupTrailer, value)
      for (const { name, sha256 } of trailer.tables) if (entries.get(tableEntry(name))?.sha256 !== sha256) throw damaged
      if ([...entries.keys()].filter((name) => name.startsWith('file/')).length !== trailer.files.count) throw damaged
    },
  })
  if (!header || !trailer || header.keys !== (sealed !== undefined)) throw damaged
  planMigrations(readMigrations(options.migrationsDir), header.migrations)
  let keys: KeyFiles | null = null
  if (sealed && options.passphrase !== null) keys = await openKeys(sealed, checkPassphrase(options.passphrase))
  else if (sealed && !options.withoutKeys) throw new StartupProblem('备份里有加了口令的密钥。请用 --passphrase-file 指明口令文件；口令确已遗失时可加 --without-keys 恢复其余内容（会生成新的签名密钥，双因素登录要重新绑定）')
  for (const path of Object.keys(keys ?? {})) checkedPath(path)
  return { file, header, trailer, keys }
}

/** @throws StartupProblem when a system already lives in the data directory; leftovers of a restore that was cut off do not count */
export function refuseFilledDirectory(dataDir: string): void {
  if (findMarker(dataDir) !== null || !existsSync(dataDir)) return
  const taken = readdirSync(dataDir).find((name) => ['pg', 'keys', 'files', 'runtime.json', 'fengsui.lock'].includes(name) || name.startsWith('journal-heads.'))
  if (taken !== undefined) throw new StartupProblem(`数据目录 ${dataDir} 里已经有一个系统（${taken}），恢复不会覆盖任何东西。请换一个空目录，例如 --data ./data-restored；确认旧目录无用后再由您自己移走`)
}

/** The points at which a restore can be cut off, for tests. */
export type RestoreStep = 'marked' | 'schema' | 'tables' | 'files' | 'proven' | 'committed' | 'unmarked'

export interface RestoreOptions {
  /** The empty database, as its owner. */
  connectionString: string
  databaseName: string
  dataDir: string
  migrationsDir: string
  /** Names this restore; any unique text. */
  id: string
  now: () => string
  log: Log
  revokeTokens: boolean
  onStep?: (step: RestoreStep) => Promise<void> | void
}

export interface RestoreReport {
  epoch: number
  rows: number
  files: number
  stateHash: string
  /** Version of the schema after the steps the program added. */
  schemaVersion: number
  newSigningKey: boolean
  tokens: number
  journal: { entries: number; unsealed: number; faults: string[] }
}

/**
 * Says that a restore begins here, before the embedded database is started. One that was cut off earlier is taken up again.
 * @returns the number of the restore
 * @throws StartupProblem when a system already lives there
 */
export function beginRestore(options: Pick<RestoreOptions, 'dataDir' | 'id' | 'now'> & { file: string }): string {
  refuseFilledDirectory(options.dataDir)
  const id = findMarker(options.dataDir)?.id || options.id
  setMarker(options.dataDir, { id, startedAt: options.now(), backup: options.file })
  return id
}

/** Takes back what a failed restore put into the data directory; the database has rolled back by itself. */
export async function abandonRestore(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) if (name === 'keys' || name === 'files' || name.startsWith('journal-heads.')) await rm(join(dataDir, name), { recursive: true, force: true })
  removeMarker(dataDir)
}

/**
 * Puts a checked backup into an empty database and data directory. Everything of the database is one transaction, its commit the
 * one moment from which the restored system exists; until the marker is gone the program does not start there.
 * @throws StartupProblem; then the database is as empty as before
 */
export async function restoreBackup(backup: CheckedBackup, options: RestoreOptions): Promise<RestoreReport> {
  const { connectionString, dataDir, migrationsDir } = options
  const step = async (name: RestoreStep) => options.onStep?.(name)
  await checkServer(connectionString)
  if (await wasCommitted(dataDir, connectionString)) {
    removeMarker(dataDir)
    throw new RestoreWasDone(`上一次恢复其实已经全部完成，只差收尾，现已收尾。请直接启动程序`)
  }
  await rm(keysDir(dataDir), { recursive: true, force: true })
  await rm(filesDir(dataDir), { recursive: true, force: true })
  setAsideHeads(dataDir, options.databaseName, options.id)
  await step('marked')
  const client = new Client({ connectionString, application_name: 'fengsui restore', connectionTimeoutMillis: 10_000, types: valueParsers })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  let committed: { epoch: number; tokens: number }
  try {
    await client.connect()
    committed = await load(client, backup, options, readMigrations(migrationsDir), step)
  } catch (cause) {
    if (cause instanceof StartupProblem) throw cause
    const code = (cause as NodeJS.ErrnoException).code
    throw new StartupProblem(code === 'ENOSPC' || code === '53100' ? '磁盘已满，恢复没有完成，数据库保持空白。请清出空间后重新执行' : `恢复没有完成，数据库保持空白：${describeCause(cause)}`)
  } finally {
    await client.end().catch(() => undefined)
  }
  await step('committed')
  removeMarker(dataDir)
  await step('unmarked')
  const { version } = await prepareDatabase({ connectionString, migrationsDir, now: options.now, log: options.log })
  return { ...committed, rows: backup.trailer.tables.reduce((sum, { rows }) => sum + rows, 0), files: backup.trailer.files.count, stateHash: backup.trailer.stateHash, schemaVersion: version, newSigningKey: backup.keys === null, journal: await verifyRestored(options) }
}

async function load(client: Client, backup: CheckedBackup, options: RestoreOptions, migrations: readonly Migration[], step: (name: RestoreStep) => Promise<void>): Promise<{ epoch: number; tokens: number }> {
  const { header, trailer } = backup
  const { dataDir } = options
  await client.query('begin')
  await refuseFilled(client)
  const reinstate = await makeSchema(client, header, migrations)
  await client.query(CANONICAL_TEXT)
  await step('schema')
  const columns = new Map(header.tables.map((table) => [tableEntry(table.name), table]))
  let inFiles = false
  await readArchive(backup.file, {
    header(value) {
      if (JSON.stringify(value) !== JSON.stringify(header)) throw new StartupProblem('备份文件在恢复途中被换过，已全部撤销')
    },
    async entry(name, content) {
      const table = columns.get(name)
      if (table) await loadTable(client, table.name, table.columns, content)
      else if (name.startsWith(fileEntry(''))) {
        if (!inFiles) await step('tables')
        inFiles = true
        await writeStored(filesDir(dataDir), name.slice(fileEntry('').length), content)
      }
    },
    trailer: () => undefined,
  })
  await writeKeys(dataDir, backup)
  await step('files')
  await setSequences(client, trailer.sequences)
  await reinstate()
  await proveLoaded(client, trailer)
  const epoch = header.journal.epoch + 1
  await client.query('insert into journal_epoch (epoch, from_position, opened_at, reason) values ($1, $2, $3, $4)', [epoch, header.journal.position, options.now(), epochReason(options, header.createdAt)])
  await writeHeads(client, headsFile(dataDir, options.databaseName))
  const tokens = options.revokeTokens ? await client.query('update api_token set revoked_at = $1 where revoked_at is null', [options.now()]) : await client.query('select 1 from api_token where revoked_at is null')
  await step('proven')
  await client.query('commit')
  return { epoch, tokens: tokens.rowCount ?? 0 }
}

/** The node's secrets as they were; or, without them, at least what old signatures can be checked with. */
async function writeKeys(dataDir: string, { header, keys }: CheckedBackup): Promise<void> {
  await mkdir(keysDir(dataDir), { recursive: true, mode: 0o700 })
  const files = keys ?? { [retiredKeysFile]: Buffer.from(JSON.stringify(header.publicKeys)).toString('base64') }
  for (const [path, content] of Object.entries(files)) await writeStored(keysDir(dataDir), path, one(Buffer.from(content, 'base64')))
  await syncPath(keysDir(dataDir))
}

/** The signed heads once more outside the database, as the running program keeps them. */
async function writeHeads(client: Client, path: string): Promise<void> {
  const { rows } = await client.query('select epoch, position, chain, signed_at as "signedAt", signature from journal_head order by epoch, position')
  await appendFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 })
  await syncPath(path)
}

/** Heads of another journal under the same name stay as evidence, under another name. */
function setAsideHeads(dataDir: string, databaseName: string, id: string): void {
  const path = headsFile(dataDir, databaseName)
  if (existsSync(path)) renameSync(path, join(dataDir, `heads-before-restore.${id}.jsonl`))
}

async function verifyRestored(options: RestoreOptions): Promise<RestoreReport['journal']> {
  const { dataDir } = options
  openSigningKey(dataDir)
  const database = openDatabase({ connectionString: options.connectionString, poolSize: 2, applicationName: 'fengsui restore' })
  try {
    const verdict = await verifyJournal(database, { headsFile: headsFile(dataDir, options.databaseName), publicKey: findPublicKey(dataDir), retiredKeys: findPublicKeys(dataDir) })
    return { entries: verdict.entries, unsealed: verdict.unsealed, faults: verdict.faults.map(({ position, reason }) => `第 ${position ?? '—'} 条：${reason}`) }
  } finally {
    await database.close()
  }
}

/** Nothing to do, and nothing to take back. */
export class RestoreWasDone extends StartupProblem {}

/** Whether an earlier restore on this directory was committed before its program died: then the system is whole. */
async function wasCommitted(dataDir: string, connectionString: string): Promise<boolean> {
  const marker = findMarker(dataDir)
  return marker !== null && (await isCommitted(marker, connectionString))
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

async function* one(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}
