import type { Signal, SignalView } from '@fengsui/contract/signals'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { findDuplicates, type ComparableSignal } from './duplicate-rules.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; unitName: string | null; mergedSignalIds: string[] | null }

const visible = (scope: Scope) => withinScope(scope, sql`t.division_code`, sql`'signal:' || t.id`, sql`'incident:' || t.incident_id`)

/** How many open signals around are compared for duplicates. */
const NEIGHBOURS = 300

async function readSignals(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<{ signal: Signal; row: Row }[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName",
           (select jsonb_agg(m.id order by m.received_at, m.id) from signal m where m.merged_into_id = t.id) as "mergedSignalIds"
    from signal t left join unit u on u.id = t.submitted_by_unit_id where ${where} ${tail}`.execute(db)
  return rows.map((row) => ({ row, signal: objects.toObject('signal', row.o) as unknown as Signal }))
}

async function toViews(objects: ObjectStore, db: Queryable, actor: Actor, found: { signal: Signal; row: Row }[]): Promise<SignalView[]> {
  // Compared with whatever is unsettled or was settled in the last hours in the same jurisdiction.
  const earliest = found.map(({ signal }) => signal.receivedAt).sort()[0]
  const openOnes = found.some(({ signal }) => signal.status === 'received' || signal.status === 'verifying')
  const neighbours = openOnes && earliest
    ? await readSignals(objects, db, sql`t.status in ('received', 'verifying', 'verified') and t.received_at > ${earliest}::timestamptz - interval '3 hours' and ${visible(actor.scope)}`, sql`order by t.received_at desc, t.id limit ${NEIGHBOURS}`)
    : []
  const reveal = await readPersonalFacts(db, [...found, ...neighbours].flatMap(({ signal }) => [signal.words, signal.caller, signal.statusReason]))
  const comparable = (signal: Signal): ComparableSignal => ({ id: signal.id, typeCode: signal.typeCode, divisionCode: signal.divisionCode, position: signal.position, at: signal.occurredAt ?? signal.receivedAt, words: reveal(signal.words) ?? signal.title, source: signal.source })
  const others = neighbours.map(({ signal }) => comparable(signal))
  const mayReveal = actor.permissions.has('contact:reveal')
  return found.map(({ signal, row }) => {
    const caller = reveal(signal.caller)
    return {
      ...signal,
      words: reveal(signal.words),
      caller: caller === null || mayReveal ? caller : caller.replace(/\d[\d-]{5,}\d/g, maskPhone),
      statusReason: reveal(signal.statusReason),
      placeName: row.placeName ?? signal.divisionCode,
      typeName: findIncidentType(signal.typeCode)?.nameZh ?? signal.typeCode,
      unitName: row.unitName,
      duplicates: signal.status === 'received' || signal.status === 'verifying' ? findDuplicates(comparable(signal), others) : [],
      mergedSignalIds: row.mergedSignalIds ?? [],
    }
  })
}

/** The inbox, newest first. */
export async function listSignals(objects: ObjectStore, db: Queryable, actor: Actor, query: { status: 'open' | 'all' | 'done'; limit: number; after?: string | undefined; divisionCode?: string | undefined }): Promise<{ items: SignalView[]; next: string | null }> {
  const [at, id] = (query.after ?? '').split('|')
  const after = at && id ? sql`(t.received_at, t.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`
  const status = query.status === 'open' ? sql`t.status in ('received', 'verifying')` : query.status === 'done' ? sql`t.status in ('verified', 'rejected', 'merged')` : sql`true`
  const place = query.divisionCode ? sql`t.division_code = ${query.divisionCode}` : sql`true`
  const found = await readSignals(objects, db, sql`${visible(actor.scope)} and ${after} and ${status} and ${place}`, sql`order by t.received_at desc, t.id desc limit ${query.limit + 1}`)
  const page = found.slice(0, query.limit)
  const last = page.at(-1)?.signal
  return { items: await toViews(objects, db, actor, page), next: found.length > query.limit && last ? `${last.receivedAt}|${last.id}` : null }
}

/** @throws Problem not-found when missing or outside the scope */
export async function getSignalView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<SignalView> {
  const [view] = await toViews(objects, db, actor, await readSignals(objects, db, sql`t.id = ${id}::uuid and ${visible(actor.scope)}`, sql``))
  if (!view) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
  return view
}
