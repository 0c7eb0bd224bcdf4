import { createHash } from 'node:crypto'
import type { Audience, Change, Instant, Json, Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Transaction } from '../db/database.ts'
import type { NewId } from '../ids/id-source.ts'
import { appendEntries, type NewEntry } from '../journal/append-entries.ts'
import { canonicalJson } from '../journal/canonical.ts'
import type { ObjectStore } from '../objects/object-store.ts'

/** One thing that happened, as commands, reactions and timers record it. */
export interface Happening {
  /** Past tense, `<object>.<what>`, e.g. `incident.registered`. */
  type: string
  /** Aggregate, default: the first changed object. */
  stream?: string
  /** Incident it belongs to. */
  subject?: string | null
  audience: Audience
  changes: Change[]
  note?: { [key: string]: Json }
}

export interface TimerRequest {
  key: string
  kind: string
  dueAt: Instant
  payload: { [key: string]: Json }
}

export interface OutgoingMessage {
  channel: string
  target: string
  payload: { [key: string]: Json }
  /** Minutes of wall time after which it is of no use any more; absent: it is tried for ever. */
  expiresAfterMinutes?: number
}

/**
 * What a command, reaction or timer works with. Reads go to `tx`; everything it decides is collected here and written at the end
 * of the same transaction in fixed order: personal facts, objects, timers, outbox, and last the journal.
 */
export class CommandContext {
  readonly tx: Transaction
  /** Business instant of the whole command. */
  readonly at: Instant
  readonly wallAt: Instant
  readonly actor: string
  readonly commandId: string
  readonly newId: NewId
  readonly #objects: ObjectStore
  readonly #happenings: Happening[] = []
  readonly #facts: { ref: string; subject: string; value: string; salt: string }[] = []
  readonly #timers: TimerRequest[] = []
  readonly #cancelled: string[] = []
  readonly #messages: OutgoingMessage[] = []
  readonly #parties: { object: string; unitId: string }[] = []

  constructor(options: { tx: Transaction; at: Instant; wallAt: Instant; actor: string; commandId: string; newId: NewId; objects: ObjectStore }) {
    this.tx = options.tx
    this.at = options.at
    this.wallAt = options.wallAt
    this.actor = options.actor
    this.commandId = options.commandId
    this.newId = options.newId
    this.#objects = options.objects
  }

  record(happening: Happening): void {
    this.#happenings.push(happening)
  }

  /** Puts a personal or narrative value apart; empty text gives null. */
  protect(subject: string, value: string): Protected | null {
    if (value === '') return null
    const ref = this.newId()
    const salt = createHash('sha256').update(`${this.newId()}${ref}`).digest('base64url')
    this.#facts.push({ ref, subject, value, salt })
    return { ref, digest: createHash('sha256').update(`${salt.length}:${salt}${value}`).digest('hex') }
  }

  /** Sets or moves the timer of that key. */
  setTimer(timer: TimerRequest): void {
    this.#timers.push(timer)
  }

  cancelTimers(keys: readonly string[]): void {
    this.#cancelled.push(...keys)
  }

  send(message: OutgoingMessage): void {
    this.#messages.push(message)
  }

  /** Opens an object to a unit outside its jurisdiction. */
  openTo(object: string, unitId: string): void {
    this.#parties.push({ object, unitId })
  }

  /** Writes everything collected, and the result where the work is a command; called once by the pipeline. */
  async flush(result: { [key: string]: Json } | null): Promise<number> {
    const { tx } = this
    if (this.#facts.length > 0) {
      await sql`insert into personal_fact (ref, subject, value, salt) select ref, subject, value, salt from jsonb_to_recordset(${JSON.stringify(this.#facts)}::jsonb) as f(ref text, subject text, value text, salt text)`.execute(tx)
    }
    await this.#objects.write(tx, this.#happenings.flatMap((happening) => happening.changes))
    if (this.#parties.length > 0) {
      await sql`insert into party (object, unit_id) select distinct object, "unitId" from jsonb_to_recordset(${JSON.stringify(this.#parties)}::jsonb) as p(object text, "unitId" text) on conflict do nothing`.execute(tx)
    }
    if (this.#cancelled.length > 0) await sql`delete from timer where key = any(${this.#cancelled}::text[])`.execute(tx)
    if (this.#timers.length > 0) {
      await sql`
        insert into timer (key, kind, due_at, payload, attempts, parked)
        select key, kind, "dueAt", payload, 0, false from jsonb_to_recordset(${JSON.stringify(this.#timers)}::jsonb) as t(key text, kind text, "dueAt" timestamptz, payload jsonb)
        on conflict (key) do update set kind = excluded.kind, due_at = excluded.due_at, payload = excluded.payload, attempts = 0, parked = false, last_error = null`.execute(tx)
    }
    if (this.#messages.length > 0) {
      const rows = this.#messages.map((message) => ({ id: this.newId(), ...message }))
      await sql`
        insert into outbox (id, origin, target, channel, payload, created_at, not_before, expires_at, status, attempts)
        select id, ${this.commandId}, target, channel, payload, ${this.at}::timestamptz, ${this.wallAt}::timestamptz, ${this.wallAt}::timestamptz + make_interval(mins => "expiresAfterMinutes"), 'queued', 0
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id text, target text, channel text, payload jsonb, "expiresAfterMinutes" integer)
        on conflict (origin, target, channel) do nothing`.execute(tx)
    }
    await appendEntries(tx, this.#happenings.map((happening) => this.#toEntry(happening)), result ? { commandId: this.commandId, result: JSON.stringify(result) } : null)
    return this.#happenings.length
  }

  #toEntry(happening: Happening): NewEntry {
    const first = happening.changes[0]
    const stream = happening.stream ?? (first ? `${first.object}:${first.id}` : undefined)
    if (!stream) throw new Error(`${happening.type} names no stream and changes nothing`)
    return {
      stream,
      subject: happening.subject ?? null,
      type: happening.type,
      data: canonicalJson({ audience: happening.audience, changes: happening.changes, ...(happening.note ? { note: happening.note } : {}) }),
      at: this.at,
      actor: this.actor,
      commandId: this.commandId,
    }
  }
}
