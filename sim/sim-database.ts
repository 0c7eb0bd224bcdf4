import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import type { Database, Schema } from '../packages/server/src/platform/db/database.ts'
import type { DatabaseServer, Outcome, RealConnection } from './database-server.ts'
import type { Random } from './random.ts'
import { Killed, quiet, type News, type Owner, type Scheduler } from './scheduler.ts'
import type { Sabotage } from './sabotage.ts'

/** How often what goes wrong; shares of statements. */
export interface FaultRates {
  /** The line breaks before the statement arrives: it never happened. */
  cutBefore: number
  /** The line breaks after it was done: for a commit, nobody knows that it is one. */
  cutAfter: number
  /** The server refuses it with a serialization failure. */
  refused: number
}

export const NO_FAULTS: FaultRates = { cutBefore: 0, cutAfter: 0, refused: 0 }

interface Blocked {
  readonly line: Line
  readonly text: string
  readonly outcome: Promise<Outcome>
  readonly settle: { resolve: (value: never) => void; reject: (reason: unknown) => void }
}

/** What all databases of a run share: the server, who waits in its queues, and how often things go wrong. */
export class DatabaseNetwork {
  readonly server: DatabaseServer
  readonly scheduler: Scheduler
  readonly random: Random
  readonly sabotage: Sabotage | null
  /** The one statement that stands in a queue of the server. Of two, the server would choose who goes first; here the seed must. */
  readonly blocked: Blocked[] = []
  /** Statements that found the queue taken: tried again once a transaction has ended. */
  #postponed: { readonly pid: number; readonly again: () => void }[] = []
  readonly #waitsFor = new Map<number, readonly number[]>()
  faults: FaultRates = NO_FAULTS

  constructor(options: { server: DatabaseServer; scheduler: Scheduler; random: Random; sabotage: Sabotage | null }) {
    this.server = options.server
    this.scheduler = options.scheduler
    this.random = options.random
    this.sabotage = options.sabotage
  }

  postpone(pid: number, again: () => void): void {
    this.#postponed.push({ pid, again })
  }

  /** Whether somebody for whom this connection waits waits for it, directly or through others: those postponed wait for whom they last found in their way. */
  async closesCircle(pid: number): Promise<boolean> {
    const mine = await this.server.blockersOf(pid)
    this.#waitsFor.set(pid, mine)
    const standing = this.blocked[0]?.line.real.pid
    const seen = new Set<number>()
    for (const open = [...mine]; open.length > 0; ) {
      const next = open.pop() ?? 0
      if (next === pid) return true
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(next === standing ? await this.server.blockersOf(next) : (this.#waitsFor.get(next) ?? [])))
    }
    return false
  }

  /** The connection does something again: it waits for nobody. */
  stir(pid: number): void {
    this.#waitsFor.delete(pid)
  }

  /** After a connection let go of its locks (any, when not said which): whoever waited for it goes on as far as it can. */
  async review(freed?: number): Promise<boolean> {
    const mayGo = ({ pid }: { pid: number }): boolean => freed === undefined || (this.#waitsFor.get(pid) ?? [freed]).includes(freed)
    const again = this.#postponed.filter(mayGo)
    this.#postponed = this.#postponed.filter((each) => !mayGo(each))
    for (const each of again) each.again()
    const [waiting] = this.blocked
    if (!waiting) return again.length > 0
    const outcome = await this.server.settle(waiting.line.real, waiting.outcome)
    if (!outcome || this.blocked[0] !== waiting) return again.length > 0
    this.blocked.pop()
    this.scheduler.note(`  ${waiting.line.label} goes on${'error' in outcome ? ` with ${String(outcome.error)}` : ''}`)
    await waiting.line.conclude(waiting.text, outcome, waiting.settle)
    return true
  }
}

const lineBroken = () => new Error('Connection terminated unexpectedly')

/** A connection as the program sees it: breaks when the seed says so, and never comes back. */
class Line {
  readonly real: RealConnection
  readonly label: string
  readonly #network: DatabaseNetwork
  readonly #owner: Owner
  inTransaction = false
  broken = false
  readonly #news = new Set<News>()

  constructor(network: DatabaseNetwork, owner: Owner, real: RealConnection, label: string) {
    this.#network = network
    this.#owner = owner
    this.real = real
    this.label = label
  }

  query(text: string, values: readonly unknown[] = []): Promise<never> {
    if (!this.#owner.alive) return Promise.reject(new Killed(this.#owner.name))
    if (this.broken) return Promise.reject(new Error('Client has encountered a connection error and is not queryable'))
    return this.#network.scheduler.step<never>(this.#owner, `${this.label} ${shorten(text)}`, (settle) => this.#execute(text, [...values], settle))
  }

  async #execute(text: string, values: unknown[], settle: Blocked['settle']): Promise<void> {
    const { server, random, faults, scheduler, sabotage, blocked } = this.#network
    this.#network.stir(this.real.pid)
    // Broken by another statement of the same transaction while this one waited for its turn.
    if (this.broken) return settle.reject(lineBroken())
    const roll = random.next()
    if (roll < faults.cutBefore) {
      scheduler.note('  line breaks before')
      await this.cut()
      return settle.reject(lineBroken())
    }
    const refused = roll < faults.cutBefore + faults.refused && !/^(commit|rollback|start)/.test(text)
    const cutAfter = roll >= 1 - faults.cutAfter
    const sent = refused ? `do $$ begin raise exception 'could not serialize access' using errcode = '40001'; end $$` : (sabotage?.rewrite(text) ?? text)
    const aside = sabotage?.aside?.(text) === true ? server.take() : undefined
    const queueTaken = blocked.length > 0 && this.inTransaction && MAY_WAIT.test(text)
    if (queueTaken) await server.send(this.real, 'savepoint before', [])
    const real = aside ?? this.real
    const outcome = server.send(real, sent, refused ? [] : values)
    const done = MAY_WAIT.test(text) ? await server.settle(real, outcome) : await outcome
    if (aside) server.give(aside)
    if (!done) {
      // As the server ends one of those who wait for each other; which one, the seed has said.
      const deadlock = await this.#network.closesCircle(this.real.pid)
      if (blocked.length === 0 && !deadlock) {
        scheduler.note('  waits for a lock')
        blocked.push({ line: this, text, outcome, settle })
        return
      }
      scheduler.note(deadlock ? '  closes a circle of waiting' : '  finds the queue taken')
      await server.cancel(this.real)
      await outcome
      if (deadlock) return settle.reject(Object.assign(new Error('deadlock detected'), { code: '40P01' }))
      if (this.inTransaction) await server.send(this.real, 'rollback to savepoint before', [])
      this.#network.postpone(this.real.pid, () => void scheduler.step<never>(this.#owner, `${this.label} again ${shorten(text)}`, (again) => this.#execute(text, values, again)).then(settle.resolve, settle.reject))
      return
    }
    if (/^start transaction/.test(text) && 'result' in done) this.inTransaction = true
    if (cutAfter) {
      scheduler.note('  line breaks after')
      if (/^(commit|rollback)/.test(text)) this.inTransaction = false
      this.#hear(text, done)
      await this.cut()
      return settle.reject(lineBroken())
    }
    await this.conclude(text, done, settle)
  }

  /** Tells the program, lets it go on, and then those who waited for what this statement let go of. */
  async conclude(text: string, outcome: Outcome, settle: Blocked['settle']): Promise<void> {
    const ends = /^(commit|rollback)$/.test(text)
    if (ends) this.inTransaction = false
    if (text === 'rollback') this.#news.clear()
    this.#hear(text, outcome)
    const free = !this.inTransaction
    if (free) {
      this.#network.scheduler.wake(this.#news)
      this.#news.clear()
    }
    if ('error' in outcome) settle.reject(outcome.error)
    else settle.resolve(outcome.result as never)
    await quiet()
    if (free) await this.#network.review(this.real.pid)
  }

  #hear(text: string, outcome: Outcome): void {
    if ('error' in outcome) return
    for (const [news, pattern] of NEWS) if (pattern.test(text)) this.#news.add(news)
  }

  /** The line breaks: what was under way is rolled back by the server, as it does when it notices. */
  async cut(): Promise<void> {
    if (this.broken) return
    this.broken = true
    const { server, scheduler, blocked } = this.#network
    this.#network.stir(this.real.pid)
    const waiting = blocked[0]?.line === this ? blocked.pop() : undefined
    if (waiting) {
      await server.cancel(this.real)
      await waiting.outcome
    }
    if (this.inTransaction || waiting) await server.send(this.real, 'rollback', [])
    else scheduler.wake(this.#news)
    this.inTransaction = false
    server.give(this.real)
    waiting?.settle.reject(lineBroken())
    await quiet()
    await this.#network.review(this.real.pid)
  }
}

/** Which statements are news to whom. */
const NEWS: readonly (readonly [News, RegExp])[] = [
  ['appended', /insert into journal /], ['sealed', /with sealed as/], ['queued', /insert into outbox |outbox .*set status = 'queued'/s], ['timer', /insert into timer /], ['desk', /with sealed as/],
]

/** Statements that may meet somebody's lock. */
const MAY_WAIT = /^\s*(?:insert|update|delete|with|do)|for update|for share|pg_advisory_xact_lock/i

/** The database as one simulated process has it. Everything above the connection is the program's own code. */
export interface SimDatabase extends Database {
  /** The process dies: all its lines break. */
  kill(): Promise<void>
}

export function openSimDatabase(network: DatabaseNetwork, owner: Owner): SimDatabase {
  const lines = new Set<Line>()
  let count = 0
  const pool: PostgresPool = {
    async connect() {
      if (!owner.alive) throw new Killed(owner.name)
      if (network.random.chance(network.faults.cutBefore)) throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1'), { code: 'ECONNREFUSED', syscall: 'connect' })
      const real = network.server.take()
      if (!real) throw Object.assign(new Error('sorry, too many clients already'), { code: '53300' })
      const line = new Line(network, owner, real, `${owner.name}#${(count += 1)}`)
      lines.add(line)
      return Object.assign(line, {
        release: () => {
          lines.delete(line)
          if (line.broken) return
          if (line.inTransaction) throw new Error(`${line.label} was given back with a transaction open`)
          line.broken = true
          network.server.give(real)
        },
      }) as never
    },
    end: () => Promise.resolve(),
  }
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    kysely,
    getExecutor: () => kysely.getExecutor(),
    transaction: (work, isolation = 'read committed') => kysely.transaction().setIsolationLevel(isolation).execute(work),
    listen: () => () => Promise.resolve(),
    pool: () => ({ total: lines.size, idle: 0, waiting: 0 }),
    close: () => Promise.resolve(),
    async kill() {
      for (const line of [...lines]) await line.cut()
    },
  }
}

function shorten(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 90)
}
