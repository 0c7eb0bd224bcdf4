import type { Permission } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { readHead } from '../journal/heads.ts'
import { readEntries } from '../journal/read-entries.ts'
import { isCalled, maySee, sightKey, toLiveEntry, type LiveEntry, type LiveReader } from './live-reader.ts'
import { RecentEntries } from './recent-entries.ts'

export type { LiveReader } from './live-reader.ts'

/** Readers that may see the same. */
interface Sight {
  readonly key: string
  readonly actor: Actor
  readonly connections: Set<Connection>
}

interface Connection {
  readonly reader: LiveReader
  readonly sight: Sight
  readonly beats: Set<Connection>
  /** Everything up to here was sent or passed over. */
  position: number
  /** The last id the reader was told. */
  told: number
  catchingUp: boolean
}

/** Farther behind than this, a reader is told to refetch: cheaper for both. */
const MAX_BACKLOG = 5000
const RECENT_BYTES = 16 * 1024 * 1024
const PAGE = 500
/** A reader that catches up gets this much at a time, and the next when it has taken that. */
const CATCH_UP_BYTES = 64 * 1024
/** Within this time every reader hears something, spread over so many slots that no moment has to serve all. */
const BEAT_MS = 15_000
const BEAT_SLOTS = 60
const HEARTBEAT = Buffer.from(': \n\n')

/**
 * Pushes sealed entries to desks. Each entry is turned into its frame once, whether it may be seen is decided once for all readers of
 * equal sight, and what a round brings a reader is written to it at once. Who is called in person is nudged also where the entry is not for their eyes. What a reader may not see still advances its id, with
 * the heartbeat, so a resume does not begin far back.
 */
export class LiveHub {
  readonly #database: Database
  readonly #permissionOf: (objectKind: string) => Permission
  readonly #automaticBeat: boolean
  readonly #sights = new Map<string, Sight>()
  readonly #devices = new Map<string, Connection>()
  /** Readers by person and by unit: an entry that calls somebody finds them without asking everybody. */
  readonly #callees = new Map<string, Set<Connection>>()
  readonly #recent = new RecentEntries({ entries: MAX_BACKLOG, bytes: RECENT_BYTES })
  readonly #beats: readonly Set<Connection>[] = Array.from({ length: BEAT_SLOTS }, () => new Set<Connection>())
  #beatTimer: NodeJS.Timeout | undefined
  #slot = 0
  #readers = 0
  #epoch = 1
  #position = 0
  #pumping: Promise<void> | undefined
  #again = false

  /** `automaticBeat: false` leaves heartbeats to whoever calls `beat`. */
  constructor(options: { database: Database; permissionOf: (objectKind: string) => Permission; automaticBeat?: boolean }) {
    this.#database = options.database
    this.#permissionOf = options.permissionOf
    this.#automaticBeat = options.automaticBeat ?? true
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
    return this.#readers
  }

  /**
   * Adds a reader that has seen everything up to `after` (`epoch:position`), or starts now when null. An older stream of the same device
   * ends. A stale epoch or a too distant position gets a `reset` event: refetch, then go on from here.
   * @returns takes the reader away again
   */
  attach(reader: LiveReader, after: string | null): () => void {
    const [epoch, given] = (after ?? this.cursor).split(':').map(Number)
    const stale = epoch !== this.#epoch || given === undefined || !Number.isSafeInteger(given) || given > this.#position || this.#position - given > MAX_BACKLOG
    const position = stale ? this.#position : given
    const connection = this.#add(reader, position)
    this.#send(connection, Buffer.from(`event: ${stale ? 'reset' : 'hello'}\nid: ${this.#epoch}:${position}\ndata: {}\n\n`))
    if (position < this.#position) void this.#catchUp(connection)
    return () => this.#remove(connection)
  }

  /** Ends every stream of a session or account, after sign-out or a change of roles. */
  closeWhere(matches: (reader: LiveReader) => boolean): void {
    for (const { connections } of [...this.#sights.values()]) {
      for (const connection of [...connections]) {
        if (!matches(connection.reader)) continue
        this.#remove(connection)
        connection.reader.close()
      }
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

  /** Lets every reader hear that the line lives, and how far the journal has come. */
  beat(): void {
    for (const slot of this.#beats) this.#beatSlot(slot)
  }

  #beatSlot(slot: ReadonlySet<Connection>): void {
    const skip = Buffer.from(`id: ${this.cursor}\nevent: skip\ndata: {}\n\n`)
    for (const connection of slot) {
      if (connection.catchingUp) continue
      const behind = connection.told < this.#position
      connection.told = this.#position
      this.#send(connection, behind ? skip : HEARTBEAT)
    }
  }

  #add(reader: LiveReader, position: number): Connection {
    const device = deviceKey(reader)
    const older = device === null ? undefined : this.#devices.get(device)
    if (older) {
      this.#remove(older)
      older.reader.close()
    }
    const key = sightKey(reader.actor)
    const sight = this.#sights.get(key) ?? { key, actor: reader.actor, connections: new Set<Connection>() }
    this.#sights.set(key, sight)
    this.#slot = (this.#slot + 1) % BEAT_SLOTS
    const beats = this.#beats[this.#slot] ?? new Set<Connection>()
    const connection: Connection = { reader, sight, beats, position, told: position, catchingUp: false }
    if (device !== null) this.#devices.set(device, connection)
    sight.connections.add(connection)
    for (const id of calleesOf(reader)) this.#callees.set(id, (this.#callees.get(id) ?? new Set<Connection>()).add(connection))
    beats.add(connection)
    this.#readers += 1
    if (this.#automaticBeat && this.#beatTimer === undefined) this.#startBeat()
    return connection
  }

  #remove(connection: Connection): void {
    const { sight, reader, beats } = connection
    if (!sight.connections.delete(connection)) return
    if (sight.connections.size === 0) this.#sights.delete(sight.key)
    for (const id of calleesOf(reader)) {
      const known = this.#callees.get(id)
      if (known?.delete(connection) && known.size === 0) this.#callees.delete(id)
    }
    beats.delete(connection)
    const device = deviceKey(reader)
    if (device !== null && this.#devices.get(device) === connection) this.#devices.delete(device)
    this.#readers -= 1
    if (this.#readers > 0) return
    clearInterval(this.#beatTimer)
    this.#beatTimer = undefined
  }

  #startBeat(): void {
    let next = 0
    this.#beatTimer = setInterval(() => {
      const slot = this.#beats[next]
      next = (next + 1) % BEAT_SLOTS
      if (slot) this.#beatSlot(slot)
    }, BEAT_MS / BEAT_SLOTS)
    this.#beatTimer.unref()
  }

  async #pump(): Promise<void> {
    for (;;) {
      const entries = await readEntries(this.#database.kysely, this.#position, PAGE).catch(() => [])
      const last = entries.at(-1)
      if (!last) return
      const page = entries.map((entry) => toLiveEntry(entry, this.#epoch, this.#permissionOf))
      for (const entry of page) this.#recent.add(entry)
      this.#position = last.position
      for (const sight of [...this.#sights.values()]) {
        const seen = page.filter((entry) => maySee(sight.actor, entry))
        if (seen.length > 0) this.#push(sight, seen)
        for (const connection of sight.connections) if (!connection.catchingUp) connection.position = last.position
      }
      for (const entry of page) if (entry.nudge !== null) this.#nudge(entry, entry.nudge)
    }
  }

  /** Gives all readers of equal sight the same bytes. */
  #push(sight: Sight, seen: readonly LiveEntry[]): void {
    const frames = joinFrames(seen)
    const told = seen.at(-1)?.position ?? 0
    for (const connection of [...sight.connections]) {
      if (connection.catchingUp) continue
      connection.told = told
      this.#send(connection, frames)
    }
  }

  /** Tells those called who were not sent the entry itself. One that catches up is told on its way. */
  #nudge(entry: LiveEntry, nudge: Buffer): void {
    const called = new Set((entry.audience.called ?? []).flatMap((id) => [...(this.#callees.get(id) ?? [])]))
    for (const connection of called) if (!connection.catchingUp && !maySee(connection.reader.actor, entry)) this.#send(connection, nudge)
  }

  async #catchUp(connection: Connection): Promise<void> {
    connection.catchingUp = true
    const { reader, sight } = connection
    try {
      while (sight.connections.has(connection) && connection.position < this.#position) {
        const page = this.#recent.after(connection.position, CATCH_UP_BYTES) ?? (await this.#readAgain(connection.position))
        const last = page.at(-1)
        if (!last) break
        const seen = page.filter((entry) => maySee(reader.actor, entry))
        const nudges = page.flatMap((entry) => (entry.nudge !== null && isCalled(reader.actor, entry) && !maySee(reader.actor, entry) ? [entry.nudge] : []))
        connection.position = last.position
        connection.told = seen.at(-1)?.position ?? connection.told
        if (seen.length + nudges.length > 0 && !this.#send(connection, Buffer.concat([joinFrames(seen), ...nudges]))) return
        const ready = reader.ready?.() ?? true
        if (ready !== true && !(await ready)) return this.#letGo(connection)
      }
    } catch {
      // The database is away: end the stream, the client resumes from its last id.
      this.#remove(connection)
      reader.close()
    } finally {
      connection.catchingUp = false
    }
  }

  /** What is no longer in memory: after a start, or far back. */
  async #readAgain(after: number): Promise<LiveEntry[]> {
    const entries = await readEntries(this.#database.kysely, after, PAGE / 5, sql`position <= ${this.#position}`)
    return entries.map((entry) => toLiveEntry(entry, this.#epoch, this.#permissionOf))
  }

  #send(connection: Connection, frames: Uint8Array): boolean {
    if (connection.reader.send(frames)) return true
    this.#letGo(connection)
    return false
  }

  /** A reader that does not keep up is let go; it resumes by its last id and harms nobody meanwhile. */
  #letGo(connection: Connection): void {
    this.#remove(connection)
    if (connection.reader.drop) connection.reader.drop()
    else connection.reader.close()
  }
}

function deviceKey({ sessionKey, device }: LiveReader): string | null {
  return device === undefined ? null : `${sessionKey}|${device}`
}

function calleesOf({ actor: { personId, unitId } }: LiveReader): string[] {
  return personId === null ? [unitId] : [personId, unitId]
}

function joinFrames(entries: readonly LiveEntry[]): Buffer {
  const [first] = entries
  return first && entries.length === 1 ? first.frame : Buffer.concat(entries.map((entry) => entry.frame))
}
