import { describe, expect, it } from 'vitest'
import { judgeItem, nextFetchAt } from './feed-rules.ts'
import { parseFeed } from './parse-feed.ts'
import { toPlainText } from './plain-text.ts'

const rss = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>演示新闻</title>${items}</channel></rss>`

describe('feeds', () => {
  it('RSS: guid, title, CDATA with HTML, link, date', () => {
    expect(parseFeed(rss('<item><guid>a1</guid><title>岭下村&lt;b&gt;滑坡&lt;/b&gt;</title><description><![CDATA[<p>造成<b>2</b>人死亡</p><script>alert("死亡9人")</script>]]></description><link>https://news.example/1?a=1&amp;b=2</link><pubDate>Sat, 10 Aug 2019 02:15:00 +0800</pubDate></item>'), 'rss', null)).toEqual([
      { id: 'a1', title: '岭下村滑坡', text: '造成2人死亡', link: 'https://news.example/1?a=1&b=2', publishedAt: '2019-08-09T18:15:00.000Z' },
    ])
  })
  it('Atom: id, summary, the alternate link', () => {
    expect(parseFeed('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><title type="html">暴雨</title><link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/><updated>2019-08-09T18:15:00Z</updated><summary>内涝</summary></entry></feed>', 'atom', null)).toEqual([
      { id: 'tag:1', title: '暴雨', text: '内涝', link: 'https://x.example/1', publishedAt: '2019-08-09T18:15:00.000Z' },
    ])
  })
  it('JSON by paths, only of its own data', () => {
    const paths = { items: 'data.list', title: 'name', text: 'body.words', link: 'url', id: 'no', publishedAt: 'time' }
    expect(parseFeed(JSON.stringify({ data: { list: [{ no: 7, name: '火灾', body: { words: '一厂房起火' }, url: 'https://x.example/7', time: '2019-08-10 02:15' }, {}, null, 'x'] } }), 'json', paths)).toEqual([
      { id: '7', title: '火灾', text: '一厂房起火', link: 'https://x.example/7', publishedAt: '2019-08-09T18:15:00.000Z' },
    ])
    expect(parseFeed('[{"title":"a"}]', 'json', { ...paths, items: '', title: 'constructor.name', text: '__proto__.x' })).toEqual([])
    expect(() => parseFeed('{"data":{}}', 'json', paths)).toThrow(/data\.list/)
  })
  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>', /DOCTYPE/], ['an external entity', '<?xml version="1.0"?><!doctype r SYSTEM "file:///etc/passwd"><rss/>', /DOCTYPE/],
    ['a web page', '<html><body>没有订阅</body></html>', /RSS 或 Atom/], ['no XML', '<rss><channel', /XML|RSS/],
  ])('refuses %s', (_, text, message) => expect(() => parseFeed(text, 'rss', null)).toThrow(message))
  it('refuses what is no JSON', () => expect(() => parseFeed('<rss/>', 'json', null)).toThrow(/JSON/))
  it('takes no link but a web address', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'https://x.example/"onclick="x', 'ftp://x.example']) expect(parseFeed(rss(`<item><title>标题</title><link>${link}</link></item>`), 'rss', null)[0]?.link).toBeNull()
  })
  it('lets rare Han, emoji and numeric entities through, drops halves and turns', () => {
    expect(parseFeed(rss('<item><title>𠮷田村&#128512;&#xD800;&#8238;起火&#0;</title></item>'), 'rss', null)[0]?.title).toBe('𠮷田村😀起火')
  })
  it('a megabyte in one line and a hundred thousand items stay in proportion', () => {
    const before = performance.now()
    expect(parseFeed(rss(`<item><title>长</title><description>${'死亡&lt;'.repeat(200_000)}</description></item>`), 'rss', null)[0]?.text.length).toBeLessThanOrEqual(4000)
    expect(parseFeed(rss('<item><title>短</title></item>'.repeat(100_000)), 'rss', null)).toHaveLength(300)
    expect(toPlainText('<script>'.repeat(100_000), 4000)).toBe('')
    expect(performance.now() - before).toBeLessThan(15_000)
  })
})

describe('which items become signals', () => {
  const now = '2019-08-09T18:15:00.000Z'
  const item = { title: '岭下村滑坡', text: '两人被埋', publishedAt: now }
  it.each([
    [{ keywordsAny: ['滑坡'], keywordsNone: [] }, item, true], [{ keywordsAny: ['火灾'], keywordsNone: [] }, item, false], [{ keywordsAny: [], keywordsNone: [] }, item, true], [{ keywordsAny: ['滑坡'], keywordsNone: ['演练'] }, { ...item, text: '滑坡应急演练' }, false],
    [{ keywordsAny: ['滑坡'], keywordsNone: [] }, { ...item, publishedAt: '2019-08-07T18:14:00.000Z' }, false], [{ keywordsAny: ['滑坡'], keywordsNone: [] }, { ...item, publishedAt: '2019-08-07T18:15:00.000Z' }, true],
    [{ keywordsAny: ['滑坡'], keywordsNone: [] }, { ...item, publishedAt: '2019-08-09T20:00:00.000Z' }, false], [{ keywordsAny: ['滑坡'], keywordsNone: [] }, { ...item, publishedAt: null }, true],
  ])('%j %j: %s', (wanted, each, taken) => expect(judgeItem(each, wanted, now)).toMatchObject({ taken }))
  it.each([[15, 0, '18:30'], [15, 1, '18:45'], [15, 2, '19:15'], [15, 9, '00:15'], [1440, 3, '18:15']] as const)('every %d minutes after %d failures: %s', (interval, failures, time) => expect(nextFetchAt(now, interval, failures).slice(11, 16)).toBe(time))
})
