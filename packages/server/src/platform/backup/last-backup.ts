import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The last backup made from a data directory, as a note beside it. */
export const LastBackup = z.object({ at: z.string(), file: z.string(), bytes: z.number(), stateHash: z.string(), position: z.number() })
export type LastBackup = z.infer<typeof LastBackup>

const notePath = (dataDir: string): string => join(dataDir, 'last-backup.json')

export function writeLastBackup(dataDir: string, note: LastBackup): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const fresh = `${notePath(dataDir)}.${process.pid}`
  // Readable by the service also when an administrator made the backup as root; it holds nothing secret.
  writeFileSync(fresh, `${JSON.stringify(note)}\n`, { mode: 0o644 })
  renameSync(fresh, notePath(dataDir))
}

/** @returns null when none was made, or the note cannot be read */
export function readLastBackup(dataDir: string): LastBackup | null {
  try {
    return LastBackup.parse(JSON.parse(readFileSync(notePath(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** Whether the file of a note is still where it was, in its full length. False also when it was carried to another disk. */
export function isBackupThere(note: LastBackup): boolean {
  return statSync(note.file, { throwIfNoEntry: false })?.size === note.bytes
}
