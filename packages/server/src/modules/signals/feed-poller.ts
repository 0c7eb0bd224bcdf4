import { buildGazetteer } from '@fengsui/contract/signals/extraction'
import type { MediaFeed } from '@fengsui/contract/signals'
import type { ModuleDeps } from '../../platform/module.ts'
import { FetchProblem, type OutboundFetch } from '../../platform/outbound-fetch/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { nextFetchAt } from './feed-rules.ts'
import { findKnownItems, keepFeedState, readGazetteerOf, readInnerPermits, takeDueFeed } from './feed-store.ts'
import { parseFeed } from './parse-feed.ts'
import { readItem, type ReadItem } from './read-items.ts'
import { receiveSignal } from './receive-signal.ts'

const LOOK_EVERY_MS = 20_000
/** Longer than any fetch may take: a worker that dies leaves its feed to the others after this. */
const LEASE_MINUTES = 3
/** One flood of news is not fifty signals: the rest waits for the next round. Platform default. */
const MOST_AT_ONCE = 20
const SEEN_KEPT = 600

/** Fetches the feeds that are due, one after the other, outside of any transaction; each item that becomes a signal is one of its own. */
export class FeedPoller {
  readonly #deps: ModuleDeps
  readonly #incidents: Incidents
  readonly #fetch: OutboundFetch
  #timer: NodeJS.Timeout | undefined
  #work: Promise<void> | undefined
  #running = false

  constructor(deps: ModuleDeps, incidents: Incidents, fetch: OutboundFetch) {
    this.#deps = deps
    this.#incidents = incidents
    this.#fetch = fetch
  }

  /** Starts looking for due feeds; in a process with the worker role only, and never in a sandbox, which is composed without a client. */
  start(): void {
    this.#running = true
    this.#timer = setInterval(() => this.#poke(), LOOK_EVERY_MS)
    this.#poke()
  }

  async stop(): Promise<void> {
    this.#running = false
    clearInterval(this.#timer)
    await this.#work
  }

  #poke(): void {
    if (!this.#running || this.#work !== undefined) return
    this.#work = this.runDue(() => this.#running)
      .then(() => undefined)
      .catch((error: unknown) => this.#deps.log.warn('信息源抓取暂停，稍后自动继续', { error: String(error) }))
      .finally(() => { this.#work = undefined })
  }

  /** Fetches everything due now. @returns how many feeds were fetched */
  async runDue(mayGoOn: () => boolean = () => true): Promise<number> {
    const { database, objects, clocks } = this.#deps
    for (let count = 0; ; count += 1) {
      if (!mayGoOn()) return count
      const due = await takeDueFeed(database, objects, clocks.wall.now(), LEASE_MINUTES)
      if (due === undefined) return count
      await this.#fetchOne(due.feed, due.failures, due.seen)
    }
  }

  async #fetchOne(feed: MediaFeed, failures: number, seen: readonly string[]): Promise<void> {
    const { database, clocks, log } = this.#deps
    try {
      const answer = await this.#fetch.getText(feed.url, await readInnerPermits(database))
      const items = parseFeed(answer.text, feed.kind, feed.fieldPaths)
      const gazetteer = buildGazetteer(await readGazetteerOf(database, feed.divisionCode))
      const known = new Set(seen)
      const now = clocks.business.now()
      const fresh = items.map((item) => readItem(item, feed, gazetteer, now)).filter((each) => !known.has(each.itemDigest))
      const taken = await this.#take(feed, fresh.filter((each) => each.taken))
      const left = new Set(taken.left.map((each) => each.itemDigest))
      const looked = [...fresh.map((each) => each.itemDigest).filter((each) => !left.has(each)), ...seen]
      const at = clocks.wall.now()
      await keepFeedState(database, feed.id, { at, nextAt: nextFetchAt(at, feed.intervalMinutes, 0), error: null, seenItems: items.length, taken: taken.count, seen: [...new Set(looked)].slice(0, SEEN_KEPT) })
    } catch (error) {
      if (!(error instanceof FetchProblem)) log.error('信息源处理失败', { feed: feed.id, error: String(error) })
      const at = clocks.wall.now()
      await keepFeedState(database, feed.id, { at, nextAt: nextFetchAt(at, feed.intervalMinutes, failures + 1), error: error instanceof FetchProblem ? error.message : '处理时出错，已记入运行日志', seenItems: 0, taken: 0, seen: null })
    }
  }

  /** Makes signals of what is new, the oldest first; the same item or the same words never twice. */
  async #take(feed: MediaFeed, wanted: readonly ReadItem[]): Promise<{ count: number; left: readonly ReadItem[] }> {
    const { database, commands } = this.#deps
    const known = await findKnownItems(database, feed, wanted.map((each) => each.itemDigest), wanted.map((each) => each.contentDigest))
    const fresh: ReadItem[] = []
    for (const each of wanted) {
      if (known.items.has(each.itemDigest) || known.contents.has(each.contentDigest)) continue
      known.items.add(each.itemDigest)
      known.contents.add(each.contentDigest)
      fresh.push(each)
    }
    const now = [...fresh].sort((a, b) => (a.item.publishedAt ?? '').localeCompare(b.item.publishedAt ?? '')).slice(0, MOST_AT_ONCE)
    for (const each of now) {
      await commands.runInternal({ actor: 'system', key: `feed:${feed.id}:${each.itemDigest}` }, (context) =>
        receiveSignal(context, this.#incidents, {
          source: 'media', typeCode: each.typeCode, divisionCode: each.divisionCode, position: null, occurredAt: null, facts: {}, words: each.words, caller: '', submittedByUnitId: null,
          feed: { id: feed.id, itemDigest: each.itemDigest, contentDigest: each.contentDigest, link: each.item.link ?? '' },
        }))
    }
    return { count: now.length, left: fresh.filter((each) => !now.includes(each)) }
  }
}
