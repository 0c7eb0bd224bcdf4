import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { quoteName } from '../db/database.ts'
import { MIGRATION_LOCK, RECORD_TABLE, type Migration } from '../db/migrate.ts'
import { StartupProblem } from '../db/startup-problem.ts'
import type { BackupHeader, BackupTrailer } from './backup-content.ts'
import { digestTable, listTables, stateHash } from './state-tables.ts'

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** Refuses a database that holds anything: what is there might be somebody's only copy. @throws StartupProblem */
export async function refuseFilled(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number; some: string | null }>(`
    select count(*) as count, min(c.relname) as some from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`)
  if (Number(rows[0]?.count ?? 0) === 0) return
  throw new StartupProblem(`目标数据库里已经有内容（例如 ${rows[0]?.some ?? ''}），恢复不会覆盖任何东西。请另建一个空库：createdb -T template0 -E UTF8 fengsui_restored，再用 DATABASE_URL 指向它`)
}

/**
 * Makes the schema the backup was taken from, inside the open transaction, without constraints between tables and with our
 * triggers silent: rows come in any order.
 * @returns puts constraints and triggers back, checking all rows
 */
export async function makeSchema(client: Client, header: BackupHeader, migrations: readonly Migration[]): Promise<() => Promise<void>> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  await client.query(RECORD_TABLE)
  for (const { version, name, sha256, applied_at } of header.migrations) {
    const migration = migrations.find((each) => each.version === version)
    if (!migration) throw new StartupProblem(`程序里没有结构变更 ${name}，不能恢复这份备份`)
    await client.query(migration.sql)
    await client.query('insert into schema_migration (version, name, sha256, applied_at) values ($1, $2, $3, $4)', [version, name, sha256, applied_at])
  }
  const tables = await listTables(client)
  const keys = await client.query<ForeignKey>(`
    select c.conrelid::regclass::text as table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace and n.nspname = 'public' where c.contype = 'f' and c.conparentid = 0 order by 1, 2`)
  for (const { table, name } of keys.rows) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of tables) await client.query(`alter table ${quoteName(name)} disable trigger user`)
  // A migration may have put rows in; the backup has them as they became.
  for (const { name } of tables) if (name !== 'schema_migration') await client.query(`truncate ${quoteName(name)}`)
  return async () => {
    for (const { name } of tables) await client.query(`alter table ${quoteName(name)} enable trigger user`)
    for (const { table, name, definition } of keys.rows) await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
}

/** Copies rows into a table. */
export async function loadTable(client: Client, name: string, columns: readonly string[], content: AsyncIterable<Buffer>): Promise<void> {
  await pipeline(Readable.from(content, { objectMode: false }), client.query(copyFrom(`copy ${quoteName(name)} (${columns.map(quoteName).join(', ')}) from stdin`)))
}

/** @throws StartupProblem when what is in the database now is not what the backup promised */
export async function proveLoaded(client: Client, trailer: BackupTrailer): Promise<void> {
  const promised = new Map(trailer.tables.map((table) => [table.name, table]))
  const found = []
  for (const table of await listTables(client)) {
    const expected = promised.get(table.name)
    if (!expected) continue
    const digest = await digestTable(client, table)
    if (digest.rows !== expected.rows || digest.sha256 !== expected.sha256) throw new StartupProblem(`恢复后的表 ${table.name} 与备份不一致（${digest.rows} 行，应为 ${expected.rows} 行），已全部撤销。请把这条信息交给维护人员`)
    found.push(digest)
  }
  if (found.length !== promised.size || stateHash(found) !== trailer.stateHash) throw new StartupProblem('恢复后的状态哈希与备份不一致，已全部撤销。请把这条信息交给维护人员')
}

export async function setSequences(client: Client, sequences: BackupTrailer['sequences']): Promise<void> {
  for (const [name, value] of Object.entries(sequences)) await client.query('select setval(to_regclass($1::text), $2::bigint, true) where to_regclass($1::text) is not null', [`public.${quoteName(name)}`, value])
}
