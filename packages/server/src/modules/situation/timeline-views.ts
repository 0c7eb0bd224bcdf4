import type { TimelineEntry } from '@fengsui/contract/situation'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { readHead } from '../../platform/journal/heads.ts'
import { readEntries, type SealedEntry } from '../../platform/journal/read-entries.ts'
import type { ModuleDeps, TimelineText } from '../../platform/module.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { isAddressedTo, mayReadChange } from './entry-visibility.ts'
import { listOpenedIncidents } from './opened-incidents-views.ts'

/**
 * What happened in one incident, oldest first, from the sealed journal. With more than `limit` entries the latest are given.
 * Names the unit that acted, not the person: the journal holds no personal data and the timeline adds none.
 * @throws Problem `not-found` for an incident outside the reader's scope
 */
export async function getTimeline(
  deps: ModuleDeps, texts: Readonly<Record<string, TimelineText>>, actor: Actor, incidentId: string, query: { until?: string | undefined; limit: number },
): Promise<{ items: TimelineEntry[]; sealed: number; headChain: string | null }> {
  const found = await sql`select 1 from incident i where i.id = ${incidentId} and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}`.execute(deps.database)
  if (found.rows.length === 0) throw new Problem('not-found', '没有这个事件，或它不在您的辖区')
  const opened = await listOpenedIncidents(deps, actor)
  const from = await findFirstPosition(deps, incidentId, query)
  const entries = await readEntries(deps.database, from - 1, query.limit, ofIncident(incidentId, query.until))
  const shown = entries.filter((entry) => isAddressedTo(actor, opened, entry) && entry.data.changes.every((change) => mayReadChange(actor, change)))
  const units = await nameActors(deps, shown)
  const head = await readHead(deps.database)
  return { items: shown.flatMap((entry) => toItem(texts, units, entry)), sealed: head.position, headChain: head.position === 0 ? null : head.chain }
}

function ofIncident(incidentId: string, until: string | undefined) {
  const upTo = until === undefined ? sql`true` : sql`at <= ${until}`
  return sql`(subject = ${incidentId} or stream = ${`incident:${incidentId}`}) and ${upTo}`
}

/** Position of the first of the latest `limit` entries. */
async function findFirstPosition(deps: ModuleDeps, incidentId: string, query: { until?: string | undefined; limit: number }): Promise<number> {
  const { rows } = await sql<{ first: number | null }>`
    select min(position) as first from (select position from journal where position is not null and ${ofIncident(incidentId, query.until)} order by position desc limit ${query.limit}) latest`.execute(deps.database)
  return rows[0]?.first ?? 1
}

function toItem(texts: Readonly<Record<string, TimelineText>>, units: ReadonlyMap<string, string>, entry: SealedEntry): TimelineEntry[] {
  const said = texts[entry.type]?.(entry)
  if (!said) return []
  return [{ position: entry.position, entryId: entry.entry, at: entry.at, type: entry.type, ...said, actorName: units.get(entry.actor) ?? '系统', hash: entry.hash, stream: entry.stream }]
}

/** Unit names of the accounts that acted, by the label the journal has for them; what was done for somebody else names both. */
async function nameActors(deps: ModuleDeps, entries: readonly SealedEntry[]): Promise<Map<string, string>> {
  const accountsOf = (label: string) => [...label.matchAll(/account:([0-9a-f-]{36})/g)].map(([, id = '']) => id)
  const labels = [...new Set(entries.map(({ actor }) => actor))]
  const accounts = [...new Set(labels.flatMap(accountsOf))]
  if (accounts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`select a.id, u.name from account a join unit u on u.id = a.unit_id where a.id = any(${accounts}::uuid[])`.execute(deps.database)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return new Map(
    labels.flatMap((label): [string, string][] => {
      const [who, lender] = accountsOf(label).map((id) => names.get(id))
      return who === undefined ? [] : [[label, lender === undefined ? who : `${who}（受${lender}委托）`]]
    }),
  )
}
