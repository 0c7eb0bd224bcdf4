import type { FeedView, InnerSource, InnerSourceView, MediaFeed } from '@fengsui/contract/signals'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

const MOST = 500
type Row = { o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; state: NonNullable<FeedView['state']> | null }
const instant = (text: string | null): string | null => (text === null ? null : new Date(Date.parse(text)).toISOString())

async function readFeeds(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>): Promise<FeedView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName",
      case when s.feed_id is null then null else jsonb_build_object('nextAt', s.next_at, 'fetchedAt', s.fetched_at, 'succeededAt', s.succeeded_at, 'error', s.error, 'failures', s.failures, 'itemsSeen', s.items_seen, 'itemsTaken', s.items_taken) end as state
    from media_feed t left join media_feed_state s on s.feed_id = t.id
    where ${withinScope(actor.scope, sql`t.division_code`)} and ${where} order by t.active desc, t.name, t.id limit ${MOST}`.execute(db)
  return rows.map(({ o, placeName, state }) => {
    const feed = objects.toObject('media-feed', o) as unknown as MediaFeed
    return { ...feed, placeName: placeName ?? feed.divisionCode, state: state === null ? null : { ...state, nextAt: instant(state.nextAt) ?? state.nextAt, fetchedAt: instant(state.fetchedAt), succeededAt: instant(state.succeededAt) } }
  })
}

/** Web sources of the jurisdiction with how their last fetch went. */
export const listFeeds = (objects: ObjectStore, db: Queryable, actor: Actor): Promise<FeedView[]> => readFeeds(objects, db, actor, sql`true`)

export async function getFeedView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<FeedView> {
  const [feed] = await readFeeds(objects, db, actor, sql`t.id = ${id}::uuid`)
  if (!feed) throw new Problem('not-found', '没有找到这个信息源，可能不在您的辖区内')
  return feed
}

export async function listInnerSources(objects: ObjectStore, db: Queryable, actor: Actor, id?: string): Promise<InnerSourceView[]> {
  const sources = (await objects.read(db, 'inner-source', sql`${withinScope(actor.scope, sql`t.division_code`)} and ${id === undefined ? sql`true` : sql`t.id = ${id}::uuid`}`, { order: sql`t.active desc, t.added_at desc, t.id`, limit: MOST })) as unknown as InnerSource[]
  const reveal = await readPersonalFacts(db, sources.map((source) => source.note))
  return sources.map((source) => ({ ...source, note: reveal(source.note) }))
}
