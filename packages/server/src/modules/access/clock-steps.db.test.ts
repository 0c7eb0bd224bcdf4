import { addMinutes, type Role } from '@fengsui/contract/kernel'
import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestNode, type TestNode } from '../../../test/test-node.ts'
import { HttpServer } from '../../platform/http/http-server.ts'
import { silentLog } from '../../platform/log.ts'
import { openNodeKey } from '../../platform/secrets/node-key.ts'
import { NodeWatch } from '../../platform/watch/node-watch.ts'
import { createAccess, type Access } from './index.ts'

const COUNTY = '331099000000'
const PASSWORD = 'correct horse 1'
const TWO_DAYS = 2 * 24 * 60

/** A machine whose clock can be set: `pass` lets time go by, `set` moves the wall clock alone. */
let wallMs: number
let steadyMs: number
const pass = (minutes: number) => {
  wallMs += minutes * 60_000
  steadyMs += minutes * 60_000
}
const set = (minutes: number) => void (wallMs += minutes * 60_000)
const wall = { now: () => new Date(wallMs).toISOString() }

let test: TestNode
let watch: NodeWatch
let access: Access
let http: HttpServer

beforeEach(async () => {
  wallMs = Date.parse('2026-07-01T00:00:00.000Z')
  steadyMs = 0
  watch = new NodeWatch({ wall, monotonicMs: () => steadyMs, log: silentLog, dataDir: tmpdir(), database: null, ntp: null })
  test = await createTestNode({ operation: { watch, tls: null, lastBackupAt: () => wall.now() } })
  const { database, objects, commands, hub } = test.node.deps
  const hasher = { hash: (password: string) => Promise.resolve(`plain:${password}`), verify: (hash: string | null, password: string) => Promise.resolve(hash === `plain:${password}`) }
  access = createAccess({ database, objects, commands, clocks: { business: test.clock, wall }, log: silentLog, hub, nodeKey: openNodeKey(test.dataDir), demo: false, sandbox: null, secureCookies: false, version: '0', hasher, steps: watch.steps })
  let requests = 0
  http = await HttpServer.create({ log: silentLog, authenticate: access.authenticate, newRequestId: () => String((requests += 1)), secure: false, title: '', version: '' })
  access.bind(http)
  await http.app.ready()
})
afterEach(async () => {
  await http.app.close()
  await test.close()
})

async function post(username: string, password = PASSWORD): Promise<{ status: number; cookie: string }> {
  const response = await http.app.inject({ method: 'POST', url: '/api/v1/session', headers: { host: 'localhost:8080' }, payload: { username, password } })
  return { status: response.statusCode, cookie: /fengsui_session=([^;]+);/.exec([response.headers['set-cookie'] ?? ''].flat().join('; '))?.[1] ?? '' }
}
async function signedIn(roles: Role[]): Promise<{ username: string; look(): Promise<number> }> {
  const { actor } = await test.caller({ divisionCode: COUNTY, roles })
  await sql`insert into credential (account_id, password_hash, failed_count, changed_at) values (${actor.accountId}, ${`plain:${PASSWORD}`}, 0, ${wall.now()})`.execute(test.db.db)
  const username = `t${actor.accountId.slice(0, 8)}`
  let { cookie } = await post(username)
  return {
    username,
    async look() {
      const response = await http.app.inject({ url: '/api/v1/session', headers: { host: 'localhost:8080', cookie: `fengsui_session=${cookie}` } })
      cookie = /fengsui_session=([^;]+);/.exec([response.headers['set-cookie'] ?? ''].flat().join('; '))?.[1] ?? cookie
      return response.statusCode
    },
  }
}

describe.each([['forward', TWO_DAYS], ['back', -TWO_DAYS]])('a machine clock set %s by two days', (_, step) => {
  it('ends no session and prolongs none: each has the time that it had', async () => {
    const duty = await signedIn(['duty-officer'])
    const commander = await signedIn(['commander'])
    pass(30)
    set(step)
    expect([await duty.look(), await commander.look()]).toEqual([200, 200])
    pass(59)
    await access.endExpiredSessions()
    expect(await commander.look()).toBe(200)
    pass(61)
    await access.endExpiredSessions()
    expect([await duty.look(), await commander.look()]).toEqual([200, 401])
    // Twelve hours from the beginning, whatever the clock has shown in between.
    pass(12 * 60 - 30 - 59 - 61 - 1)
    expect(await duty.look()).toBe(200)
    pass(2)
    expect(await duty.look()).toBe(401)
  })

  it('does not end live streams, and everybody is told at once', async () => {
    const duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
    const desk = await signedIn(['duty-officer'])
    let open = true
    let heard = 0
    const { rows } = await sql<{ csrf: string }>`select csrf_token as csrf from session`.execute(test.db.db)
    const { actor, sessionKey } = { actor: duty.actor, sessionKey: rows[0]?.csrf ?? '' }
    test.node.deps.hub.attach({ actor, sessionKey, send: () => Boolean((heard += 1)), close: () => void (open = false) }, null)
    set(step)
    watch.lookForStep()
    await access.endExpiredSessions()
    test.node.deps.hub.beat()
    expect({ open, heard, look: await desk.look() }).toEqual({ open: true, heard: 2, look: 200 })
    const { severity, notices, clock } = await test.call(duty, routes.getNodeState, {})
    expect(severity).toBe('serious')
    expect(clock).toMatchObject({ offsetSeconds: step * 60, source: 'step', steppedAt: wall.now() })
    expect(notices[0]).toMatchObject({ key: 'clock', title: '服务器时钟不准，时限请以人工核对为准', detail: expect.stringContaining(`${step > 0 ? '向前' : '向后'} 2 天`) as string })
  })

  it('locks nobody out for longer than a lock lasts', async () => {
    const { username } = await signedIn(['commander'])
    for (let wrong = 0; wrong < 5; wrong += 1) await post(username, 'wrong')
    for (let wrong = 0; wrong < 5; wrong += 1) await post('nobody', 'wrong')
    set(step)
    pass(16)
    expect((await post(username)).status).toBe(200)
    expect((await post('nobody', 'wrong')).status).toBe(401)
  })
})

it('a clock put back while the program was not running leaves no session that outlives a new one', async () => {
  const duty = await signedIn(['duty-officer'])
  // Nobody was there to see the step.
  await sql`update session set created_at = created_at + interval '2 days', seen_at = seen_at + interval '2 days', rotated_at = rotated_at + interval '2 days', expires_at = expires_at + interval '2 days'`.execute(test.db.db)
  await access.endExpiredSessions()
  const { rows } = await sql<{ seen: string; expires: string }>`select seen_at as seen, expires_at as expires from session`.execute(test.db.db)
  expect(rows).toEqual([{ seen: wall.now(), expires: addMinutes(wall.now(), 12 * 60) }])
  expect(await duty.look()).toBe(200)
  pass(12 * 60 + 1)
  expect(await duty.look()).toBe(401)
})
