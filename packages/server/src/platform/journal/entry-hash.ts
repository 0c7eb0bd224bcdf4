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

/** A field with its length in bytes before it, so that no two different entries give the same text. For fields that are always ASCII. */
const ascii = (field: string): string => `${field.length}:${field}\n`

/** Hash of one entry in its stream's chain. A null subject is marked, not blank. */
export function hashEntry(entry: HashedEntry): string {
  const { data } = entry
  const subject = entry.subject === null ? '-' : `=${entry.subject}`
  // One text, hashed once: a verifier does this for every entry there is.
  return hashOnce(
    'sha256',
    `${ENTRY_TAG}\n${ascii(String(entry.position))}${ascii(entry.stream)}${ascii(String(entry.version))}${ascii(subject)}${ascii(entry.type)}${Buffer.byteLength(data)}:${data}\n${ascii(entry.at)}${ascii(entry.actor)}${ascii(entry.commandId)}${ascii(entry.prevHash)}`,
    'hex',
  )
}

/** Next value of the global chain. */
export function nextChain(chain: string, position: number, hash: string): string {
  return hashOnce('sha256', `${CHAIN_TAG}\n${ascii(chain)}${ascii(String(position))}${ascii(hash)}`, 'hex')
}
