import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { addMinutes, type Instant } from '@fengsui/contract/kernel'
import { Client } from 'pg'
import { planMigrations, readMigrations, type AppliedMigration } from '../db/migrate.ts'
import { StartupProblem, describeCause } from '../db/startup-problem.ts'
import { valueParsers } from '../db/value-parsers.ts'
import { isBackupThere, readLastBackup } from './last-backup.ts'

/** One question and its answer. */
export interface UpgradeFinding {
  readonly key: 'database' | 'postgres' | 'migrations' | 'disk' | 'backup' | 'restore'
  readonly ok: boolean
  readonly text: string
}

const BACKUP_HOURS = 24
/** Room for write-ahead log and rewritten tables: as much again as the database, at least this. */
const MIN_FREE_BYTES = 500e6
const OLDEST_POSTGRES = 150_000

/**
 * Whether this program may take over a database; changes nothing.
 * @param connect gives the database as it is, or throws what keeps it from answering
 */
export async function checkUpgrade(options: { connect: () => Promise<{ connectionString: string; close(): Promise<void> }>; dataDir: string; migrationsDir: string; now: Instant; embedded: boolean }): Promise<UpgradeFinding[]> {
  const { dataDir, now } = options
  const findings: UpgradeFinding[] = []
  if (existsSync(join(dataDir, 'restore-unfinished.json'))) findings.push({ key: 'restore', ok: false, text: '数据目录里有一次没有做完的恢复，请先重新执行 fengsui restore' })
  let databaseBytes = 0
  try {
    const database = await options.connect()
    try {
      databaseBytes = await inspect(database.connectionString, options.migrationsDir, findings)
    } finally {
      await database.close()
    }
  } catch (cause) {
    findings.push({ key: 'database', ok: false, text: `数据库打不开：${describeCause(cause)}` })
  }
  findings.push(diskFinding(dataDir, databaseBytes, options.embedded), backupFinding(dataDir, now))
  return findings
}

async function inspect(connectionString: string, migrationsDir: string, findings: UpgradeFinding[]): Promise<number> {
  const client = new Client({ connectionString, application_name: 'fengsui upgrade check', connectionTimeoutMillis: 10_000, types: valueParsers })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  await client.connect()
  try {
    await client.query('begin read only')
    const server = await client.query<{ version: number; name: string; bytes: number }>(`select current_setting('server_version_num')::int as version, current_setting('server_version') as name, pg_database_size(current_database()) as bytes`)
    const { version = 0, name = '', bytes = 0 } = server.rows[0] ?? {}
    findings.push({ key: 'postgres', ok: version >= OLDEST_POSTGRES, text: version >= OLDEST_POSTGRES ? `PostgreSQL ${name}` : `PostgreSQL ${name} 太旧，需要 15 以上` })
    findings.push(await migrationFinding(client, migrationsDir))
    return bytes
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function migrationFinding(client: Client, migrationsDir: string): Promise<UpgradeFinding> {
  const known = await client.query(`select 1 where to_regclass('public.schema_migration') is not null`)
  if (known.rowCount === 0) return { key: 'migrations', ok: false, text: '数据库里没有烽燧的数据，没有什么可升级的。请核对 --data 或 DATABASE_URL' }
  const applied = await client.query<AppliedMigration>('select version, name, sha256 from schema_migration order by version')
  try {
    const pending = planMigrations(readMigrations(migrationsDir), applied.rows)
    return { key: 'migrations', ok: true, text: pending.length === 0 ? `结构已是最新（${applied.rows.length} 个变更，摘要全部相符）` : `已执行的 ${applied.rows.length} 个变更摘要全部相符；升级时将执行 ${pending.length} 个：${pending.map(({ name }) => name).join('、')}` }
  } catch (cause) {
    if (!(cause instanceof StartupProblem)) throw cause
    return { key: 'migrations', ok: false, text: cause.message }
  }
}

function diskFinding(dataDir: string, databaseBytes: number, embedded: boolean): UpgradeFinding {
  const { bavail, bsize } = statfsSync(existsSync(dataDir) ? dataDir : '/')
  const free = bavail * bsize
  const needed = embedded ? Math.max(MIN_FREE_BYTES, databaseBytes) : MIN_FREE_BYTES
  const megabytes = (value: number) => `${Math.ceil(value / 1e6)} MB`
  return { key: 'disk', ok: free >= needed, text: `数据目录所在磁盘剩余 ${megabytes(free)}，需要 ${megabytes(needed)}${embedded ? '' : '（外部数据库的磁盘请另行检查）'}` }
}

function backupFinding(dataDir: string, now: Instant): UpgradeFinding {
  const last = readLastBackup(dataDir)
  if (last === null) return { key: 'backup', ok: false, text: '没有备份记录。请先执行 fengsui backup' }
  if (last.at < addMinutes(now, -BACKUP_HOURS * 60)) return { key: 'backup', ok: false, text: `最近一次备份在 ${last.at}，超过 ${BACKUP_HOURS} 小时。请先执行 fengsui backup` }
  if (!isBackupThere(last)) return { key: 'backup', ok: false, text: `最近一次备份 ${last.file} 不在原处或长度不符。移到别处的请确认完好，或重新执行 fengsui backup` }
  return { key: 'backup', ok: true, text: `最近一次备份 ${last.at}：${last.file}` }
}
