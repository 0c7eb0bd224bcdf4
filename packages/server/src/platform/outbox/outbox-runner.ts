import type { Json } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Clocks } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import type { IdSource } from '../ids/id-source.ts'
import type { Log } from '../log.ts'

export interface OutboxMessage {
  /** Sent along as the message id: a receiver that honours it sees a resend only once. */
  id: string
  target: string
  payload: { [key: string]: Json }
  /** True when an earlier attempt may or may not have arrived. */
  maybeRepeated: boolean
}

/** A way out. Throwing means "not delivered, try later". */
export interface Channel {
  readonly name: string
  deliver(message: OutboxMessage): Promise<void>
}

const MAX_ATTEMPTS = 8
/** After this long without an answer an attempt counts as "unknown" and is made again with the same id. */
const LEASE_MS = 60_000

interface Row {
  id: string
  target: string
  channel: string
  payload: { [key: string]: Json }
  attempts: number
}

/** Sends queued messages: the attempt is committed before the call, so that a crash then reads as "unknown", never as "not tried". */
export class OutboxRunner {
  readonly #database: Database
  readonly #clocks: Clocks
  readonly #ids: IdSource
  readonly #log: Log
  readonly #channels: ReadonlyMap<string, Channel>

  constructor(options: { database: Database; clocks: Clocks; ids: IdSource; log: Log; channels: readonly Channel[] }) {
    this.#database = options.database
    this.#clocks = options.clocks
    this.#ids = options.ids
    this.#log = options.log
    this.#channels = new Map(options.channels.map((channel) => [channel.name, channel]))
  }

  /** Messages a dead process had in hand go back to the queue; call at start, when no other worker runs, with lease 0. */
  async recover(leaseMs: number = LEASE_MS): Promise<void> {
    const before = new Date(Date.parse(this.#clocks.wall.now()) - leaseMs).toISOString()
    await sql`
      update outbox o set status = 'queued' where status = 'sending'
        and not exists (select 1 from outbox_attempt a where a.outbox_id = o.id and a.finished_at is null and a.started_at > ${before})`.execute(this.#database.kysely)
  }

  /** Sends what may be sent now, oldest first. @returns how many attempts were made */
  async drain(): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await this.step())) return count
  }

  /** Makes the one attempt that is next. @returns false when nothing waits */
  async step(): Promise<boolean> {
    const wallAt = this.#clocks.wall.now()
    const claimed = await this.#database.transaction(async (tx) => {
      const { rows } = await sql<Row>`
        update outbox set status = 'sending', attempts = attempts + 1
        where id = (select id from outbox where status = 'queued' and not_before <= ${wallAt} order by created_at, id limit 1 for update skip locked)
        returning id, target, channel, payload, attempts`.execute(tx)
      const row = rows[0]
      if (!row) return null
      const attemptId = this.#ids.forKey(`outbox:${row.id}:${row.attempts}`)()
      const earlier = await sql<{ unknown: number }>`select count(*) as unknown from outbox_attempt where outbox_id = ${row.id} and finished_at is null`.execute(tx)
      await sql`insert into outbox_attempt (id, outbox_id, started_at) values (${attemptId}, ${row.id}, ${wallAt})`.execute(tx)
      return { row, attemptId, maybeRepeated: (earlier.rows[0]?.unknown ?? 0) > 0 }
    })
    if (!claimed) return false
    const { row, attemptId, maybeRepeated } = claimed
    let failure: string | null = null
    try {
      const channel = this.#channels.get(row.channel)
      if (!channel) throw new Error(`本进程没有通道 ${row.channel}`)
      await channel.deliver({ id: row.id, target: row.target, payload: row.payload, maybeRepeated })
    } catch (error) {
      failure = String(error).slice(0, 500)
      this.#log.warn('消息未送出', { id: row.id, channel: row.channel, error: failure })
    }
    const finishedAt = this.#clocks.wall.now()
    await this.#database.transaction(async (tx) => {
      await sql`update outbox_attempt set finished_at = ${finishedAt}, outcome = ${failure ?? 'sent'} where id = ${attemptId}`.execute(tx)
      if (failure === null) await sql`update outbox set status = 'sent', sent_at = ${finishedAt}, last_error = null where id = ${row.id}`.execute(tx)
      else {
        const retryAt = new Date(Date.parse(finishedAt) + 1000 * 2 ** row.attempts).toISOString()
        await sql`update outbox set status = ${row.attempts >= MAX_ATTEMPTS ? 'failed' : 'queued'}, not_before = ${retryAt}, last_error = ${failure} where id = ${row.id}`.execute(tx)
      }
    })
    return true
  }
}
