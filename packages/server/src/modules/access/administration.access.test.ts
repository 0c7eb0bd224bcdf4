import { accessRoutes } from '@fengsui/contract/access'
import { routes } from '@fengsui/contract'
import { addMinutes, type Permission, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { hashToken } from './secrets.ts'

const COUNTY = '331099000000'
const OTHER = '331082000000'

let test: TestNode
let admin: TestCaller
let outsideAdmin: TestCaller
beforeAll(async () => {
  test = await createTestNode()
  admin = await test.caller({ divisionCode: COUNTY, roles: ['administrator'] })
  outsideAdmin = await test.caller({ divisionCode: OTHER, roles: ['administrator'] })
})
afterAll(() => test.close())

const now = () => test.clock.now()
const after = (minutes: number) => addMinutes(now(), minutes)
let serial = 0

/** A browser session of the account, made directly: loans count for sessions only. */
async function browse(caller: TestCaller): Promise<{ get(url: string): Promise<{ status: number; body: Record<string, unknown> }>; post(url: string, body: object): Promise<{ status: number; body: Record<string, unknown> }>; id: string }> {
  const secret = `secret-${(serial += 1)}`
  const csrf = `csrf-${serial}`
  const id = test.newId()
  await sql`
    insert into session (id, token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent, address)
    values (${id}, ${hashToken(secret)}, ${caller.actor.accountId}, ${csrf}, ${now()}, ${now()}, ${now()}, ${after(720)}, 'Mozilla/5.0 (Windows NT 10.0) Chrome/126.0', '10.2.0.1')`.execute(test.db.db)
  const send = async (method: 'GET' | 'POST', url: string, body?: object) => {
    const response = await test.node.http.app.inject({ method, url: `/api/v1${url}`, headers: { host: 'localhost', cookie: `fengsui_session=${secret}`, 'x-csrf-token': csrf }, ...(body ? { payload: body } : {}) })
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
  }
  return { id, get: (url) => send('GET', url), post: (url, body) => send('POST', url, body) }
}

const person = (roles: Role[], divisionCode = COUNTY) => test.caller({ divisionCode, roles })
const lend = (by: TestCaller, to: TestCaller, change: Partial<{ permissions: Permission[]; startsAt: string; endsAt: string; commandId: string }> = {}) =>
  test.send(by, accessRoutes.delegate, { body: { commandId: test.newId(), toAccountId: to.actor.accountId, permissions: ['response:decide'], reason: '外出开会', startsAt: now(), endsAt: after(60), ...change } })

describe('delegation', () => {
  it('lends a permission from its start to its end, by itself, and names both', async () => {
    const commander = await person(['commander'])
    const deputy = await person(['member-unit'])
    const desk = await browse(deputy)
    expect((await lend(commander, deputy, { permissions: ['incident:grade'], startsAt: after(10), endsAt: after(40) })).status).toBe(200)
    const duty = await person(['duty-officer'])
    const incident = await test.call(duty, routes.registerIncident, { body: { commandId: test.newId(), title: '测试滑坡', typeCode: '11D01', divisionCode: '331099000000', occurredAt: now(), facts: { dead: 1 } } })
    const grade = () => desk.post(`/incidents/${incident.id}/grade`, { commandId: test.newId(), grade: 3, reason: '从严' })
    expect((await grade()).status).toBe(403)
    test.clock.advanceTo(after(11))
    expect((await desk.get('/session')).body['borrowed']).toMatchObject([{ permissions: ['incident:grade'] }])
    expect((await grade()).status).toBe(200)
    const { rows } = await sql<{ actor: string }>`select actor from journal where type = 'incident.graded' order by entry desc limit 1`.execute(test.db.db)
    expect(rows[0]?.actor).toBe(`account:${deputy.actor.accountId} for account:${commander.actor.accountId}`)
    await test.settle()
    const timeline = await test.call(duty, routes.getTimeline, { params: { incidentId: incident.id }, query: {} })
    expect(timeline.items.some(({ actorName }) => actorName.includes('委托'))).toBe(true)
    test.clock.advanceTo(after(30))
    expect((await grade()).status).toBe(403)
  })

  it.each<[string, (lender: TestCaller, to: TestCaller) => ReturnType<typeof lend>, number, RegExp]>([
    ['what one has not', (lender, to) => lend(lender, to, { permissions: ['account:manage'] }), 400, /不能委托/],
    ['beyond the own roles', (lender, to) => lend(lender, to, { permissions: ['suspicion:decide'] }), 400, /没有/],
    ['to oneself', (lender) => lend(lender, lender), 400, /自己/],
    ['backwards', (lender, to) => lend(lender, to, { startsAt: after(60), endsAt: after(30) }), 400, /晚于/],
    ['in the past', (lender, to) => lend(lender, to, { startsAt: after(-120), endsAt: after(30) }), 400, /追溯/],
    ['for ever', (lender, to) => lend(lender, to, { endsAt: after(200 * 1440) }), 400, /最长/],
  ])('refuses %s', async (_, act, status, says) => {
    const answer = await act(await person(['commander']), await person(['member-unit']))
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(says)])
  })

  it('stays in the place, is not lent on, shrinks with the lender and ends with either account', async () => {
    const commander = await person(['commander'])
    const deputy = await person(['member-unit'])
    expect((await lend(commander, await person(['member-unit'], OTHER))).status).toBe(400)
    expect((await lend(commander, await person(['member-unit'], '331099101000'))).status).toBe(400)
    expect((await lend(commander, deputy)).status).toBe(200)
    const desk = await browse(deputy)
    const third = await person(['member-unit'])
    const onward = await desk.post('/delegations', { commandId: test.newId(), toAccountId: third.actor.accountId, permissions: ['response:decide'], reason: '转交', startsAt: now(), endsAt: after(30) })
    expect([onward.status, JSON.stringify(onward.body)]).toEqual([400, expect.stringMatching(/转委托/)])
    expect((await desk.get('/session')).body['permissions']).toContain('response:decide')
    await test.call(admin, accessRoutes.setAccountRoles, { params: { accountId: commander.actor.accountId }, body: { commandId: test.newId(), roles: ['duty-officer'] } })
    expect((await desk.get('/session')).body['permissions']).not.toContain('response:decide')
  })

  it('is revoked by those concerned and by the administrator only, at once', async () => {
    const commander = await person(['commander'])
    const deputy = await person(['member-unit'])
    const commandId = test.newId()
    const first = await lend(commander, deputy, { commandId, startsAt: '2019-08-09T18:00:00.000Z', endsAt: '2019-08-09T20:00:00.000Z' })
    const again = await lend(commander, deputy, { commandId, startsAt: '2019-08-09T18:00:00.000Z', endsAt: '2019-08-09T20:00:00.000Z' })
    const { id } = first.body as { id: string }
    expect((again.body as { id: string }).id).toBe(id)
    const revoke = (by: TestCaller) => test.send(by, accessRoutes.revokeDelegation, { params: { delegationId: id }, body: { commandId: test.newId() } })
    expect((await revoke(await person(['duty-officer']))).status).toBe(404)
    expect((await revoke(outsideAdmin)).status).toBe(404)
    expect((await test.send(outsideAdmin, accessRoutes.listDelegations, {})).text).not.toContain(id)
    expect((await test.send(await person(['duty-officer']), accessRoutes.listDelegations, {})).text).not.toContain(id)
    expect((await revoke(deputy)).body).toMatchObject({ state: 'revoked', reason: '外出开会' })
    expect((await revoke(admin)).status).toBe(409)
    expect((await test.send(admin, accessRoutes.listDelegations, {})).text).toContain(id)
  })
})

describe('sessions', () => {
  it('are seen and ended by the own account and by administrators of the place', async () => {
    const officer = await person(['duty-officer'])
    const [one, two, three] = [await browse(officer), await browse(officer), await browse(officer)]
    const own = await one.get('/session/all')
    expect(own.body['items']).toHaveLength(3)
    expect((own.body['items'] as { id: string; current: boolean; device: string }[]).find(({ current }) => current)).toMatchObject({ id: one.id, device: 'Windows 电脑 · Chrome' })
    const end = (by: TestCaller, sessionId: string) => test.send(by, accessRoutes.endSession, { params: { sessionId } })
    expect((await end(outsideAdmin, two.id)).status).toBe(404)
    expect((await end(await person(['duty-officer']), two.id)).status).toBe(404)
    expect((await end(officer, two.id)).status).toBe(200)
    expect((await two.get('/session')).status).toBe(401)
    expect((await one.post('/session/end-others', {})).body).toEqual({ ended: 1 })
    expect((await three.get('/session')).status).toBe(401)
    expect((await test.send(outsideAdmin, accessRoutes.listSessions, {})).text).not.toContain(one.id)
    expect((await test.send(admin, accessRoutes.listSessions, {})).text).toContain(one.id)
    const endAll = (by: TestCaller) => test.send(by, accessRoutes.endAccountSessions, { params: { accountId: officer.actor.accountId } })
    expect((await endAll(outsideAdmin)).status).toBe(404)
    expect((await endAll(admin)).body).toEqual({ ended: 1 })
    expect((await one.get('/session')).status).toBe(401)
    const log = await test.call(admin, accessRoutes.listAudit, { query: { accountId: officer.actor.accountId } })
    expect(log.items.filter(({ event }) => event === 'session-ended').length).toBe(3)
  })
})

describe('API tokens', () => {
  it('end by themselves and do no more than they are for', async () => {
    const officer = await person(['duty-officer'])
    const make = (body: object) => test.send(admin, accessRoutes.createApiToken, { body: { accountId: officer.actor.accountId, label: '测试', ...body } })
    expect((await make({ permissions: ['response:decide'] })).status).toBe(400)
    const made = (await make({ days: 1, permissions: ['signal:submit'] })).body as { token: string; expiresAt: string }
    const by: TestCaller = { ...officer, token: made.token }
    expect((await test.send(by, routes.listIncidents, { query: {} })).status).toBe(403)
    expect((await test.send(by, routes.submitSignal, { body: {} })).status).toBe(400)
    expect((await test.send(by, accessRoutes.delegate, { body: { commandId: test.newId(), toAccountId: admin.actor.accountId, permissions: ['task:assign'], reason: '越权', startsAt: now(), endsAt: after(30) } })).status).toBe(400)
    test.clock.advanceTo(after(1441))
    expect((await test.send(by, routes.submitSignal, { body: {} })).status).toBe(401)
  })
})

describe('the audit', () => {
  it('shows the own jurisdiction, pages to the end and filters', async () => {
    await test.settle()
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await test.call(admin, accessRoutes.listAudit, { query: { limit: 7, after: cursor } })
      all.push(...page.items.map(({ source, id }) => `${source}${id}`))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    const whole = await test.call(admin, accessRoutes.listAudit, { query: { limit: 500 } })
    expect(all).toEqual(whole.items.map(({ source, id }) => `${source}${id}`))
    expect(new Set(all).size).toBe(all.length)
    expect(whole.items.some(({ event }) => event === 'token-issued')).toBe(true)
    expect(whole.items.some(({ event, byName }) => event === 'delegation.given' && byName !== null)).toBe(true)
    expect(whole.items.every(({ words }) => /[\u4e00-\u9fff]/.test(words))).toBe(true)
    const outside = await test.call(outsideAdmin, accessRoutes.listAudit, { query: { limit: 500 } })
    expect(outside.items.filter(({ id }) => all.includes(id))).toEqual([])
    expect(outside.items.every(({ event }) => event === 'account.created')).toBe(true)
    const failed = await test.call(admin, accessRoutes.listAudit, { query: { kind: 'failed' } })
    expect(failed.items).toEqual([])
    const early = await test.call(admin, accessRoutes.listAudit, { query: { to: '2019-08-01T00:00:00Z' } })
    expect(early.items).toEqual([])
  })
})
