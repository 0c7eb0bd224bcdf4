import { hash as hashOnce } from 'node:crypto'

/** Algorithm id inside the hashed bytes, so that SM3 can follow without ambiguity. */
const ENTRY_TAG = 'fengsui.journal.v1:sha256'
const CHAIN_TAG = 'fengsui.chain.v1:sha256'

/** What a hash covers: everything of an entry but its storage number. */
export interface HashedEntry {
  position: number
  stream: string
  version: number
  subject: string | null
  type: string
  /** RFC 8785 canonical JSON, as stored. */
  data: string
  at: string
  actor: string
  commandId: string
  prevHash: string
}

export const GENESIS = '0'.repeat(64)

/** Length-prefixes every field, so that no two different entries give the same bytes. */
function digest(tag: string, fields: readonly string[]): string {
  let bytes = `${tag}\n`
  for (const field of fields) bytes += `${Buffer.byteLength(field)}:${field}\n`
  return hashOnce('sha256', bytes, 'hex')
}

/** Hash of one entry in its stream's chain. A null subject is marked, not blank. */
export function hashEntry(entry: HashedEntry): string {
  return digest(ENTRY_TAG, [
    String(entry.position), entry.stream, String(entry.version), entry.subject === null ? '-' : `=${entry.subject}`, entry.type, entry.data, entry.at, entry.actor, entry.commandId, entry.prevHash,
  ])
}

/** Next value of the global chain. */
export function nextChain(chain: string, position: number, hash: string): string {
  return digest(CHAIN_TAG, [chain, String(position), hash])
}
