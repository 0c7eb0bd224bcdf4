import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Log } from '../log.ts'
import { StartupProblem, describeCause } from './startup-problem.ts'

/** One immutable step of the schema. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  version: number
  /** File name without `.sql`. */
  name: string
  sql: string
  sha256: string
}

/** What has been done to a database, as its `schema_migration` says. */
export interface AppliedMigration {
  version: number
  name: string
  sha256: string
}

/** Any number that nobody else in this database uses: two programs that start together migrate one after the other. */
export const MIGRATION_LOCK = 7_326_440_117

/** Makes the table that remembers what was applied. */
export const RECORD_TABLE = `
  create table if not exists schema_migration (
    version integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null
  );
  comment on table schema_migration is '已执行的结构变更；每个变更文件执行一次，之后不得修改';
  comment on column schema_migration.version is '变更序号，从 1 起连续';
  comment on column schema_migration.name is '变更文件名（不含 .sql）';
  comment on column schema_migration.sha256 is '变更文件内容的 SHA-256（换行统一为 LF）';
  comment on column schema_migration.applied_at is '执行时刻（墙上时钟）';`

/**
 * Reads `NNNN_name.sql` files.
 * @throws StartupProblem when numbers repeat or leave a gap, or a file steers transactions itself
 */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort()
  return files.map((file, index) => {
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    const version = Number(file.slice(0, 4))
    if (version !== index + 1) throw new StartupProblem(`结构变更文件的序号不连续：第 ${index + 1} 个是 ${file}。请重新安装程序。`)
    if (/^\s*(commit|rollback|begin|start\s+transaction)\s*;/im.test(sql)) throw new StartupProblem(`结构变更文件 ${file} 不应自己控制事务，请从文件中去掉。`)
    return { version, name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * The steps still to be done.
 * @throws StartupProblem when the database is newer than the program, or a step that was applied differs from its file
 */
export function planMigrations(available: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  for (const record of applied) {
    const migration = available.find(({ version }) => version === record.version)
    if (migration === undefined) {
      throw new StartupProblem(
        `数据库的结构比本程序新（数据库已执行到 ${record.name}，本程序只到 ${available.at(-1)?.name ?? '零'}）。请使用不低于上次的程序版本，或从备份恢复。`,
      )
    }
    if (migration.sha256 !== record.sha256 || migration.name !== record.name) {
      throw new StartupProblem(`结构变更 ${record.name} 执行之后，程序里的文件 ${migration.name} 又被改动过。请恢复原文件；需要再改结构时另加一个新文件。`)
    }
  }
  const done = new Set(applied.map(({ version }) => version))
  const last = Math.max(0, ...done)
  const skipped = available.find(({ version }) => version < last && !done.has(version))
  if (skipped !== undefined) throw new StartupProblem(`数据库缺少较早的结构变更 ${skipped.name}，记录已不完整。请从备份恢复。`)
  return available.filter(({ version }) => !done.has(version))
}

/**
 * Brings the schema up to date as the owner: one transaction for each step, one program at a time.
 * @returns how many steps were done and the version reached
 * @throws StartupProblem; the failed step leaves nothing behind
 */
export async function migrate(options: {
  connectionString: string
  migrations: readonly Migration[]
  now: () => string
  log: Log
}): Promise<{ applied: number; version: number }> {
  const client = new Client({ connectionString: options.connectionString, application_name: 'fengsui migrate', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  await client.connect()
  try {
    const lock = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [MIGRATION_LOCK])
    if (lock.rows[0]?.taken !== true) {
      options.log.info('另一个程序正在更新数据库结构，等待它完成……')
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    }
    const exists = await client.query(`select 1 where to_regclass('schema_migration') is not null`)
    if (exists.rowCount === 0) await client.query(RECORD_TABLE)
    const applied = await client.query<AppliedMigration>('select version, name, sha256 from schema_migration order by version')
    const pending = planMigrations(options.migrations, applied.rows)
    for (const migration of pending) await applyMigration(client, migration, options.now())
    if (pending.length > 0) options.log.info(`数据库结构已更新到 ${pending.at(-1)?.name ?? ''}。`)
    return { applied: pending.length, version: options.migrations.at(-1)?.version ?? 0 }
  } finally {
    await client.end().catch(() => undefined) // Also lets go of the lock.
  }
}

async function applyMigration(client: Client, migration: Migration, appliedAt: string): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migration (version, name, sha256, applied_at) values ($1, $2, $3, $4)', [
      migration.version,
      migration.name,
      migration.sha256,
      appliedAt,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => undefined)
    throw new StartupProblem(`结构变更 ${migration.name} 没有执行成功，数据库保持原样：${describeCause(cause)}。请把这条信息交给维护人员。`)
  }
}
