import { z } from 'zod'
import { CommandId, DivisionCode, Id, Protected, route, text } from '../kernel/index.ts'

/** What a web source delivers (RPT-6: media capture, web sources). */
export const feedKinds = { rss: 'RSS', atom: 'Atom', json: 'JSON 接口' } as const
export type FeedKind = keyof typeof feedKinds
export const FeedKind = z.enum(Object.keys(feedKinds) as [FeedKind, ...FeedKind[]])

/** Where a JSON source keeps its items and their parts: names joined by dots. */
const path = z.string().trim().max(100).regex(/^(?:[\w-]+(?:\.[\w-]+)*)?$/, '请写字段路径，如 data.items')
export const FeedFieldPaths = z.object({ items: path.default(''), title: path.default('title'), text: path.default('content'), link: path.default('link'), id: path.default('id'), publishedAt: path.default('publishedAt') })
export type FeedFieldPaths = z.infer<typeof FeedFieldPaths>

const keyword = text(1, 20)
const keywords = z.array(keyword).max(60, '关键词最多 60 个').default([])
/** Platform bounds: an official site is not asked more often than every five minutes. */
const intervalMinutes = z.int('请填分钟数').min(5, '间隔至少 5 分钟').max(1440, '间隔最长 24 小时')
const address = z.string().trim().max(1000).regex(/^https?:\/\/[^\s]+$/i, '请写完整网址，以 http:// 或 https:// 开头')

export const MediaFeed = z.object({
  id: Id, divisionCode: z.string(), name: z.string(), url: z.string(), kind: FeedKind, fieldPaths: FeedFieldPaths.nullable(), intervalMinutes: z.number(),
  /** An item with any of these becomes a signal; none given takes every item. */
  keywordsAny: z.array(z.string()),
  /** An item with any of these does not. */
  keywordsNone: z.array(z.string()),
  active: z.boolean(), createdAt: z.string(), changedAt: z.string(),
})
export type MediaFeed = z.infer<typeof MediaFeed>

/** How the last fetch went. Instants by the wall clock. */
export const FeedState = z.object({ nextAt: z.string(), fetchedAt: z.string().nullable(), succeededAt: z.string().nullable(), error: z.string().nullable(), failures: z.number(), itemsSeen: z.number(), itemsTaken: z.number() })
export const FeedView = MediaFeed.extend({ placeName: z.string(), state: FeedState.nullable() })
export type FeedView = z.infer<typeof FeedView>

/** One item as a preview shows it; everything plain text. */
export const FeedItemView = z.object({
  title: z.string(), text: z.string(), link: z.string().nullable(), publishedAt: z.string().nullable(), taken: z.boolean(), because: z.string(), typeName: z.string().nullable(), placeName: z.string().nullable(),
})
export type FeedItemView = z.infer<typeof FeedItemView>

/** An inner address that feeds may be fetched from although it is not public: host and port, and the network its address must lie in. */
export const InnerSource = z.object({ id: Id, divisionCode: z.string(), host: z.string(), port: z.number(), network: z.string(), note: Protected.nullable(), active: z.boolean(), addedAt: z.string(), endedAt: z.string().nullable() })
export type InnerSource = z.infer<typeof InnerSource>
export const InnerSourceView = InnerSource.extend({ note: z.string().nullable() })
export type InnerSourceView = z.infer<typeof InnerSourceView>

const source = { url: address, kind: FeedKind, fieldPaths: FeedFieldPaths.nullable().default(null), keywordsAny: keywords, keywordsNone: keywords, divisionCode: DivisionCode }
const content = { ...source, name: text(2, 40), intervalMinutes, active: z.boolean().default(true) }
const FeedParams = z.object({ feedId: Id })

export const feedRoutes = {
  listFeeds: route({ method: 'GET', path: '/feeds', access: 'feed:edit', tag: '来报', summary: '信息源及抓取状态', schema: { response: z.object({ items: z.array(FeedView), /** False in a replay: nothing is fetched there. */ fetching: z.boolean() }) } }),
  createFeed: route({ method: 'POST', path: '/feeds', access: 'feed:edit', tag: '来报', summary: '新增信息源', schema: { body: z.object({ commandId: CommandId, ...content }), response: FeedView } }),
  updateFeed: route({ method: 'POST', path: '/feeds/:feedId', access: 'feed:edit', tag: '来报', summary: '修改信息源，或停用、启用', schema: { params: FeedParams, body: z.object({ commandId: CommandId, ...content }), response: FeedView } }),
  previewFeed: route({ method: 'POST', path: '/feeds/preview', access: 'feed:edit', tag: '来报', summary: '试取一次，看取到什么（不保存，不是命令）', schema: { body: z.object(source), response: z.object({ items: z.array(FeedItemView), seen: z.number(), taken: z.number() }) } }),
  listInnerSources: route({ method: 'GET', path: '/feeds/inner-sources', access: 'account:manage', tag: '来报', summary: '允许抓取的内网地址', schema: { response: z.object({ items: z.array(InnerSourceView) }) } }),
  allowInnerSource: route({
    method: 'POST', path: '/feeds/inner-sources', access: 'account:manage', tag: '来报', summary: '登记一个允许抓取的内网地址',
    schema: { body: z.object({ commandId: CommandId, host: z.string().trim().toLowerCase().max(253).regex(/^[a-z0-9.-]+$|^[0-9a-f:.]+$/, '请写主机名或地址，不带 http://'), port: z.int('请填端口').min(1).max(65_535), network: z.string().trim().max(50).regex(/^[0-9a-f.:]+\/\d{1,3}$/i, '请写网段，如 10.1.2.3/32'), note: text(2, 100) }), response: InnerSourceView },
  }),
  endInnerSource: route({ method: 'POST', path: '/feeds/inner-sources/:innerSourceId/ended', access: 'account:manage', tag: '来报', summary: '停用一个内网地址', schema: { params: z.object({ innerSourceId: Id }), body: z.object({ commandId: CommandId }), response: InnerSourceView } }),
}
