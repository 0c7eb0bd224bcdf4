import type { EntryData } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Queryable } from '../db/database.ts'

/** A sealed entry as readers see it. */
export interface SealedEntry {
  position: number
  entry: number
  stream: string
  subject: string | null
  type: string
  at: string
  actor: string
  commandId: string
  hash: string
  data: EntryData
}

interface Row {
  position: number
  entry: number
  stream: string
  subject: string | null
  type: string
  at: string
  actor: string
  command_id: string
  hash: string
  data: string
}

/** Sealed entries after a position, oldest first. `filter` narrows rows called `j`. */
export async function readEntries(db: Queryable, after: number, limit: number, filter: RawBuilder<unknown> = sql`true`): Promise<SealedEntry[]> {
  const { rows } = await sql<Row>`
    select position, entry, stream, subject, type, at, actor, command_id, hash, data from journal j
    where position > ${after} and ${filter} order by position limit ${limit}`.execute(db)
  return rows.map(({ command_id, data, ...row }) => ({ ...row, commandId: command_id, data: JSON.parse(data) as EntryData }))
}
