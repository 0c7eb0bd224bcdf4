import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { FetchProblem, type OutboundFetch } from '../../platform/outbound-fetch/index.ts'

let test: TestNode
let duty: TestCaller
let leader: TestCaller
let keeper: TestCaller
let unit: TestCaller
const county = '331099000000'
const village = '331099101201'
const hostile = `<rss><channel>
  <item><guid>1</guid><title>岭下村后山滑坡</title><description><![CDATA[<img src=x onerror=alert(1)>造成<b>2</b>人死亡，记者 13900000009]]></description><link>https://news.example/1</link></item>
  <item><guid>2</guid><title>县里举行文艺演出</title><description>喜气洋洋</description></item>
  <item><guid>3</guid><title>全县开展滑坡应急演练</title><description>演练圆满结束</description></item>
</channel></rss>`
let answer: () => string = () => hostile
const asked: string[] = []
const fetcher: OutboundFetch = { getText: (url) => { asked.push(url); return new Promise((done) => done({ text: answer(), url, contentType: 'text/xml' })) } }

beforeAll(async () => {
  test = await createTestNode({ outboundFetch: fetcher })
  duty = await test.caller({ divisionCode: county, roles: ['duty-officer'] })
  leader = await test.caller({ divisionCode: county, roles: ['duty-leader'] })
  keeper = await test.caller({ divisionCode: county, roles: ['administrator'] })
  unit = await test.caller({ divisionCode: '331099101000', roles: ['member-unit'] })
  await test.caller({ divisionCode: village, roles: ['information-officer'] })
})
afterAll(() => test.close())

const command = () => ({ commandId: test.newId() })
const feedBody = (change: object = {}) => ({ ...command(), name: '演示网站', url: 'https://news.example/rss', kind: 'rss' as const, keywordsAny: ['滑坡', '火灾'], keywordsNone: ['演练'], divisionCode: county, intervalMinutes: 15, ...change })
const mediaSignals = async () => (await test.call(duty, routes.listSignals, { query: { source: 'media' } })).items
const poll = () => test.node.modules.signals.feeds?.runDue() ?? Promise.resolve(-1)

describe('web sources', () => {
  let feedId = ''
  it('are looked at before they are kept', async () => {
    const { commandId: _commandId, name: _name, intervalMinutes: _interval, ...source } = feedBody()
    const preview = await test.call(leader, routes.previewFeed, { body: source })
    expect(preview).toMatchObject({ seen: 3, taken: 1 })
    expect(preview.items.map(({ title, taken, because }) => ({ title, taken, because }))).toEqual([
      { title: '岭下村后山滑坡', taken: true, because: '含“滑坡”' }, { title: '县里举行文艺演出', taken: false, because: '不含关键词' }, { title: '全县开展滑坡应急演练', taken: false, because: '含排除词“演练”' },
    ])
    expect(await mediaSignals()).toEqual([])
  })
  it('become signals, as plain text, with a kind but no figures anybody has confirmed', async () => {
    feedId = (await test.call(leader, routes.createFeed, { body: feedBody() })).id
    expect(await poll()).toBe(1)
    const [signal, ...others] = await mediaSignals()
    expect(others).toEqual([])
    expect(signal).toMatchObject({ source: 'media', typeCode: '11D01', facts: {}, occurredAt: null, feedName: '演示网站', link: 'https://news.example/1', words: '岭下村后山滑坡\n造成2人死亡，记者 13900000009', status: 'received' })
    const { rows } = await sql<{ data: string }>`select data from journal where stream = ${`signal:${signal?.id ?? ''}`}`.execute(test.db.db)
    expect(rows[0]?.data).not.toMatch(/13900000009|记者|news\.example/)
  })
  it('give an item once, whatever feed brings it, and keep their state', async () => {
    await test.advanceTo(addMinutes(test.clock.now(), 16))
    expect(await poll()).toBe(1)
    await test.call(leader, routes.createFeed, { body: feedBody({ name: '转载网站', url: 'https://copy.example/rss' }) })
    expect(await poll()).toBe(1)
    expect(await mediaSignals()).toHaveLength(1)
    const { items, fetching } = await test.call(leader, routes.listFeeds, {})
    expect(fetching).toBe(true)
    expect(items.find(({ id }) => id === feedId)?.state).toMatchObject({ error: null, failures: 0, itemsSeen: 3, itemsTaken: 1 })
  })
  it('that fail say why, wait longer each time, and recover', async () => {
    answer = () => { throw new FetchProblem('failed', '对方回答 503') }
    await test.advanceTo(addMinutes(test.clock.now(), 16))
    await poll()
    const failed = (await test.call(leader, routes.listFeeds, {})).items.find(({ id }) => id === feedId)?.state
    expect(failed).toMatchObject({ error: '对方回答 503', failures: 1, nextAt: addMinutes(test.clock.now(), 30) })
    answer = () => '<rss><!DOCTYPE x></rss>'
    await test.advanceTo(addMinutes(test.clock.now(), 31))
    await poll()
    expect((await test.call(leader, routes.listFeeds, {})).items.find(({ id }) => id === feedId)?.state).toMatchObject({ failures: 2, error: expect.stringContaining('DOCTYPE') as string })
    answer = () => hostile
    await test.call(leader, routes.updateFeed, { params: { feedId }, body: feedBody() })
    await poll()
    expect((await test.call(leader, routes.listFeeds, {})).items.find(({ id }) => id === feedId)?.state).toMatchObject({ failures: 0, error: null })
    expect(await mediaSignals()).toHaveLength(1)
  })
  it('that rest are not asked', async () => {
    const { items } = await test.call(leader, routes.listFeeds, {})
    for (const feed of items) await test.call(leader, routes.updateFeed, { params: { feedId: feed.id }, body: feedBody({ name: feed.name, url: feed.url, active: false }) })
    await test.advanceTo(addMinutes(test.clock.now(), 600))
    const before = asked.length
    expect(await poll()).toBe(0)
    expect(asked).toHaveLength(before)
  })
  it('are kept by those who may, for their own place', async () => {
    await expect(test.call(duty, routes.createFeed, { body: feedBody() })).rejects.toThrow(/没有这项权限/)
    await expect(test.call(leader, routes.createFeed, { body: feedBody({ divisionCode: '331082000000' }) })).rejects.toThrow(/不在您的辖区/)
    await expect(test.call(leader, routes.createFeed, { body: feedBody({ url: 'http://a:b@news.example/' }) })).rejects.toThrow(/用户名/)
    await expect(test.call(leader, routes.createFeed, { body: feedBody({ url: 'file:///etc/passwd' }) })).rejects.toThrow(/http/)
    await expect(test.call(leader, routes.createFeed, { body: feedBody({ kind: 'json' }) })).rejects.toThrow(/字段路径/)
  })
  it('inner addresses are listed one by one, narrowly, by an administrator, and end', async () => {
    const inner = (change: object = {}) => ({ ...command(), host: 'oa.county.example', port: 8090, network: '10.1.2.3/32', note: '县政务网信息发布', ...change })
    await expect(test.call(leader, routes.allowInnerSource, { body: inner() })).rejects.toThrow(/没有这项权限/)
    await expect(test.call(keeper, routes.allowInnerSource, { body: inner({ network: '10.0.0.0/8' }) })).rejects.toThrow(/网段太大/)
    await expect(test.call(keeper, routes.allowInnerSource, { body: inner({ network: '127.0.0.1/32' }) })).rejects.toThrow(/不能登记/)
    await expect(test.call(keeper, routes.allowInnerSource, { body: inner({ network: '169.254.169.254/32' }) })).rejects.toThrow(/不能登记/)
    const source = await test.call(keeper, routes.allowInnerSource, { body: inner() })
    expect(source).toMatchObject({ host: 'oa.county.example', active: true, note: '县政务网信息发布' })
    await expect(test.call(keeper, routes.allowInnerSource, { body: inner() })).rejects.toThrow(/已经登记/)
    expect((await test.call(keeper, routes.endInnerSource, { params: { innerSourceId: source.id }, body: command() })).active).toBe(false)
  })
})

describe('commissions', () => {
  const ask = (change: object = {}) => test.call(duty, routes.createCommission, { body: { ...command(), unitIds: [unit.actor.unitId], topic: '请报送今日午后强降雨积水点情况', dueAt: addMinutes(test.clock.now(), 60), ...change } })
  it('are asked, answered by the unit, and the answer is a signal', async () => {
    const { items: [commission] } = await ask()
    expect(commission).toMatchObject({ status: 'asked', number: expect.stringMatching(/^Y331099-\d{8}-\d{3}$/) as string, topic: '请报送今日午后强降雨积水点情况', mine: false })
    const mine = (await test.call(unit, routes.listCommissions, { query: {} })).items.find(({ id }) => id === commission?.id)
    expect(mine).toMatchObject({ mine: true })
    const answered = await test.call(unit, routes.answerCommission, { params: { commissionId: commission?.id ?? '' }, body: { ...command(), words: '共有积水点三处，均已排水', divisionCode: '331099101000' } })
    expect(answered).toMatchObject({ status: 'answered', overdueAt: null })
    expect(await test.call(duty, routes.getSignal, { params: { signalId: answered.signalId ?? '' } })).toMatchObject({ source: 'unit', commissionNumber: commission?.number, words: '共有积水点三处，均已排水', typeName: '未分类' })
    await expect(test.call(unit, routes.answerCommission, { params: { commissionId: commission?.id ?? '' }, body: { ...command(), words: '再报一次', divisionCode: '331099101000' } })).rejects.toThrow(/已经报过/)
  })
  it('late ones are found, and may still be answered', async () => {
    const { items: [commission] } = await ask()
    await test.advanceTo(addMinutes(test.clock.now(), 61))
    await test.settle()
    const late = (await test.call(duty, routes.listCommissions, { query: { status: 'asked' } })).items.find(({ id }) => id === commission?.id)
    expect(late?.overdueAt).toBe(late?.dueAt)
    expect(await test.call(unit, routes.answerCommission, { params: { commissionId: commission?.id ?? '' }, body: { ...command(), words: '迟报：无积水', divisionCode: '331099101000' } })).toMatchObject({ status: 'answered', overdueAt: late?.dueAt })
  })
  it('go to units of the own place, are answered by the unit asked alone, and can be withdrawn', async () => {
    const { items: [commission] } = await ask()
    const params = { commissionId: commission?.id ?? '' }
    await expect(test.call(duty, routes.answerCommission, { params, body: { ...command(), words: '代报一下', divisionCode: county } })).rejects.toThrow(/别的单位/)
    await expect(test.call(unit, routes.withdrawCommission, { params, body: command() })).rejects.toThrow(/没有这项权限/)
    const elsewhere = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer'] })
    await expect(test.call(elsewhere, routes.withdrawCommission, { params, body: command() })).rejects.toThrow(/没有找到/)
    await expect(ask({ unitIds: [elsewhere.actor.unitId] })).rejects.toThrow(/重新选择/)
    await expect(ask({ dueAt: addMinutes(test.clock.now(), 5) })).rejects.toThrow(/10 分钟/)
    expect(await test.call(duty, routes.withdrawCommission, { params, body: command() })).toMatchObject({ status: 'withdrawn' })
    await expect(test.call(unit, routes.answerCommission, { params, body: { ...command(), words: '太晚了', divisionCode: '331099101000' } })).rejects.toThrow(/已撤回/)
  })
})

describe('the inbox', () => {
  const say = (change: object = {}) => test.call(duty, routes.submitSignal, { body: { ...command(), source: 'phone', typeCode: '12G00', divisionCode: village, facts: {}, words: '岭下村仓库起火', ...change } })
  it('several duplicates go into one at once, all or none, and each comes back as it was', async () => {
    const head = await say({ facts: { dead: 1 } })
    const twin = await say({ facts: { dead: 2, injured: 4 } })
    const third = await say({})
    const child = await say({})
    await test.call(duty, routes.beginVerification, { params: { signalId: twin.id }, body: command() })
    const before = await test.call(duty, routes.getSignal, { params: { signalId: twin.id } })
    await test.call(duty, routes.mergeSignal, { params: { signalId: child.id }, body: { ...command(), intoId: twin.id } })
    const rejected = await say({})
    await test.call(duty, routes.rejectSignal, { params: { signalId: rejected.id }, body: { ...command(), reason: '没有此事' } })
    await expect(test.call(duty, routes.mergeSignals, { params: { signalId: head.id }, body: { ...command(), signalIds: [third.id, rejected.id] } })).rejects.toThrow(/不属实/)
    expect((await test.call(duty, routes.getSignal, { params: { signalId: third.id } })).status).toBe('received')
    const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: head.id }, body: command() })
    const merged = await test.call(duty, routes.mergeSignals, { params: { signalId: head.id }, body: { ...command(), signalIds: [twin.id, third.id] } })
    expect([...merged.mergedSignalIds].sort()).toEqual([twin.id, third.id, child.id].sort())
    const figures = async () => (await test.call(duty, routes.getIncident, { params: { incidentId } })).facts
    expect(await figures()).toEqual({ dead: 2, injured: 4 })
    await test.call(duty, routes.unmergeSignal, { params: { signalId: twin.id }, body: command() })
    const after = await test.call(duty, routes.getSignal, { params: { signalId: twin.id } })
    expect({ ...after, duplicates: [], mergedSignalIds: [] }).toEqual({ ...before, duplicates: [], mergedSignalIds: [] })
    expect(after.mergedSignalIds).toEqual([child.id])
    expect(await figures()).toEqual({ dead: 1 })
    expect((await test.call(duty, routes.getSignal, { params: { signalId: head.id } })).mergedSignalIds).toEqual([third.id])
  })
  it('figures that have moved on stay when a merge is taken back', async () => {
    const [head, twin] = [await say({ facts: { dead: 1 } }), await say({ facts: { dead: 2 } })]
    const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: head.id }, body: command() })
    await test.call(duty, routes.mergeSignal, { params: { signalId: twin.id }, body: { ...command(), intoId: head.id } })
    await test.call(duty, routes.updateFacts, { params: { incidentId }, body: { ...command(), facts: { dead: 5 } } })
    await test.call(duty, routes.unmergeSignal, { params: { signalId: twin.id }, body: command() })
    expect((await test.call(duty, routes.getIncident, { params: { incidentId } })).facts).toEqual({ dead: 5 })
  })
  it('is filtered by source and state and searched by title, number and words', async () => {
    const signal = await say({ source: 'hospital', words: '急诊接收烫伤病人三名，自称来自岭下村锅炉房' })
    const ids = async (query: object) => (await test.call(duty, routes.listSignals, { query })).items.map(({ id }) => id)
    expect(await ids({ source: 'hospital' })).toEqual([signal.id])
    expect(await ids({ q: '锅炉房' })).toEqual([signal.id])
    expect(await ids({ q: signal.number })).toEqual([signal.id])
    expect(await ids({ q: '100%_没有' })).toEqual([])
    expect(await ids({ status: 'received', source: 'hospital' })).toEqual([signal.id])
    expect(await ids({ status: 'verified', source: 'hospital' })).toEqual([])
    const elsewhere = await test.caller({ divisionCode: '331083000000', roles: ['duty-officer'] })
    expect((await test.call(elsewhere, routes.listSignals, { query: { q: '锅炉房' } })).items).toEqual([])
  })
  it('knows the places a unit may report for', async () => {
    const { items } = await test.call(unit, routes.listPlaceNames, {})
    expect(items.map(({ code }) => code)).toContain(village)
    expect(items.every(({ code }) => code.startsWith('331099'))).toBe(true)
  })
})
