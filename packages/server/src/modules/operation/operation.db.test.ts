import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { COUNTY_A } from '../../../test/two-counties.ts'
import { bindHealth } from '../../platform/http/health.ts'
import { bindMetrics } from '../../platform/metrics/bind-metrics.ts'
import { TimerRunner } from '../../platform/timers/timer-runner.ts'

const TOKEN = 'a-token-of-more-than-24-characters'
let test: TestNode
let officer: TestCaller
let administrator: TestCaller

beforeAll(async () => {
  test = await createTestNode({
    beforeReady(node) {
      const { database, hub, clocks } = node.deps
      bindHealth(node.http, database, '1', () => ({ clock: { seconds: 3 } }))
      bindMetrics(node.http, { token: TOKEN, render: () => node.metrics.render({ database, hub, now: clocks.business.now(), clockOffsetSeconds: 1.5, freeBytes: 1e9 }) })
    },
  })
  officer = await test.caller({ divisionCode: COUNTY_A, roles: ['duty-officer'] })
  administrator = await test.caller({ divisionCode: COUNTY_A, roles: ['administrator'] })
  await test.settle()
})
afterAll(() => test.close())

describe('the state of the node', () => {
  it('counts what waits; what only its keepers can mend is said to them alone', async () => {
    const at = test.clock.now()
    await sql`insert into outbox values ('m1', 'o1', 't', 'sms', '{}', ${at}, ${at}, 'failed', 8, 'x', null), ('m2', 'o2', 't', 'sms', '{}', ${at}, ${'2100-01-01T00:00:00Z'}, 'queued', 0, null, null)`.execute(test.db.ownerDb)
    await sql`insert into timer values ('k', 'kind', ${at}, '{}', 5, true, 'x')`.execute(test.db.ownerDb)
    const seen = await test.call(administrator, routes.getNodeState, {})
    expect(seen).toMatchObject({ outbox: [{ channel: 'sms', queued: 1, failed: 1 }], parked: { reactions: 0, timers: 1 }, severity: 'notice', lastBackupAt: null })
    expect(seen.notices.map(({ key }) => key)).toEqual(['parked', 'outbox', 'backup'])
    expect((await test.call(officer, routes.getNodeState, {})).notices).toEqual([])
    expect((await test.send(null, routes.getNodeState, {})).status).toBe(401)
  })

  it('is part of readiness', async () => {
    const response = await test.node.http.app.inject({ url: '/readyz' })
    expect(response.json()).toMatchObject({ database: true, parkedTimers: 1, failedMessages: 1, clock: { seconds: 3 } })
  })
})

describe('/metrics', () => {
  const ask = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => test.node.http.app.inject({ url: '/metrics', headers, remoteAddress })

  it('gives figures to this machine and to the token, to nobody else', async () => {
    expect((await ask()).statusCode).toBe(200)
    expect((await ask({}, '::1')).statusCode).toBe(200)
    expect((await ask({}, '10.0.0.9')).statusCode).toBe(403)
    expect((await ask({ 'x-forwarded-for': '10.0.0.9' })).statusCode).toBe(403)
    expect((await ask({ authorization: 'Bearer wrong' }, '10.0.0.9')).statusCode).toBe(403)
    expect((await ask({ authorization: `Bearer ${TOKEN}` }, '10.0.0.9')).statusCode).toBe(200)
  })

  it('counts commands by name and outcome, and shows what waits; no person, no place', async () => {
    const unitId = test.newId()
    const run = (name: string, work: () => Promise<Record<string, never>>) => test.node.deps.commands.run({ commandId: test.newId(), name, actor: 'account:x', input: { unitId, name: '张三丰' } }, work)
    await run('greet', () => Promise.resolve({}))
    await expect(run('greet', () => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
    const { body, headers } = await ask()
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    for (const line of ['fengsui_command_seconds_count{command="greet",outcome="done"} 1', 'fengsui_command_seconds_count{command="greet",outcome="failed"} 1', 'fengsui_command_seconds_bucket{command="greet",outcome="done",le="+Inf"} 1', 'fengsui_timers{state="parked"} 1', 'fengsui_outbox_messages{channel="sms",status="failed"} 1', 'fengsui_clock_offset_seconds 1.5', 'fengsui_database_up 1']) expect(body).toContain(`${line}\n`)
    expect(body).toMatch(/fengsui_journal_position \d+\n/)
    for (const line of body.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[\w]+="[^"]*"(,[\w]+="[^"]*")*\})? -?[\d.e+-]+)$/)
    expect(body).not.toMatch(/[\u4e00-\u9fff]|account:|3310/)
  })
})

describe('a machine clock that steps by two days', () => {
  it('there and back loses no timer and fires none twice', async () => {
    const { database, commands, log } = test.node.deps
    const start = Date.parse('2026-07-01T00:00:00.000Z')
    let now = start
    const clock = { now: () => new Date(now).toISOString() }
    const fired: string[] = []
    const timers = new TimerRunner({ database, runner: commands, clocks: { business: clock, wall: clock }, log, handlers: [{ kind: 'test', fire: (_context, payload) => Promise.resolve(void fired.push(String(payload['name']))) }] })
    await sql`delete from timer`.execute(test.db.ownerDb)
    for (const [name, hours] of [['in an hour', 1], ['in three days', 72]] as const) await sql`insert into timer values (${name}, 'test', ${new Date(start + hours * 3_600_000).toISOString()}, ${JSON.stringify({ name })}::jsonb, 0, false, null)`.execute(test.db.ownerDb)
    const at = async (hours: number): Promise<string[]> => {
      now = start + hours * 3_600_000
      await timers.drain()
      return [...fired]
    }
    expect(await at(-48)).toEqual([])
    expect(await at(0)).toEqual([])
    // Early by the step, once: an alarm too early is looked into, one too late is not.
    expect(await at(48)).toEqual(['in an hour'])
    expect(await at(0)).toEqual(['in an hour'])
    expect(await at(2)).toEqual(['in an hour'])
    expect(await at(72)).toEqual(['in an hour', 'in three days'])
    expect(await timers.nextDueAt()).toBeNull()
  })
})
