import { routes } from '@fengsui/contract'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { decision, putTestPlanInForce, registerTestIncident } from '../../../test/test-command.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const beijing = (time: string, day: string) => new Date(`${day}T${time}:00+08:00`).toISOString()
let test: TestNode
const command = () => ({ commandId: test.newId() })
const alarms = (caller: TestCaller, status: 'open' | 'all' = 'all') => test.call(caller, routes.listLinkageAlarms, { query: { status } }).then((page) => page.items)
const forward = async (to: string) => {
  await test.advanceTo(to)
  await test.settle()
}

describe('Zhengzhou, 19 and 20 July 2021: five red rain warnings, the response after the last', () => {
  const PLACE = '410100000000'
  let duty: TestCaller
  let commander: TestCaller
  let planId: string
  let incidentId: string
  beforeAll(async () => {
    test = await createTestNode({ start: beijing('20:00', '2021-07-19') })
    duty = await test.caller({ divisionCode: PLACE, roles: ['duty-officer'], unitName: '市值班室' })
    commander = await test.caller({ divisionCode: PLACE, roles: ['commander', 'plan-owner'], unitRole: 'flood-office', unitName: '市防指办' })
    const { city } = readDemoPlans()
    const plan: StructuredPlan = {
      ...city, areaDivisionCode: PLACE,
      responseLevels: city.responseLevels.map((level) => (level.level === 1 ? { ...level, triggers: { any: [level.triggers, { fact: 'rainstormWarning', op: '=', value: 'RED', unit: '', textZh: '发布暴雨红色预警信号' }] } } : level)),
    }
    planId = await putTestPlanInForce(test, commander, plan)
    incidentId = await registerTestIncident(test, PLACE, {}, '11B03')
  })
  afterAll(() => test.close())

  const warn = (time: string, day: string) => test.call(duty, routes.recordWarning, { body: { ...command(), hazard: '11B03', level: 'red', issuer: '郑州市气象台', divisionCode: PLACE, headline: '郑州市气象台发布暴雨红色预警信号', issuedAt: beijing(time, day), incidentId } })

  it('is an alarm 60 minutes after the first, not before', async () => {
    await forward(beijing('21:59', '2021-07-19'))
    await warn('21:59', '2021-07-19')
    await forward(beijing('22:58', '2021-07-19'))
    expect(await alarms(duty)).toEqual([])
    await forward(beijing('22:59', '2021-07-19'))
    expect(await alarms(duty)).toMatchObject([{ kind: 'warning', status: 'open', wantedLevel: 1, foundLevel: null, raisedAt: beijing('22:59', '2021-07-19'), incidentId, warningLevel: 'red' }])
  })

  it('stays that one alarm through the four that follow, and lists all five', async () => {
    const [first] = await alarms(duty)
    for (const time of ['06:02', '09:08', '11:50', '16:01']) {
      await forward(beijing(time, '2021-07-20'))
      const latest = await warn(time, '2021-07-20')
      await forward(beijing(time, '2021-07-20'))
      expect(await alarms(duty)).toMatchObject([{ id: first?.id, status: 'open', raisedAt: beijing('22:59', '2021-07-19'), warningId: latest.id }])
      expect(latest.linkage).toMatchObject({ state: 'alarmed' })
    }
    const [alarm] = await alarms(duty)
    expect(alarm?.evidence.map((line) => line.at)).toEqual([beijing('21:59', '2021-07-19'), beijing('22:59', '2021-07-19'), ...['06:02', '09:08', '11:50', '16:01'].map((time) => beijing(time, '2021-07-20'))])
    expect(alarm?.evidence.filter((line) => line.text.startsWith('郑州市气象台发布暴雨红色预警'))).toHaveLength(5)
    expect(alarm?.evidence[1]?.text).toBe('应启动Ⅰ级响应，此时没有启动响应')
    expect(alarm?.minutesOpen).toBe(17 * 60 + 2)
  })

  it('is not closed by a response that is too low, and closes when the level is reached', async () => {
    await forward(beijing('16:30', '2021-07-20'))
    await test.call(commander, routes.startResponse, { params: { incidentId }, body: { ...command(), planId, level: 2, ...decision } })
    await test.settle()
    expect(await alarms(duty, 'open')).toMatchObject([{ foundLevel: 2, raisedAt: beijing('22:59', '2021-07-19') }])
    expect((await alarms(duty))[0]?.evidence.at(-1)?.text).toBe('应启动Ⅰ级响应，此时仍为Ⅱ级')
    await forward(beijing('17:00', '2021-07-20'))
    const [response] = (await test.call(commander, routes.getCommandBoard, { params: { incidentId } })).responses
    await test.call(commander, routes.changeResponseLevel, { params: { responseId: response?.id ?? '' }, body: { ...command(), level: 1, reason: '连发暴雨红色预警' } })
    await test.settle()
    expect(await alarms(duty)).toMatchObject([{ status: 'raised', closedAt: beijing('17:00', '2021-07-20') }])
    await forward(beijing('23:00', '2021-07-20'))
    expect(await alarms(duty)).toHaveLength(1)
  })
})

describe('facts that grow while the level stays', () => {
  const COUNTY = '331099000000'
  const VILLAGE = '331099101201'
  const day = '2026-08-10'
  let duty: TestCaller
  let commander: TestCaller
  let neighbour: TestCaller
  let planId: string
  let incidentId: string
  let node: TestNode
  beforeAll(async () => {
    node = await createTestNode({ start: beijing('02:00', day) })
    test = node
    duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县值班室' })
    commander = await test.caller({ divisionCode: COUNTY, roles: ['commander', 'plan-owner'], unitRole: 'flood-office', unitName: '演示县防指办' })
    neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
    planId = await putTestPlanInForce(test, commander, { ...readDemoPlans().city, areaDivisionCode: COUNTY })
    incidentId = await registerTestIncident(test, VILLAGE, { dead: 0, missing: 0 })
    await test.settle()
  })
  afterAll(() => node.close())

  const facts = (change: object) => test.call(duty, routes.updateFacts, { params: { incidentId }, body: { ...command(), facts: change } }).then(() => test.settle())

  it('are an alarm of their own kind once the plan’s level is not reached in time', async () => {
    await forward(beijing('03:00', day))
    await facts({ missing: 1 })
    await forward(beijing('03:40', day))
    await facts({ missing: 2 })
    await forward(beijing('03:59', day))
    expect(await alarms(duty)).toEqual([])
    await forward(beijing('04:00', day))
    expect(await alarms(duty)).toMatchObject([{ kind: 'facts', status: 'open', warningId: null, warningLevel: null, incidentId, divisionCode: COUNTY, wantedLevel: 3, foundLevel: null, raisedAt: beijing('04:00', day), rule: expect.stringContaining('人员死亡或者下落不明') as unknown }])
    expect((await alarms(duty))[0]?.evidence.map((line) => line.text)).toEqual(['下落不明 0 → 1 人', '下落不明 1 → 2 人', '应启动Ⅲ级响应，此时没有启动响应'])
    expect(await alarms(neighbour)).toEqual([])
  })

  it('go on as the same alarm when they ask for more', async () => {
    await forward(beijing('04:10', day))
    await facts({ dead: 2 })
    expect(await alarms(duty)).toMatchObject([{ wantedLevel: 2, raisedAt: beijing('04:00', day) }])
    expect((await alarms(duty))[0]?.evidence.at(-1)).toEqual({ at: beijing('04:10', day), text: '死亡 0 → 2 人' })
  })

  it('close with the response, and are answered by a leader only', async () => {
    await test.call(commander, routes.startResponse, { params: { incidentId }, body: { ...command(), planId, level: 3, ...decision } })
    await test.settle()
    const [open] = await alarms(duty, 'open')
    expect(open).toMatchObject({ wantedLevel: 2 })
    expect((await test.send(duty, routes.answerLinkageAlarm, { params: { alarmId: open?.id ?? '' }, body: { ...command(), answer: '正在会商' } })).status).toBe(403)
    const [response] = (await test.call(commander, routes.getCommandBoard, { params: { incidentId } })).responses
    await forward(beijing('04:40', day))
    await test.call(commander, routes.changeResponseLevel, { params: { responseId: response?.id ?? '' }, body: { ...command(), level: 2, reason: '死亡和下落不明合计 4 人' } })
    await test.settle()
    expect(await alarms(duty)).toMatchObject([{ status: 'raised', closedAt: beijing('04:40', day) }])
  })

  it('start anew when the level goes down again, and end by themselves when the facts ease', async () => {
    await forward(beijing('06:00', day))
    const [response] = (await test.call(commander, routes.getCommandBoard, { params: { incidentId } })).responses
    await test.call(commander, routes.changeResponseLevel, { params: { responseId: response?.id ?? '' }, body: { ...command(), level: 4, reason: '误操作' } })
    await forward(beijing('06:30', day))
    expect(await alarms(duty, 'open')).toMatchObject([{ wantedLevel: 2, foundLevel: 4 }])
    await facts({ dead: 0, missing: 0 })
    expect(await alarms(duty, 'open')).toEqual([])
    expect((await alarms(duty))[0]).toMatchObject({ status: 'eased' })
  })
})
