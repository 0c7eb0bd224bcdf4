import type { Permission } from '@fengsui/contract/kernel'
import { isInAudience, type Actor } from '../actor.ts'
import type { SealedEntry } from '../journal/read-entries.ts'

/** One reader of the live stream. */
export interface LiveReader {
  readonly actor: Actor
  readonly sessionKey: string
  /** Which device of the session it is: a newer stream of the same one takes its place. Absent: stands beside all others. */
  readonly device?: string
  /** Takes complete SSE frames. @returns false when the reader does not keep up, and is to be let go */
  send(frames: Uint8Array): boolean
  /** Ends it in good order. */
  close(): void
  /** Ends it at once, with whatever it has not read; `close` where there is nothing waiting. */
  drop?(): void
  /** Whether more may be sent now, or a promise of it: false when that takes too long. Asked while a reader catches up. */
  ready?(): boolean | Promise<boolean>
}

/** An entry as it travels: its frame made once, and what decides who may see it. */
export interface LiveEntry {
  readonly position: number
  readonly audience: SealedEntry['data']['audience']
  readonly needs: readonly Permission[]
  readonly frame: Buffer
  /** For those called who may not see it: which kinds of their own to read again. Without an id, so that it moves no reader's place in the journal. */
  readonly nudge: Buffer | null
}

export function toLiveEntry(entry: SealedEntry, epoch: number, permissionOf: (objectKind: string) => Permission): LiveEntry {
  const { audience, changes } = entry.data
  const data = JSON.stringify({ type: entry.type, at: entry.at, subject: entry.subject, changes })
  const kinds = [...new Set(changes.map((change) => change.object))]
  const nudge = audience.called === undefined ? null : JSON.stringify({ type: entry.type, at: entry.at, subject: null, changes: kinds.map((object) => ({ object, id: '', set: {} })) })
  return { nudge: nudge === null ? null : Buffer.from(`event: entry\ndata: ${nudge}\n\n`), position: entry.position, audience, needs: [...new Set(changes.map((change) => permissionOf(change.object)))], frame: Buffer.from(`id: ${epoch}:${entry.position}\nevent: entry\ndata: ${data}\n\n`) }
}

export function maySee(actor: Actor, entry: LiveEntry): boolean {
  return isInAudience(actor, entry.audience) && entry.needs.every((permission) => actor.permissions.has(permission))
}

/** Whether an entry concerns this very person, or its unit as a whole. */
export function isCalled({ personId, unitId }: Actor, { audience: { called } }: LiveEntry): boolean {
  return called !== undefined && called.some((id) => id === personId || id === unitId)
}

/** Readers with the same key see the same entries: whether they may is decided once for all of them. */
export function sightKey({ scope, unitId, divisionCode, permissions }: Actor): string {
  return `${scope.lo}|${scope.hi}|${unitId}|${divisionCode}|${[...permissions].sort().join(',')}`
}
