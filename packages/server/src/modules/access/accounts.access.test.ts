import { accessRoutes } from '@fengsui/contract/access'
import { roles as roleTable, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
const OTHER_COUNTY = '331082000000'
const CITY = '331000000000'
const TOWN = '331099101000'
const PASSWORD = 'long enough 1'

let test: TestNode
let admin: TestCaller
let second: TestCaller
let outside: TestCaller
beforeAll(async () => {
  test = await createTestNode()
  admin = await test.caller({ divisionCode: COUNTY, roles: ['administrator'] })
  second = await test.caller({ divisionCode: COUNTY, roles: ['administrator'] })
  outside = await test.caller({ divisionCode: OTHER_COUNTY, roles: ['duty-officer'] })
  await test.caller({ divisionCode: CITY, roles: ['duty-officer'] })
  await test.caller({ divisionCode: TOWN, roles: ['duty-officer'] })
})
afterAll(() => test.close())

const commandId = () => test.newId()
let serial = 0
const create = (by: TestCaller, change: Partial<{ unitId: string; divisionCode: string; roles: Role[]; username: string; personId: string }> = {}) => {
  serial += 1
  return test.send(by, accessRoutes.createAccount, { body: { commandId: commandId(), username: `user-${serial}`, password: PASSWORD, unitId: admin.actor.unitId, divisionCode: COUNTY, roles: ['duty-officer'], ...change } })
}

describe('who may manage accounts', () => {
  it.each(Object.keys(roleTable) as Role[])('%s: only the administrator', async (role) => {
    const caller = await test.caller({ divisionCode: COUNTY, roles: [role] })
    const expected = role === 'administrator' ? 200 : 403
    expect((await test.send(caller, accessRoutes.listAccounts, {})).status).toBe(expected)
    expect((await create(caller)).status).toBe(expected)
    expect((await test.send(caller, accessRoutes.listApiTokens, {})).status).toBe(expected)
  })

  it('shows accounts of the own jurisdiction only', async () => {
    const { items } = await test.call(admin, accessRoutes.listAccounts, { query: { limit: 500 } })
    expect(items.length).toBeGreaterThan(3)
    expect(items.every((item) => item.divisionCode.startsWith('331099'))).toBe(true)
    expect(items.map((item) => item.username)).toEqual(items.map((item) => item.username).sort())
  })

  it('pages through all of them', async () => {
    const all = await test.call(admin, accessRoutes.listAccounts, { query: { limit: 500 } })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await test.call(admin, accessRoutes.listAccounts, { query: { limit: 3, after } })
      seen.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual(all.items.map((item) => item.id))
  })
})

describe('escalation', () => {
  it('refuses places, units and persons outside the jurisdiction', async () => {
    const paths = async (answer: ReturnType<typeof create>) => {
      const { status, body } = await answer
      return [status, (body as { errors?: { path: string }[] }).errors?.[0]?.path]
    }
    expect(await paths(create(admin, { divisionCode: CITY }))).toEqual([400, 'divisionCode'])
    expect(await paths(create(admin, { divisionCode: OTHER_COUNTY }))).toEqual([400, 'divisionCode'])
    expect(await paths(create(admin, { divisionCode: '331099199000' }))).toEqual([400, 'divisionCode'])
    expect(await paths(create(admin, { unitId: outside.actor.unitId }))).toEqual([400, 'unitId'])
    expect(await paths(create(admin, { personId: test.newId() }))).toEqual([400, 'personId'])
    expect((await create(admin, { username: 'taken' })).status).toBe(200)
    expect(await paths(create(admin, { username: 'taken' }))).toEqual([400, 'username'])
    const town = await test.caller({ divisionCode: TOWN, roles: ['duty-officer'] })
    expect(await paths(create(admin, { unitId: town.actor.unitId, divisionCode: COUNTY }))).toEqual([400, 'divisionCode'])
    expect((await create(admin, { unitId: town.actor.unitId, divisionCode: TOWN })).status).toBe(200)
  })

  it('does not know accounts outside the jurisdiction', async () => {
    const params = { accountId: outside.actor.accountId }
    expect((await test.send(admin, accessRoutes.setAccountRoles, { params, body: { commandId: commandId(), roles: ['administrator'] } })).status).toBe(404)
    expect((await test.send(admin, accessRoutes.setAccountStatus, { params, body: { commandId: commandId(), status: 'disabled' } })).status).toBe(404)
    expect((await test.send(admin, accessRoutes.resetPassword, { params, body: { commandId: commandId(), password: PASSWORD } })).status).toBe(404)
    expect((await test.send(admin, accessRoutes.createApiToken, { body: { accountId: outside.actor.accountId, label: '越权' } })).status).toBe(404)
  })

  it('keeps one’s own account out of one’s own hands', async () => {
    const params = { accountId: admin.actor.accountId }
    expect((await test.send(admin, accessRoutes.setAccountRoles, { params, body: { commandId: commandId(), roles: ['administrator', 'commander'] } })).status).toBe(403)
    expect((await test.send(admin, accessRoutes.setAccountStatus, { params, body: { commandId: commandId(), status: 'disabled' } })).status).toBe(403)
    expect((await test.send(admin, accessRoutes.resetPassword, { params, body: { commandId: commandId(), password: PASSWORD } })).status).toBe(403)
  })

  it('never removes the last administrator, also when two remove each other at once', async () => {
    const solo = await createTestNode()
    try {
      const one = await solo.caller({ divisionCode: COUNTY, roles: ['administrator'] })
      const two = await solo.caller({ divisionCode: COUNTY, roles: ['administrator'] })
      const disable = (by: TestCaller, target: TestCaller) => solo.send(by, accessRoutes.setAccountStatus, { params: { accountId: target.actor.accountId }, body: { commandId: solo.newId(), status: 'disabled' } })
      const answers = await Promise.all([disable(one, two), disable(two, one)])
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
      const { rows } = await sql<{ n: number }>`select count(*) as n from account where status = 'active' and roles ? 'administrator'`.execute(solo.db.db)
      expect(rows[0]?.n).toBe(1)
    } finally {
      await solo.close()
    }
  })
})

describe('a change of rights', () => {
  it('counts at once: sessions and live streams end', async () => {
    const target = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
    const close = vi.fn()
    test.node.deps.hub.attach({ actor: target.actor, sessionKey: 'x', send: () => true, close }, null)
    const at = test.clock.now()
    await sql`insert into session (id, token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent, address) values (${target.actor.accountId}, ${target.actor.accountId}, ${target.actor.accountId}, 'c', ${at}, ${at}, ${at}, '2099-01-01', '', '')`.execute(test.db.db)
    const changed = await test.call(second, accessRoutes.setAccountRoles, { params: { accountId: target.actor.accountId }, body: { commandId: commandId(), roles: ['reviewer', 'reviewer'] } })
    expect(changed.roles).toEqual(['reviewer'])
    expect(close).toHaveBeenCalledOnce()
    expect((await sql`select 1 from session where account_id = ${target.actor.accountId}`.execute(test.db.db)).rows).toHaveLength(0)
    expect((await test.call(target, accessRoutes.getMe, {})).permissions).toContain('suspicion:decide')
  })

  it('a disabled account’s token no longer counts, an enabled one’s does again', async () => {
    const target = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
    const set = (status: 'active' | 'disabled') => test.call(admin, accessRoutes.setAccountStatus, { params: { accountId: target.actor.accountId }, body: { commandId: commandId(), status } })
    await set('disabled')
    expect((await test.send(target, accessRoutes.getMe, {})).status).toBe(401)
    expect((await test.send(admin, accessRoutes.createApiToken, { body: { accountId: target.actor.accountId, label: '停用' } })).status).toBe(409)
    await set('active')
    expect((await test.send(target, accessRoutes.getMe, {})).status).toBe(200)
  })

  it('lifts a lock by a new password', async () => {
    const { body } = await create(admin, { username: 'locked-user' })
    const { id } = body as { id: string }
    await sql`update credential set failed_count = 5, locked_until = '2099-01-01' where account_id = ${id}`.execute(test.db.db)
    const one = await test.call(admin, accessRoutes.listAccounts, { query: { q: 'locked-user' } })
    expect(one.items[0]?.lockedUntil).toBe('2099-01-01T00:00:00.000Z')
    await test.call(admin, accessRoutes.resetPassword, { params: { accountId: id }, body: { commandId: commandId(), password: 'a new password' } })
    const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/session', payload: { username: 'locked-user', password: 'a new password' } })
    expect(response.statusCode).toBe(200)
  })
})
