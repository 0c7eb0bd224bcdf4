import { Client } from 'pg'
import { valueParsers } from '../packages/server/src/platform/db/value-parsers.ts'

/** What came of a statement; `null` while it stands in a lock's queue. */
export type Outcome = { readonly result: { command: string; rowCount: number; rows: unknown[] } } | { readonly error: unknown }

/** One real connection. The runs use it by turns; a "cut" one is rolled back, which is what the server does with a broken line. */
export interface RealConnection {
  readonly client: Client
  readonly pid: number
}

/** Tables a run may have written to. */
const TABLES = ['journal', 'journal_head', 'journal_epoch', 'command', 'timer', 'reaction_cursor', 'reaction_parked', 'outbox', 'outbox_attempt', 'party', 'typhoon_fix', 'call', 'call_recipient', 'notification']
/** Personal facts of this subject were there before any run. */
export const GROUND = 'ground'
/** A statement that takes longer is asked whether it waits for a lock, and then less and less often. */
const PATIENCE_MS = 2
const LONGEST_PATIENCE_MS = 16
const CONNECTIONS = 24
/** Runs after which the rows that they left behind are cleared away. */
const SWEEP_AFTER = 20

/** A real PostgreSQL database that one worker uses for one run after the other. */
export class DatabaseServer {
  readonly #admin: Client
  readonly #free: RealConnection[]
  readonly #pids: number[]
  readonly #names = new Map<string, string>()
  #resets = 0

  private constructor(admin: Client, connections: RealConnection[]) {
    this.#admin = admin
    this.#free = [...connections]
    this.#pids = connections.map((each) => each.pid)
  }

  static async open(connectionString: string, role: string | undefined): Promise<DatabaseServer> {
    const admin = new Client({ connectionString, application_name: 'sim owner', types: valueParsers })
    await admin.connect()
    // Emptying the journal is what its triggers are there to refuse; only the owner, between two runs, may.
    await admin.query(`set session_replication_role = replica`)
    const connections = await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
      const client = new Client({ connectionString, application_name: 'sim', types: valueParsers })
      await client.connect()
      // Who of two that wait for each other is ended is for the seed to say, not for the server's clock.
      await client.query(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set deadlock_timeout to '1h'; set plan_cache_mode to force_generic_plan${role === undefined ? '' : `; set role ${role}`}`)
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      return { client, pid: rows[0]?.pid ?? 0 }
    }))
    return new DatabaseServer(admin, connections)
  }

  async close(): Promise<void> {
    await Promise.all([this.#admin.end(), ...this.#free.map((each) => each.client.end())])
  }

  /** Empties what a run writes to; deleting rows of a run is many times cheaper than new files for empty tables. */
  async reset(): Promise<void> {
    await this.#admin.query(`${TABLES.map((table) => `delete from ${table}`).join('; ')}; delete from personal_fact where subject <> '${GROUND}'; select setval(pg_get_serial_sequence('journal', 'entry'), 1, false)`)
    this.#resets += 1
    if (this.#resets % SWEEP_AFTER === 0) for (const table of TABLES) await this.#admin.query(`vacuum ${table}`)
  }

  /** Reads for the oracle, outside of any run. */
  async read<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.#admin.query<R>(text, values)).rows
  }

  /** @returns undefined when the server has no connection left */
  take(): RealConnection | undefined {
    return this.#free.pop()
  }

  give(connection: RealConnection): void {
    this.#free.push(connection)
  }

  /** Sends a statement; `outcome` never rejects. The server plans each text once: the tables of a run are too small for plans to differ. */
  send(connection: RealConnection, text: string, values: unknown[]): Promise<Outcome> {
    let name = this.#names.get(text)
    if (name === undefined) this.#names.set(text, (name = `s${this.#names.size}`))
    return connection.client.query({ name, text, values }).then(
      (result) => ({ result: { command: result.command, rowCount: result.rowCount ?? 0, rows: result.rows } }),
      (error: unknown) => ({ error }),
    )
  }

  /** Waits until the statement is done, or is known to wait for another connection of the run. */
  async settle(connection: RealConnection, outcome: Promise<Outcome>): Promise<Outcome | null> {
    for (let patience = PATIENCE_MS; ; patience = Math.min(2 * patience, LONGEST_PATIENCE_MS)) {
      const done = await within(outcome, patience)
      if (done) return done
      const { rows } = await this.#admin.query<{ waits: boolean }>('select pg_blocking_pids($1) && $2::int[] as waits', [connection.pid, this.#pids])
      if (rows[0]?.waits) return null
    }
  }

  /** For whom a connection waits. */
  async blockersOf(pid: number): Promise<number[]> {
    const { rows } = await this.#admin.query<{ pids: number[] }>('select pg_blocking_pids($1) as pids', [pid])
    return rows[0]?.pids ?? []
  }

  async cancel(connection: RealConnection): Promise<void> {
    await this.#admin.query('select pg_cancel_backend($1)', [connection.pid])
  }
}

async function within(outcome: Promise<Outcome>, milliseconds: number): Promise<Outcome | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  const first = await Promise.race([outcome, late])
  clearTimeout(timer)
  return first
}
