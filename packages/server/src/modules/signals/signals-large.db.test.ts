import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { listSignals, type SignalListQuery } from './signal-views.ts'

const AMOUNT = 100_000
let test: TestNode
let duty: TestCaller
let village: TestCaller

beforeAll(async () => {
  test = await createTestNode()
  duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
  village = await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
  await sql`
    insert into signal (id, number, source, status, type_code, title, division_code, position, received_at, occurred_at, facts, words)
    select gen_random_uuid(), 'L331099-20190101-' || lpad(n::text, 6, '0'), (array['phone','grid','unit','public','media','lower'])[1 + n % 6], case when n % 50 = 0 then 'received' when n % 50 = 1 then 'verifying' when n % 7 = 0 then 'rejected' else 'verified' end,
      (array['11D01','11A02','12G00','12H00'])[1 + n % 4], '演示县甲镇第' || (n % 997) || '处' || (array['滑坡','内涝','火灾','车祸'])[1 + n % 4], '3310991' || lpad((1 + n % 12)::text, 2, '0') || lpad((201 + n % 30)::text, 3, '0'), point(120.7 + (n % 50) / 100.0, 28.5 + (n % 30) / 100.0),
      timestamptz '2019-01-01T00:00:00Z' + make_interval(mins => n * 3), null, '{}'::jsonb, jsonb_build_object('ref', 'large-' || n, 'digest', '')
    from generate_series(1, ${AMOUNT}) n`.execute(test.db.db)
  await sql`insert into personal_fact (ref, subject, value, salt) select s.words ->> 'ref', 'signal:' || s.id, '来电说' || s.title || '，附近有' || substr(s.number, 18) || '户人家', 'x' from signal s where s.words ->> 'ref' like 'large-%'`.execute(test.db.db)
  await sql`analyze signal`.execute(test.db.ownerDb)
  await sql`analyze personal_fact`.execute(test.db.ownerDb)
}, 240_000)
afterAll(() => test.close())

const views = (query: Partial<SignalListQuery>, caller = duty, db: Parameters<typeof listSignals>[1] = test.node.deps.database) => listSignals(test.node.deps.objects, db, caller.actor, { status: 'all', limit: 100, ...query })
describe('a hundred thousand signals', () => {
  it.each<[string, Partial<SignalListQuery>]>([
    ['the newest', {}], ['200 of them', { limit: 200 }], ['open ones', { status: 'open' }], ['done ones', { status: 'done' }], ['one source', { source: 'media' }], ['one source, open', { source: 'phone', status: 'open' }], ['one village', { divisionCode: '331099101201' }],
    ['far back', { after: '2019-01-20T00:00:00.000Z|00000000-0000-0000-0000-000000000000' }], ['two letters found often', { q: '滑坡' }], ['a rare title', { q: '第501处' }], ['words of a caller', { q: '附近有099321户' }], ['a number', { q: 'L331099-20190101-077777' }], ['nothing', { q: '天上掉馅饼' }],
  ])('%s', async (_name, query) => {
    const { items } = await views(query)
    expect(items.length).toBeLessThanOrEqual(query.limit ?? 100)
    expect(items.map(({ receivedAt }) => receivedAt)).toEqual(items.map(({ receivedAt }) => receivedAt).sort().reverse())
    expect(items.every(({ source }) => query.source === undefined || source === query.source)).toBe(true)
    expect(items.every(({ status }) => query.status !== 'open' || status === 'received' || status === 'verifying')).toBe(true)
    expect(items.every(({ divisionCode }) => query.divisionCode === undefined || divisionCode === query.divisionCode)).toBe(true)
    if (query.after !== undefined) expect(items.every(({ receivedAt }) => receivedAt < (query.after ?? ''))).toBe(true)
  })
  it('finds what is there', async () => {
    expect((await views({ q: '附近有099321户' })).items).toHaveLength(1)
    expect((await views({ q: '天上掉馅饼' })).items).toEqual([])
    expect((await views({ q: '滑坡' })).items).toHaveLength(100)
  })
  it('shows a village its own only', async () => expect((await views({}, village)).items.every(({ divisionCode }) => divisionCode === '331099101201')).toBe(true))
  it('a page asks the database the same few times, however long it is', async () => {
    const count = async (limit: number): Promise<number> => {
      let asked = 0
      const counting: KyselyPlugin = { transformQuery: ({ node }) => { asked += 1; return node }, transformResult: ({ result }) => Promise.resolve(result) }
      await views({ limit }, duty, test.node.deps.database.kysely.withPlugin(counting))
      return asked
    }
    expect(await count(5)).toBe(await count(300))
    expect(await count(300)).toBeLessThanOrEqual(3)
  })
  it('the newest come from their index, not from a sort of all', async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select * from signal t where t.division_code >= '331099' and t.division_code < '331100' order by t.received_at desc, t.id desc limit 101`.execute(test.db.db)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('signal_received')
    expect(plan).not.toContain('Sort')
  })
})
