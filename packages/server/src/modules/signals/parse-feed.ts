import type { FeedFieldPaths, FeedKind } from '@fengsui/contract/signals'
import { XMLParser } from 'fast-xml-parser'
import { FetchProblem } from '../../platform/outbound-fetch/index.ts'
import { decodeEntities, toPlainText } from './plain-text.ts'

/** One item of a source, as plain text. `id` is its guid, else its address; null where it has neither. */
export interface FeedItem {
  readonly id: string | null
  readonly title: string
  readonly text: string
  readonly link: string | null
  /** Instant; null when it says none that can be read. */
  readonly publishedAt: string | null
}

const MOST_ITEMS = 300
const MOST_TITLE = 200
const MOST_TEXT = 4000

/**
 * Reads what a source delivered. XML with a document type is refused unread (entities could blow up or reach files), entities are not
 * expanded by the parser, and no value is ever taken for more than text.
 * @throws FetchProblem when it is not what the source is said to be
 */
export function parseFeed(text: string, kind: FeedKind, paths: FeedFieldPaths | null): FeedItem[] {
  return (kind === 'json' ? readJson(text, paths ?? { items: '', title: 'title', text: 'content', link: 'link', id: 'id', publishedAt: 'publishedAt' }) : readXml(text)).filter((item) => item.title !== '' || item.text !== '').slice(0, MOST_ITEMS)
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false, htmlEntities: false, parseTagValue: false, parseAttributeValue: false, trimValues: true, cdataPropName: '#cdata', isArray: (name) => name === 'item' || name === 'entry' || name === 'link' || name === 'category' })

function readXml(text: string): FeedItem[] {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new FetchProblem('refused', '内容带有 DOCTYPE 声明，为安全起见没有读')
  let tree: unknown
  try {
    tree = parser.parse(text)
  } catch {
    throw new FetchProblem('failed', '内容不是完整的 XML，请核对网址是不是订阅地址')
  }
  const channel = at(tree, 'rss.channel') ?? at(tree, 'rdf:RDF')
  const items = listOf(at(channel, 'item')).concat(listOf(at(tree, 'rdf:RDF.item')))
  if (items.length > 0 || channel !== undefined) return [...new Set(items)].map((item) => toItem({ id: wordsOf(at(item, 'guid')) || linkOf(item), title: wordsOf(at(item, 'title')), text: wordsOf(at(item, 'content:encoded')) || wordsOf(at(item, 'description')), link: linkOf(item), published: wordsOf(at(item, 'pubDate')) || wordsOf(at(item, 'dc:date')) }))
  if (at(tree, 'feed') === undefined) throw new FetchProblem('failed', '内容不是 RSS 或 Atom，请核对网址是不是订阅地址')
  return listOf(at(tree, 'feed.entry')).map((entry) => toItem({ id: wordsOf(at(entry, 'id')) || linkOf(entry), title: wordsOf(at(entry, 'title')), text: wordsOf(at(entry, 'content')) || wordsOf(at(entry, 'summary')), link: linkOf(entry), published: wordsOf(at(entry, 'published')) || wordsOf(at(entry, 'updated')) }))
}

function readJson(text: string, paths: FeedFieldPaths): FeedItem[] {
  let tree: unknown
  try {
    tree = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new FetchProblem('failed', '内容不是 JSON，请核对网址')
  }
  const items = paths.items === '' ? tree : at(tree, paths.items)
  if (!Array.isArray(items)) throw new FetchProblem('failed', `在${paths.items === '' ? '最外层' : ` ${paths.items} `}没有找到列表，请核对条目路径`)
  return items.slice(0, MOST_ITEMS).map((item) => toItem({ id: wordsOf(at(item, paths.id)), title: wordsOf(at(item, paths.title)), text: wordsOf(at(item, paths.text)), link: wordsOf(at(item, paths.link)), published: wordsOf(at(item, paths.publishedAt)) }))
}

function toItem({ id, title, text, link, published }: { id: string; title: string; text: string; link: string; published: string }): FeedItem {
  // Only an ordinary web address becomes a link; javascript: and the like are nobody's.
  const address = /^https?:\/\/[^\s<>"']{1,900}$/i.test(link) ? link : null
  return { id: id === '' ? null : id.slice(0, 1000), title: toPlainText(decodeEntities(title), MOST_TITLE).replaceAll('\n', ' '), text: toPlainText(decodeEntities(text), MOST_TEXT), link: address, publishedAt: readInstant(published) }
}

/** A member of own data by a path of names; nothing inherited is ever reached. */
function at(value: unknown, path: string): unknown {
  let here = value
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name]
  }
  return here
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MOST_ITEMS) : value === undefined || value === '' ? [] : [value])

/** The text of an element: itself, its CDATA, or a number. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(wordsOf).find((each) => each !== '') ?? ''
  if (typeof value !== 'object' || value === null) return ''
  return [at(value, '#cdata'), at(value, '#text')].map(wordsOf).find((each) => each !== '') ?? ''
}

/** RSS writes the address as text, Atom as an attribute; of several the one without a relation or `alternate`. */
function linkOf(item: unknown): string {
  for (const link of listOf(at(item, 'link'))) {
    const words = wordsOf(link)
    const href = wordsOf(at(link, '@href'))
    const relation = wordsOf(at(link, '@rel'))
    if (words !== '') return decodeEntities(words)
    if (href !== '' && (relation === '' || relation === 'alternate')) return decodeEntities(href)
  }
  return ''
}

/** RFC 822, ISO 8601, `2019-08-10 02:15:00` (taken as Beijing time), or seconds or milliseconds since 1970. */
function readInstant(text: string): string | null {
  const seconds = /^\d{10}(?:\d{3})?$/.exec(text)
  const local = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0')
  const time = seconds ? Number(text) * (text.length === 10 ? 1000 : 1) : local ? Date.parse(`${local[1] ?? ''}-${two(local[2])}-${two(local[3])}T${two(local[4])}:${two(local[5])}:${two(local[6])}+08:00`) : Date.parse(text)
  return Number.isFinite(time) && time > 0 && time < 8.64e15 ? new Date(time).toISOString() : null
}
