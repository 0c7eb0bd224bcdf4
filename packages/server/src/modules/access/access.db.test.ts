import { accessRoutes } from '@fengsui/contract/access'
import { addMinutes, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestNode, type TestNode } from '../../../test/test-node.ts'
import { HttpServer } from '../../platform/http/http-server.ts'
import { silentLog } from '../../platform/log.ts'
import { openNodeKey } from '../../platform/secrets/node-key.ts'
import { createAccess, type Access, type PasswordHasher } from './index.ts'

const COUNTY = '331099000000'
const PASSWORD = 'correct horse 1'

let test: TestNode
let access: Access
let http: HttpServer
let wall = '2019-08-09T16:00:00.000Z'
/** Checks of password hashes asked for, with whether there was one. */
let checks: boolean[] = []
let serial = 0
let address = 0

const hasher: PasswordHasher = {
  hash: (password) => Promise.resolve(`plain:${password}`),
  verify(passwordHash, password) {
    checks.push(passwordHash !== null)
    return Promise.resolve(passwordHash === `plain:${password}`)
  },
}

beforeAll(async () => {
  test = await createTestNode()
  const { database, objects, commands, hub } = test.node.deps
  access = createAccess({ database, objects, commands, clocks: { business: test.clock, wall: { now: () => wall } }, log: silentLog, hub, nodeKey: openNodeKey(test.dataDir), demo: false, sandbox: null, secureCookies: true, version: '0', hasher })
  let requests = 0
  http = await HttpServer.create({ log: silentLog, authenticate: access.authenticate, newRequestId: () => String((requests += 1)), secure: false, title: '', version: '' })
  access.bind(http)
  await http.app.ready()
})
afterAll(async () => {
  await http.app.close()
  await test.close()
})
beforeEach(() => {
  checks = []
  address += 1
})

interface Answer { status: number; body: { code?: string; detail?: string; csrfToken?: string; items?: unknown[] }; cookie: string | null; setCookie: string }
async function send(method: 'GET' | 'POST', url: string, given: { body?: unknown; cookie?: string | null; csrf?: string; headers?: Record<string, string>; from?: string } = {}): Promise<Answer> {
  const response = await http.app.inject({
    method, url: `/api/v1${url}`, remoteAddress: given.from ?? `10.0.0.${address}`,
    headers: { host: 'localhost:8080', ...(given.cookie ? { cookie: `fengsui_session=${given.cookie}` } : {}), ...(given.csrf ? { 'x-csrf-token': given.csrf } : {}), ...given.headers },
    ...(given.body === undefined ? {} : { payload: given.body as object }),
  })
  const setCookie = [response.headers['set-cookie'] ?? ''].flat().join('; ')
  return { status: response.statusCode, body: JSON.parse(response.body) as Answer['body'], cookie: /fengsui_session=([^;]+);/.exec(setCookie)?.[1] ?? null, setCookie }
}

/** An account with a password, and its user name. */
async function account(roles: Role[] = ['commander'], divisionCode = COUNTY): Promise<{ username: string; accountId: string; token: string; unitId: string }> {
  const { actor, token } = await test.caller({ divisionCode, roles })
  await sql`insert into credential (account_id, password_hash, failed_count, changed_at) values (${actor.accountId}, ${`plain:${PASSWORD}`}, 0, ${wall})`.execute(test.db.db)
  return { username: `t${actor.accountId.slice(0, 8)}`, accountId: actor.accountId, token, unitId: actor.unitId }
}
const signIn = (username: string, password = PASSWORD, cookie: string | null = null) => send('POST', '/session', { body: { username, password }, cookie })
async function signedIn(roles?: Role[]) {
  const made = await account(roles)
  const { cookie, body } = await signIn(made.username)
  return { ...made, cookie: cookie ?? '', csrf: body.csrfToken ?? '' }
}
const commandId = () => `00000000-0000-7000-8000-${String((serial += 1)).padStart(12, '0')}`

describe('signing in', () => {
  it('answers with the account and a cookie that scripts and other sites cannot use', async () => {
    const { username } = await account()
    const answer = await signIn(username)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ account: { username }, roleNames: ['总指挥'], demo: false })
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(answer.setCookie).toContain(attribute)
    const stored = await sql<{ text: string }>`select s::text as text from session s`.execute(test.db.db)
    expect(stored.rows.some((row) => row.text.includes(answer.cookie ?? '?'))).toBe(false)
  })

  it('checks a hash for unknown users too, and answers alike', async () => {
    const { username } = await account()
    const wrong = await signIn(username, 'wrong password')
    const unknown = await signIn('nobody-here', 'wrong password')
    expect(checks).toEqual([true, false])
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
    expect(unknown.status).toBe(401)
  })

  it.each(['known', 'unknown'])('locks after five failures for fifteen minutes (%s user)', async (kind) => {
    const username = kind === 'known' ? (await account()).username : 'no-such-user'
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) statuses.push((await signIn(username, 'wrong password')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 423])
    expect((await signIn(username)).body.code).toBe('account-locked')
    wall = addMinutes(wall, 14.9)
    expect((await signIn(username)).status).toBe(423)
    wall = addMinutes(wall, 0.1)
    expect((await signIn(username)).status).toBe(kind === 'known' ? 200 : 401)
  })

  it('does not let parallel attempts pass the limit', async () => {
    const { username } = await account()
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(username, 'wrong password')))
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(4)
    expect((await signIn(username)).status).toBe(423)
  })

  it('slows an address down that keeps failing, whatever names it tries', async () => {
    const answers: Answer[] = []
    for (let n = 0; n < 21; n += 1) answers.push(await signIn(`guess-${n}`, 'wrong password'))
    expect(answers.at(-2)?.status).toBe(401)
    expect(answers.at(-1)?.body.code).toBe('too-many-requests')
    wall = addMinutes(wall, 1)
    expect((await signIn('guess-0', 'wrong password')).status).toBe(401)
  })

  it('makes a new session and ends the one the browser brought along', async () => {
    const { username, cookie } = await signedIn()
    const again = await signIn(username, PASSWORD, cookie)
    expect(again.cookie).not.toBe(cookie)
    expect((await send('GET', '/session', { cookie })).body.code).toBe('session-expired')
    const planted = await signIn(username, PASSWORD, 'a-token-somebody-planted')
    expect(planted.cookie).not.toBe('a-token-somebody-planted')
    expect((await send('GET', '/session', { cookie: 'a-token-somebody-planted' })).status).toBe(401)
  })

  it('refuses a disabled account with the same words as a wrong password', async () => {
    const { username, accountId } = await account()
    await sql`update account set status = 'disabled' where id = ${accountId}`.execute(test.db.db)
    expect((await signIn(username)).body.code).toBe('sign-in-failed')
  })

  it('keeps passwords and unknown names out of the audit', async () => {
    await signIn('hunter2-typed-here', 'another secret')
    const { rows } = await sql<{ text: string }>`select l::text as text from access_log l`.execute(test.db.db)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some((row) => /hunter2|another secret|correct horse/.test(row.text))).toBe(false)
  })
})

describe('a session', () => {
  it('tells no cookie from one that no longer counts', async () => {
    expect((await send('GET', '/session')).body.code).toBe('sign-in-required')
    const expired = await send('GET', '/session', { cookie: 'x'.repeat(43) })
    expect(expired.body.code).toBe('session-expired')
    expect(expired.setCookie).toContain('Max-Age=0')
  })

  it('needs the CSRF token and its own origin for commands', async () => {
    const { cookie, csrf } = await signedIn()
    expect((await send('POST', '/session/end', { cookie })).body.code).toBe('csrf-refused')
    expect((await send('POST', '/session/end', { cookie, csrf: 'x' })).body.code).toBe('csrf-refused')
    expect((await send('POST', '/session/end', { cookie, csrf, headers: { origin: 'https://elsewhere.example' } })).body.code).toBe('csrf-refused')
    expect((await send('POST', '/session/end', { cookie, csrf, headers: { 'sec-fetch-site': 'same-site' } })).body.code).toBe('csrf-refused')
    expect((await send('POST', '/session', { body: { username: 'a', password: 'b' }, headers: { origin: 'https://elsewhere.example' } })).body.code).toBe('csrf-refused')
    expect((await send('POST', '/session/end', { cookie, csrf, headers: { origin: 'http://localhost:8080' } })).status).toBe(200)
    expect((await send('GET', '/session', { cookie })).status).toBe(401)
  })

  it('changes its token every fifteen minutes; requests under way may bring the old one for a moment', async () => {
    const { cookie } = await signedIn()
    wall = addMinutes(wall, 14)
    expect((await send('GET', '/session', { cookie })).cookie).toBeNull()
    wall = addMinutes(wall, 2)
    const answers = await Promise.all([1, 2, 3].map(() => send('GET', '/session', { cookie })))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    const changed = answers.flatMap((answer) => answer.cookie ?? [])
    expect(changed).toHaveLength(1)
    wall = addMinutes(wall, 0.5)
    expect((await send('GET', '/session', { cookie: changed[0] ?? '' })).status).toBe(200)
    expect((await send('GET', '/session', { cookie })).status).toBe(200)
    wall = addMinutes(wall, 1)
    expect((await send('GET', '/session', { cookie })).body.code).toBe('session-expired')
    expect((await send('GET', '/session', { cookie: changed[0] ?? '' })).status).toBe(200)
  })

  it('survives a lost answer: the old token counts until the new one was used', async () => {
    const { cookie } = await signedIn()
    wall = addMinutes(wall, 16)
    await send('GET', '/session', { cookie })
    wall = addMinutes(wall, 5)
    const again = await send('GET', '/session', { cookie })
    expect(again.status).toBe(200)
    expect(again.cookie).not.toBeNull()
    expect((await send('GET', '/session', { cookie: again.cookie })).status).toBe(200)
  })

  it('ends after an idle hour, but a duty desk lasts its watch of twelve hours and no longer', async () => {
    const ordinary = await signedIn(['commander'])
    const duty = await signedIn(['duty-officer'])
    wall = addMinutes(wall, 61)
    expect((await send('GET', '/session', { cookie: ordinary.cookie })).body.code).toBe('session-expired')
    let { cookie } = duty
    for (let hour = 0; hour < 10; hour += 1) {
      const answer = await send('GET', '/session', { cookie })
      expect(answer.status).toBe(200)
      cookie = answer.cookie ?? cookie
      wall = addMinutes(wall, 60)
    }
    wall = addMinutes(wall, 59)
    expect((await send('GET', '/session', { cookie })).body.code).toBe('session-expired')
  })

  it('takes its live streams along when its time is over', async () => {
    const { cookie, accountId } = await signedIn()
    const close = vi.fn()
    const authentication = await http.authorise({ headers: {}, cookies: { fengsui_session: cookie }, method: 'GET' } as never, { header: () => undefined } as never, 'signed-in')
    expect(authentication.actor.accountId).toBe(accountId)
    test.node.deps.hub.attach({ actor: authentication.actor, sessionKey: authentication.sessionKey, send: () => true, close }, null)
    await access.endExpiredSessions()
    expect(close).not.toHaveBeenCalled()
    wall = addMinutes(wall, 61)
    await access.endExpiredSessions()
    expect(close).toHaveBeenCalledOnce()
  })
})

describe('passwords and tokens', () => {
  it('changes one’s own password once, ends other sessions and keeps this one', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.username)
    const body = { commandId: commandId(), current: PASSWORD, next: 'a better password' }
    const wrong = await send('POST', '/session/password', { ...here, body: { ...body, commandId: commandId(), current: 'not it at all' } })
    expect(wrong.body.code).toBe('invalid-input')
    for (let times = 0; times < 2; times += 1) expect((await send('POST', '/session/password', { ...here, body })).status).toBe(200)
    expect((await send('POST', '/session/password', { ...here, body: { ...body, next: 'another password' } })).body.code).toBe('command-reused')
    expect((await send('GET', '/session', { cookie: elsewhere.cookie })).status).toBe(401)
    expect((await send('GET', '/session', { cookie: here.cookie })).status).toBe(200)
    expect((await signIn(here.username, 'a better password')).status).toBe(200)
    const { rows } = await sql<{ text: string }>`select j.data as text from journal j union all select c::text from command c`.execute(test.db.db)
    expect(rows.some((row) => /better password|correct horse|plain:/.test(row.text))).toBe(false)
  })

  it('lets an API token in until it is revoked, and tells its secret once', async () => {
    const { token } = await account(['administrator'])
    const other = await account(['commander'])
    const bearer = { authorization: `Bearer ${token}` }
    const made = (await send('POST', '/api-tokens', { headers: bearer, body: { accountId: other.accountId, label: '测试网关' } })).body as unknown as { id: string; token: string }
    const theirs = { authorization: `Bearer ${made.token}` }
    expect((await send('GET', '/session', { headers: theirs })).status).toBe(200)
    expect(JSON.stringify((await send('GET', '/api-tokens', { headers: bearer })).body)).not.toContain(made.token)
    expect((await send('POST', `/api-tokens/${made.id}/revoke`, { headers: bearer, body: { commandId: commandId() } })).status).toBe(200)
    expect((await send('GET', '/session', { headers: theirs })).body.code).toBe('sign-in-required')
    expect((await send('GET', '/session', { headers: { authorization: 'Bearer fs_short' } })).status).toBe(401)
  })
})

describe('first set-up', () => {
  it('happens once, at the machine itself, and leaves a system that can be administered', async () => {
    const empty = await createTestNode()
    try {
      const entrance = async () => (await empty.call(null, accessRoutes.getEntrance, {}))
      expect(await entrance()).toMatchObject({ needsSetUp: true, placeName: null })
      const request = (username: string, headers: Record<string, string> = {}, from = '127.0.0.1', divisionCode = '331082000000') => empty.node.http.app.inject({
        method: 'POST', url: '/api/v1/set-up', remoteAddress: from, headers: { host: 'localhost:8080', ...headers },
        payload: { commandId: commandId(), divisionCode, divisionName: '临海市', unitName: '临海市总值班室', username, password: PASSWORD },
      })
      expect((await request('first', {}, '192.0.2.7')).statusCode).toBe(403)
      expect((await request('first', { 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(403)
      expect((await request('first', { host: 'rebound.example' })).statusCode).toBe(403)
      expect((await request('first', {}, '127.0.0.1', '000000000000')).json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'divisionCode' }] })
      const answers = await Promise.all([request('first'), request('second')])
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
      expect(await entrance()).toMatchObject({ needsSetUp: false, placeName: '浙江省临海市', demoAccounts: [] })
      const { rows } = await sql<{ name: string }>`select name from division order by code`.execute(empty.db.db)
      expect(rows.map((row) => row.name)).toEqual(['浙江省', '上级市（3310）', '临海市'])
      const winner = answers[0]?.statusCode === 200 ? 'first' : 'second'
      const signedUp = await empty.node.http.app.inject({ method: 'POST', url: '/api/v1/session', payload: { username: winner, password: PASSWORD } })
      expect(signedUp.json()).toMatchObject({ roleNames: ['系统管理员'], division: { code: '331082000000' } })
    } finally {
      await empty.close()
    }
  })
})
