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
    expect(await count(sql`select count(*) as n from person p join division d on d.code = p.division_code where d.level = 'village'`)).toBe(3429 + 60)
    expect(await count(sql`select count(*) as n from station`)).toBe(120)
    expect(await count(sql`select count(*) as n from special_headquarters where division_code = ${DEMO_COUNTY} and chief_post_id is not null and jsonb_array_length(members) > 4`)).toBe(18)
    expect(await count(sql`select count(*) as n from typhoon_fix where landfall is not null`)).toBe(2)
  })

  it('gives every object the shape of the contract', async () => {
    for (const kind of ['division', 'unit', 'post', 'person', 'contact-point', 'special-headquarters', 'account', 'station', 'typhoon-fix', 'plan', 'team', 'equipment', 'shelter', 'facility', 'warehouse', 'item', 'lot', 'stock-move', 'stock-minimum'] as ObjectKind[]) {
      const rows = await test.node.deps.objects.read(test.db.db, kind, sql`true`, { order: sql`random()`, limit: 200 })
      expect(rows.length, kind).toBeGreaterThan(0)
      for (const row of rows) objectKinds[kind].schema.parse(row)
    }
  })

  it('brings forces, shelters and goods in the amounts of the story, with a book that balances', async () => {
    expect(await count(sql`select count(*) as n from team`)).toBe(64)
    expect(await count(sql`select sum(strength) as n from team`)).toBe(2318)
    expect(await count(sql`select count(distinct kind) as n from team`)).toBe(8)
    expect(await count(sql`select count(*) as n from equipment where kind = 'boat' and team_id is not null`)).toBe(62)
    expect(await count(sql`select count(*) as n from equipment where kind <> 'boat'`)).toBe(60)
    expect(await count(sql`select count(*) as n from shelter where state = 'closed' and occupancy = 0`)).toBe(187)
    expect(await count(sql`select sum(capacity) as n from shelter`)).toBe(142_000)
    expect(await count(sql`select capacity as n from shelter where name = '玉环市职业技术学院避难点'`)).toBe(500)
    expect(await count(sql`select count(distinct division_code) as n from shelter`)).toBe(137)
    const facilities = await sql<{ kind: string; n: number }>`select kind, count(*) as n from facility group by kind order by kind`.execute(test.db.db)
    expect(facilities.rows.map(({ kind, n }) => [kind, n])).toEqual([['hazardous-site', 46], ['hospital', 31], ['reservoir', 12], ['sluice', 38]])
    for (const table of ['team', 'shelter', 'facility', 'warehouse', 'item']) expect(await count(sql`select count(*) - count(distinct name) as n from ${sql.table(table)}`), table).toBe(0)
    expect(await count(sql`select count(*) as n from warehouse where keeper_person_id is not null`)).toBe(23)
    expect(await count(sql`select count(distinct item_id) as n from lot`)).toBe(60)
    expect(await count(sql`select abs(count(*) - 400) as n from lot`)).toBeLessThan(30)
    expect(await count(sql`select count(*) as n from lot where expires_on < '2019-08-10'`)).toBe(1)
    expect(await count(sql`select sum(l.quantity) as n from lot l join item i on i.id = l.item_id where i.name = '毛毯' and l.division_code = '331000000000' and l.expires_on > '2019-08-10'`)).toBeGreaterThanOrEqual(6000)
    expect(await count(sql`select count(*) as n from lot l where quantity <> (select sum(m.quantity) from stock_move m where m.to_account = 'lot:' || l.id)`)).toBe(0)
    expect(await count(sql`select count(*) as n from equipment where kind = 'boat' and division_code = '331000000000'`)).toBe(15)
    expect(await count(sql`select sum(strength) as n from team where kind = 'fire' and division_code <> '331000000000'`)).toBe(420)
  })

  it('knows how many live in each place, places above being the sum', async () => {
    expect(await count(sql`select count(*) as n from division where level = 'village' and population between 600 and 3500`)).toBe(3429 + 60)
    expect(await count(sql`select count(*) as n from division c where level = 'county' and population <> (select sum(population) from division v where v.level = 'village' and v.code like substr(c.code, 1, 6) || '%')`)).toBe(0)
    expect(await count(sql`select population - (select sum(population) from division where level = 'village') as n from division where code = '331000000000'`)).toBe(0)
    expect(await count(sql`select count(*) as n from division where level = 'province' and population is not null`)).toBe(0)
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
    // Words of the duty logs and of what was asked for are no names; they are kept apart all the same.
    const { rows } = await sql<{ value: string; worded: boolean }>`select value, split_part(subject, ':', 1) in ('commission', 'duty-note', 'handover', 'phone-log') as worded from personal_fact`.execute(test.db.db)
    const name = /[\u4e00-\u9fff]某[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]/u
    const phone = /1390000\d{4}/
    const people = rows.filter((row) => !row.worded)
    expect(people.length).toBeGreaterThan(100)
    expect(new Set(people.map((row) => row.value)).size).toBe(people.length)
    expect(people.filter((row) => !name.test(row.value) && !phone.test(row.value))).toEqual([])
    expect(rows.filter((row) => /1[3-9]\d{9}/.test(row.value) && !phone.test(row.value))).toEqual([])
    const journal = await sql<{ data: string }>`select data from journal`.execute(test.db.db)
    const text = journal.rows.map((row) => row.data).join('\n')
    expect([name, phone, new RegExp(DEMO_PASSWORD)].map((each) => each.exec(text)?.[0])).toEqual([undefined, undefined, undefined])
    expect(rows.filter((row) => row.worded && row.value.length > 8 && text.includes(row.value))).toEqual([])
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
