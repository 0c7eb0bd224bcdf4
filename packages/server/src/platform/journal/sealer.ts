import { sql } from 'kysely'
import { findSqlState, type Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { GENESIS, hashEntry, nextChain } from './entry-hash.ts'

const SEALER_LOCK = 7_201_909
/** Sent once per sealed batch: other processes push to their desks then. */
export const JOURNAL_CHANNEL = 'fengsui_journal'
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
  /** Hash of the stream's last sealed entry. */
  tail: string | null
  /** End of the journal: position and chain. */
  head: number | null
  chain: string | null
}

/** Another process sealed the same rows between our look and our lock. */
class OvertakenError extends Error {}

/**
 * Gives committed entries their place: dense position, per-stream hash, global chain. Transactions do not commit in the order of
 * their sequence numbers, so readers follow `position` only. The lock is held per batch: with several processes whoever gets it
 * seals, and one that dies releases it with its connection. Two statements a batch, for under load every round trip waits its turn.
 *
 * @returns number of entries sealed; 0 when there is nothing to do or another process is at it
 */
export async function sealBatch(database: Database): Promise<number> {
  try {
    return await database.transaction(async (tx) => {
      const { rows } = await sql<UnsealedRow>`
        with held as materialized (select pg_try_advisory_xact_lock(${SEALER_LOCK}) as mine)
        select entry, stream, version, subject, type, data, at, actor, command_id,
               (select t.hash from journal t where t.stream = j.stream and t.position is not null order by t.version desc limit 1) as tail,
               (select h.position from journal h where h.position is not null order by h.position desc limit 1) as head,
               (select h.chain from journal h where h.position is not null order by h.position desc limit 1) as chain
        from journal j where position is null and (select mine from held) order by entry limit ${BATCH}`.execute(tx)
      const [first] = rows
      if (!first) return 0
      const previous = new Map(rows.flatMap((row) => (row.tail === null ? [] : [[row.stream, row.tail] as const])))
      let position = first.head ?? 0
      let chain = first.chain ?? GENESIS
      const sealed = rows.map((row) => {
        position += 1
        const prevHash = previous.get(row.stream) ?? GENESIS
        const hash = hashEntry({ position, stream: row.stream, version: row.version, subject: row.subject, type: row.type, data: row.data, at: row.at, actor: row.actor, commandId: row.command_id, prevHash })
        chain = nextChain(chain, position, hash)
        previous.set(row.stream, hash)
        return { entry: row.entry, position, prevHash, hash, chain }
      })
      // NOTIFY once per batch, never per command: it takes a cluster-wide lock at commit.
      const { rows: done } = await sql<{ count: number }>`
        with sealed as (
          update journal j set position = v.position, prev_hash = v.prev_hash, hash = v.hash, chain = v.chain
          from unnest(${sealed.map((s) => s.entry)}::bigint[], ${sealed.map((s) => s.position)}::bigint[], ${sealed.map((s) => s.prevHash)}::text[], ${sealed.map((s) => s.hash)}::text[], ${sealed.map((s) => s.chain)}::text[])
            as v(entry, position, prev_hash, hash, chain)
          where j.entry = v.entry and j.position is null returning 1)
        select (select count(*) from sealed) as count, pg_notify(${JOURNAL_CHANNEL}, ${String(position)})`.execute(tx)
      if (done[0]?.count !== sealed.length) throw new OvertakenError()
      return sealed.length
    })
  } catch (error) {
    // The lock came free only after the other's commit, but our look was older: nothing was written, the next round sees the truth.
    if (error instanceof OvertakenError || findSqlState(error) === '23505') return 0
    throw error
  }
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
    this.#idleMs = options.idleMs ?? 100
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
      if (count === 0) return total
      total += count
      // After every batch: under steady load there is always a next one, and desks must not wait for a lull.
      this.#onSealed()
    }
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
