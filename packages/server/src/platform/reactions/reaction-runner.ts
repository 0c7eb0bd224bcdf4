import { sql } from 'kysely'
import type { Clocks } from '../clock/clock.ts'
import type { CommandContext } from '../commands/context.ts'
import type { CommandRunner } from '../commands/command-runner.ts'
import { isPassingTrouble, type Database } from '../db/database.ts'
import { readEntries, type SealedEntry } from '../journal/read-entries.ts'
import type { Log } from '../log.ts'

/**
 * What follows from an entry. Writes only, never I/O: what must leave goes through `context.send`. Its cursor moves in the same
 * transaction as its writes, so killing the program anywhere neither loses nor doubles.
 */
export interface Reaction {
  /** Durable name; a renamed one is refused, because it would start over and send old messages again. */
  readonly name: string
  readonly from: 'beginning' | 'now'
  readonly types: readonly string[]
  handle(context: CommandContext, entry: SealedEntry): Promise<void>
}

const MAX_ATTEMPTS = 4
const PAGE = 500

/** A reaction for which entries wait: the position of the first of them, and the head as it was then. */
interface Waiting {
  readonly reaction: Reaction
  readonly next: number
  readonly head: number
}

/** Drives all reactions, one after another in the order given, each along its own cursor. */
export class ReactionRunner {
  readonly #database: Database
  readonly #runner: CommandRunner
  readonly #clocks: Clocks
  readonly #log: Log
  readonly #reactions: readonly Reaction[]
  readonly #failures = new Map<string, number>()
  #running: Promise<boolean> | undefined

  constructor(options: { database: Database; runner: CommandRunner; clocks: Clocks; log: Log; reactions: readonly Reaction[] }) {
    this.#database = options.database
    this.#runner = options.runner
    this.#clocks = options.clocks
    this.#log = options.log
    this.#reactions = options.reactions
  }

  /** Makes cursors for new reactions and refuses to start when a known one has gone. */
  async open(): Promise<void> {
    const names = this.#reactions.map((reaction) => reaction.name)
    if (new Set(names).size !== names.length) throw new Error('two reactions share a name')
    const { rows } = await sql<{ name: string }>`select name from reaction_cursor where not (name = any(${names}::text[]))`.execute(this.#database.kysely)
    if (rows.length > 0) throw new Error(`反应 ${rows.map((row) => row.name).join('、')} 在程序里找不到：改名或删除须写迁移，否则旧消息会重发`)
    for (const reaction of this.#reactions) {
      const start = reaction.from === 'beginning' ? sql`0` : sql`coalesce((select max(position) from journal), 0)`
      await sql`insert into reaction_cursor (name, position) select ${reaction.name}, ${start} on conflict do nothing`.execute(this.#database.kysely)
    }
  }

  /** Handles what is sealed by now, or as much of it as `mayGoOn` allows. @returns whether anything was handled. Calls do not overlap. */
  async drain(mayGoOn: () => boolean = () => true): Promise<boolean> {
    while (this.#running) await this.#running
    this.#running = this.#drain(mayGoOn).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /**
   * Handles the one entry that is next: lowest position, then the order of reactions. What happens next is thereby a function of the
   * database alone, so that a sandbox killed anywhere goes on to the same journal.
   */
  async step(): Promise<boolean> {
    const [first] = (await this.#survey()).sort((a, b) => a.next - b.next)
    if (!first) return false
    const [entry] = await readEntries(this.#database.kysely, first.next - 1, 1)
    if (!entry) return false
    await this.#handle(first.reaction, first.next - 1, entry)
    return true
  }

  async #drain(mayGoOn: () => boolean): Promise<boolean> {
    const stopped = new Set<string>()
    let any = false
    for (;;) {
      const waiting = (await this.#survey()).filter(({ reaction }) => !stopped.has(reaction.name))
      if (waiting.length === 0) return any
      for (const each of waiting) {
        const { handled, whole } = await this.#advance(each, mayGoOn)
        any ||= handled
        if (!whole) stopped.add(each.reaction.name)
      }
    }
  }

  /** Handles one page of what waits. @returns whether anything was handled, and whether all of the page was */
  async #advance({ reaction, next, head }: Waiting, mayGoOn: () => boolean): Promise<{ handled: boolean; whole: boolean }> {
    let [cursor, handled] = [next - 1, false]
    for (const entry of await readEntries(this.#database.kysely, cursor, PAGE, sql`position <= ${head} and type = any(${[...reaction.types]}::text[])`)) {
      if (!mayGoOn() || !(await this.#handle(reaction, cursor, entry))) return { handled, whole: false }
      cursor = entry.position
      handled = true
    }
    return { handled, whole: true }
  }

  /**
   * The reactions for which something waits, in the order given, with the position of their next entry; one statement for all. In
   * it every cursor moves up to that entry, or to the head: nothing in between concerns its reaction. A cursor that another
   * process holds is left out: that process goes on with it.
   */
  async #survey(): Promise<Waiting[]> {
    const wanted = JSON.stringify(this.#reactions.map(({ name, types }) => ({ name, types })))
    const { rows } = await sql<{ name: string; next: number; head: number }>`
      with found as (
        select c.name, c.position as cursor, h.head,
               (select j.position from journal j where j.position > c.position and j.position <= h.head and j.type = any(w.types) order by j.position limit 1) as next
        from jsonb_to_recordset(${wanted}::jsonb) as w(name text, types text[]) join reaction_cursor c on c.name = w.name,
             (select coalesce(max(position), 0) as head from journal) h
        where c.position < h.head for update of c skip locked
      ), moved as (
        update reaction_cursor c set position = coalesce(f.next - 1, f.head) from found f where c.name = f.name and c.position = f.cursor and c.position < coalesce(f.next - 1, f.head)
      )
      select name, next, head from found where next is not null`.execute(this.#database.kysely)
    const waiting = new Map(rows.map((row) => [row.name, row]))
    return this.#reactions.flatMap((reaction) => {
      const row = waiting.get(reaction.name)
      return row ? [{ reaction, next: row.next, head: row.head }] : []
    })
  }

  /** @returns false when this round must stop (another process moved the cursor, or the entry failed and will be tried again) */
  async #handle(reaction: Reaction, cursor: number, entry: SealedEntry): Promise<boolean> {
    const key = `reaction:${reaction.name}:${entry.position}`
    try {
      return await this.#runner.runInternal({ actor: `reaction:${reaction.name}`, key }, async (context) => {
        const moved = await sql`update reaction_cursor set position = ${entry.position} where name = ${reaction.name} and position = ${cursor}`.execute(context.tx)
        if (Number(moved.numAffectedRows ?? 0) === 0) return false
        // Locked, so that one being retried at this moment is waited for: behind it nobody would come to free this entry.
        const parked = await sql`select 1 from reaction_parked where reaction = ${reaction.name} and stream = ${entry.stream} order by position desc limit 1 for share`.execute(context.tx)
        if (parked.rows.length > 0) {
          // Order within a stream matters: what comes after a parked entry waits with it.
          await this.#park(context.tx, reaction.name, entry, '同一聚合前一条已搁置', 0)
          return true
        }
        await reaction.handle(context, entry)
        return true
      })
    } catch (error) {
      if (isPassingTrouble(error)) {
        // Says nothing of the entry: a database that comes and goes must not park what is sound.
        this.#log.warn('反应暂停，数据库恢复后继续', { reaction: reaction.name, position: entry.position, error: String(error) })
        return false
      }
      const count = (this.#failures.get(key) ?? 0) + 1
      this.#failures.set(key, count)
      this.#log.error('反应处理失败', { reaction: reaction.name, position: entry.position, attempt: count, error: String(error) })
      if (count < MAX_ATTEMPTS) return false
      await this.#database.transaction(async (tx) => {
        const moved = await sql`update reaction_cursor set position = ${entry.position} where name = ${reaction.name} and position = ${cursor}`.execute(tx)
        if (Number(moved.numAffectedRows ?? 0) > 0) await this.#park(tx, reaction.name, entry, String(error), count)
      })
      this.#failures.delete(key)
      return true
    }
  }

  async #park(tx: CommandContext['tx'], reaction: string, entry: SealedEntry, error: string, attempts: number): Promise<void> {
    await sql`insert into reaction_parked (reaction, stream, position, error, attempts, parked_at) values (${reaction}, ${entry.stream}, ${entry.position}, ${error.slice(0, 500)}, ${attempts}, ${this.#clocks.wall.now()}) on conflict do nothing`.execute(tx)
  }

  /** Gives parked entries another chance, oldest first per stream; for start-up and the command line. @returns how many went through */
  async retryParked(): Promise<number> {
    // Again while something goes through: meanwhile more may have been parked behind what was.
    for (let total = 0; ; ) {
      const freed = await this.#retryParkedOnce()
      if (freed === 0) return total
      total += freed
    }
  }

  async #retryParkedOnce(): Promise<number> {
    const { rows } = await sql<{ reaction: string; stream: string; position: number }>`select reaction, stream, position from reaction_parked order by position`.execute(this.#database.kysely)
    const stuck = new Set<string>()
    let freed = 0
    for (const row of rows) {
      const reaction = this.#reactions.find((candidate) => candidate.name === row.reaction)
      const group = `${row.reaction}|${row.stream}`
      if (!reaction || stuck.has(group)) continue
      const [entry] = await readEntries(this.#database.kysely, row.position - 1, 1)
      try {
        const mine = await this.#runner.runInternal({ actor: `reaction:${row.reaction}`, key: `reaction:${row.reaction}:${row.position}` }, async (context) => {
          const deleted = await sql`delete from reaction_parked where reaction = ${row.reaction} and position = ${row.position}`.execute(context.tx)
          if (Number(deleted.numAffectedRows ?? 0) === 0) return false
          if (entry) await reaction.handle(context, entry)
          return true
        })
        if (mine) freed += 1
      } catch (error) {
        stuck.add(group)
        this.#log.error('搁置的条目仍处理不了', { reaction: row.reaction, position: row.position, error: String(error) })
      }
    }
    return freed
  }
}
