import type { InnerSource, MediaFeed } from '@fengsui/contract/signals'
import { Problem, type Instant } from '@fengsui/contract/kernel'
import type { GazetteerEntry } from '@fengsui/contract/signals/extraction'
import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { isInNetwork, type InnerPermit } from '../../platform/outbound-fetch/index.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { listPlaceNames } from './place-views.ts'

/** Takes a feed of the jurisdiction for this command. @throws Problem not-found */
export async function lockFeed(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<MediaFeed> {
  const [feed] = (await objects.read(tx, 'media-feed', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`, { lock: true })) as unknown as MediaFeed[]
  if (!feed) throw new Problem('not-found', '没有找到这个信息源，可能不在您的辖区内')
  return feed
}

export async function lockInnerSource(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<InnerSource> {
  const [source] = (await objects.read(tx, 'inner-source', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`, { lock: true })) as unknown as InnerSource[]
  if (!source) throw new Problem('not-found', '没有找到这个内网地址，可能不在您的辖区内')
  return source
}

/** Whether host and port are listed and in force; the same name is listed once. */
export async function isListed(tx: Transaction, host: string, port: number): Promise<boolean> {
  const { rows } = await sql`select 1 from inner_source where active and host = ${host} and port = ${port}`.execute(tx)
  return rows.length > 0
}

/** The inner addresses in force, as the client asks for them. Not limited to a jurisdiction: it is about where this machine may reach. */
export async function readInnerPermits(db: Queryable): Promise<InnerPermit> {
  const { rows } = await sql<{ host: string; port: number; network: string }>`select host, port, network from inner_source where active`.execute(db)
  return (host, port, address) => rows.some((row) => row.host === host && row.port === port && isInNetwork(address, row.network))
}

/** Takes one feed that is due and puts it off by the lease, so that no other worker fetches it meanwhile; undefined when none is due. */
export async function takeDueFeed(db: Queryable, objects: ObjectStore, now: Instant, leaseMinutes: number): Promise<{ feed: MediaFeed; failures: number; seen: string[] } | undefined> {
  await sql`insert into media_feed_state (feed_id, next_at) select id, ${now}::timestamptz from media_feed where active on conflict (feed_id) do nothing`.execute(db)
  const { rows } = await sql<{ feed_id: string; failures: number; seen_digests: string[] }>`
    update media_feed_state s set next_at = ${now}::timestamptz + make_interval(mins => ${leaseMinutes})
    where feed_id = (select s2.feed_id from media_feed_state s2 join media_feed f on f.id = s2.feed_id and f.active where s2.next_at <= ${now}::timestamptz order by s2.next_at, s2.feed_id limit 1 for update of s2 skip locked)
    returning feed_id, failures, seen_digests`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const [feed] = (await objects.read(db, 'media-feed', sql`t.id = ${row.feed_id}::uuid`)) as unknown as MediaFeed[]
  return feed === undefined ? undefined : { feed, failures: row.failures, seen: row.seen_digests }
}

/** Writes how a fetch went. */
export async function keepFeedState(db: Queryable, feedId: string, state: { at: Instant; nextAt: Instant; error: string | null; seenItems: number; taken: number; seen: readonly string[] | null }): Promise<void> {
  await sql`
    update media_feed_state set next_at = ${state.nextAt}::timestamptz, fetched_at = ${state.at}::timestamptz, succeeded_at = case when ${state.error}::text is null then ${state.at}::timestamptz else succeeded_at end, error = ${state.error}::text,
      failures = case when ${state.error}::text is null then 0 else failures + 1 end, items_seen = ${state.seenItems}, items_taken = items_taken + ${state.taken}, seen_digests = coalesce(${state.seen === null ? null : JSON.stringify(state.seen)}::jsonb, seen_digests)
    where feed_id = ${feedId}::uuid`.execute(db)
}

/** A changed feed is fetched soon, and what it delivered is looked at anew. */
export async function wakeFeed(db: Queryable, feedId: string, at: Instant): Promise<void> {
  await sql`insert into media_feed_state (feed_id, next_at) values (${feedId}::uuid, ${at}::timestamptz) on conflict (feed_id) do update set next_at = excluded.next_at, failures = 0, error = null, seen_digests = '[]'`.execute(db)
}

/** Of these items, the digests that are signals already: by id in this feed, or by the same words in any feed of the place. */
export async function findKnownItems(db: Queryable, feed: MediaFeed, itemDigests: readonly string[], contentDigests: readonly string[]): Promise<{ items: Set<string>; contents: Set<string> }> {
  const { rows } = await sql<{ item: string | null; content: string | null }>`
    select item_digest as item, null as content from signal where feed_id = ${feed.id}::uuid and item_digest = any(${[...itemDigests]}::text[])
    union all select null, content_digest from signal s join media_feed f on f.id = s.feed_id where content_digest = any(${[...contentDigests]}::text[]) and f.division_code = ${feed.divisionCode}`.execute(db)
  return { items: new Set(rows.flatMap((row) => row.item ?? [])), contents: new Set(rows.flatMap((row) => row.content ?? [])) }
}

export async function readGazetteerOf(db: Queryable, divisionCode: string): Promise<GazetteerEntry[]> {
  return (await listPlaceNames(db, divisionCode)).items
}
