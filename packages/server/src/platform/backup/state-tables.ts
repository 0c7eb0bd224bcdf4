import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { quoteName } from '../db/database.ts'

/** A table as backup and state hash see it. */
export interface StateTable {
  readonly name: string
  /** Stored columns in the order of their names; what the database computes itself is left out. */
  readonly columns: readonly string[]
  /** `order by` list: the primary key, texts by code point. */
  readonly order: string
}

/** Content of one table: COPY text in key order. */
export interface TableDigest {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly sha256: string
}

/** Tables that are no part of the state, and why. Everything else is, without having to be named. See docs/adr/backup-and-state-hash.md. */
export const OUTSIDE_STATE: Readonly<Record<string, string>> = {
  schema_migration: '结构版本：另行逐个核对名称和摘要',
  session: '登录会话：不进备份，恢复后一律重新登录',
  media_feed_state: '信息源抓取状态：可再生，恢复后重新抓取',
  pending_sign_in: '登录到一半的状态：不进备份',
  journal_epoch: '恢复本身开启新纪元',
  journal_head: '本机每分钟签名，不由业务产生',
  report_signature: '本机私钥对签发报告的签名：内容摘要在业务状态和日志里，签名因机器而异',
}
/** Of those, the ones a backup nevertheless carries. */
const CARRIED = new Set(['journal_epoch', 'journal_head', 'report_signature'])

/** Settings under which every PostgreSQL from 15 on spells the same value in the same bytes. For one transaction. */
export const CANONICAL_TEXT = `
  set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local intervalstyle to 'iso_8601'; set local extra_float_digits to 1;
  set local bytea_output to 'hex'; set local client_encoding to 'UTF8'; set local search_path to public; set local statement_timeout to 0;
  set local idle_in_transaction_session_timeout to 0; set local row_security to off;`

export const isState = (table: string): boolean => OUTSIDE_STATE[table] === undefined
export const isCarried = (table: string): boolean => isState(table) || CARRIED.has(table)

/** All tables of the record, by name (code point order). */
export async function listTables(client: Client): Promise<StateTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: { name: string; text: boolean }[] }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attname collate "C") from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) order by k.place)
        from pg_index i, unnest(i.indkey::int2[]) with ordinality k(attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '[]') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p') and not c.relispartition and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C"`)
  return rows.map(({ name, columns, key }) => ({
    name, columns,
    order: key.length > 0 ? key.map((part) => `t.${quoteName(part.name)}${part.text ? ' collate "C"' : ''}`).join(', ') : 't::text collate "C"',
  }))
}

/** The table's rows as COPY text, in key order: one line a row. Run in a transaction with {@link CANONICAL_TEXT}. */
export function copyOut(client: Client, table: StateTable): AsyncIterable<Buffer> {
  const columns = table.columns.map((column) => `t.${quoteName(column)}`).join(', ')
  return client.query(copyTo(`copy (select ${columns} from ${quoteName(table.name)} t order by ${table.order}) to stdout`))
}

/** Counts rows while their bytes pass: COPY text escapes a newline inside a value. */
export async function* countingRows(content: AsyncIterable<Buffer>, count: (rows: number) => void): AsyncGenerator<Buffer> {
  let rows = 0
  for await (const piece of content) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1
    yield piece
  }
  count(rows)
}

/** Reads a table through and digests it. */
export async function digestTable(client: Client, table: StateTable): Promise<TableDigest> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const piece of countingRows(copyOut(client, table), (count) => (rows = count))) hash.update(piece)
  return { name: table.name, columns: table.columns, rows, sha256: hash.digest('hex') }
}

/**
 * The state hash: SHA-256 over the digests of all tables of the state, by name. Equal for two databases that hold the same,
 * whatever their PostgreSQL (15 or later), collation, physical order or sequence positions.
 */
export function stateHash(tables: readonly TableDigest[]): string {
  const hash = createHash('sha256').update('fengsui.state.v1\n')
  const state = tables.filter(({ name }) => isState(name)).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const { name, columns, rows, sha256 } of state) hash.update(`${name} ${columns.join(',')} ${rows} ${sha256}\n`)
  return hash.digest('hex')
}

/** Computes the state hash of a database in one snapshot. */
export async function computeStateHash(client: Client): Promise<string> {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(CANONICAL_TEXT)
    const digests: TableDigest[] = []
    for (const table of await listTables(client)) if (isState(table.name)) digests.push(await digestTable(client, table))
    return stateHash(digests)
  } finally {
    await client.query('rollback')
  }
}
