import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { GENESIS, hashEntry, nextChain } from './entry-hash.ts'

const SEALER_LOCK = 7_201_909
const BATCH = 1000

interface UnsealedRow {
  entry: number
  stream: string
  version: number
  subject: string | null
  type: string
  data: string
  at: string
  actor: string
  command_id: string
}

/**
 * Gives committed entries their place: dense position, per-stream hash, global chain. Transactions do not commit in the order of
 * their sequence numbers, so readers follow `position` only. The lock is held per batch: with several processes whoever gets it
 * seals, and one that dies releases it with its connection.
 *
 * @returns number of entries sealed; 0 when there is nothing to do or another process is at it
 */
export async function sealBatch(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as held`.execute(tx)
    if (!lock.rows[0]?.held) return 0
    const { rows } = await sql<UnsealedRow>`select entry, stream, version, subject, type, data, at, actor, command_id from journal where position is null order by entry limit ${BATCH}`.execute(tx)
    if (rows.length === 0) return 0
    const head = await sql<{ position: number; chain: string }>`select position, chain from journal where position is not null order by position desc limit 1`.execute(tx)
    const streams = [...new Set(rows.map((row) => row.stream))]
    const tails = await sql<{ stream: string; hash: string }>`
      select s.stream, t.hash from unnest(${streams}::text[]) as s(stream)
      cross join lateral (select hash from journal j where j.stream = s.stream and j.position is not null order by j.version desc limit 1) t`.execute(tx)
    const previous = new Map(tails.rows.map((row) => [row.stream, row.hash]))
    let position = head.rows[0]?.position ?? 0
    let chain = head.rows[0]?.chain ?? GENESIS
    const sealed = rows.map((row) => {
      position += 1
      const prevHash = previous.get(row.stream) ?? GENESIS
      const hash = hashEntry({ position, stream: row.stream, version: row.version, subject: row.subject, type: row.type, data: row.data, at: row.at, actor: row.actor, commandId: row.command_id, prevHash })
      chain = nextChain(chain, position, hash)
      previous.set(row.stream, hash)
      return { entry: row.entry, position, prevHash, hash, chain }
    })
    await sql`
      update journal j set position = v.position, prev_hash = v.prev_hash, hash = v.hash, chain = v.chain
      from unnest(${sealed.map((s) => s.entry)}::bigint[], ${sealed.map((s) => s.position)}::bigint[], ${sealed.map((s) => s.prevHash)}::text[], ${sealed.map((s) => s.hash)}::text[], ${sealed.map((s) => s.chain)}::text[])
        as v(entry, position, prev_hash, hash, chain)
      where j.entry = v.entry`.execute(tx)
    // Once per batch, never per command: NOTIFY takes a cluster-wide lock at commit.
    await sql`select pg_notify('fengsui_journal', ${String(position)})`.execute(tx)
    return sealed.length
  })
}

/** Runs `sealBatch` whenever something was committed here, and every `idleMs` for what other processes committed. */
export class Sealer {
  readonly #database: Database
  readonly #log: Log
  readonly #idleMs: number
  readonly #onSealed: () => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = true

  constructor(options: { database: Database; log: Log; idleMs?: number; onSealed: () => void }) {
    this.#database = options.database
    this.#log = options.log
    this.#idleMs = options.idleMs ?? 250
    this.#onSealed = options.onSealed
  }

  start(): void {
    this.#stopped = false
    this.poke()
  }

  /** Says that something was committed. Cheap; coalesces. */
  poke(): void {
    if (this.#stopped) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#loop().finally(() => {
      this.#running = undefined
      if (this.#stopped) return
      if (this.#again) {
        this.#again = false
        this.poke()
      } else this.#timer = setTimeout(() => this.poke(), this.#idleMs)
    })
  }

  /** Seals everything committed so far; for the sandbox, the command line and shutdown. */
  async drain(): Promise<number> {
    let total = 0
    for (;;) {
      const count = await sealBatch(this.#database)
      if (count === 0) break
      total += count
    }
    if (total > 0) this.#onSealed()
    return total
  }

  async #loop(): Promise<void> {
    try {
      await this.drain()
    } catch (error) {
      // The database is away or the row is refused: nothing is lost, the rows stay unsealed and the next round tries again.
      this.#log.warn('日志封口暂时失败，稍后重试', { error: String(error) })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }
}
