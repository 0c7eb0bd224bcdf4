import type { feedRoutes, FeedItemView } from '@fengsui/contract/signals'
import { UNCLASSIFIED } from '@fengsui/contract/signals'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { buildGazetteer } from '@fengsui/contract/signals/extraction'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { FetchProblem, type OutboundFetch } from '../../platform/outbound-fetch/index.ts'
import { readGazetteerOf, readInnerPermits } from './feed-store.ts'
import { parseFeed } from './parse-feed.ts'
import { readItem } from './read-items.ts'

const SHOWN = 20
const SHOWN_TEXT = 300

/** Fetches a source once, for a look before it is saved; nothing is kept. @throws Problem with the reason when nothing comes */
export async function previewFeed(deps: ModuleDeps, fetch: OutboundFetch | null, actor: Actor, body: ParsedRequest<typeof feedRoutes.previewFeed>['body']): Promise<{ items: FeedItemView[]; seen: number; taken: number }> {
  if (fetch === null) throw new Problem('rule-refused', '回放和演练里不连外网，不能试取')
  if (!covers(actor.scope, body.divisionCode)) throw new Problem('forbidden', '所属地不在您的辖区', [{ path: 'divisionCode', message: '不在您的辖区内' }])
  try {
    const answer = await fetch.getText(body.url, await readInnerPermits(deps.database))
    const gazetteer = buildGazetteer(await readGazetteerOf(deps.database, body.divisionCode))
    const now = deps.clocks.business.now()
    const read = parseFeed(answer.text, body.kind, body.fieldPaths).map((item) => readItem(item, body, gazetteer, now))
    return {
      seen: read.length, taken: read.filter((each) => each.taken).length,
      items: read.slice(0, SHOWN).map((each) => ({
        title: each.item.title, text: each.item.text.slice(0, SHOWN_TEXT).replace(/[\ud800-\udbff]$/, ''), link: each.item.link, publishedAt: each.item.publishedAt, taken: each.taken, because: each.because,
        typeName: each.typeCode === UNCLASSIFIED ? null : (findIncidentType(each.typeCode)?.nameZh ?? null), placeName: each.placeName,
      })),
    }
  } catch (error) {
    if (error instanceof FetchProblem) throw new Problem('invalid-input', `没有取到：${error.message}`, [{ path: 'url', message: error.message }])
    throw error
  }
}
