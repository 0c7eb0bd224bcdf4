import { existsSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Client } from 'pg'
import { StartupProblem, describeCause } from '../db/startup-problem.ts'
import { valueParsers } from '../db/value-parsers.ts'
import { findPublicKeys } from '../journal/signing-key.ts'
import { ArchiveWriter } from './archive.ts'
import { KEYS_ENTRY, fileEntry, tableEntry, type BackupHeader, type BackupTrailer } from './backup-content.ts'
import { sealKeys } from './key-box.ts'
import { writeLastBackup } from './last-backup.ts'
import { CANONICAL_TEXT, copyOut, countingRows, isCarried, listTables, stateHash, type StateTable, type TableDigest } from './state-tables.ts'
import { filesDir, listFiles, openStored, readKeyFiles, syncPath } from './stored-files.ts'

export interface BackupOptions {
  /** As the owner of the tables. */
  connectionString: string
  dataDir: string
  /** Where to; must not exist yet. */
  file: string
  /** Null leaves the node's secrets out. */
  passphrase: string | null
  program: string
  /** The wall clock. */
  now: () => string
  /** Told after the snapshot was taken; tests write on meanwhile. */
  onSnapshot?: () => Promise<void>
}

export interface BackupReport {
  file: string
  bytes: number
  createdAt: string
  stateHash: string
  position: number
  rows: number
  files: number
  keys: boolean
  /** Attachments whose content no longer fits their name, and those removed while the backup ran. */
  damagedFiles: string[]
  vanishedFiles: string[]
}

/**
 * Writes everything that is needed to go on elsewhere into one file: one repeatable-read snapshot, so that it is whole while others
 * write. The file appears under its name only when it is complete and on the disk.
 * @throws StartupProblem
 */
export async function writeBackup(options: BackupOptions): Promise<BackupReport> {
  const { file } = options
  if (existsSync(file)) throw new StartupProblem(`${file} 已经存在，不会覆盖。请换一个文件名，或先把它移走`)
  const fresh = join(dirname(file), `.${basename(file)}.${process.pid}.part`)
  let writer: ArchiveWriter | undefined
  const client = new Client({ connectionString: options.connectionString, application_name: 'fengsui backup', connectionTimeoutMillis: 10_000, types: valueParsers })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await client.connect()
    writer = await ArchiveWriter.create(fresh)
    const report = await writeInto(writer, client, options)
    await link(fresh, file)
    await syncPath(dirname(file))
    writeLastBackup(options.dataDir, { at: report.createdAt, file, bytes: report.bytes, stateHash: report.stateHash, position: report.position })
    return report
  } catch (cause) {
    await writer?.abort()
    if (cause instanceof StartupProblem) throw cause
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOSPC' || code === '53100') throw new StartupProblem(`磁盘已满，备份没有完成，也没有留下半个文件。请清出空间，或用 --to 把备份写到另一块磁盘`)
    throw new StartupProblem(`备份没有完成：${describeCause(cause)}`)
  } finally {
    await rm(fresh, { force: true }).catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}

async function writeInto(writer: ArchiveWriter, client: Client, options: BackupOptions): Promise<BackupReport> {
  const { dataDir, passphrase } = options
  await client.query('begin isolation level repeatable read read only')
  await client.query(CANONICAL_TEXT)
  const createdAt = options.now()
  const tables = (await listTables(client)).filter(({ name }) => isCarried(name))
  const header = await readHeader(client, tables, options, createdAt)
  await options.onSnapshot?.()
  await writer.header(header)
  const digests: TableDigest[] = []
  for (const table of tables) {
    let rows = 0
    const { sha256 } = await writer.entry(tableEntry(table.name), countingRows(copyOut(client, table), (count) => (rows = count)))
    digests.push({ name: table.name, columns: table.columns, rows, sha256 })
  }
  // Sequences know no snapshot: read last, they are beyond every number in it.
  const sequences = await client.query<{ name: string; value: number }>(`select sequencename as name, last_value as value from pg_sequences where schemaname = 'public' and last_value is not null order by sequencename`)
  await client.query('commit')
  const files = await writeFiles(writer, dataDir)
  if (passphrase !== null) await writer.entry(KEYS_ENTRY, once(Buffer.from(JSON.stringify(await sealKeys(await readKeyFiles(dataDir), passphrase)))))
  const trailer: BackupTrailer = { tables: digests.map((digest) => ({ ...digest, columns: [...digest.columns] })), sequences: Object.fromEntries(sequences.rows.map(({ name, value }) => [name, value])), files, stateHash: stateHash(digests) }
  const bytes = await writer.finish(trailer)
  return {
    file: options.file, bytes, createdAt, stateHash: trailer.stateHash, position: header.journal.position, rows: digests.reduce((sum, { rows }) => sum + rows, 0),
    files: files.count, keys: header.keys, damagedFiles: files.damaged, vanishedFiles: files.vanished,
  }
}

async function readHeader(client: Client, tables: readonly StateTable[], options: BackupOptions, createdAt: string): Promise<BackupHeader> {
  const known = await client.query<{ found: boolean }>(`select to_regclass('public.schema_migration') is not null and to_regclass('public.journal') is not null as found`)
  if (known.rows[0]?.found !== true) throw new StartupProblem('这个数据库里没有烽燧的数据，没有什么可备份的。请核对 --data 或 DATABASE_URL')
  const migrations = await client.query<BackupHeader['migrations'][number]>('select version, name, sha256, applied_at from schema_migration order by version')
  const { rows } = await client.query<BackupHeader['journal'] & { postgres: number; database: string }>(`
    select coalesce((select max(epoch) from journal_epoch), 1) as epoch, coalesce((select max(position) from journal), 0)::int8 as position,
           coalesce((select chain from journal where position is not null order by position desc limit 1), '') as chain,
           (select count(*) from journal where position is null) as unsealed, current_setting('server_version_num')::int as postgres, current_database() as database`)
  const row = rows[0]
  if (!row) throw new StartupProblem('数据库没有应答，备份没有开始')
  return {
    format: 1, program: options.program, createdAt, database: row.database, postgres: row.postgres, migrations: migrations.rows,
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    journal: { epoch: row.epoch, position: row.position, chain: row.chain, unsealed: row.unsealed },
    publicKeys: findPublicKeys(options.dataDir), keys: options.passphrase !== null,
  }
}

/** Files after the snapshot: what the snapshot names was written before it was committed, so it is here unless it was removed since. */
async function writeFiles(writer: ArchiveWriter, dataDir: string): Promise<BackupTrailer['files']> {
  const result: BackupTrailer['files'] = { count: 0, bytes: 0, damaged: [], vanished: [] }
  for (const path of await listFiles(filesDir(dataDir))) {
    const content = await openStored(join(filesDir(dataDir), path))
    if (content === null) {
      result.vanished.push(path)
      continue
    }
    const { bytes, sha256 } = await writer.entry(fileEntry(path), content)
    result.count += 1
    result.bytes += bytes
    const promised = /(?:^|\/)([0-9a-f]{64})$/.exec(path)?.[1]
    if (promised !== undefined && promised !== sha256) result.damaged.push(path)
  }
  return result
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}
