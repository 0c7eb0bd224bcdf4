import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from './test-node.ts'

let test: TestNode
let duty: TestCaller
beforeAll(async () => {
  test = await createTestNode()
  duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
  await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
  await test.caller({ divisionCode: '331082000000', roles: ['duty-officer'] })
})
afterAll(() => test.close())

const good = () => ({ commandId: test.newId(), source: 'phone', typeCode: '11D01', divisionCode: '331099101201', facts: { dead: 1 }, words: '塌方了' })

/** Everything that a refused request might have left behind. */
async function fingerprint(): Promise<string> {
  const { rows } = await sql<{ n: string }>`select concat((select count(*) from journal), ',', (select count(*) from command), ',', (select count(*) from personal_fact), ',', (select count(*) from signal), ',', (select count(*) from timer)) as n`.execute(test.db.db)
  return rows[0]?.n ?? ''
}

async function refused(body: unknown, expected: { status: number; says: RegExp }) {
  const before = await fingerprint()
  const answer = await test.send(duty, routes.submitSignal, { body })
  expect(answer.status, answer.text).toBe(expected.status)
  expect(answer.text).toMatch(expected.says)
  expect(answer.text).toMatch(/[\u4e00-\u9fff]/)
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|error:|syntax/i)
  expect(await fingerprint()).toBe(before)
  return answer.body as { errors?: { path: string; message: string }[] }
}

describe('bad input gets a clear Chinese answer and leaves nothing behind', () => {
  it('takes the good one', async () => {
    expect((await test.send(duty, routes.submitSignal, { body: good() })).status).toBe(200)
  })

  it.each<[string, (body: ReturnType<typeof good>) => object, number, RegExp]>([
    ['unknown division', (body) => ({ ...body, divisionCode: '331099999999' }), 400, /没有这个行政区划/],
    ['malformed division', (body) => ({ ...body, divisionCode: '3310' }), 400, /12 位数字/],
    ['another county', (body) => ({ ...body, divisionCode: '331082000000' }), 403, /不在您所在的县/],
    ['position outside China', (body) => ({ ...body, position: { longitude: 2.35, latitude: 48.85 } }), 400, /不在中国范围/],
    ['swapped position', (body) => ({ ...body, position: { longitude: 28.6, latitude: 121 } }), 400, /是否写反/],
    ['NaN position', (body) => ({ ...body, position: { longitude: 'NaN', latitude: 28 } }), 400, /经度应为数字/],
    ['negative casualties', (body) => ({ ...body, facts: { dead: -1 } }), 400, /不能是负数/],
    ['half a person', (body) => ({ ...body, facts: { dead: 1.5 } }), 400, /整数/],
    ['absurd casualties', (body) => ({ ...body, facts: { dead: 9e15 } }), 400, /超出可能范围/],
    ['a fact that does not exist', (body) => ({ ...body, facts: { zombies: 1 } }), 400, /zombies|无法识别|未知/],
    ['NUL', (body) => ({ ...body, words: 'a\u0000b' }), 400, /不能保存的字符/],
    ['lone surrogate', (body) => ({ ...body, words: 'a\ud800b' }), 400, /不能保存的字符/],
    ['text turned round by bidi marks', (body) => ({ ...body, words: 'a\u202eb' }), 400, /不能保存的字符/],
    ['too long a text', (body) => ({ ...body, words: '长'.repeat(4001) }), 400, /最多 4000 个字/],
    ['unknown type', (body) => ({ ...body, typeCode: '99Z99' }), 400, /没有这个事件类型/],
    ['time without zone', (body) => ({ ...body, occurredAt: '2019-08-10 02:30' }), 400, /带时区/],
    ['time that does not exist', (body) => ({ ...body, occurredAt: '2019-02-31T25:00:00+08:00' }), 400, /没有这个时间/],
    ['no command id', ({ commandId: _, ...body }) => body, 400, /commandId|编号/],
    ['unknown source', (body) => ({ ...body, source: 'rumour' }), 400, /source|选项|无效/],
    ['nothing said', (body) => ({ ...body, words: '', facts: {} }), 400, /请写明发生了什么/],
  ])('%s', async (_, change, status, says) => {
    await refused(change(good()), { status, says })
  })

  it('a 10 MB text', async () => {
    await refused({ ...good(), words: '长'.repeat(3_500_000) }, { status: 413, says: /超过 1 MB/ })
  })

  it('the same command id with other content', async () => {
    const body = good()
    expect((await test.send(duty, routes.submitSignal, { body })).status).toBe(200)
    expect((await test.send(duty, routes.submitSignal, { body })).status).toBe(200)
    await refused({ ...body, facts: { dead: 9 } }, { status: 409, says: /操作编号已用于另一项/ })
  })

  it.each([
    ['no JSON', '{"a":', 'application/json', 400, /不是有效的 JSON/],
    ['prototype pollution', '{"__proto__":{"admin":true},"commandId":"x"}', 'application/json', 400, /[\u4e00-\u9fff]/],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 415, /application\/json/],
    ['nesting without end', '['.repeat(100_000), 'application/json', 400, /[\u4e00-\u9fff]/],
  ])('%s', async (_, payload, type, status, says) => {
    const before = await fingerprint()
    const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/signals', headers: { authorization: `Bearer ${duty.token}`, 'content-type': type }, payload })
    expect(response.statusCode, response.body).toBe(status)
    expect(response.headers['content-type']).toMatch(/application\/problem\+json/)
    expect(response.body).toMatch(says)
    expect(await fingerprint()).toBe(before)
  })

  it('an unknown address, a wrong method, a wrong token', async () => {
    const { app } = test.node.http
    const unknown = await app.inject({ url: '/api/v1/nothing', headers: { authorization: `Bearer ${duty.token}` } })
    expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([404, 'not-found'])
    const wrong = await app.inject({ url: '/api/v1/signals', headers: { authorization: 'Bearer fs_wrong' } })
    expect(wrong.statusCode).toBe(401)
  })

  it('an id that is none, and one that does not exist', async () => {
    expect((await test.send(duty, routes.getSignal, { params: { signalId: "1' or 1=1" } })).status).toBe(400)
    expect((await test.send(duty, routes.getSignal, { params: { signalId: test.newId() } })).status).toBe(404)
  })

  it('keeps names, numbers and words out of the journal', async () => {
    await test.send(duty, routes.submitSignal, { body: { ...good(), words: '演示人乙说塌方', caller: '演示人乙 13900000009' } })
    const { rows } = await sql<{ count: number }>`select count(*) as count from journal where data like '%演示人乙%' or data like '%13900000009%'`.execute(test.db.db)
    expect(rows[0]?.count).toBe(0)
  })
})
