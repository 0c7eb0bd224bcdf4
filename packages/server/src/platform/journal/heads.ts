import { appendFileSync, existsSync, fsyncSync, openSync, closeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import { GENESIS } from './entry-hash.ts'
import type { SigningKey } from './signing-key.ts'

/** A signed statement of how far the journal had come: what catches a cut tail. */
export interface SignedHead {
  epoch: number
  position: number
  chain: string
  signedAt: string
  signature: string
}

/** What is signed; the instant is part of it so that a head cannot be re-dated. */
export function headMessage(head: Omit<SignedHead, 'signature'>): string {
  return `fengsui.head.v1\n${head.epoch}\n${head.position}\n${head.chain}\n${head.signedAt}\n`
}

/** The append-only file beside the database that keeps every signed head. */
export function headsFile(dataDir: string, databaseName: string): string {
  return join(dataDir, `journal-heads.${databaseName}.jsonl`)
}

/** Heads kept outside the database; a torn last line (crash while writing) is passed over. */
export function readHeadsFile(path: string): SignedHead[] {
  if (!existsSync(path)) return []
  const heads: SignedHead[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (!line) continue
    try {
      heads.push(JSON.parse(line) as SignedHead)
    } catch {
      continue
    }
  }
  return heads
}

/** Signs the present end of the journal into the table and the file; does nothing when it has not moved. */
export async function signHead(options: { database: Database; wall: Clock; key: SigningKey; file: string }): Promise<SignedHead | null> {
  const { database, wall, key, file } = options
  return database.transaction(async (tx) => {
    const { rows } = await sql<{ epoch: number; position: number; chain: string; signed: number | null }>`
      select (select max(epoch) from journal_epoch) as epoch, position, chain, (select max(h.position) from journal_head h where h.epoch = (select max(epoch) from journal_epoch)) as signed
      from journal where position is not null order by position desc limit 1`.execute(tx)
    const last = rows[0]
    if (!last || last.signed === last.position) return null
    const unsigned = { epoch: last.epoch, position: last.position, chain: last.chain, signedAt: wall.now() }
    const head = { ...unsigned, signature: key.sign(headMessage(unsigned)) }
    await sql`insert into journal_head (epoch, position, chain, signed_at, signature) values (${head.epoch}, ${head.position}, ${head.chain}, ${head.signedAt}, ${head.signature}) on conflict do nothing`.execute(tx)
    appendFileSync(file, `${JSON.stringify(head)}\n`, { mode: 0o600 })
    const handle = openSync(file, 'r')
    fsyncSync(handle)
    closeSync(handle)
    return head
  })
}

/** Present end of the sealed journal. */
export async function readHead(database: Database): Promise<{ epoch: number; position: number; chain: string }> {
  const { rows } = await sql<{ epoch: number | null; position: number | null; chain: string | null }>`
    select (select max(epoch) from journal_epoch) as epoch, j.position, j.chain from (select 1) one left join lateral (select position, chain from journal where position is not null order by position desc limit 1) j on true`.execute(database.kysely)
  const row = rows[0]
  return { epoch: row?.epoch ?? 1, position: row?.position ?? 0, chain: row?.chain ?? GENESIS }
}

/** Opens the first epoch of a new database. */
export async function openFirstEpoch(database: Database, wall: Clock): Promise<void> {
  await sql`insert into journal_epoch (epoch, from_position, opened_at, reason) values (1, 0, ${wall.now()}, '首次启动') on conflict do nothing`.execute(database.kysely)
}
