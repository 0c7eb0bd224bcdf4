import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { decision, putTestPlanInForce, refusal, registerTestIncident } from '../../../test/test-command.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const CITY = '331000000000'
const COUNTY = '331099000000'
let test: TestNode
let commander: TestCaller
let duty: TestCaller
let county: TestCaller
let countyCommander: TestCaller
let neighbour: TestCaller
let gateway: TestCaller
let planId: string
let typhoonId: string

/** Beijing wall time of a day in August 2019. */
const beijing = (time: string, day = '09') => new Date(`2019-08-${day}T${time}:00+08:00`).toISOString()
const command = () => ({ commandId: test.newId() })
const relay = (change: object = {}) => ({ ...command(), hazard: '11B01' as const, level: 'red' as const, issuer: '台州市气象台', divisionCode: CITY, headline: '台州市气象台发布台风红色预警信号', instruction: '停止室外作业', issuedAt: test.clock.now(), ...change })
const record = (caller: TestCaller, change: object = {}) => test.call(caller, routes.recordWarning, { body: relay(change) })
const alarms = (caller: TestCaller, status: 'open' | 'all' = 'all') => test.call(caller, routes.listLinkageAlarms, { query: { status } }).then((page) => page.items)
const inForce = (caller: TestCaller) => test.call(caller, routes.listWarnings, {}).then((page) => page.items)
const start = (level: 1 | 2 | 3 | 4) => test.call(commander, routes.startResponse, { params: { incidentId: typhoonId }, body: { ...command(), planId, level, ...decision } })
const forward = async (to: string) => {
  await test.advanceTo(to)
  await test.settle()
}

beforeAll(async () => {
  test = await createTestNode({ start: beijing('06:00') })
  commander = await test.caller({ divisionCode: CITY, roles: ['commander', 'plan-owner'], unitRole: 'flood-office', unitName: '市防指办' })
  duty = await test.caller({ divisionCode: CITY, roles: ['duty-officer'], unitName: '市值班室' })
  county = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县值班室' })
  countyCommander = await test.caller({ divisionCode: COUNTY, roles: ['commander'], unitName: '演示县防指' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'commander'], unitName: '临海市值班室' })
  gateway = await test.caller({ divisionCode: CITY, roles: ['gateway'], unitName: '预警网关' })
  planId = await putTestPlanInForce(test, commander, readDemoPlans().city)
  typhoonId = await registerTestIncident(test, CITY, {}, '11B01')
})
afterAll(() => test.close())

describe('the storyline: red at 10:00, response Ⅱ, alarm 11:00, Ⅰ at 12:10', () => {
  let redId: string

  it('orange at 06:20 wants Ⅱ: satisfied by a response Ⅱ two hours later', async () => {
    await forward(beijing('06:20'))
    const orange = await record(duty, { level: 'orange', incidentId: typhoonId, headline: '台风橙色预警信号' })
    expect(orange).toMatchObject({ number: '预警331000-2019-0001', status: 'inForce', hazardName: '台风', placeName: '台州市', linkage: { wantedLevel: 2, foundLevel: null, state: 'waiting', dueAt: beijing('09:20') } })
    await forward(beijing('08:20'))
    await start(2)
    await forward(beijing('09:59'))
    expect(await alarms(duty)).toEqual([])
    expect((await inForce(duty))[0]?.linkage).toMatchObject({ foundLevel: 2, state: 'satisfied' })
  })

  it('red replaces it as issued, and is an alarm exactly an hour later', async () => {
    await forward(beijing('10:00'))
    const red = await record(duty, {})
    redId = red.id
    expect(red).toMatchObject({ level: 'red', number: '预警331000-2019-0002', incidentId: typhoonId, watchFrom: beijing('10:00') })
    const { items } = await test.call(duty, routes.listWarnings, { query: { status: 'all' } })
    expect(items.map(({ level, status, replacedById }) => [level, status, replacedById])).toEqual([['red', 'inForce', null], ['orange', 'replaced', redId]])
    await forward(beijing('10:59'))
    expect(await alarms(duty)).toEqual([])
    await forward(beijing('11:00'))
    expect(await alarms(duty)).toMatchObject([{ warningId: redId, incidentId: typhoonId, divisionCode: CITY, wantedLevel: 1, foundLevel: 2, status: 'open', raisedAt: beijing('11:00'), warningLevel: 'red', mayAnswer: false }])
    expect((await alarms(commander))[0]?.mayAnswer).toBe(true)
    expect((await alarms(duty))[0]?.rule).toContain('Ⅰ级启动条件')
  })

  it('is one alarm however often time passes, and none for the counties below', async () => {
    await forward(beijing('12:00'))
    expect(await alarms(duty)).toHaveLength(1)
    expect((await alarms(duty))[0]?.minutesOpen).toBe(60)
    expect(await alarms(county)).toEqual([])
  })

  it('closes itself when Ⅰ is started, and the timeline tells it', async () => {
    await forward(beijing('12:10'))
    const [response] = (await test.call(commander, routes.getCommandBoard, { params: { incidentId: typhoonId } })).responses
    await test.call(commander, routes.changeResponseLevel, { params: { responseId: response?.id ?? '' }, body: { ...command(), level: 1, reason: '省启动Ⅰ级，红色预警' } })
    await test.settle()
    expect(await alarms(duty, 'open')).toEqual([])
    expect(await alarms(duty)).toMatchObject([{ status: 'raised', closedAt: beijing('12:10'), minutesOpen: 70 }])
    const { items } = await test.call(duty, routes.getTimeline, { params: { incidentId: typhoonId }, query: {} })
    const texts = items.map((item) => item.text)
    for (const text of ['转录台州市气象台台风红色预警（原为橙色）', '台风红色预警已生效，响应未跟上：应为Ⅰ级，现为Ⅱ级', '响应提升到Ⅰ级，预警联动告警消除']) expect(texts).toContain(text)
  })

  it('alarms again an hour after the response is lowered under a warning still in force; a leader answers', async () => {
    await forward(beijing('14:00'))
    const [response] = (await test.call(commander, routes.getCommandBoard, { params: { incidentId: typhoonId } })).responses
    await test.call(commander, routes.changeResponseLevel, { params: { responseId: response?.id ?? '' }, body: { ...command(), level: 2, reason: '风雨减弱' } })
    await forward(beijing('14:30'))
    expect((await inForce(duty))[0]?.linkage).toMatchObject({ state: 'waiting', dueAt: beijing('15:00') })
    await forward(beijing('15:00'))
    const [open] = await alarms(duty, 'open')
    expect(open).toMatchObject({ wantedLevel: 1, foundLevel: 2 })
    const answer = (caller: TestCaller, body: object = {}) => test.send(caller, routes.answerLinkageAlarm, { params: { alarmId: open?.id ?? '' }, body: { ...command(), answer: '台风已远离，会商决定不再提升', ...body } })
    expect((await answer(duty)).status).toBe(403)
    expect((await answer(countyCommander)).status).toBe(404)
    expect((await answer(neighbour)).status).toBe(404)
    expect((await answer(commander, { answer: '不' })).status).toBe(400)
    const once = command()
    expect((await answer(commander, once)).body).toMatchObject({ status: 'answered', answer: '台风已远离，会商决定不再提升' })
    expect((await answer(commander, once)).body).toMatchObject({ status: 'answered' })
    expect((await answer(commander)).body).toMatchObject({ code: 'lifecycle-refused' })
    expect((await inForce(duty))[0]?.linkage?.state).toBe('answered')
    await forward(beijing('18:00'))
    expect(await alarms(duty, 'open')).toEqual([])
    const { rows } = await sql<{ data: string }>`select data from journal where type = 'linkage-alarm.answered'`.execute(test.db.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.data).not.toContain('远离')
  })

  it('shows the incident page what holds there', async () => {
    const other = await record(duty, { hazard: '11E02', issuer: '自然资源部海洋预警监测司', headline: '风暴潮红色警报' })
    const { items } = await test.call(duty, routes.listWarnings, { query: { incidentId: typhoonId, status: 'all' } })
    expect(items.map((item) => item.level)).toEqual(['red', 'red', 'orange'])
    const landslideId = await registerTestIncident(test, COUNTY)
    expect((await test.call(county, routes.listWarnings, { query: { incidentId: landslideId, status: 'all' } })).items.map((item) => item.id).sort()).toEqual([other.id, redId].sort())
    await test.call(duty, routes.liftWarning, { params: { warningId: other.id }, body: command() })
  })

  it('ends with the warning', async () => {
    await forward(beijing('19:00'))
    await record(duty, { hazard: '11B03', headline: '暴雨红色预警信号', divisionCode: COUNTY, issuer: '演示县气象台' })
    await forward(beijing('20:00'))
    const [open] = await alarms(county, 'open')
    expect(open).toMatchObject({ divisionCode: COUNTY, wantedLevel: 1, foundLevel: null, rule: expect.stringContaining('平台默认') as unknown })
    const [rain] = (await inForce(county)).filter((warning) => warning.hazard === '11B03')
    await test.call(county, routes.liftWarning, { params: { warningId: rain?.id ?? '' }, body: command() })
    expect((await alarms(county)).find((alarm) => alarm.id === open?.id)).toMatchObject({ status: 'warningEnded' })
  })
})

describe('relaying', () => {
  it('records once per command, also when two desks do at once', async () => {
    await forward(beijing('21:00'))
    const body = relay({ hazard: '11A51', level: 'orange', issuer: '演示县水利局', divisionCode: COUNTY })
    const once = await test.call(county, routes.recordWarning, { body })
    expect(await test.call(county, routes.recordWarning, { body })).toEqual(once)
    const twins = await Promise.all([1, 2].map(() => test.send(county, routes.recordWarning, { body: relay({ hazard: '11A51', level: 'red', issuer: '演示县水利局', divisionCode: COUNTY, issuedAt: beijing('20:59') }) })))
    expect(twins.map((each) => each.status)).toEqual([409, 409])
    await forward(beijing('21:01'))
    const race = await Promise.all([1, 2].map(() => test.send(county, routes.recordWarning, { body: relay({ hazard: '11A51', level: 'red', issuer: '演示县水利局', divisionCode: COUNTY }) })))
    expect(race.map((each) => each.status).sort()).toEqual([200, 409])
    expect((await inForce(county)).filter((warning) => warning.hazard === '11A51')).toMatchObject([{ level: 'red' }])
  })
  it('of another issuer stands beside it', async () => {
    await record(county, { hazard: '11A51', level: 'yellow', issuer: '演示县自然资源局', divisionCode: COUNTY })
    expect((await inForce(county)).filter((warning) => warning.hazard === '11A51')).toHaveLength(2)
  })
  it('a reissue of the same colour does not defer the alarm', async () => {
    await forward(beijing('21:50'))
    const again = await record(county, { hazard: '11A51', level: 'red', issuer: '演示县水利局', divisionCode: COUNTY })
    expect(again.watchFrom).toBe(beijing('21:01'))
    await forward(beijing('22:01'))
    expect((await alarms(county, 'open')).map((alarm) => alarm.warningId)).toContain(again.id)
  })
  it('a reissue under an open alarm carries the alarm over at once', async () => {
    await forward(beijing('22:30'))
    const again = await record(county, { hazard: '11A51', level: 'red', issuer: '演示县水利局', divisionCode: COUNTY })
    await test.settle()
    expect((await alarms(county, 'open')).filter((alarm) => alarm.warningLevel === 'red').map((alarm) => alarm.warningId)).toEqual([again.id])
  })
  it('expires by itself when its issuer gave an end', async () => {
    const [wave] = [await record(duty, { hazard: '11E06', level: 'blue', issuer: '浙江省海洋监测预报中心', expiresAt: beijing('23:00') })]
    await forward(beijing('22:59'))
    expect((await inForce(duty)).map((warning) => warning.id)).toContain(wave.id)
    await forward(beijing('23:00'))
    expect((await inForce(duty)).map((warning) => warning.id)).not.toContain(wave.id)
    const { items } = await test.call(duty, routes.listWarnings, { query: { status: 'all' } })
    expect(items.find((warning) => warning.id === wave.id)).toMatchObject({ status: 'expired', endedAt: beijing('23:00'), linkage: null, mayLift: false })
  })
  it('asks for a place of one’s own, an incident of that place, and no telephone number', async () => {
    const refuse = (caller: TestCaller, change: object) => refusal(record(caller, change))
    expect((await refuse(county, { issuer: '另一气象台' })).status).toBe(403)
    expect((await refuse(duty, { divisionCode: '331077000000' })).body.errors).toEqual([{ path: 'divisionCode', message: '没有这个行政区划' }])
    expect((await refuse(duty, { headline: '请拨 13900000001' })).body.errors?.[0]?.path).toBe('headline')
    expect((await refuse(duty, { issuedAt: beijing('23:30') })).body.errors?.[0]?.path).toBe('issuedAt')
    expect((await refuse(duty, { issuer: '市防指' })).body.code).toBe('rule-refused')
    const elsewhere = await registerTestIncident(test, '331082000000')
    expect((await refuse(county, { divisionCode: COUNTY, issuer: '演示县气象局', incidentId: elsewhere })).status).toBe(404)
    expect((await refuse(duty, { divisionCode: COUNTY, issuer: '演示县气象局', incidentId: elsewhere })).body.code).toBe('rule-refused')
  })
  it('by a gateway is answered with what it recorded; it may not read', async () => {
    expect(await record(gateway, { hazard: '11A01', level: 'blue', issuer: '台州市水文站' })).toMatchObject({ level: 'blue', mayLift: true })
    expect((await test.send(gateway, routes.listWarnings, {})).status).toBe(403)
  })
  it('lifts for the own place only, once', async () => {
    const [wide] = (await inForce(county)).filter((warning) => warning.divisionCode === CITY)
    expect(wide).toMatchObject({ mayLift: false })
    expect((await test.send(county, routes.liftWarning, { params: { warningId: wide?.id ?? '' }, body: command() })).status).toBe(403)
    const own = (await inForce(county)).find((warning) => warning.divisionCode === COUNTY)
    const lift = (caller: TestCaller, body: object) => test.send(caller, routes.liftWarning, { params: { warningId: own?.id ?? '' }, body })
    expect((await lift(neighbour, command())).status).toBe(404)
    const once = command()
    expect((await lift(county, once)).body).toMatchObject({ status: 'lifted' })
    expect((await lift(county, once)).status).toBe(200)
    expect((await lift(county, command())).body).toMatchObject({ code: 'lifecycle-refused' })
  })
  it('reaches the villages below and not the neighbour', async () => {
    const officer = await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
    expect((await inForce(officer)).map((warning) => warning.divisionCode)).toEqual(expect.arrayContaining([CITY, COUNTY]))
    expect(new Set((await inForce(neighbour)).map((warning) => warning.divisionCode))).toEqual(new Set([CITY]))
    expect(await alarms(neighbour)).toEqual([])
  })
  it('pages without losing or doubling', async () => {
    const all = (await test.call(duty, routes.listWarnings, { query: { status: 'all' } })).items.map((warning) => warning.id)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await test.call(duty, routes.listWarnings, { query: { status: 'all', limit: 2, ...(after === undefined ? {} : { after }) } })
      seen.push(...page.items.map((warning) => warning.id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual(all)
    expect((await test.send(duty, routes.listWarnings, { query: { after: 'x' } })).status).toBe(400)
    expect((await test.send(duty, routes.listLinkageAlarms, { query: { after: "2019-08-09T00:00:00.000Z|' or 1=1" } })).status).toBe(400)
  })
})

it('asks the database the same however many warnings there are', async () => {
  const statements = async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const { items } = await test.call(duty, routes.listWarnings, { query: { status: 'inForce' } })
    const count = query.mock.calls.length
    query.mockRestore()
    return { count, items: items.length }
  }
  await statements()
  const few = await statements()
  for (const place of ['331099101000', '331099102000', '331082100000']) {
    await test.caller({ divisionCode: place, roles: ['information-officer'] })
    for (const issuer of ['甲气象台', '乙气象台']) await record(duty, { divisionCode: place, issuer, level: 'yellow' })
  }
  const many = await statements()
  expect(many.items).toBe(few.items + 6)
  expect(many.count).toBe(few.count)
})

it('writes no telephone number and no answer to the journal', async () => {
  const { rows } = await sql<{ type: string; data: string }>`select type, data from journal where type like 'warning.%' or type like 'linkage-alarm.%'`.execute(test.db.db)
  expect(rows.length).toBeGreaterThan(20)
  for (const { data } of rows) expect(data).not.toMatch(/1390000|会商决定/)
})
