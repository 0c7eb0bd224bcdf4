import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

/** Makes ids for one intention (a command, a reaction to an entry, a timer). */
export type NewId = () => string

/** Source of ids; `key` names the intention so that a sandbox can make the same ids again after a restart. */
export interface IdSource {
  forKey(key: string): NewId
}

/** UUIDv7 made by the application. */
export const randomIds: IdSource = { forKey: () => () => uuidv7() }

/** Reproducible ids (UUID version 8): the same seed and key give the same sequence, whatever ran before. */
export function seededIds(seed: string): IdSource {
  return {
    forKey(key) {
      let count = 0
      return () => {
        const hex = createHash('sha256').update(`${seed}\u0001${key}\u0001${count++}`).digest('hex')
        const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
        return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
      }
    },
  }
}
