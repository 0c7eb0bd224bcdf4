import { createHash } from 'node:crypto'
import { UNCLASSIFIED, type MediaFeed } from '@fengsui/contract/signals'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { isWithin, type Instant } from '@fengsui/contract/kernel'
import { extractFacts, type Gazetteer } from '@fengsui/contract/signals/extraction'
import { judgeItem } from './feed-rules.ts'
import type { FeedItem } from './parse-feed.ts'

/** An item with the decision about it and where and what it would be. */
export interface ReadItem {
  readonly item: FeedItem
  readonly taken: boolean
  readonly because: string
  readonly words: string
  readonly itemDigest: string
  readonly contentDigest: string
  readonly typeCode: string
  readonly divisionCode: string
  readonly placeName: string | null
}

const MOST_WORDS = 4000
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
/** The same news on two sites differs in blanks and stops. */
const bare = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, '').slice(0, 600)

/** Decides about an item, and reads kind and place out of it; figures are left to the person who verifies it. */
export function readItem(item: FeedItem, feed: Pick<MediaFeed, 'keywordsAny' | 'keywordsNone' | 'divisionCode'>, gazetteer: Gazetteer, now: Instant): ReadItem {
  const words = (item.text.startsWith(item.title) || item.title === '' ? item.text : item.text === '' ? item.title : `${item.title}\n${item.text}`).slice(0, MOST_WORDS).replace(/[\ud800-\udbff]$/, '')
  const { taken, because } = judgeItem(item, feed, now)
  const found = taken ? extractFacts(words, { reference: item.publishedAt !== null && item.publishedAt < now ? item.publishedAt : now, asOf: now.slice(0, 10), gazetteer }) : null
  const typeCode = found?.typeCode ?? null
  const place = found?.place !== null && found?.place !== undefined && isWithin(found.place.code, feed.divisionCode) ? found.place : null
  return {
    item, taken, because, words, itemDigest: digest(item.id ?? item.link ?? `${item.title}\n${item.text}`), contentDigest: digest(bare(words)),
    typeCode: typeCode !== null && findIncidentType(typeCode) !== undefined ? typeCode : UNCLASSIFIED, divisionCode: place?.code ?? feed.divisionCode, placeName: place?.name ?? null,
  }
}
