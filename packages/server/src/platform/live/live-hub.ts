import type { Permission } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { isInAudience, type Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { readHead } from '../journal/heads.ts'
import { readEntries, type SealedEntry } from '../journal/read-entries.ts'

/** One reader: `send` gets a complete SSE frame and says whether the reader keeps up. */
export interface LiveReader {
  readonly actor: Actor
  readonly sessionKey: string
  send(frame: string): boolean
  close(): void
}

interface Connection {
  reader: LiveReader
  position: number
  catchingUp: boolean
}

/** Farther behind than this, a reader is told to refetch: cheaper for both. */
const MAX_BACKLOG = 5000
const PAGE = 500

/**
 * Pushes sealed entries to desks. Each entry is turned into its frame once; the hub filters in memory by permission, place and unit.
 * What a reader may not see still advances its id, so a resume never rereads it.
 */
export class LiveHub {
  readonly #database: Database
  readonly #permissionOf: (objectKind: string) => Permission
  readonly #connections = new Set<Connection>()
  #epoch = 1
  #position = 0
  #pumping: Promise<void> | undefined
  #again = false

  constructor(options: { database: Database; permissionOf: (objectKind: string) => Permission }) {
    this.#database = options.database
    this.#permissionOf = options.permissionOf
  }

  async open(): Promise<void> {
    const head = await readHead(this.#database)
    this.#epoch = head.epoch
    this.#position = head.position
  }

  get cursor(): string {
    return `${this.#epoch}:${this.#position}`
  }

  get readers(): number {
    return this.#connections.size
  }

  /**
   * Adds a reader that has seen everything up to `after` (`epoch:position`), or starts now when null.
   * A stale epoch or a too distant position gets a `reset` event: refetch, then go on from here.
   */
  attach(reader: LiveReader, after: string | null): () => void {
    const [epoch, position] = (after ?? this.cursor).split(':').map(Number)
    const stale = epoch !== this.#epoch || position === undefined || !Number.isSafeInteger(position) || position > this.#position || this.#position - position > MAX_BACKLOG
    const connection: Connection = { reader, position: stale ? this.#position : (position ?? this.#position), catchingUp: false }
    if (stale) reader.send(`event: reset\nid: ${this.cursor}\ndata: {}\n\n`)
    else reader.send(`event: hello\nid: ${this.#epoch}:${connection.position}\ndata: {}\n\n`)
    this.#connections.add(connection)
    if (connection.position < this.#position) void this.#catchUp(connection)
    return () => {
      this.#connections.delete(connection)
    }
  }

  /** Ends every stream of a session or account, after sign-out or a change of roles. */
  closeWhere(matches: (reader: LiveReader) => boolean): void {
    for (const connection of [...this.#connections]) {
      if (!matches(connection.reader)) continue
      this.#connections.delete(connection)
      connection.reader.close()
    }
  }

  /** Says that entries were sealed. */
  poke(): void {
    if (this.#pumping) {
      this.#again = true
      return
    }
    this.#pumping = this.#pump().finally(() => {
      this.#pumping = undefined
      if (this.#again) {
        this.#again = false
        this.poke()
      }
    })
  }

  async settle(): Promise<void> {
    while (this.#pumping) await this.#pumping
  }

  async #pump(): Promise<void> {
    for (;;) {
      const entries = await readEntries(this.#database.kysely, this.#position, PAGE).catch(() => [])
      if (entries.length === 0) return
      for (const entry of entries) {
        const frame = this.#frame(entry)
        for (const connection of this.#connections) if (!connection.catchingUp && connection.position < entry.position) this.#deliver(connection, entry, frame)
        this.#position = entry.position
      }
    }
  }

  async #catchUp(connection: Connection): Promise<void> {
    connection.catchingUp = true
    try {
      while (this.#connections.has(connection) && connection.position < this.#position) {
        const entries = await readEntries(this.#database.kysely, connection.position, PAGE, sql`position <= ${this.#position}`)
        if (entries.length === 0) break
        for (const entry of entries) this.#deliver(connection, entry, this.#frame(entry))
      }
    } catch {
      // The database is away: end the stream, the client resumes from its last id.
      this.#connections.delete(connection)
      connection.reader.close()
    } finally {
      connection.catchingUp = false
    }
  }

  #deliver(connection: Connection, entry: SealedEntry, frame: string): void {
    connection.position = entry.position
    const text = this.#maySee(connection.reader.actor, entry) ? frame : `id: ${this.#epoch}:${entry.position}\nevent: skip\ndata: {}\n\n`
    if (connection.reader.send(text)) return
    // A reader that does not keep up is let go; it resumes by its last id and harms nobody meanwhile.
    this.#connections.delete(connection)
    connection.reader.close()
  }

  #maySee(actor: Actor, entry: SealedEntry): boolean {
    const { audience, changes } = entry.data
    return isInAudience(actor, audience) && changes.every((change) => actor.permissions.has(this.#permissionOf(change.object)))
  }

  #frame(entry: SealedEntry): string {
    return `id: ${this.#epoch}:${entry.position}\nevent: entry\ndata: ${JSON.stringify({ type: entry.type, at: entry.at, subject: entry.subject, changes: entry.data.changes })}\n\n`
  }
}
