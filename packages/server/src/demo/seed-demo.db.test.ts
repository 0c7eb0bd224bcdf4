import { join } from 'node:path'
import { orgRoutes } from '@fengsui/contract/org'
import { Account } from '@fengsui/contract/access'
import { objectKinds, type ObjectKind } from '@fengsui/contract'
import { StructuredPlan } from '@fengsui/contract/plans/structured'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../../test/test-database.ts'
import { createTestNode, type TestNode } from '../../test/test-node.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { CommandRunner } from '../platform/commands/command-runner.ts'
import { seededIds } from '../platform/ids/id-source.ts'
import { ObjectStore } from '../platform/objects/object-store.ts'
import { demoAccountSeeds, demoAccounts, DEMO_COUNTY, DEMO_PASSWORD } from './demo-accounts.ts'
import { seedDemo } from './seed-demo.ts'

const demoDir = join(import.meta.dirname, '../../demo')
let test: TestNode
beforeAll(async () => {
  test = await createTestNode()
  const started = process.hrtime.bigint()
  await seedDemo(test.node.deps, { demoDir, withTyphoon: true })
  process.stdout.write(`demo seeded in ${Math.round(Number(process.hrtime.bigint() - started) / 1e6)} ms\n`)
})
afterAll(() => test.close())

const count = async (query: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await query.execute(test.db.db)).rows[0]?.n ?? -1

describe('seedDemo', () => {
  it('puts the places in, with units wherever somebody governs', async () => {
    expect(await count(sql`select count(*) as n from division where level = 'village' and not fictional`)).toBe(3429)
    expect(await count(sql`select count(*) as n from division where level = 'town' and not fictional and not statistical`)).toBe(130)
    expect(await count(sql`select count(*) as n from unit where role = 'town-government'`)).toBe(136)
    expect(await count(sql`select count(*) as n from unit u join division d on d.code = u.division_code where d.statistical`)).toBe(0)
    expect(await count(sql`select count(distinct division_code) as n from unit where role = 'flood-office'`)).toBe(12)
    expect(await count(sql`select count(*) as n from person p join division d on d.code = p.division_code where d.level = 'village'`)).toBe(3416 + 60)
    expect(await count(sql`select count(*) as n from station`)).toBe(120)
    expect(await count(sql`select count(*) as n from special_headquarters where division_code = ${DEMO_COUNTY} and chief_post_id is not null and jsonb_array_length(members) > 4`)).toBe(18)
    expect(await count(sql`select count(*) as n from typhoon_fix where landfall is not null`)).toBe(2)
  })

  it('gives every object the shape of the contract', async () => {
    for (const kind of ['division', 'unit', 'post', 'person', 'contact-point', 'special-headquarters', 'account', 'station', 'typhoon-fix', 'plan'] as ObjectKind[]) {
      const rows = await test.node.deps.objects.read(test.db.db, kind, sql`true`, { order: sql`random()`, limit: 200 })
      expect(rows.length, kind).toBeGreaterThan(0)
      for (const row of rows) objectKinds[kind].schema.parse(row)
    }
  })

  it('has every post of the headquarters filled, and one plan in force for the city and each county', async () => {
    const { rows } = await sql<{ divisionCode: string; structure: unknown }>`select division_code as "divisionCode", structure from plan where status = 'inForce' order by 1`.execute(test.db.db)
    expect(rows).toHaveLength(11)
    for (const row of rows) expect(StructuredPlan.parse(row.structure).areaDivisionCode).toBe(row.divisionCode)
    const linhai = JSON.stringify(rows.find((row) => row.divisionCode === '331082000000'))
    expect(linhai.includes('"title":"临海市防汛防台风应急预案（演示）"') && linhai.includes('临海市防指总指挥') && linhai.includes('全市范围')).toBe(true)
    expect(linhai.match(/演示[县溪]|[^各]县[^级（]/u)?.[0]).toBeUndefined()
    for (const key of ['chief', 'executive-deputy', 'deputy', 'office-director', 'duty-leader', 'duty-officer', 'on-site-commander']) {
      expect(await count(sql`select count(distinct o.division_code) as n from post o join division d on d.code = o.division_code where d.level in ('city', 'county') and o.key = ${key} and o.person_id is not null`), key).toBe(11)
    }
  })

  it('makes the accounts that the sign-in page lists', async () => {
    for (const listed of demoAccounts) {
      const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/session', payload: { username: listed.username, password: listed.password } })
      expect(response.statusCode, listed.username).toBe(200)
      expect(response.json<{ unitName: string }>().unitName).toBe(listed.unitName)
      Account.parse(response.json<{ account: unknown }>().account)
    }
    expect(await count(sql`select count(*) as n from account`)).toBe(demoAccountSeeds.length)
    expect(demoAccounts.some((listed) => listed.username === 'gateway')).toBe(false)
    expect((await test.node.http.app.inject({ method: 'GET', url: '/api/v1/entrance' })).json()).toMatchObject({ needsSetUp: false, placeName: '浙江省台州市', demoAccounts: [] })
  })

  it('keeps names, telephone numbers and the password out of the journal', async () => {
    const { rows } = await sql<{ value: string }>`select value from personal_fact`.execute(test.db.db)
    const name = /[\u4e00-\u9fff]某[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]/u
    const phone = /1390000\d{4}/
    expect(new Set(rows.map((row) => row.value)).size).toBe(rows.length)
    expect(rows.filter((row) => !name.test(row.value) && !phone.test(row.value))).toEqual([])
    const journal = await sql<{ data: string }>`select data from journal`.execute(test.db.db)
    const text = journal.rows.map((row) => row.data).join('\n')
    expect([name, phone, new RegExp(DEMO_PASSWORD)].map((each) => each.exec(text)?.[0])).toEqual([undefined, undefined, undefined])
  })

  it('is the same byte for byte with the same ids and instant', async () => {
    const heads = await Promise.all([1, 2].map(async () => {
      const twin = await createTestDatabase()
      try {
        const ids = seededIds('twin')
        const objects = new ObjectStore(objectKinds)
        await objects.open(twin.db)
        const clocks = { business: { now: () => '2019-08-09T16:00:00.000Z' }, wall: systemClock }
        await seedDemo({ ...test.node.deps, database: twin.db, objects, clocks, commands: new CommandRunner({ database: twin.db, clocks, ids, objects, onCommitted: () => undefined }) }, { demoDir })
        const entries = await sql<{ text: string }>`select md5(string_agg(stream || version || type || at || actor || command_id || data, '|' order by entry)) as text from journal`.execute(twin.db)
        return entries.rows[0]?.text
      } finally {
        await twin.drop()
      }
    }))
    expect(heads[0]).toHaveLength(32)
    expect(heads[1]).toBe(heads[0])
  })

  it('is found by search in no time', async () => {
    const duty = await test.caller({ divisionCode: DEMO_COUNTY, roles: ['duty-officer'] })
    const { items } = await test.call(duty, orgRoutes.listDivisions, { query: { q: 'lxc' } })
    expect(items[0]).toMatchObject({ name: '岭下村', path: '浙江省台州市演示县甲镇岭下村' })
    expect(items.length).toBeGreaterThan(1)
    const units = await test.call(duty, orgRoutes.listUnits, { query: { limit: 500 } })
    expect(units.items.map((unit) => unit.name)).toEqual(expect.arrayContaining(['台州市总值班室', '浙江省人民政府总值班室', '演示县水利局', '甲镇人民政府']))
    expect(units.items.some((unit) => unit.name.startsWith('临海市'))).toBe(false)
  })

  it('does nothing the second time', async () => {
    const before = await count(sql`select count(*) as n from journal`)
    await seedDemo(test.node.deps, { demoDir, withTyphoon: true })
    expect(await count(sql`select count(*) as n from journal`)).toBe(before)
  })
})
