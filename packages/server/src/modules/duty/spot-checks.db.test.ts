import { routes } from '@fengsui/contract'
import { drawSpotChecks } from '@fengsui/contract/duty'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colleagueOf } from '../../../test/duty-stage.ts'
import { refusal } from '../../../test/reporting-stage.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { openNodeKey } from '../../platform/secrets/node-key.ts'

/** 2026-09-30 20:00 in Beijing: a working evening before the National Day holiday. */
const START = '2026-09-30T12:00:00.000Z'
let test: TestNode
let city: TestCaller
let county: TestCaller
let town: TestCaller
let neighbour: TestCaller
let head: TestCaller & { personId: string }
const command = () => ({ commandId: test.newId() })
const checksOf = async (who: TestCaller, query: object = {}) => (await test.call(who, routes.listSpotChecks, { query })).items
const answer = async (who: TestCaller) => {
  const [mine] = (await test.call(who, routes.listMyCalls, { query: {} })).items
  await test.call(who, routes.answerCall, { params: { recipientId: mine?.recipientId ?? '' }, body: { ...command(), answer: '在岗', position: { longitude: 121, latitude: 28.6 }, answeredAt: addMinutes(test.clock.now(), -60) } })
  await test.settle()
}

beforeAll(async () => {
  test = await createTestNode({ start: START })
  city = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer', 'duty-leader'], unitName: '台州市值班室' })
  county = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  town = await test.caller({ divisionCode: '331099101000', roles: ['duty-officer'], unitName: '甲镇值班室' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'], unitName: '临海市值班室' })
  head = await colleagueOf(test, county, ['duty-leader'], { lead: true })
})
afterAll(() => test.close())

describe('a check now', () => {
  it('is for desks below only, and for those who may', async () => {
    expect((await refusal(test.call(county, routes.makeSpotCheck, { body: { ...command(), unitIds: [neighbour.actor.unitId] } }))).status).toBe(400)
    expect((await refusal(test.call(town, routes.makeSpotCheck, { body: { ...command(), unitIds: [town.actor.unitId] } }))).status).toBe(403)
  })

  it('measures the answer by the clock here, whatever the telephone says', async () => {
    const body = { ...command(), unitIds: [county.actor.unitId, town.actor.unitId], answerMinutes: 5 }
    const made = (await test.call(city, routes.makeSpotCheck, { body })).items
    expect(made.map((check) => check.status)).toEqual(['waiting', 'waiting'])
    expect(new Set(made.map((check) => check.number)).size).toBe(2)
    // A double click checks nobody twice.
    expect((await test.call(city, routes.makeSpotCheck, { body })).items.map((check) => check.id).sort()).toEqual(made.map((check) => check.id).sort())
    await test.settle()
    await test.advanceTo(addMinutes(START, 5))
    await answer(town)
    const [check] = await checksOf(city, { unitId: town.actor.unitId })
    expect([check?.status, check?.answerSeconds, check?.answer, check?.position?.longitude]).toEqual(['answered', 300, '在岗', 121])
  })

  it('not answered in time is missed: the leader is called, then the superior told, and a late answer stays late', async () => {
    await test.advanceTo(addMinutes(START, 6))
    const [missed] = await checksOf(city, { unitId: county.actor.unitId })
    expect([missed?.status, missed?.leaderToldAt]).toEqual(['missed', '2026-09-30T12:05:01.000Z'])
    expect((await test.call(head, routes.listMyCalls, { query: {} })).items.map((call) => call.title)).toContain('值班抽查无人应答')
    await test.advanceTo(addMinutes(START, 16))
    expect((await checksOf(city, { unitId: county.actor.unitId }))[0]?.superiorToldAt).toBe('2026-09-30T12:15:01.000Z')
    await test.advanceTo(addMinutes(START, 20))
    await answer(county)
    expect(await checksOf(city, { unitId: county.actor.unitId })).toMatchObject([{ status: 'late', answerSeconds: 1200 }])
  })

  it('by hand is noted with who asked', async () => {
    expect((await refusal(test.call(city, routes.recordSpotCheck, { body: { ...command(), unitId: county.actor.unitId, way: 'phone', answered: false } }))).body.errors?.[0]?.path).toBe('answer')
    const check = await test.call(city, routes.recordSpotCheck, { body: { ...command(), unitId: county.actor.unitId, way: 'phone', answered: true, answerSeconds: 12, answer: '演示人丁在岗' } })
    expect([check.status, check.answerSeconds, check.byAccountId]).toEqual(['answered', 12, city.actor.accountId])
  })

  it('is seen by the checked and from above, not by a neighbour, and counted by unit', async () => {
    expect(await checksOf(neighbour)).toHaveLength(0)
    expect(await checksOf(town)).toHaveLength(1)
    const statistics = (await test.call(city, routes.getSpotCheckStatistics, { query: {} })).items
    expect(statistics.find((row) => row.unitId === county.actor.unitId)).toMatchObject({ total: 2, answered: 1, late: 1, missed: 0, averageSeconds: 606, longestSeconds: 1200 })
  })
})

describe('drawn checks', () => {
  it('are sealed before, happen at the drawn minutes over midnight and holiday, and are proven after', async () => {
    const windows = [{ key: 'night' as const, fromMinute: 22 * 60, toMinute: 30 * 60, perMonth: 3 }, { key: 'holiday' as const, fromMinute: 8 * 60, toMinute: 22 * 60, perMonth: 1 }]
    const { rule } = await test.call(city, routes.setSpotCheckRule, { body: { ...command(), windows, unitIds: [county.actor.unitId, town.actor.unitId], answerMinutes: 5, superiorAfterMinutes: 10, basis: '市值班工作办法（试）' } })
    expect(rule?.units.map((unit) => unit.name).sort()).toEqual(['演示县值班室', '甲镇值班室'].sort())
    await test.advanceTo('2026-10-01T00:00:00.000Z')
    const sealed = (await test.call(city, routes.listSpotCheckDraws, { query: {} })).items
    const october = sealed.find((draw) => draw.month === '2026-10')
    expect([october?.status, october?.seed, october?.proven, october?.count]).toEqual(['sealed', null, null, 8])
    const { rows: leak } = await sql<{ seed_box: string }>`select seed_box from spot_check_secret where draw_id = ${october?.id ?? ''}`.execute(test.db.db)
    expect(leak[0]?.seed_box).toMatch(/^v1\./)
    await test.advanceTo('2026-11-01T10:00:00.000Z')
    const opened = (await test.call(city, routes.listSpotCheckDraws, { query: {} })).items.find((draw) => draw.month === '2026-10')
    expect([opened?.status, opened?.proven, opened?.done]).toEqual(['revealed', true, 8])
    const drawn = drawSpotChecks({ seed: opened?.seed ?? '', month: '2026-10', unitIds: opened?.unitIds ?? [], windows: opened?.windows ?? [], notBefore: opened?.notBefore ?? '' })
    const made = (await checksOf(city, { limit: 200 })).filter((check) => check.drawId === opened?.id)
    expect(made.map((check) => `${check.unitId}|${check.calledAt}|${check.window}`).sort()).toEqual(drawn.map((check) => `${check.unitId}|${check.at}|${check.window}`).sort())
    for (const check of made.filter((each) => each.window === 'holiday')) expect(check.dayKind).toBe('法定节假日及调休')
    expect((await sql`select 1 from spot_check_secret where draw_id = ${october?.id ?? ''}`.execute(test.db.db)).rows).toHaveLength(0)
  }, 120_000)

  it('cannot be forged: another seed, or a check left out, is found', async () => {
    const id = (await test.call(city, routes.listSpotCheckDraws, { query: {} })).items.find((draw) => draw.month === '2026-10')?.id ?? ''
    const why = async () => (await test.call(city, routes.listSpotCheckDraws, { query: {} })).items.find((draw) => draw.id === id)?.why
    await sql`update spot_check_draw set seed = repeat('ab', 32) where id = ${id}`.execute(test.db.ownerDb)
    expect(await why()).toBe('种子与事先封存的摘要不符')
  })

  it('end with the rule', async () => {
    expect((await refusal(test.call(town, routes.endSpotCheckRule, { body: command() }))).status).toBe(403)
    const { rule } = await test.call(city, routes.endSpotCheckRule, { body: command() })
    expect(rule).toBeNull()
    const before = (await checksOf(city, { limit: 500 })).length
    await test.advanceTo('2026-12-02T00:00:00.000Z')
    expect((await checksOf(city, { limit: 500 })).length).toBe(before)
  }, 120_000)
})

describe('signing with a second factor', () => {
  it('asks for a fresh code, counts wrong ones, and notes that it was given', async () => {
    const secret = new Secret({ size: 20 })
    const place = await test.caller({ divisionCode: '331099102000', roles: ['duty-officer'], unitName: '乙镇值班室' })
    const signer = await colleagueOf(test, place, ['duty-officer'])
    await sql`insert into second_factor (account_id, secret_box, last_step, created_at, confirmed_at) values (${signer.actor.accountId}, ${openNodeKey(test.dataDir).seal(secret.base32, `account:${signer.actor.accountId}`)}, 0, ${START}, ${START})`.execute(test.db.ownerDb)
    await sql`insert into credential (account_id, password_hash, failed_count, changed_at) values (${signer.actor.accountId}, 'x', 0, ${START}) on conflict do nothing`.execute(test.db.ownerDb)
    await test.call(signer, routes.takeDuty, { body: command() })
    const { id, asksCode } = await test.call(signer, routes.draftHandover, { body: command() })
    expect(asksCode).toBe(true)
    const sign = (code: string) => test.call(signer, routes.signHandover, { params: { handoverId: id }, body: { ...command(), code } })
    expect((await refusal(sign(''))).body.errors?.[0]?.path).toBe('code')
    expect((await refusal(sign('000000'))).status).toBeGreaterThanOrEqual(400)
    const code = new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: Date.parse(test.clock.now()) })
    expect((await sign(code)).leavingFactor).toBe(true)
  })
})
