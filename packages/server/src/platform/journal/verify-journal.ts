import { sql } from 'kysely'
import type { Database, Queryable } from '../db/database.ts'
import { GENESIS, hashEntry, nextChain, type HashedEntry } from './entry-hash.ts'
import { headMessage, readHeadsFile, type SignedHead } from './heads.ts'
import { isSignedBy } from './signing-key.ts'

export interface JournalFault {
  position: number | null
  entry: number | null
  stream: string | null
  reason: string
}

export interface JournalVerdict {
  entries: number
  unsealed: number
  head: string
  heads: number
  faults: JournalFault[]
}

interface Row extends HashedEntry {
  entry: number
  hash: string
  chain: string
}

const PAGE = 2000
const MAX_FAULTS = 50

/**
 * Recomputes the whole chain and holds it against the signed heads in the table and in the file outside the database.
 * Finds changed, deleted, inserted, swapped and re-sealed rows and a cut tail. Reads in one repeatable-read snapshot.
 */
export function verifyJournal(database: Database, options: VerifyOptions): Promise<JournalVerdict> {
  return database.transaction((tx) => verifyJournalIn(tx, options), 'repeatable read')
}

export interface VerifyOptions {
  headsFile: string
  /** Null when the key is not at hand: chains are checked, signatures are not. */
  publicKey: string | null
  /** Keys of before a restore, whose signatures still count. */
  retiredKeys?: readonly string[]
}

/** The same inside a transaction that is already open. */
export async function verifyJournalIn(tx: Queryable, options: VerifyOptions): Promise<JournalVerdict> {
  const faults: JournalFault[] = []
  const fault = (row: Pick<Row, 'position' | 'entry' | 'stream'> | null, reason: string, position?: number) => {
    if (faults.length < MAX_FAULTS) faults.push({ position: row?.position ?? position ?? null, entry: row?.entry ?? null, stream: row?.stream ?? null, reason })
  }
  const heads = await collectHeads(tx, options)
  for (const bad of heads.unsigned) fault(null, `签名头（纪元 ${bad.epoch}）的签名不对`, bad.position)
  const expectedChain = new Map<number, { chain: string; where: string }>()
  for (const head of heads.valid) {
    const other = expectedChain.get(head.position)
    if (other && other.chain !== head.chain) fault(null, '同一位次有两个不同的签名头', head.position)
    else expectedChain.set(head.position, { chain: head.chain, where: head.where })
  }
  const streams = new Map<string, { version: number; hash: string }>()
  let chain = GENESIS
  let position = 0
  let brokenChain = false
  let page = readPage(tx, 0)
  for (;;) {
    const rows = await page
    // The server reads the next page while this one is hashed.
    const last = rows.at(-1)
    if (last && rows.length === PAGE) {
      page = readPage(tx, last.position)
      page.catch(() => undefined)
    }
    for (const row of rows) {
      const at = row.position
      if (at !== position + 1) {
        fault(null, `缺第 ${position + 1}${at - 1 > position + 1 ? `–${at - 1}` : ''} 条：被删除`, position + 1)
        brokenChain = true
      }
      position = at
      const tail = streams.get(row.stream)
      if (row.version !== (tail?.version ?? 0) + 1) fault(row, `聚合内序号应为 ${(tail?.version ?? 0) + 1}，实为 ${row.version}：有条目被删除、插入或调换`)
      if (row.prevHash !== (tail?.hash ?? GENESIS)) fault(row, '与同一聚合上一条接不上：有条目被改、删、插或调换')
      if (hashEntry(row) !== row.hash) fault(row, '内容与哈希不符：本条被改动')
      const next = nextChain(chain, at, row.hash)
      if (next !== row.chain && !brokenChain) {
        fault(row, '全局链断开：此处有条目被改、删、插或调换')
        brokenChain = true
      }
      // Goes on from what is stored, so that one break is named once and not at every later row.
      chain = row.chain
      brokenChain = false
      streams.set(row.stream, { version: row.version, hash: row.hash })
      const expected = expectedChain.get(at)
      if (expected && expected.chain !== row.chain) fault(row, `与${expected.where}的签名头不符：此前的日志被整段重写`)
    }
    if (rows.length < PAGE) break
  }
  const furthest = heads.valid.reduce((max, head) => Math.max(max, head.position), 0)
  if (furthest > position) fault(null, `签名头到过第 ${furthest} 条，现在只有 ${position} 条：尾部被截断`, position + 1)
  const { rows: open } = await sql<{ count: number; broken: number; finer: number }>`select count(*) filter (where position is null) as count, count(*) filter (where position is null and (hash is not null or chain is not null or prev_hash is not null)) as broken, count(*) filter (where at <> date_trunc('milliseconds', at)) as finer from journal`.execute(tx)
  if ((open[0]?.broken ?? 0) > 0) fault(null, '有未封口却带哈希的条目：位次被抹去')
  if ((open[0]?.finer ?? 0) > 0) fault(null, '时刻精确到毫秒以下：时刻被改动')
  return { entries: position, unsealed: open[0]?.count ?? 0, head: chain, heads: heads.valid.length, faults }
}

async function readPage(tx: Queryable, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select position, entry, stream, version, subject, type, data, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor, command_id as "commandId",
           coalesce(prev_hash, '') as "prevHash", coalesce(hash, '') as hash, coalesce(chain, '') as chain
    from journal where position > ${after} order by position limit ${PAGE}`.execute(tx)
  return rows
}

type LocatedHead = SignedHead & { where: string }

async function collectHeads(tx: Queryable, options: VerifyOptions): Promise<{ valid: LocatedHead[]; unsigned: SignedHead[] }> {
  const stored = await sql<{ epoch: number; position: number; chain: string; signed_at: string; signature: string }>`select epoch, position, chain, signed_at, signature from journal_head order by epoch, position`.execute(tx)
  const all: LocatedHead[] = [
    ...stored.rows.map((row) => ({ epoch: row.epoch, position: row.position, chain: row.chain, signedAt: row.signed_at, signature: row.signature, where: '库内' })),
    ...readHeadsFile(options.headsFile).map((head) => ({ ...head, where: '库外文件' })),
  ]
  const valid: LocatedHead[] = []
  const unsigned: SignedHead[] = []
  const keys = options.publicKey === null ? [] : [options.publicKey, ...(options.retiredKeys ?? [])]
  // The same head stands in the table and in the file: its signature is checked once.
  const sound = new Set<string>()
  for (const head of all) {
    const words = `${headMessage(head)}${head.signature}`
    if (sound.has(words)) {
      valid.push(head)
      continue
    }
    if (keys.length > 0 && !keys.some((key) => isSignedBy(key, headMessage(head), head.signature))) unsigned.push(head)
    else {
      sound.add(words)
      valid.push(head)
    }
  }
  return { valid, unsigned }
}
