import { z } from 'zod'
import { StartupProblem } from '../db/startup-problem.ts'

/** What stands at the beginning of a backup: enough to decide whether it can be restored here. */
export const BackupHeader = z.object({
  format: z.literal(1),
  program: z.string(),
  createdAt: z.string(),
  database: z.string(),
  postgres: z.number().int(),
  migrations: z.array(z.object({ version: z.number().int().positive(), name: z.string(), sha256: z.string(), applied_at: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  journal: z.object({ epoch: z.number().int(), position: z.number().int(), chain: z.string(), unsealed: z.number().int() }),
  /** Public keys (base64 SPKI) under which heads in this journal were signed, the present one first. */
  publicKeys: z.array(z.string()),
  /** Whether the node's secrets are inside, under the passphrase. */
  keys: z.boolean(),
})
export type BackupHeader = z.infer<typeof BackupHeader>

/** What stands at the end: what can be known only then. */
export const BackupTrailer = z.object({
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), sha256: z.string() })),
  sequences: z.record(z.string(), z.number().int()),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), damaged: z.array(z.string()), vanished: z.array(z.string()) }),
  stateHash: z.string(),
})
export type BackupTrailer = z.infer<typeof BackupTrailer>

/** Names of entries. */
export const KEYS_ENTRY = 'keys'
export const tableEntry = (table: string): string => `table/${table}`
export const fileEntry = (path: string): string => `file/${path}`

/** @throws StartupProblem when the archive is of a later kind than we know, or no backup at all */
export function parsePart<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new StartupProblem('备份文件的内容本程序读不懂：可能由更新的版本写出。请用不低于备份时的程序版本恢复。')
}
