import { routes } from '@fengsui/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, clocksOf, draft, issue, openStage, receive, refusal, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'

let stage: Stage
let incidentId: string
const command = () => ({ commandId: stage.node.newId() })
const daily = async () => (await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.phase === 'FOLLOW_UP' && clock.status === 'running' && clock.fromUnitName === '演示县值班室').map((clock) => [clock.ruleId, clock.dueAt])
const same = { dead: 2, seriouslyInjured: 1 }
const series = async () => (await stage.node.call(stage.county, routes.getZeroSeries, { params: { incidentId } }))

beforeAll(async () => {
  stage = await openStage(beijing('02:40'))
  incidentId = (await registerLandslide(stage, 2)).id
  await stage.node.advanceTo(beijing('04:00'))
  await receive(stage, stage.city, await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'initial')).id))
})
afterAll(() => stage.node.close())

describe('24-hour reports under a relief response', () => {
  let reliefId: string

  it('take the place of the daily report while a relief response of the province runs', async () => {
    expect(await daily()).toEqual([['natural.follow-up.daily.county-city', '2019-08-11T15:59:59.999Z']])
    expect(await series()).toMatchObject({ relief: null, units: [] })
    await stage.node.advanceTo(beijing('08:00'))
    const relief = await stage.node.call(stage.city, routes.recordReliefResponse, { body: { ...command(), divisionCode: '331000000000', scope: 'province', level: 3, typePrefix: '11', title: '省级三级救灾应急响应', source: '省减灾委〔2019〕8号', startedAt: beijing('07:30') } })
    reliefId = relief.id
    await stage.node.settle()
    // Twenty-four hours from the last report, not the end of tomorrow.
    expect(await daily()).toEqual([['natural.zero-report.county-city', beijing('04:00', '08-11')]])
  })

  it('go on through stability, where the daily ones end', async () => {
    await stage.node.advanceTo(beijing('20:00'))
    await stage.node.call(stage.county, routes.markStable, { params: { incidentId }, body: command() })
    await stage.node.settle()
    expect((await daily()).map(([rule]) => rule)).toEqual(['natural.zero-report.county-city'])
  })

  it('are numbered, and a missed day shows', async () => {
    await stage.node.advanceTo(beijing('03:00', '08-11'))
    const first = await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', same, { changes: '无变化' })).id)
    expect(first).toMatchObject({ zero: true })
    await stage.node.advanceTo(beijing('09:00', '08-12'))
    const own = (await series()).units.find((unit) => unit.own)
    expect(own?.stretches.map((each) => [each.ordinal, each.state, each.dueAt])).toEqual([[1, 'reported', beijing('07:30', '08-11')], [2, 'missed', beijing('03:00', '08-12')], [3, 'open', beijing('03:00', '08-13')]])
    expect(own).toMatchObject({ missed: 1, stretches: [{ number: first.number, zero: true }, { number: null }, { number: null }] })
    expect(await series()).toMatchObject({ running: true, relief: { title: '省级三级救灾应急响应', placeName: expect.stringContaining('台州') as string } })
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', same, { changes: '无变化' })).id)
  })

  it('end with the relief response; only the area itself ends it', async () => {
    const end = (who = stage.city) => stage.node.call(who, routes.endReliefResponse, { params: { reliefResponseId: reliefId }, body: { ...command(), endedAt: beijing('09:30', '08-12') } })
    await stage.node.advanceTo(beijing('10:00', '08-12'))
    expect((await refusal(end(stage.county))).status).toBe(403)
    await end()
    await stage.node.settle()
    expect(await daily()).toEqual([])
    expect(await series()).toMatchObject({ running: false })
    expect((await series()).units[0]?.stretches.map((each) => each.state)).toEqual(['reported', 'missed', 'reported'])
    expect((await refusal(end())).body.code).toBe('lifecycle-refused')
  })

  it('never for drought', async () => {
    await stage.node.call(stage.county, routes.recordReliefResponse, { body: { ...command(), divisionCode: '331099000000', scope: 'national', level: 4, typePrefix: '11', title: '国家四级救灾应急响应', source: '国减办', startedAt: beijing('10:00', '08-12') } })
    const drought = await stage.node.call(stage.county, routes.registerIncident, { body: { ...command(), title: '旱情', typeCode: '11B22', divisionCode: '331099101201', occurredAt: beijing('09:00', '08-12'), facts: {} } })
    await stage.node.settle()
    expect(await stage.node.call(stage.county, routes.getZeroSeries, { params: { incidentId: drought.id } })).toMatchObject({ relief: null })
  })
})

describe('the two lines', () => {
  it('say which line got which report when, and which figures differ', async () => {
    const bureau = await stage.node.caller({ divisionCode: '331000000000', roles: ['duty-officer'], unitName: '台州市应急管理局', unitRole: 'emergency' })
    const { id } = await registerLandslide(stage, 2)
    const first = await issue(stage, stage.county, (await draft(stage, stage.county, id, 'initial')).id, { alsoTo: [bureau.actor.unitId] })
    await receive(stage, bureau, first)
    await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId: id }, body: { ...command(), facts: { dead: 2, injured: 4 } } })
    const second = await issue(stage, stage.county, (await draft(stage, stage.county, id, 'followUp', { dead: 2, seriouslyInjured: 1, injured: 4 }, { changes: '伤员四人' })).id)
    const lines = await stage.node.call(stage.county, routes.getReportLines, { params: { incidentId: id } })
    expect(lines.reports.map((report) => [report.number, report.missingLines])).toEqual([[first.number, []], [second.number, ['emergency']]])
    expect(lines.reports[0]?.deliveries.map((delivery) => [delivery.line, delivery.toUnitName, delivery.receivedAt !== null])).toEqual([['office', '台州市值班室', false], ['emergency', '台州市应急管理局', true]])
    expect(lines.levels).toMatchObject([{ level: '市', office: second.number, emergency: first.number, differences: [{ fact: 'injured', office: 4, emergency: null }] }])
  })
})

describe('how a place keeps its clocks', () => {
  it('its own minutes hold from then on; the local limit becomes a clock; nothing is dated back', async () => {
    const administrator = await stage.node.caller({ divisionCode: '331099000000', roles: ['administrator'], unitName: '演示县信息中心', unitRole: 'administration' })
    const platform = await stage.node.call(administrator, routes.getClockRules, {})
    expect(platform).toMatchObject({ conduct: { remindAtPercent: 50, remindBeforeMinutes: 10, leaderAfterMinutes: 0, superiorAfterMinutes: 15, localPhoneMinutes: null }, basis: '平台默认', own: false, mayEdit: true })
    const now = stage.node.node.deps.clocks.business.now()
    const conduct = { remindAtPercent: 40, remindBeforeMinutes: 0, leaderAfterMinutes: 5, superiorAfterMinutes: 20, localPhoneMinutes: 30, localWrittenMinutes: 60 }
    const set = (body: object, who = administrator) => stage.node.send(who, routes.setClockRules, { body: { ...command(), conduct, basis: '演示县政办发〔2019〕1号', inForceFrom: now, ...body } })
    expect((await set({ inForceFrom: '2019-08-01T00:00:00.000Z' })).text).toContain('不能倒签')
    expect((await set({ conduct: { ...conduct, superiorAfterMinutes: 1 } })).text).toContain('不能早于告知带班领导')
    expect((await set({ conduct: { ...conduct, localWrittenMinutes: 20 } })).text).toContain('不能短于电话')
    expect((await set({}, stage.county)).status).toBe(403)
    expect((await set({})).status).toBe(200)
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { ...command(), title: '又一处滑坡', typeCode: '11D01', divisionCode: '331099102201', occurredAt: now, facts: { dead: 1 } } })
    await stage.node.settle()
    const started = await clocksOf(stage, stage.county, incident.id)
    expect(started.map((clock) => [clock.phase, clock.title, (Date.parse(clock.dueAt) - Date.parse(clock.startsAt)) / 60_000, clock.legalBasis.includes('演示县政办发')])).toEqual([['PHONE', '本地电话报告（30分钟）', 30, true], ['WRITTEN', '本地书面报告（60分钟）', 60, true]])
    await stage.node.advanceTo(new Date(Date.parse(now) + 13 * 60_000).toISOString())
    expect((await clocksOf(stage, stage.county, incident.id))[0]?.remindedAt).toBe(new Date(Date.parse(now) + 12 * 60_000).toISOString())
    expect(await stage.node.call(administrator, routes.getClockRules, {})).toMatchObject({ own: true, history: [{ basis: '演示县政办发〔2019〕1号' }], conduct })
  })
})
