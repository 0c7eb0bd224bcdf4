import { applyChange, type Folded } from '@fengsui/contract/situation'
import type { ObjectKind } from '@fengsui/contract'
import type { Instant } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { readEntries } from '../../platform/journal/read-entries.ts'
import type { ModuleDeps, TimelineText } from '../../platform/module.ts'
import { isAddressedTo, mayReadChange } from './entry-visibility.ts'
import { listOpenedIncidents } from './opened-incidents-views.ts'

/**
 * Who and where people are does not move with the hour, and no picture of a moment shows the ledger behind a warehouse; leaving both out
 * keeps an answer small. Screens have these lists already.
 */
const staticKinds: readonly ObjectKind[] = ['division', 'unit', 'post', 'person', 'contact-point', 'special-headquarters', 'account', 'plan', 'item', 'lot', 'stock-move', 'stock-minimum']
const PAGE = 2000
/** Beyond this many entries the fold stops at the newest it may read; a node of that age needs snapshots (not built yet). */
const MAX_ENTRIES = 100_000
const MAX_MARKS = 400

export interface SituationAt {
  at: Instant
  objects: Folded
  span: { from: string | null; to: string | null }
  marks: { at: string; text: string; incidentId: string | null }[]
}

/**
 * Everything the reader may see as it stood at business instant `at` (inclusive), by folding the journal. `span` and `marks`
 * cover the whole journal, so that a time slider can be drawn from any answer.
 */
export async function getSituationAt(deps: ModuleDeps, texts: Readonly<Record<string, TimelineText>>, actor: Actor, at: Instant): Promise<SituationAt> {
  const opened = await listOpenedIncidents(deps, actor)
  const objects: Folded = {}
  const marks: SituationAt['marks'] = []
  const span: SituationAt['span'] = { from: null, to: null }
  const moving = sql`not (split_part(stream, ':', 1) = any(${[...staticKinds]}::text[]))`
  for (let after = 0, read = 0; read < MAX_ENTRIES; ) {
    const page = await readEntries(deps.database, after, PAGE, moving)
    for (const entry of page) {
      if (!isAddressedTo(actor, opened, entry)) continue
      const readable = entry.data.changes.filter((change) => mayReadChange(actor, change))
      const changes = readable.filter((change) => !staticKinds.includes(change.object as ObjectKind))
      if (changes.length === 0) continue
      if (changes.some((change) => change.object !== 'station')) {
        if (span.from === null || entry.at < span.from) span.from = entry.at
        if (span.to === null || entry.at > span.to) span.to = entry.at
      }
      if (entry.at <= at) for (const change of changes) applyChange(objects, change)
      if (readable.length === entry.data.changes.length && marks.length < MAX_MARKS) {
        const said = texts[entry.type]?.(entry)
        if (said && (said.importance === 'decision' || said.importance === 'report')) marks.push({ at: entry.at, text: said.text, incidentId: entry.subject })
      }
    }
    read += page.length
    after = page.at(-1)?.position ?? after
    if (page.length < PAGE) break
  }
  return { at, objects, span, marks }
}
