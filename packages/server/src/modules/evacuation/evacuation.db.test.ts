import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { refusal, registerTestIncident } from '../../../test/test-command.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const CITY = '331000000000'
const COUNTY = '331099000000'
const TOWN = '331099101000'
const VILLAGE = '331099101201'
let test: TestNode
let cityCommander: TestCaller
let commander: TestCaller
let duty: TestCaller
let town: TestCaller
let officer: TestCaller
let neighbour: TestCaller
let typhoonId: string

const command = () => ({ commandId: test.newId() })
const beijing = (time: string, day = '09') => new Date(`2019-08-${day}T${time}:00+08:00`).toISOString()

beforeAll(async () => {
  test = await createTestNode({ start: beijing('12:00') })
  cityCommander = await test.caller({ divisionCode: CITY, roles: ['commander'], unitName: '市防指' })
  commander = await test.caller({ divisionCode: COUNTY, roles: ['commander'], unitName: '县防指' })
  duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
  town = await test.caller({ divisionCode: TOWN, roles: ['member-unit'], unitRole: 'town-government', unitName: '甲镇政府' })
  officer = await test.caller({ divisionCode: VILLAGE, roles: ['information-officer'], unitRole: 'village', unitName: '岭下村' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'commander'] })
  await test.caller({ divisionCode: '331099102201', roles: ['information-officer'] })
  typhoonId = await registerTestIncident(test, CITY, {}, '11B01')
})
afterAll(() => test.close())

describe('counts', () => {
  const report = (caller: TestCaller, change: object = {}, incidentId = typhoonId) => test.send(caller, routes.reportCount, {
    params: { incidentId }, body: { ...command(), divisionCode: COUNTY, kind: 'avoidance', planned: 100, moved: 80, refused: 5, followedUp: 5, asOf: test.clock.now(), ...change },
  })
  const board = (caller: TestCaller) => test.call(caller, routes.getEvacuationBoard, { params: { incidentId: typhoonId } })

  it('of the storyline stand beside each other, the city’s own against the sum below', async () => {
    await test.advanceTo(beijing('16:00'))
    expect((await report(cityCommander, { divisionCode: CITY, planned: 187_920, moved: 186_400, refused: 1520, followedUp: 1520 })).status).toBe(200)
    expect((await report(duty, { planned: 12_000, moved: 11_900, refused: 100, followedUp: 100 })).body).toMatchObject({ placeName: '演示县', moved: 11_900 })
    expect((await report(neighbour, { divisionCode: '331082000000', planned: 175_000, moved: 174_000 })).status).toBe(200)
    await report(cityCommander, { divisionCode: CITY, kind: 'resettlement', planned: 5000, moved: 4200, refused: 0, followedUp: 0 })
    await report(cityCommander, { divisionCode: CITY, kind: 'vessels', planned: 4812, moved: 4795, refused: 17, followedUp: 17 })
    const { totals, counts } = await board(cityCommander)
    expect(totals).toEqual([
      { kind: 'avoidance', planned: 187_920, moved: 186_400, refused: 1520, followedUp: 1520, places: 3, difference: 186_400 - 11_900 - 174_000 },
      { kind: 'resettlement', planned: 5000, moved: 4200, refused: 0, followedUp: 0, places: 1, difference: null },
      { kind: 'vessels', planned: 4812, moved: 4795, refused: 17, followedUp: 17, places: 1, difference: null },
    ])
    expect(counts).toHaveLength(5)
    expect((await board(duty)).totals).toMatchObject([{ kind: 'avoidance', moved: 11_900, places: 1, difference: null }])
  })
  it('replace what the place stated, falling too, and the journal keeps both', async () => {
    const body = { planned: 50, moved: 40, refused: 0, followedUp: 0, divisionCode: TOWN }
    const first = (await report(town, body)).body as { id: string }
    const second = (await report(town, { ...body, moved: 30 })).body as { id: string }
    expect(second).toMatchObject({ id: first.id, moved: 30 })
    const { rows } = await sql`select 1 from journal where stream = ${`evacuation-count:${first.id}`}`.execute(test.db.db)
    expect(rows).toHaveLength(2)
  })
  it('that come late from an offline telephone are kept and change nothing', async () => {
    const [known] = (await board(town)).counts
    expect((await report(town, { divisionCode: TOWN, planned: 50, moved: 10, asOf: beijing('15:00') })).body).toMatchObject({ id: known?.id, moved: 30 })
    const { rows } = await sql<{ data: { note: object } }>`select data::jsonb as data from journal where type = 'evacuation-count.came-late'`.execute(test.db.db)
    expect(rows[0]?.data.note).toMatchObject({ moved: 10, asOf: beijing('15:00') })
  })
  it('are one for a double click and for two desks at once', async () => {
    const body = { ...command(), divisionCode: VILLAGE }
    const [one, two] = await Promise.all([report(officer, body), report(officer, body)])
    expect(one.body).toEqual(two.body)
    const race = await Promise.all([report(duty, { kind: 'vessels' }), report(duty, { kind: 'vessels', moved: 81 })])
    expect(race.map((each) => each.status)).toEqual([200, 200])
    expect((await board(duty)).counts.filter((count) => count.kind === 'vessels')).toHaveLength(1)
  })
  it.each([
    [{ followedUp: 6 }, 'followedUp'], [{ moved: 99 }, 'planned'], [{ moved: -1 }, 'moved'], [{ moved: 1.5 }, 'moved'], [{ kind: 'sheep' }, 'kind'], [{ divisionCode: '331099199000' }, 'divisionCode'],
  ])('refuse %j', async (change, path) => {
    expect((await report(duty, change)).body).toMatchObject({ code: 'invalid-input', errors: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining(path) as unknown })]) as unknown })
  })
  it('beyond the plan are taken when that is said', async () => {
    expect((await report(duty, { kind: 'resettlement', moved: 99, beyondPlan: true })).status).toBe(200)
  })
  it('belong to the own place and what lies below', async () => {
    expect((await report(officer, { divisionCode: TOWN })).status).toBe(403)
    expect((await report(town, { divisionCode: COUNTY })).status).toBe(403)
    expect((await report(neighbour, {})).status).toBe(403)
    const countyOnly = await registerTestIncident(test, COUNTY)
    expect((await report(neighbour, { divisionCode: '331082000000' }, countyOnly)).status).toBe(404)
    expect((await report(cityCommander, { divisionCode: '331082000000' }, countyOnly)).body).toMatchObject({ code: 'rule-refused' })
    expect((await report(officer, { divisionCode: VILLAGE }, countyOnly)).status).toBe(200)
  })
})

describe('households', () => {
  const list = (caller: TestCaller, change: object = {}) => test.call(caller, routes.listHouseholdInto, { params: { incidentId: typhoonId }, body: { ...command(), divisionCode: VILLAGE, householder: '户主甲', phone: '13900000077', address: '岭下村独有地址1号', people: 4, vulnerable: 1, reason: '住在滑坡隐患点下方', ...change } })
  const notify = (caller: TestCaller, householdId: string) => test.send(caller, routes.notifyHousehold, { params: { householdId }, body: command() })
  const move = (caller: TestCaller, householdId: string, body: object = {}) => test.send(caller, routes.moveHousehold, { params: { householdId }, body: { ...command(), destination: '县一中安置点', ...body } })
  const refuse = (caller: TestCaller, householdId: string, body: object = {}) => test.send(caller, routes.refuseMove, { params: { householdId }, body: { ...command(), ...body } })
  const goHome = (caller: TestCaller, householdId: string) => test.send(caller, routes.returnHousehold, { params: { householdId }, body: command() })
  const release = (caller: TestCaller, divisionCode: string) => test.send(caller, routes.releaseReturn, { params: { incidentId: typhoonId }, body: { ...command(), divisionCode } })
  const find = async (caller: TestCaller, id: string) => (await test.call(caller, routes.listHouseholds, { query: { incidentId: typhoonId } })).items.find((each) => each.id === id)

  it('are listed by the village for the typhoon over the city, once per command, and answered for by its officer', async () => {
    const person = await test.call(await test.caller({ divisionCode: COUNTY, roles: ['administrator'] }), routes.createPerson, { body: { ...command(), unitId: officer.actor.unitId, name: '村信息员乙', title: '信息员', contacts: [] } })
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      context.record({ type: 'account.changed', audience: { division: VILLAGE }, changes: [{ object: 'account', id: officer.actor.accountId, set: { personId: person.id } }] })
    })
    const body = { ...command() }
    const household = await list(duty, body)
    expect(await list(duty, body)).toEqual(household)
    expect(household).toMatchObject({ status: 'listed', responsiblePersonId: person.id, responsibleName: '村信息员乙', householder: '户主甲', phone: '13900000077', people: 4, visits: 0, mayEdit: true, masked: false })
  })
  it('show names and numbers whole to keepers of contacts, to who answers and to the listing unit, masked to others', async () => {
    const { id } = await list(officer)
    expect(await find(officer, id)).toMatchObject({ householder: '户主甲', phone: '13900000077', address: '岭下村独有地址1号', masked: false })
    expect(await find(duty, id)).toMatchObject({ masked: false })
    expect(await find(town, id)).toMatchObject({ householder: '户**', phone: '139****0077', address: null, masked: true })
    const byName = (caller: TestCaller) => test.call(caller, routes.listHouseholds, { query: { q: '户主甲' } }).then((page) => page.items.length)
    expect(await byName(duty)).toBeGreaterThan(0)
    expect(await byName(town)).toBe(0)
    expect((await test.call(town, routes.listHouseholds, { query: { q: '滑坡隐患' } })).items.length).toBeGreaterThan(0)
    expect((await test.call(duty, routes.listHouseholds, { query: { q: '%' } })).items).toEqual([])
  })
  it('go from notice over refusal and visits to the move', async () => {
    const { id } = await list(officer)
    expect((await notify(officer, id)).body).toMatchObject({ status: 'notified', notifiedAt: test.clock.now() })
    expect((await notify(officer, id)).body).toMatchObject({ code: 'lifecycle-refused' })
    expect((await refuse(officer, id)).body).toMatchObject({ status: 'refused', visits: 1, refusedAt: test.clock.now() })
    await test.advanceTo(beijing('16:30'))
    expect((await refuse(officer, id)).body).toMatchObject({ visits: 2, visitedAt: beijing('16:30'), refusedAt: beijing('16:00') })
    expect((await refuse(officer, id, { visited: false })).body).toMatchObject({ visits: 2 })
    expect((await move(officer, id)).body).toMatchObject({ status: 'moved', movedAt: beijing('16:30'), destination: '县一中安置点' })
    expect((await move(officer, id, { destination: '' })).body).toMatchObject({ code: 'lifecycle-refused' })
    expect((await move(officer, id, { destination: '县二中安置点' })).body).toMatchObject({ status: 'moved', movedAt: beijing('16:30'), destination: '县二中安置点' })
  })
  it('a double click counts one visit', async () => {
    const { id } = await list(officer)
    const once = command()
    await Promise.all([refuse(officer, id, once), refuse(officer, id, once)])
    expect(await find(officer, id)).toMatchObject({ visits: 1 })
  })
  it('news from an offline telephone: the older refusal counts as a visit, the older move does not undo a later refusal', async () => {
    const { id } = await list(officer)
    await move(duty, id, { movedAt: beijing('16:20') })
    expect((await refuse(officer, id, { refusedAt: beijing('15:40') })).body).toMatchObject({ status: 'moved', movedAt: beijing('16:20'), visits: 1, visitedAt: beijing('15:40') })
    const other = await list(officer)
    await refuse(officer, other.id, { refusedAt: beijing('16:10') })
    expect((await move(duty, other.id, { movedAt: beijing('15:00') })).body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('现场核实') as unknown })
  })
  it.each([['7 minutes', 7, 420], ['2 days', 2880, 172_800]])('a telephone whose clock runs %s ahead is believed at the receipt, its lead is on record', async (_, minutes, seconds) => {
    const ahead = addMinutes(test.clock.now(), minutes)
    const note = async (stream: string) => (await sql<{ data: { note: object } }>`select data::jsonb as data from journal where stream = ${stream} order by version desc limit 1`.execute(test.db.db)).rows[0]?.data.note
    const moved = await list(officer)
    expect((await move(officer, moved.id, { movedAt: ahead })).body).toMatchObject({ status: 'moved', movedAt: test.clock.now() })
    expect(await note(`transfer-household:${moved.id}`)).toMatchObject({ clockAheadSeconds: seconds, late: false })
    const stays = await list(officer)
    expect((await refuse(officer, stays.id, { refusedAt: ahead })).body).toMatchObject({ status: 'refused', refusedAt: test.clock.now() })
    expect(await note(`transfer-household:${stays.id}`)).toMatchObject({ clockAheadSeconds: seconds })
  })
  it.each([['7 minutes', 7], ['2 days', 2880]])('a telephone whose clock is %s slow is believed as it says', async (_, minutes) => {
    const { id } = await list(officer)
    const behind = addMinutes(test.clock.now(), -minutes)
    expect((await move(officer, id, { movedAt: behind })).body).toMatchObject({ status: 'moved', movedAt: behind })
  })
  it('go home only after a release of their place or above, given after the move', async () => {
    const { id } = await list(officer)
    await move(officer, id)
    expect((await goHome(officer, id)).body).toMatchObject({ code: 'rule-refused', detail: expect.stringContaining('未经解除不得返回') as unknown })
    expect((await release(commander, '331099102000')).status).toBe(200)
    expect((await goHome(officer, id)).status).toBe(422)
    expect((await release(duty, TOWN)).status).toBe(403)
    await test.advanceTo(beijing('10:00', '12'))
    const [first, second] = await Promise.all([release(commander, TOWN), release(commander, TOWN)])
    expect(first.body).toEqual(second.body)
    expect((await goHome(officer, id)).body).toMatchObject({ status: 'returned', returnedAt: beijing('10:00', '12') })
    await test.advanceTo(beijing('11:00', '12'))
    expect((await move(officer, id)).body).toMatchObject({ status: 'moved', returnedAt: null })
    expect((await goHome(officer, id)).status).toBe(422)
    await release(commander, TOWN)
    expect((await goHome(officer, id)).body).toMatchObject({ status: 'returned' })
  })
  it('are of the village for its officer, of the county for the county, of nobody for the neighbour', async () => {
    const { id } = await list(duty, { divisionCode: '331099102201' })
    expect(await find(officer, id)).toBeUndefined()
    expect((await notify(officer, id)).status).toBe(404)
    expect((await notify(neighbour, id)).status).toBe(404)
    expect((await test.call(neighbour, routes.listHouseholds, {})).items).toEqual([])
    expect((await refusal(list(officer, { divisionCode: '331099102201' }))).status).toBe(403)
    const readers = await test.caller({ divisionCode: COUNTY, roles: ['reviewer'] })
    expect((await notify(readers, id)).status).toBe(403)
  })
  it.each([[{ people: 0 }, 'people'], [{ people: 61 }, 'people'], [{ vulnerable: 5 }, 'vulnerable'], [{ householder: '' }, 'householder'], [{ reason: '找13900000001' }, 'reason'], [{ responsiblePersonId: '00000000-0000-4000-8000-000000000009' }, 'responsiblePersonId'], [{ divisionCode: '331099101999' }, 'divisionCode']])('refuse %j', async (change, path) => {
    const { body } = await refusal(list(duty, change))
    expect(body).toMatchObject({ code: 'invalid-input' })
    expect(JSON.stringify(body.errors)).toContain(path)
  })
  it('count on the board by status and people; a shelter must be one that exists', async () => {
    const { households, totals } = await test.call(officer, routes.getEvacuationBoard, { params: { incidentId: typhoonId } })
    expect(households.listed + households.notified + households.moved + households.refused + households.returned).toBeGreaterThanOrEqual(7)
    expect(households.people).toBe(4 * (households.listed + households.notified + households.moved + households.refused + households.returned))
    expect(households.peopleMoved).toBe(4 * households.moved)
    expect(totals.map((total) => total.places)).toEqual([1])
    const { id } = await list(officer)
    expect((await move(officer, id, { shelterId: test.newId() })).body).toMatchObject({ errors: [{ path: 'shelterId' }] })
  })
  it('name their shelter, and only open shelters of the incident count as sheltered', async () => {
    const shelter = (id: string, set: object) => test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      context.record({ type: 'shelter.created', audience: { division: COUNTY }, changes: [{ object: 'shelter', id, created: true, set: { name: '县一中', kind: 'emergency', divisionCode: COUNTY, unitId: duty.actor.unitId, indoor: true, capacity: 500, occupancy: 120, peakOccupancy: 120, redirected: 0, facilities: [], state: 'open', confirmedAt: context.at, status: 'active', ...set } }] })
    })
    const [ours, others] = [test.newId(), test.newId()]
    await shelter(ours, { incidentId: typhoonId })
    await shelter(others, {})
    const { id } = await list(officer)
    expect((await move(officer, id, { shelterId: ours, destination: '' })).body).toMatchObject({ shelterName: '县一中', destination: null })
    expect((await test.call(duty, routes.getEvacuationBoard, { params: { incidentId: typhoonId } })).sheltered).toBe(120)
  })
  it('page without losing or doubling', async () => {
    const all = (await test.call(duty, routes.listHouseholds, {})).items.map((each) => each.id)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await test.call(duty, routes.listHouseholds, { query: { limit: 3, ...(after === undefined ? {} : { after }) } })
      seen.push(...page.items.map((each) => each.id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual(all)
    expect((await test.send(duty, routes.listHouseholds, { query: { after: 'x' } })).status).toBe(400)
  })
  it('and the board take the same number of queries however many there are', async () => {
    const statements = async () => {
      const query = vi.spyOn(pg.Client.prototype, 'query')
      await test.call(duty, routes.listHouseholds, { query: { limit: 500 } })
      await test.call(duty, routes.getEvacuationBoard, { params: { incidentId: typhoonId } })
      const count = query.mock.calls.length
      query.mockRestore()
      return count
    }
    await statements()
    const few = await statements()
    for (let each = 0; each < 12; each += 1) await list(duty)
    expect(await statements()).toBe(few)
  })
  it('leave no name, number or address in the journal', async () => {
    await test.settle()
    const { rows } = await sql<{ data: string }>`select data from journal where type like 'transfer-household.%'`.execute(test.db.db)
    expect(rows.length).toBeGreaterThan(20)
    for (const { data } of rows) expect(data).not.toMatch(/户主甲|13900000077|独有地址|一中|二中/)
  })
})

describe('commander’s orders', () => {
  const issue = (caller: TestCaller, change: object = {}) => test.send(caller, routes.issueProtectiveOrder, { params: { incidentId: typhoonId }, body: { ...command(), divisionCode: COUNTY, measures: ['work', 'business', 'classes', 'transport', 'gatherings'], text: '自今日十八时起全县停工、停业、停课、停运、停止集会。', inForceFrom: test.clock.now(), ...change } })
  const orders = async (caller: TestCaller) => (await test.call(caller, routes.getEvacuationBoard, { params: { incidentId: typhoonId } })).orders

  it('are numbered per place and year, also two at once, and bind those below', async () => {
    const both = await Promise.all([issue(commander), issue(commander, { measures: ['fishing'] })])
    expect(both.map((each) => (each.body as { number: string }).number).sort()).toEqual(['2019年指挥长令第1号', '2019年指挥长令第2号'])
    expect((await issue(cityCommander, { divisionCode: CITY })).body).toMatchObject({ number: '2019年指挥长令第1号' })
    expect((await orders(officer)).map((order) => order.placeName).sort()).toEqual(['台州市', '演示县', '演示县'])
    expect((await orders(neighbour)).map((order) => order.placeName)).toEqual(['台州市'])
    expect((await orders(officer)).every((order) => !order.mayLift)).toBe(true)
  })
  it('are for those who may issue them, about now, with a measure, without telephone numbers', async () => {
    expect((await issue(duty)).status).toBe(403)
    expect((await issue(commander, { divisionCode: CITY })).status).toBe(403)
    expect((await issue(commander, { measures: [] })).body).toMatchObject({ errors: [{ path: expect.stringContaining('measures') as unknown }] })
    expect((await issue(commander, { inForceFrom: '2018-08-12T00:00:00.000Z' })).body).toMatchObject({ errors: [{ path: 'inForceFrom' }] })
    expect((await issue(commander, { text: '有事请拨 13900000001' })).body).toMatchObject({ errors: [{ path: 'text' }] })
  })
  it('are lifted by their place or one above, once', async () => {
    const mine = (await orders(commander)).find((order) => order.divisionCode === COUNTY)
    const wide = (await orders(commander)).find((order) => order.divisionCode === CITY)
    const lift = (caller: TestCaller, orderId: string | undefined, body = command()) => test.send(caller, routes.liftProtectiveOrder, { params: { orderId: orderId ?? '' }, body })
    expect((await lift(commander, wide?.id)).status).toBe(403)
    expect((await lift(neighbour, mine?.id)).status).toBe(404)
    const once = command()
    expect((await lift(cityCommander, mine?.id, once)).status).toBe(200)
    expect((await lift(cityCommander, mine?.id, once)).status).toBe(200)
    expect((await lift(commander, mine?.id)).body).toMatchObject({ code: 'lifecycle-refused' })
  })
  it('stand in the timeline with their measures', async () => {
    await test.settle()
    const { items } = await test.call(cityCommander, routes.getTimeline, { params: { incidentId: typhoonId }, query: {} })
    const texts = items.map((item) => item.text)
    expect(texts).toContainEqual(expect.stringMatching(/^演示县发布2019年指挥长令第[12]号：停工、停业、停课、停运、停止集会$/))
    expect(texts).toContain('台州市紧急避险转移 186,400 人（应转移 187,920 人，拒绝 1,520 人、已上门 1,520 人）')
    expect(texts.join()).not.toMatch(/undefined|null/)
  })
})

it('an incident does not end while orders are in force or people are out', async () => {
  const incidentId = await registerTestIncident(test, COUNTY)
  const order = await test.call(commander, routes.issueProtectiveOrder, { params: { incidentId }, body: { ...command(), divisionCode: COUNTY, measures: ['scenic-areas'], text: '关闭景区', inForceFrom: test.clock.now() } })
  const household = await test.call(officer, routes.listHouseholdInto, { params: { incidentId }, body: { ...command(), divisionCode: VILLAGE, householder: '户主丁', people: 2, reason: '危房' } })
  await test.call(officer, routes.moveHousehold, { params: { householdId: household.id }, body: { ...command(), destination: '亲戚家' } })
  await test.call(duty, routes.markStable, { params: { incidentId }, body: command() })
  const close = () => refusal(test.call(commander, routes.closeIncident, { params: { incidentId }, body: { ...command(), summary: '处置完毕，可以结束' } }))
  expect((await close()).body.detail).toMatch(/1 道指挥长令未解除.*1 户转移群众未解除转移/)
  await test.call(commander, routes.liftProtectiveOrder, { params: { orderId: order.id }, body: command() })
  await test.call(commander, routes.releaseReturn, { params: { incidentId }, body: { ...command(), divisionCode: COUNTY } })
  expect(await test.call(commander, routes.closeIncident, { params: { incidentId }, body: { ...command(), summary: '处置完毕，可以结束' } })).toMatchObject({ status: 'closed' })
  expect((await refusal(test.call(duty, routes.reportCount, { params: { incidentId }, body: { ...command(), divisionCode: COUNTY, kind: 'avoidance', planned: 1, moved: 1, asOf: test.clock.now() } }))).body.code).toBe('lifecycle-refused')
})
