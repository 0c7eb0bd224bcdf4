import { UNCLASSIFIED, type Signal, type SignalView } from '@fengsui/contract/signals'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { divisionAt, Problem, type Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { findDuplicates, WINDOW_MINUTES, type ComparableSignal } from './duplicate-rules.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; unitName: string | null; feedName: string | null; commissionNumber: string | null; mergedSignalIds: string[] | null }

const visible = (scope: Scope) => withinScope(scope, sql`t.division_code`, sql`'signal:' || t.id`, sql`'incident:' || t.incident_id`)

/** How many signals nearest in time are compared with each open one of a page. */
const NEIGHBOURS = 40
/** Half a side of the box around a position, degrees: wider than two reports of one thing lie apart (see `duplicate-rules.ts`). */
const BOX_DEGREES = 0.05
/** Reports whose words are found, the newest; titles have no such bound. */
const MOST_BY_WORDS = 1000
/** Shorter words are looked up in titles only: no index knows them, and everybody's words hold them. */
const SHORTEST_WORDS = 3

async function readSignals(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<{ signal: Signal; row: Row }[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName", f.name as "feedName", c.number as "commissionNumber",
           (select jsonb_agg(m.id order by m.received_at, m.id) from signal m where m.merged_into_id = t.id) as "mergedSignalIds"
    from (select * from signal t where ${where} ${tail}) t
    left join unit u on u.id = t.submitted_by_unit_id left join media_feed f on f.id = t.feed_id left join commission c on c.id = t.commission_id
    order by t.received_at desc, t.id desc`.execute(db)
  return rows.map((row) => ({ row, signal: objects.toObject('signal', row.o) as unknown as Signal }))
}

/** As much of a signal as likeness is judged on; its words still a reference. */
type Neighbour = Omit<ComparableSignal, 'words'> & { readonly words: Protected | null; readonly title: string }
type NeighbourRow = Omit<Neighbour, 'position'> & { readonly of: string; readonly longitude: number | null; readonly latitude: number | null }

/** For each open signal the unsettled or recently settled ones around it in time and place: what it may be a duplicate of. One query for a page. */
async function readNeighbours(db: Queryable, actor: Actor, open: readonly Signal[]): Promise<Map<string, Neighbour[]>> {
  const anchors = open.filter((signal) => signal.source !== 'sensor').map((signal) => ({ id: signal.id, at: signal.receivedAt, county: divisionAt(signal.divisionCode, 'county').slice(0, 6), town: divisionAt(signal.divisionCode, 'town').slice(0, 9), longitude: signal.position?.longitude ?? null, latitude: signal.position?.latitude ?? null }))
  if (anchors.length === 0) return new Map()
  const { rows } = await sql<NeighbourRow>`
    select a.id as of, n.id, n.type_code as "typeCode", n.division_code as "divisionCode", n.position[0] as longitude, n.position[1] as latitude, coalesce(n.occurred_at, n.received_at) as at, n.words, n.title, n.source, n.facts from jsonb_to_recordset(${JSON.stringify(anchors)}::jsonb) as a(id uuid, at timestamptz, county text, town text, longitude double precision, latitude double precision)
    cross join lateral (
      select t.* from signal t
      where t.received_at between a.at - make_interval(mins => ${WINDOW_MINUTES}) and a.at + make_interval(mins => ${WINDOW_MINUTES}) and t.status in ('received', 'verifying', 'verified') and t.source <> 'sensor' and t.id <> a.id and ${visible(actor.scope)}
        and left(t.division_code, 6) = a.county and (left(t.division_code, 9) = a.town or right(t.division_code, 6) = '000000' or right(a.town, 3) = '000'
          or (a.longitude is not null and t.position <@ box(point(a.longitude - ${BOX_DEGREES}, a.latitude - ${BOX_DEGREES}), point(a.longitude + ${BOX_DEGREES}, a.latitude + ${BOX_DEGREES}))))
      order by abs(extract(epoch from t.received_at - a.at)), t.id limit ${NEIGHBOURS}) n`.execute(db)
  const around = new Map<string, Neighbour[]>()
  for (const { of, longitude, latitude, ...row } of rows) {
    const list = around.get(of) ?? []
    list.push({ ...row, position: longitude === null || latitude === null ? null : { longitude, latitude } })
    around.set(of, list)
  }
  return around
}

async function toViews(db: Queryable, actor: Actor, found: { signal: Signal; row: Row }[]): Promise<SignalView[]> {
  const isOpen = (signal: Signal): boolean => signal.status === 'received' || signal.status === 'verifying'
  const neighbours = await readNeighbours(db, actor, found.map(({ signal }) => signal).filter(isOpen))
  const reveal = await readPersonalFacts(db, [...found.flatMap(({ signal }) => [signal.words, signal.caller, signal.statusReason, signal.link]), ...[...neighbours.values()].flatMap((around) => around.map((signal) => signal.words))])
  const comparable = (signal: Signal): ComparableSignal => ({ id: signal.id, typeCode: signal.typeCode, divisionCode: signal.divisionCode, position: signal.position, at: signal.occurredAt ?? signal.receivedAt, words: reveal(signal.words) ?? signal.title, source: signal.source, facts: signal.facts })
  const mayReveal = actor.permissions.has('contact:reveal')
  return found.map(({ signal, row }) => {
    const caller = reveal(signal.caller)
    const { itemDigest: _itemDigest, contentDigest: _contentDigest, mergedState: _mergedState, ...shown } = signal
    return {
      ...shown,
      words: reveal(signal.words),
      caller: caller === null || mayReveal ? caller : caller.replace(/\d[\d-]{5,}\d/g, maskPhone),
      statusReason: reveal(signal.statusReason),
      link: reveal(signal.link),
      feedName: row.feedName, commissionNumber: row.commissionNumber,
      placeName: row.placeName ?? signal.divisionCode,
      typeName: signal.typeCode === UNCLASSIFIED ? '未分类' : (findIncidentType(signal.typeCode)?.nameZh ?? signal.typeCode),
      unitName: row.unitName,
      duplicates: isOpen(signal) ? findDuplicates(comparable(signal), (neighbours.get(signal.id) ?? []).map((other) => ({ ...other, words: reveal(other.words) ?? other.title }))) : [],
      mergedSignalIds: row.mergedSignalIds ?? [],
    }
  })
}

export interface SignalListQuery {
  readonly status: 'open' | 'all' | 'done' | Signal['status']
  readonly source?: Signal['source'] | undefined
  readonly q?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
  readonly divisionCode?: string | undefined
}

const escapePattern = (words: string): string => words.replaceAll(/[\\%_]/g, (each) => `\\${each}`)

/**
 * Words in title, number or the report's own text. Each is looked up by an index of its own (letters of titles, numbers in order, letters of
 * what was said), the newest first; who called is not searched.
 */
function says(q: string, conditions: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const pattern = `%${escapePattern(q)}%`
  const newest = sql`order by t.received_at desc, t.id desc limit ${limit}`
  const branches = [sql`(select t.id from signal t where ${conditions} and t.title like ${pattern} ${newest})`]
  if (/^l?\d[\d-]*$/i.test(q)) branches.push(sql`(select t.id from signal t where ${conditions} and t.number collate "C" >= ${q.toUpperCase()} and t.number collate "C" < ${`${q.toUpperCase()}~`} ${newest})`)
  if ([...q].length >= SHORTEST_WORDS) {
    branches.push(sql`(select s.id from (select substr(p.subject, 8)::uuid as id, p.ref from personal_fact p where p.subject >= 'signal:' and p.subject < 'signal;' and p.value ilike ${pattern} order by p.subject desc limit ${MOST_BY_WORDS}) f join signal s on s.id = f.id and s.words ->> 'ref' = f.ref)`)
  }
  return sql`t.id in (${sql.join(branches, sql` union `)})`
}

/** The inbox, newest first. */
export async function listSignals(objects: ObjectStore, db: Queryable, actor: Actor, query: SignalListQuery): Promise<{ items: SignalView[]; next: string | null }> {
  const [at, id] = (query.after ?? '').split('|')
  const conditions = [visible(actor.scope)]
  if (at && id) conditions.push(sql`(t.received_at, t.id) < (${at}::timestamptz, ${id}::uuid)`)
  if (query.status === 'open') conditions.push(sql`t.status in ('received', 'verifying')`)
  else if (query.status === 'done') conditions.push(sql`t.status in ('verified', 'rejected', 'merged')`)
  else if (query.status !== 'all') conditions.push(sql`t.status = ${query.status}`)
  if (query.source) conditions.push(sql`t.source = ${query.source}`)
  if (query.divisionCode) conditions.push(sql`t.division_code = ${query.divisionCode}`)
  const where = sql.join(conditions, sql` and `)
  const found = await readSignals(objects, db, query.q ? sql`${where} and ${says(query.q, where, query.limit + 1)}` : where, sql`order by t.received_at desc, t.id desc limit ${query.limit + 1}`)
  const page = found.slice(0, query.limit)
  const last = page.at(-1)?.signal
  return { items: await toViews(db, actor, page), next: found.length > query.limit && last ? `${last.receivedAt}|${last.id}` : null }
}

/** @throws Problem not-found when missing or outside the scope */
export async function getSignalView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<SignalView> {
  const [view] = await toViews(db, actor, await readSignals(objects, db, sql`t.id = ${id}::uuid and ${visible(actor.scope)}`, sql``))
  if (!view) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
  return view
}
