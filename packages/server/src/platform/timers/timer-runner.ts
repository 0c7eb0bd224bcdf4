import type { Json } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Clocks } from '../clock/clock.ts'
import type { CommandContext } from '../commands/context.ts'
import type { CommandRunner } from '../commands/command-runner.ts'
import { isPassingTrouble, type Database } from '../db/database.ts'
import type { Log } from '../log.ts'

/** Does what a timer of one kind was set for. Runs in the transaction that takes the timer, so it happens exactly once. */
export interface TimerHandler {
  readonly kind: string
  fire(context: CommandContext, payload: { [key: string]: Json }): Promise<void>
}

const MAX_ATTEMPTS = 5

interface Row {
  key: string
  kind: string
  due_at: string
  payload: { [key: string]: Json }
}

/** The only job system: rows of `timer` that are due by the business clock, taken with `skip locked`. */
export class TimerRunner {
  readonly #database: Database
  readonly #runner: CommandRunner
  readonly #clocks: Clocks
  readonly #log: Log
  readonly #handlers: ReadonlyMap<string, TimerHandler>

  constructor(options: { database: Database; runner: CommandRunner; clocks: Clocks; log: Log; handlers: readonly TimerHandler[] }) {
    this.#database = options.database
    this.#runner = options.runner
    this.#clocks = options.clocks
    this.#log = options.log
    this.#handlers = new Map(options.handlers.map((handler) => [handler.kind, handler]))
  }

  /** Earliest instant a timer is waiting for, or null. */
  async nextDueAt(): Promise<string | null> {
    const { rows } = await sql<{ due_at: string }>`select due_at from timer where not parked order by due_at, key limit 1`.execute(this.#database.kysely)
    return rows[0]?.due_at ?? null
  }

  /** Fires everything due, in order of instant and key, or as much of it as `mayGoOn` allows. @returns how many fired */
  async drain(mayGoOn: () => boolean = () => true): Promise<number> {
    for (let fired = 0; ; fired += 1) if (!mayGoOn() || !(await this.step())) return fired
  }

  /** Fires the one timer that is next. @returns false when none is due */
  async step(): Promise<boolean> {
    const now = this.#clocks.business.now()
    const { rows } = await sql<Row>`select key, kind, due_at, payload from timer where due_at <= ${now} and not parked order by due_at, key limit 1`.execute(this.#database.kysely)
    const timer = rows[0]
    if (!timer) return false
    try {
      // At the instant at which it was found due: a clock set back since would tell the handler that it is not.
      await this.#runner.runInternal({ actor: 'system', key: `timer:${timer.key}:${timer.due_at}`, at: now }, async (context) => {
        const taken = await sql<Row>`delete from timer where key = (select key from timer where key = ${timer.key} and due_at = ${timer.due_at} for update skip locked) returning kind, payload`.execute(context.tx)
        const row = taken.rows[0]
        if (!row) return
        const handler = this.#handlers.get(row.kind)
        if (!handler) throw new Error(`no handler for timers of kind ${row.kind}`)
        await handler.fire(context, row.payload)
      })
    } catch (error) {
      // Says nothing of the timer: it stays due, and a database that comes and goes must not park it.
      if (isPassingTrouble(error)) throw error
      this.#log.error('定时处理失败', { key: timer.key, error: String(error) })
      await sql`update timer set attempts = attempts + 1, parked = attempts + 1 >= ${MAX_ATTEMPTS}, last_error = ${String(error).slice(0, 500)} where key = ${timer.key}`.execute(this.#database.kysely)
    }
    return true
  }
}
