import { createHash } from 'node:crypto'
import { Problem, type Json } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Clocks } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import type { IdSource } from '../ids/id-source.ts'
import { canonicalJson } from '../journal/canonical.ts'
import type { CommandOutcome } from '../metrics/metrics.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import { CommandContext } from './context.ts'

/** What the pipeline needs to know of a command beside its work. */
export interface CommandEnvelope {
  /** Chosen by the client; the same id with the same content is the same command. */
  commandId: string
  name: string
  actor: string
  /** Everything that makes up the content, path parameters included. */
  input: unknown
}

export type CommandResult = { [key: string]: Json }

const RETRYABLE = new Set(['40001', '40P01'])
const MAX_ATTEMPTS = 5

function pgCode(error: unknown): { code: string; constraint: string } {
  if (typeof error !== 'object' || error === null) return { code: '', constraint: '' }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return { code: typeof code === 'string' ? code : '', constraint: typeof constraint === 'string' ? constraint : '' }
}

/**
 * Runs work in one transaction together with its journal entries, timers and messages, exactly once per `commandId`.
 * Reactions and timers use the same machinery through `runInternal`.
 */
export class CommandRunner {
  readonly #database: Database
  readonly #clocks: Clocks
  readonly #ids: IdSource
  readonly #objects: ObjectStore
  readonly #onCommitted: () => void
  readonly #observe: (name: string, outcome: CommandOutcome, seconds: number) => void

  constructor(options: { database: Database; clocks: Clocks; ids: IdSource; objects: ObjectStore; onCommitted: () => void; observe?: (name: string, outcome: CommandOutcome, seconds: number) => void }) {
    this.#database = options.database
    this.#clocks = options.clocks
    this.#ids = options.ids
    this.#objects = options.objects
    this.#onCommitted = options.onCommitted
    this.#observe = options.observe ?? (() => undefined)
  }

  /**
   * @returns the work's result, or the stored one when this command was already done
   * @throws Problem `command-reused` when the id was used for other content
   */
  async run<R extends CommandResult>(envelope: CommandEnvelope, work: (context: CommandContext) => Promise<R>): Promise<R> {
    const began = performance.now()
    const observe = (outcome: CommandOutcome) => this.#observe(envelope.name, outcome, (performance.now() - began) / 1000)
    try {
      const result = await this.#run(envelope, work)
      observe('done')
      return result
    } catch (error) {
      observe(error instanceof Problem ? 'refused' : 'failed')
      throw error
    }
  }

  async #run<R extends CommandResult>(envelope: CommandEnvelope, work: (context: CommandContext) => Promise<R>): Promise<R> {
    const bodyHash = createHash('sha256').update(canonicalJson({ name: envelope.name, actor: envelope.actor, input: envelope.input })).digest('hex')
    return this.#retrying(() =>
      this.#database.transaction(async (tx) => {
        const context = this.#context(tx, envelope.actor, envelope.commandId, this.#clocks.business.now())
        // Waits for a concurrent twin to commit, then finds its row.
        const claimed = await sql`
          insert into command (command_id, actor, name, body_hash, at) values (${envelope.commandId}, ${envelope.actor}, ${envelope.name}, ${bodyHash}, ${context.at}) on conflict do nothing`.execute(tx)
        if (Number(claimed.numAffectedRows ?? 0) === 0) {
          const { rows } = await sql<{ body_hash: string; result: R }>`select body_hash, result from command where command_id = ${envelope.commandId}`.execute(tx)
          const done = rows[0]
          if (!done || done.body_hash !== bodyHash) throw new Problem('command-reused', '这个操作编号已用于另一项内容不同的操作。请刷新页面后重新提交，系统会换用新的编号')
          return done.result
        }
        const result = await work(context)
        await context.flush(result)
        return result
      }),
    )
  }

  /** For reactions, timers and channels: same writes, no command row; the caller makes it once-only in the same transaction. */
  async runInternal<R>(options: { actor: string; key: string; at?: string }, work: (context: CommandContext) => Promise<R>): Promise<R> {
    return this.#retrying(() =>
      this.#database.transaction(async (tx) => {
        const context = this.#context(tx, options.actor, options.key, options.at ?? this.#clocks.business.now())
        const result = await work(context)
        await context.flush(null)
        return result
      }),
    )
  }

  #context(tx: CommandContext['tx'], actor: string, commandId: string, at: string): CommandContext {
    return new CommandContext({ tx, at, wallAt: this.#clocks.wall.now(), actor, commandId, newId: this.#ids.forKey(commandId), objects: this.#objects })
  }

  async #retrying<R>(attempt: () => Promise<R>): Promise<R> {
    for (let count = 1; ; count += 1) {
      try {
        const result = await attempt()
        this.#onCommitted()
        return result
      } catch (error) {
        const { code, constraint } = pgCode(error)
        const again = RETRYABLE.has(code) || (code === '23505' && constraint === 'journal_stream_version_key')
        if (again && count < MAX_ATTEMPTS) continue
        if (again) throw new Problem('conflict', '同一对象正被多人同时修改，请稍后再试一次')
        if (code === '23505') throw new Problem('conflict', '刚有人做了同样的操作，请刷新后查看结果')
        throw error
      }
    }
  }
}
