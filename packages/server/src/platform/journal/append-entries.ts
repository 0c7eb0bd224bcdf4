import { sql } from 'kysely'
import type { Transaction } from '../db/database.ts'

/** An entry as a command hands it over; the stream's version is given by the append itself. */
export interface NewEntry {
  stream: string
  subject: string | null
  type: string
  /** Canonical JSON text. */
  data: string
  at: string
  actor: string
  commandId: string
}

/** The command whose result is stored by the same statement as its entries: the record of an intention and of its effect are one write. */
export interface FinishedCommand {
  commandId: string
  /** JSON text. */
  result: string
}

/**
 * Appends entries in one statement, the last of the command's transaction. Versions continue each stream; two writers on one
 * stream without a lock collide on `unique(stream, version)` and the later one is tried again by the pipeline.
 */
export async function appendEntries(tx: Transaction, entries: readonly NewEntry[], finished: FinishedCommand | null): Promise<void> {
  const storeResult = finished ? sql`update command set result = ${finished.result}::jsonb where command_id = ${finished.commandId}` : null
  if (entries.length === 0) {
    if (storeResult) await storeResult.execute(tx)
    return
  }
  const column = (pick: (entry: NewEntry) => string | null) => entries.map(pick)
  await sql`
    ${storeResult ? sql`with finished as (${storeResult})` : sql``}
    insert into journal (stream, version, subject, type, data, at, actor, command_id)
    select e.stream,
           coalesce((select max(j.version) from journal j where j.stream = e.stream), 0) + row_number() over (partition by e.stream order by e.n),
           e.subject, e.type, e.data, e.at, e.actor, e.command_id
    from unnest(${column((e) => e.stream)}::text[], ${column((e) => e.subject)}::text[], ${column((e) => e.type)}::text[], ${column((e) => e.data)}::text[],
                ${column((e) => e.at)}::timestamptz[], ${column((e) => e.actor)}::text[], ${column((e) => e.commandId)}::text[])
      with ordinality as e(stream, subject, type, data, at, actor, command_id, n)
    order by e.n`.execute(tx)
}
