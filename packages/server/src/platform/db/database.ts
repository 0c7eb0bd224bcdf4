import { type IsolationLevel, Kysely, PostgresDialect, type QueryExecutorProvider, type Transaction as KyselyTransaction } from 'kysely'
import { Client, type ClientBase, Pool } from 'pg'
import type { Log } from '../log.ts'
import { valueParsers } from './value-parsers.ts'

/** Tables are known to their stores and views, which write SQL and name the row type there; nothing is declared twice. */
export interface Schema {
  [table: string]: { [column: string]: unknown }
}

/** Where a statement can run: a {@link Database} (each statement by itself) or a {@link Transaction}. */
export type Queryable = QueryExecutorProvider

/** An open transaction: `sql`…`.execute(tx)`, or the query builder. */
export type Transaction = KyselyTransaction<Schema>

/** A database with its connection pool: `sql`…`.execute(database)`. */
export interface Database extends Queryable {
  /** The query builder. */
  readonly kysely: Kysely<Schema>
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. Retries are the caller's decision, see {@link isRetryable}. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, isolation?: IsolationLevel): Promise<T>
  /**
   * Calls `onNotify` for each NOTIFY on `channel`, and once after every reconnection, for notices of the meantime are lost.
   * @returns ends the listening
   */
  listen(channel: string, onNotify: () => void): () => Promise<void>
  /** Connections open, idle, and waited for by callers. */
  pool(): { total: number; idle: number; waiting: number }
  /** Waits for statements under way and closes all connections. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  connectionString: string
  /** Most connections at one time. */
  poolSize: number
  /** Seen in `pg_stat_activity`. */
  applicationName: string
  /** Role with limited rights that every connection takes on; see `prepareDatabase`. */
  role?: string | undefined
  /** Hears of broken idle connections; the pool replaces them by itself. */
  log?: Log
}

/**
 * Opens a pool. Connects on first use, so it succeeds while the database is away, and finds the database again after a restart;
 * statements under way at that moment fail and are the caller's to repeat.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const role = options.role === undefined ? '' : `; set role ${quoteName(options.role)}`
  // As statements, not as start-up options: those of the connection string would replace ours. The pool waits for the promise, though its types do not say so.
  const hooks = { onConnect: (client: ClientBase) => client.query(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'${role}`) }
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: valueParsers,
    ...hooks,
  })
  pool.on('error', (cause) => options.log?.warn(`数据库连接中断，将自动重连：${cause.message}`))
  // The pool listens to idle clients only; one that breaks between two statements of a transaction would end the program.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    kysely,
    getExecutor: () => kysely.getExecutor(),
    transaction: (work, isolation = 'read committed') => kysely.transaction().setIsolationLevel(isolation).execute(work),
    listen: (channel, onNotify) => listenOn(options, channel, onNotify),
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => kysely.destroy(),
  }
}

const RECONNECT_MS = 1000

function listenOn(options: DatabaseOptions, channel: string, onNotify: () => void): () => Promise<void> {
  let stopped = false
  let client: Client | undefined
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: options.connectionString, application_name: `${options.applicationName} listen`, keepAlive: true })
    client = next
    next.on('notification', onNotify)
    const again = () => {
      if (stopped || client !== next) return
      client = undefined
      retry = setTimeout(() => void connect(), RECONNECT_MS)
    }
    next.on('error', again)
    next.on('end', again)
    try {
      await next.connect()
      await next.query(`listen ${quoteName(channel)}`)
      onNotify()
    } catch {
      again()
    }
  }
  void connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end().catch(() => undefined)
  }
}

/** The SQLSTATE of a database error, e.g. `23505` for a unique violation; undefined for anything else. */
export function findSqlState(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/** The constraint that a database error names; undefined when it names none. */
export function findViolatedConstraint(cause: unknown): string | undefined {
  const name = cause instanceof Error && 'constraint' in cause ? cause.constraint : undefined
  return typeof name === 'string' ? name : undefined
}

/** Whether the same transaction may succeed when run again: serialization failure or deadlock. */
export function isRetryable(cause: unknown): boolean {
  const state = findSqlState(cause)
  return state === '40001' || state === '40P01'
}

/** SQLSTATE classes that say nothing of what was asked: connection, rollback, resources, operator intervention, system. */
const PASSING_STATES = /^(?:08|40|53|57|58)/
const BROKEN_LINE = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|Connection ended)/i

/** Whether an error tells of the database's state of the moment (away, overloaded, a broken line) and not of what was asked of it. */
export function isPassingTrouble(cause: unknown): boolean {
  const state = findSqlState(cause)
  if (state !== undefined) return PASSING_STATES.test(state)
  if (!(cause instanceof Error)) return false
  return BROKEN_LINE.test(cause.message) || ('syscall' in cause && 'code' in cause && /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/.test(String(cause.code)))
}

/** A name as SQL wants it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
