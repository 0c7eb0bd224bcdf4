import { routes } from '@fengsui/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, clocksOf, draft, issue, openStage, receive, refusal, type Stage } from '../../../test/reporting-stage.ts'

let stage: Stage
const command = () => ({ commandId: stage.node.newId() })
const VILLAGE = '331099101201'
const register = async (typeCode: string, facts: Record<string, number>) => {
  const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { ...command(), title: '厂房事故', typeCode, divisionCode: VILLAGE, occurredAt: beijing('02:30'), facts } })
  await stage.node.settle()
  return incident.id
}
const watchOf = async (incidentId: string) => (await stage.node.call(stage.county, routes.getCasualtyWatch, { params: { incidentId } })).watch
const change = (incidentId: string, changedAt: string, counts: Partial<Record<'dead' | 'missing' | 'seriouslyInjured' | 'injured', number>>) =>
  stage.node.call(stage.county, routes.recordCasualtyChange, { params: { incidentId }, body: { ...command(), changedAt, dead: 0, missing: 0, seriouslyInjured: 0, injured: 0, ...counts, words: '医院通报' } })
const supplements = async (incidentId: string) => (await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.ruleId === 'accident.casualty-change')

beforeAll(async () => {
  stage = await openStage(beijing('02:40'))
})
afterAll(() => stage.node.close())

describe('the 30 days of an accident', () => {
  let accident: string
  let fire: string
  beforeAll(async () => {
    accident = await register('12D01', { dead: 2, seriouslyInjured: 2, injured: 2 })
    fire = await register('12G01', { dead: 1 })
    for (const id of [accident, fire]) {
      const report = await issue(stage, stage.county, (await draft(stage, stage.county, id, 'initial', id === accident ? { dead: 2, seriouslyInjured: 2, injured: 2 } : { dead: 1 })).id)
      await receive(stage, stage.city, report)
    }
  })

  it('begin with the accident and end with the day, for fire after seven; a natural disaster has none', async () => {
    expect(await watchOf(accident)).toMatchObject({ days: 30, startsAt: beijing('02:30'), endsAt: '2019-09-09T15:59:59.999Z', status: 'running', mayRecord: true, unitName: '演示县值班室' })
    expect(await watchOf(fire)).toMatchObject({ days: 7, endsAt: '2019-08-17T15:59:59.999Z', ruleId: 'accident.supplement.traffic-or-fire' })
    const disaster = await stage.node.call(stage.county, routes.registerIncident, { body: { ...command(), title: '滑坡', typeCode: '11D01', divisionCode: VILLAGE, occurredAt: beijing('02:35'), facts: { dead: 1 } } })
    await stage.node.settle()
    expect(await watchOf(disaster.id)).toBeNull()
    expect((await refusal(change(disaster.id, beijing('02:40'), { dead: 2 }))).body.detail).toContain('没有伤亡续报期')
  })

  it('a death in hospital is owed the same day, moves the proposed grade, and goes up as far as the new grade asks', async () => {
    await stage.node.advanceTo(beijing('10:00', '08-12'))
    const { watch } = await change(accident, beijing('09:30', '08-12'), { dead: 3, seriouslyInjured: 1, injured: 2 })
    await stage.node.settle()
    expect(watch?.changes).toMatchObject([{ before: { dead: 2 }, after: { dead: 3 }, proposedBefore: 4, proposedAfter: 3, words: '医院通报', changedAt: beijing('09:30', '08-12') }])
    expect(await stage.node.call(stage.county, routes.getIncident, { params: { incidentId: accident } })).toMatchObject({ facts: { dead: 3, seriouslyInjured: 1 }, proposal: { grade: 3 } })
    const [owed] = await supplements(accident)
    expect(owed).toMatchObject({ status: 'running', toUnitName: '台州市值班室', dueAt: '2019-08-12T15:59:59.999Z', startText: '自伤亡变化 08-12 10:00 起算' })
    // 较大: by telephone to the province within the hour, counted from the change.
    expect((await clocksOf(stage, stage.province, accident)).find((clock) => clock.phase === 'PHONE' && clock.toUnitName === '浙江省值班室')).toMatchObject({ status: 'running', startsAt: beijing('10:00', '08-12') })
    await issue(stage, stage.county, (await draft(stage, stage.county, accident, 'followUp', { dead: 3, seriouslyInjured: 1, injured: 2 }, { changes: '一名重伤者死亡' })).id)
    expect((await supplements(accident)).filter((clock) => clock.toUnitName === '台州市值班室').map((clock) => clock.status)).toEqual(['met'])
  })

  it('death on day 8 of a fire is out, and says so; the last minute of day 7 is in although written down the next day', async () => {
    await stage.node.advanceTo(beijing('08:00', '08-17'))
    await stage.node.advanceTo(beijing('09:01', '08-17'))
    expect((await watchOf(fire))?.remindedAt).toBe(beijing('09:00', '08-17'))
    await stage.node.advanceTo(beijing('00:30', '08-18'))
    expect(await watchOf(fire)).toMatchObject({ status: 'ended', mayRecord: false })
    const late = await refusal(change(fire, beijing('00:10', '08-18'), { dead: 2 }))
    expect(late).toMatchObject({ status: 422, body: { detail: expect.stringContaining('已过 7 日续报期') as string } })
    expect(await stage.node.call(stage.county, routes.getIncident, { params: { incidentId: fire } })).toMatchObject({ facts: { dead: 1 } })
    await change(fire, beijing('23:59', '08-17'), { dead: 2 })
    await stage.node.settle()
    expect(await supplements(fire)).toMatchObject([{ status: 'running', dueAt: '2019-08-18T15:59:59.999Z' }])
  })

  it('day 30, 23:59 is in and goes up even after the final report; day 31 is out; nothing changed is nothing', async () => {
    await stage.node.advanceTo(beijing('10:00', '09-01'))
    await issue(stage, stage.county, (await draft(stage, stage.county, accident, 'final', { dead: 3, seriouslyInjured: 1, injured: 2 }, { cause: '机械伤害', treatment: '已处置', lessons: '加强防护' })).id)
    expect((await refusal(draft(stage, stage.county, accident, 'followUp'))).body.detail).toContain('终报已报出')
    await stage.node.advanceTo(beijing('23:59', '09-09'))
    expect((await refusal(change(accident, beijing('23:59', '09-09'), { dead: 3, seriouslyInjured: 1, injured: 2 }))).body.detail).toContain('没有变化')
    await change(accident, beijing('23:59', '09-09'), { dead: 4, injured: 2 })
    await stage.node.settle()
    expect((await supplements(accident)).filter((clock) => clock.status === 'running' && clock.toUnitName === '台州市值班室')).toMatchObject([{ dueAt: '2019-09-09T15:59:59.999Z' }])
    await issue(stage, stage.county, (await draft(stage, stage.county, accident, 'followUp', { dead: 4, seriouslyInjured: 0, injured: 2 }, { changes: '又一人死亡' })).id)
    expect((await supplements(accident)).filter((clock) => clock.status === 'running' && clock.toUnitName === '台州市值班室')).toEqual([])
    await stage.node.advanceTo(beijing('00:01', '09-10'))
    expect(await refusal(change(accident, beijing('00:00', '09-10'), { dead: 5 }))).toMatchObject({ status: 422 })
    const stranger = await stage.node.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
    expect((await refusal(stage.node.call(stranger, routes.getCasualtyWatch, { params: { incidentId: accident } }))).status).toBe(404)
  })
})
