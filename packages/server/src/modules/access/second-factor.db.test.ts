import { accessRoutes, type Me } from '@fengsui/contract/access'
import { addMinutes, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
const PASSWORD = 'correct horse 1'

let test: TestNode
let admin: TestCaller
let serial = 0
beforeAll(async () => {
  test = await createTestNode()
  admin = await test.caller({ divisionCode: COUNTY, roles: ['administrator'] })
  await sql`insert into node_setting (key, value) values ('place', ${JSON.stringify(COUNTY)}::jsonb)`.execute(test.db.db)
})
afterAll(() => test.close())
beforeEach(() => {
  serial += 1
})

interface Answer { status: number; body: Record<string, unknown>; cookies: Record<string, string>; text: string }
interface Browser { session?: string; pending?: string; csrf?: string; address?: string }

/** Sends as a browser would: with its cookies, from its address. */
async function send(browser: Browser, method: 'GET' | 'POST', url: string, body?: unknown): Promise<Answer> {
  const cookie = [browser.session ? `fengsui_session=${browser.session}` : '', browser.pending ? `fengsui_session_pending=${browser.pending}` : ''].filter(Boolean).join('; ')
  const response = await test.node.http.app.inject({
    method, url: `/api/v1${url}`, remoteAddress: browser.address ?? `10.1.0.${serial}`,
    headers: { host: 'localhost', ...(cookie ? { cookie } : {}), ...(browser.csrf ? { 'x-csrf-token': browser.csrf } : {}) }, ...(body === undefined ? {} : { payload: body as object }),
  })
  const cookies = Object.fromEntries([response.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]?.split('=') as [string, string]))
  return { status: response.statusCode, body: response.json(), cookies, text: response.body }
}

async function makeAccount(roles: Role[] = ['commander']): Promise<{ username: string; accountId: string; caller: TestCaller }> {
  const caller = await test.caller({ divisionCode: COUNTY, roles })
  const hash = await (await import('./password-hasher.ts')).createPasswordHasher(() => 'x').hash(PASSWORD)
  await sql`insert into credential (account_id, password_hash, failed_count, changed_at) values (${caller.actor.accountId}, ${hash}, 0, ${test.clock.now()})`.execute(test.db.db)
  return { username: `t${caller.actor.accountId.slice(0, 8)}`, accountId: caller.actor.accountId, caller }
}

const codeAt = (secret: string, at: string = test.clock.now()) => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: Date.parse(at) })
const wait = (minutes: number) => test.clock.advanceTo(addMinutes(test.clock.now(), minutes))
const giveWrong = (code: string) => (code === '000000' ? '000001' : '000000')

async function signIn(username: string, password = PASSWORD): Promise<{ answer: Answer; browser: Browser }> {
  const answer = await send({}, 'POST', '/session', { username, password })
  const browser: Browser = {
    ...(answer.cookies['fengsui_session'] ? { session: answer.cookies['fengsui_session'] } : {}), ...(answer.cookies['fengsui_session_pending'] ? { pending: answer.cookies['fengsui_session_pending'] } : {}),
    ...(typeof answer.body['csrfToken'] === 'string' ? { csrf: answer.body['csrfToken'] } : {}),
  }
  return { answer, browser }
}

/** An account with a factor in force, signed in, and its recovery codes. */
async function enrolled(roles?: Role[]) {
  const made = await makeAccount(roles)
  const { browser } = await signIn(made.username)
  const begun = await send(browser, 'POST', '/session/second-factor', { password: PASSWORD })
  const secret = String(begun.body['secret'])
  const confirmed = await send(browser, 'POST', '/session/second-factor/confirm', { code: codeAt(secret) })
  expect(confirmed.status, confirmed.text).toBe(200)
  wait(1)
  return { ...made, browser, secret, begun, recoveryCodes: confirmed.body['recoveryCodes'] as string[] }
}

describe('enrolling', () => {
  it('gives a secret to scan, is in force only after a right code, and asks from then on', async () => {
    const { username, begun, recoveryCodes, secret, accountId } = await enrolled()
    expect(begun.body['uri']).toMatch(/^otpauth:\/\/totp\//)
    expect(begun.body['qrSvg']).toMatch(/^<svg/)
    expect(new Set(recoveryCodes).size).toBe(10)
    const { answer, browser } = await signIn(username)
    expect([answer.status, answer.body['code'], browser.session]).toEqual([401, 'second-factor-needed', undefined])
    expect((await send(browser, 'GET', '/session')).status).toBe(401)
    const done = await send(browser, 'POST', '/session/code', { code: ` ${codeAt(secret).slice(0, 3)} ${codeAt(secret).slice(3)}` })
    expect([done.status, (done.body as unknown as Me).account.id]).toEqual([200, accountId])
    expect(done.cookies['fengsui_session_pending']).toBe('')
    expect((await send({ session: done.cookies['fengsui_session'] ?? '' }, 'GET', '/session')).status).toBe(200)
  })

  it('needs the password, a right first code, and a browser', async () => {
    const { username, caller } = await makeAccount()
    const { browser } = await signIn(username)
    expect((await send(browser, 'POST', '/session/second-factor', { password: 'wrong wrong wrong' })).status).toBe(400)
    const begun = await send(browser, 'POST', '/session/second-factor', { password: PASSWORD })
    const right = codeAt(String(begun.body['secret']))
    expect((await send(browser, 'POST', '/session/second-factor/confirm', { code: giveWrong(right) })).status).toBe(400)
    expect((await signIn(username)).answer.status).toBe(200)
    expect((await test.send(caller, accessRoutes.beginSecondFactor, { body: { password: PASSWORD } })).status).toBe(403)
  })

  it('keeps neither secret nor codes readable anywhere', async () => {
    const { secret, recoveryCodes } = await enrolled()
    const { rows } = await sql<{ text: string }>`
      select (select string_agg(f::text, '') from second_factor f) || (select string_agg(r::text, '') from recovery_code r) || (select string_agg(j.data, '') from journal j) || coalesce((select string_agg(c::text, '') from command c), '') as text`.execute(test.db.db)
    const all = rows[0]?.text ?? ''
    expect(all.length).toBeGreaterThan(1000)
    for (const shown of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) expect(all).not.toContain(shown)
  })
})

describe('the second step', () => {
  it('takes each moment once, with one moment of drift', async () => {
    const { username, secret } = await enrolled()
    const code = codeAt(secret)
    expect((await send((await signIn(username)).browser, 'POST', '/session/code', { code })).status).toBe(200)
    expect((await send((await signIn(username)).browser, 'POST', '/session/code', { code })).status).toBe(401)
    wait(1)
    const { browser } = await signIn(username)
    expect((await send(browser, 'POST', '/session/code', { code: codeAt(secret, addMinutes(test.clock.now(), -1)) })).status).toBe(401)
    expect((await send(browser, 'POST', '/session/code', { code: codeAt(secret, addMinutes(test.clock.now(), 0.5)) })).status).toBe(200)
  })

  it('gives one session to two who are fast', async () => {
    const { username, secret } = await enrolled()
    const { browser } = await signIn(username)
    const code = codeAt(secret)
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(browser, 'POST', '/session/code', { code })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('ends after five minutes, and counts only at the address of the password', async () => {
    const { username, secret } = await enrolled()
    const elsewhere = await signIn(username)
    expect((await send({ ...elsewhere.browser, address: '10.9.9.9' }, 'POST', '/session/code', { code: codeAt(secret) })).body['code']).toBe('session-expired')
    wait(5.1)
    expect((await send(elsewhere.browser, 'POST', '/session/code', { code: codeAt(secret) })).body['code']).toBe('session-expired')
    expect((await send({}, 'POST', '/session/code', { code: codeAt(secret) })).body['code']).toBe('session-expired')
  })

  it('locks out who guesses codes, also with the right password in between', async () => {
    const { username, secret } = await enrolled()
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) {
      const { browser } = await signIn(username)
      statuses.push((await send(browser, 'POST', '/session/code', { code: giveWrong(codeAt(secret)) })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 423])
    expect((await signIn(username)).answer.status).toBe(423)
    wait(15.1)
    const { browser } = await signIn(username)
    expect((await send(browser, 'POST', '/session/code', { code: codeAt(secret) })).status).toBe(200)
  })

  it('takes a recovery code once', async () => {
    const { username, recoveryCodes, browser: own } = await enrolled()
    const code = recoveryCodes[0] ?? ''
    expect((await send((await signIn(username)).browser, 'POST', '/session/code', { code: code.toUpperCase() })).status).toBe(200)
    expect((await send((await signIn(username)).browser, 'POST', '/session/code', { code })).status).toBe(401)
    expect((await send(own, 'GET', '/session/second-factor')).body).toMatchObject({ enabled: true, recoveryCodesLeft: 9 })
  })
})

describe('ending and resetting', () => {
  it('needs password and code, and is in the audit', async () => {
    const { username, secret, browser, accountId } = await enrolled()
    const disable = (password: string, code: string) => send(browser, 'POST', '/session/second-factor/disable', { commandId: test.newId(), password, code })
    expect((await disable('wrong wrong wrong', codeAt(secret))).status).toBe(400)
    expect((await disable(PASSWORD, giveWrong(codeAt(secret)))).status).toBe(400)
    expect((await disable(PASSWORD, codeAt(secret))).status).toBe(200)
    expect((await signIn(username)).answer.status).toBe(200)
    await test.settle()
    const { items } = await test.call(admin, accessRoutes.listAudit, { query: { accountId } })
    expect(items.map(({ event }) => event)).toEqual(expect.arrayContaining(['second-factor-enabled', 'account.second-factor-enabled', 'second-factor-disabled', 'account.second-factor-disabled', 'sign-in']))
  })

  it('is reset by an administrator of the place, not by one elsewhere and not for oneself', async () => {
    const { username, browser, accountId } = await enrolled()
    const outside = await test.caller({ divisionCode: '331082000000', roles: ['administrator'] })
    const reset = (by: TestCaller, id = accountId) => test.send(by, accessRoutes.resetSecondFactor, { params: { accountId: id }, body: { commandId: test.newId() } })
    expect((await reset(outside)).status).toBe(404)
    expect((await reset(admin, admin.actor.accountId)).status).toBe(403)
    expect((await reset(admin)).status).toBe(200)
    expect((await send(browser, 'GET', '/session')).status).toBe(401)
    expect((await signIn(username)).answer.status).toBe(200)
  })
})

describe('the rule that a role must have one', () => {
  it('leaves an account nothing but to enrol until it has', async () => {
    const { username } = await makeAccount(['duty-leader'])
    const set = (by: TestCaller, roles: Role[]) => test.send(by, accessRoutes.setSecondFactorRule, { body: { commandId: test.newId(), roles } })
    expect((await set(await test.caller({ divisionCode: '331099101000', roles: ['administrator'] }), ['duty-leader'])).status).toBe(403)
    expect((await set(admin, ['duty-leader'])).status).toBe(200)
    const { browser, answer } = await signIn(username)
    expect([answer.body['mustEnrol'], answer.body['permissions']]).toEqual([true, []])
    const refused = await send(browser, 'GET', '/incidents')
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('我的账号')])
    const begun = await send(browser, 'POST', '/session/second-factor', { password: PASSWORD })
    expect((await send(browser, 'POST', '/session/second-factor/confirm', { code: codeAt(String(begun.body['secret'])) })).status).toBe(200)
    expect((await send(browser, 'GET', '/incidents')).status).toBe(200)
    expect((await set(admin, [])).status).toBe(200)
  })
})
