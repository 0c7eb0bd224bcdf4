import type { Json } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Clocks } from '../clock/clock.ts'
import type { WallStep, WallSteps } from '../clock/wall-steps.ts'
import type { Database } from '../db/database.ts'
import type { IdSource } from '../ids/id-source.ts'
import type { Log } from '../log.ts'
import { AnswerLost, type Channel, type OutboxMessage } from './channel.ts'
import { Lane, type AttemptOutcome } from './lane.ts'
import { retryDelayMs } from './retry-rules.ts'

export type { Channel, OutboxMessage } from './channel.ts'

/** After this long without an answer an attempt counts as "unknown" and is made again with the same id. */
const LEASE_MS = 60_000
/** Longest time for one attempt, connection and answer (10 s) and its records. */
const ATTEMPT_LIMIT_MS = 15_000
/** A message never waits longer than this for its next try (a minute, and room for clocks that differ): what says so was written by a clock that was put back since. */
const LONGEST_WAIT_MS = 120_000
/** How long a stopping program lets a call that is under way go on. */
const STOP_PATIENCE_MS = 3000

interface Row {
  id: string
  target: string
  channel: string
  payload: { [key: string]: Json }
  attempts: number
  expired: boolean
}

/**
 * Sends queued messages: the attempt is committed before the call, so that a crash then reads as "unknown", never as "not tried".
 * A message is tried until it goes through or its own time is over. In a program every channel is a lane of its own; in a sandbox
 * and in tests `step` makes one attempt after another in an order that the database decides.
 */
export class OutboxRunner {
  readonly #database: Database
  readonly #clocks: Clocks
  readonly #ids: IdSource
  readonly #log: Log
  readonly #attemptLimitMs: number
  readonly #steps: WallSteps | null
  readonly #channels: ReadonlyMap<string, Channel>
  #lanes: Lane[] = []

  constructor(options: { database: Database; clocks: Clocks; ids: IdSource; log: Log; channels: readonly Channel[]; attemptLimitMs?: number; steps?: WallSteps | null }) {
    this.#database = options.database
    this.#clocks = options.clocks
    this.#ids = options.ids
    this.#log = options.log
    this.#attemptLimitMs = options.attemptLimitMs ?? ATTEMPT_LIMIT_MS
    this.#steps = options.steps ?? null
    this.#steps?.follow((step) => this.#moveAlong(step))
    this.#channels = new Map(options.channels.map((channel) => [channel.name, channel]))
    if (this.#channels.size !== options.channels.length) throw new Error('two channels share a name')
  }

  /**
   * Messages a dead process had in hand go back to the queue; call at start, when no other worker runs, with lease 0. An attempt or a wait
   * that lies in the future was written before the clock was put back, and holds nobody.
   */
  async recover(leaseMs: number = LEASE_MS): Promise<void> {
    await this.#steps?.settled()
    const now = this.#clocks.wall.now()
    const from = (ms: number): string => new Date(Date.parse(now) + ms).toISOString()
    await sql`
      update outbox o set status = 'queued' where status = 'sending'
        and not exists (select 1 from outbox_attempt a where a.outbox_id = o.id and a.finished_at is null and a.started_at > ${from(-leaseMs)} and a.started_at <= ${from(LEASE_MS)})`.execute(this.#database.kysely)
    await sql`update outbox set not_before = ${now} where status = 'queued' and not_before > ${from(LONGEST_WAIT_MS)}`.execute(this.#database.kysely)
  }

  /** The wall clock was set: attempts under way keep the age they have, and no message's time is over because of it. */
  async #moveAlong({ seconds, before, after }: WallStep): Promise<void> {
    const by = sql`make_interval(secs => ${seconds})`
    await sql`
      update outbox_attempt a set started_at = a.started_at + ${by} from outbox o
      where o.id = a.outbox_id and o.status = 'sending' and a.finished_at is null and ${seconds > 0 ? sql`a.started_at <= ${before}` : sql`a.started_at > ${after}`}`.execute(this.#database.kysely)
    if (seconds > 0) await sql`update outbox set expires_at = expires_at + ${by} where status in ('queued', 'sending') and expires_at > ${before}`.execute(this.#database.kysely)
    else await sql`update outbox set not_before = not_before + ${by} where status = 'queued' and not_before > ${after}`.execute(this.#database.kysely)
  }

  /** Starts one lane for each channel of this process. */
  startLanes(): void {
    this.#lanes = [...this.#channels.values()].map((channel) => new Lane({
      name: channel.name, concurrency: channel.concurrency ?? 1, log: this.#log,
      attempt: (signal) => this.#attempt(sql`channel = ${channel.name}`, signal),
      onRecovered: () => this.#release(channel.name),
    }))
    this.pokeLanes()
  }

  /** Says that messages may be waiting; returns at once. */
  pokeLanes(): void {
    for (const lane of this.#lanes) lane.poke()
  }

  async stopLanes(): Promise<void> {
    const lanes = this.#lanes
    this.#lanes = []
    await Promise.all(lanes.map((lane) => lane.stop(STOP_PATIENCE_MS)))
  }

  /** Sends what may be sent now, oldest first. @returns how many attempts were made */
  async drain(): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await this.step())) return count
  }

  /** Makes the one attempt that is next. @returns false when nothing waits */
  async step(): Promise<boolean> {
    return (await this.#attempt(sql`true`, new AbortController().signal)) !== 'none'
  }

  async #attempt(which: RawBuilder<unknown>, stopping: AbortSignal): Promise<AttemptOutcome> {
    await this.#steps?.settled()
    const wallAt = this.#clocks.wall.now()
    const claimed = await this.#database.transaction(async (tx) => {
      const { rows } = await sql<Row>`
        update outbox set status = 'sending', attempts = attempts + 1
        where id = (select id from outbox where status = 'queued' and not_before <= ${wallAt} and ${which} order by created_at, id limit 1 for update skip locked)
        returning id, target, channel, payload, attempts, coalesce(expires_at <= ${wallAt}, false) as expired`.execute(tx)
      const row = rows[0]
      if (!row) return null
      const attemptId = this.#ids.forKey(`outbox:${row.id}:${row.attempts}`)()
      const earlier = await sql<{ unknown: number }>`select count(*) as unknown from outbox_attempt where outbox_id = ${row.id} and (finished_at is null or starts_with(outcome, 'unknown'))`.execute(tx)
      await sql`insert into outbox_attempt (id, outbox_id, started_at) values (${attemptId}, ${row.id}, ${wallAt})`.execute(tx)
      return { row, attemptId, maybeRepeated: (earlier.rows[0]?.unknown ?? 0) > 0 }
    })
    if (!claimed) return 'none'
    const { row, attemptId, maybeRepeated } = claimed
    const message: OutboxMessage = { id: row.id, target: row.target, payload: row.payload, maybeRepeated }
    const failure = await this.#deliver(row, message, stopping)
    const finishedAt = this.#clocks.wall.now()
    const over = row.expired && failure === null
    await this.#database.transaction(async (tx) => {
      await sql`update outbox_attempt set finished_at = ${finishedAt}, outcome = ${over ? 'expired' : (failure ?? 'sent')} where id = ${attemptId}`.execute(tx)
      if (over) await sql`update outbox set status = 'failed', last_error = '已过有效期，不再发送' where id = ${row.id} and status <> 'sent'`.execute(tx)
      else if (failure === null) await sql`update outbox set status = 'sent', sent_at = ${finishedAt}, last_error = null where id = ${row.id}`.execute(tx)
      else {
        const retryAt = new Date(Date.parse(finishedAt) + retryDelayMs(row.attempts)).toISOString()
        // Only the newest attempt may put the message back: after a lease ran out another worker may have sent it meanwhile.
        await sql`update outbox set status = 'queued', not_before = ${retryAt}, last_error = ${failure} where id = ${row.id} and status = 'sending' and attempts = ${row.attempts}`.execute(tx)
      }
    })
    if (over) return 'expired'
    return failure === null ? 'sent' : 'failed'
  }

  /** @returns null when delivered (or told that its time is over), else why not; `unknown: …` when it may have arrived */
  async #deliver(row: Row, message: OutboxMessage, stopping: AbortSignal): Promise<string | null> {
    const limit = new AbortController()
    const stop = (): void => limit.abort(stopping.reason)
    stopping.addEventListener('abort', stop, { once: true })
    let timer: NodeJS.Timeout | undefined
    try {
      const channel = this.#channels.get(row.channel)
      if (row.expired) {
        await channel?.expire?.(message)
        return null
      }
      if (!channel) throw new Error(`本进程没有通道 ${row.channel}`)
      const lost = new Promise<never>((_, reject) => {
        limit.signal.addEventListener('abort', () => reject(new AnswerLost(String(limit.signal.reason))), { once: true })
        timer = setTimeout(() => limit.abort(new Error('限时内没有答复')), this.#attemptLimitMs)
      })
      const work = channel.deliver(message, limit.signal)
      work.catch(() => undefined)
      await Promise.race([work, lost])
      return null
    } catch (error) {
      const failure = `${error instanceof AnswerLost ? 'unknown: ' : ''}${String(error)}`.slice(0, 500)
      this.#log.warn('消息未送出', { id: row.id, channel: row.channel, error: failure })
      return failure
    } finally {
      clearTimeout(timer)
      stopping.removeEventListener('abort', stop)
    }
  }

  /** The provider is back: what waits for its next try need not wait any longer. */
  async #release(channel: string): Promise<void> {
    await sql`update outbox set not_before = ${this.#clocks.wall.now()} where status = 'queued' and channel = ${channel} and not_before > ${this.#clocks.wall.now()}`.execute(this.#database.kysely)
  }
}
