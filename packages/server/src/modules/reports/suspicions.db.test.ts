import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, COUNTY, draft, issue, openStage, refusal, type Stage } from '../../../test/reporting-stage.ts'
import type { TestCaller } from '../../../test/test-node.ts'

describe('silence after a gauge', () => {
  let stage: Stage
  let stationId: string
  beforeAll(async () => {
    stage = await openStage(beijing('05:00'))
    stationId = stage.node.newId()
    await stage.node.node.deps.commands.runInternal({ actor: 'system', key: stage.node.newId() }, async (context) => {
      context.record({ type: 'station.created', audience: { division: '331099101201' }, changes: [{ object: 'station', id: stationId, created: true, set: { code: 'T001', name: '演示溪岭下站', river: '演示溪', divisionCode: '331099101201', position: { longitude: 120.85, latitude: 28.55 }, warningLevelMetres: 7.2, guaranteeLevelMetres: 8.5 } }] })
    })
  })
  afterAll(() => stage.node.close())

  const read = async (levelMetres: number, readAt: string) => {
    const signal = await stage.node.call(stage.county, routes.submitSignal, { body: { commandId: stage.node.newId(), source: 'sensor', typeCode: '11A01', divisionCode: '331099101201', gauge: { stationId, levelMetres, readAt } } })
    await stage.node.settle()
    return signal
  }
  const suspicions = async (who: TestCaller) => (await stage.node.call(who, routes.listSuspicions, { query: {} })).items

  it('raises a suspicion half an hour after the guarantee level, once for a gauge, none below it', async () => {
    await stage.node.advanceTo(beijing('05:10'))
    await read(8.8, beijing('05:10'))
    await stage.node.advanceTo(beijing('05:15'))
    await read(8.9, beijing('05:15'))
    await read(8.49, beijing('05:15'))
    await stage.node.advanceTo(beijing('05:39'))
    expect(await suspicions(stage.city)).toEqual([])
    await stage.node.advanceTo(beijing('05:50'))
    const raised = await suspicions(stage.city)
    expect(raised).toHaveLength(1)
    expect(raised[0]).toMatchObject({ kind: 'OMITTED', status: 'raised', raisedAt: beijing('05:40'), unitName: '演示县值班室', placeName: '演示县', divisionCode: COUNTY })
    expect(raised[0]?.evidence.map((line) => line.text)).toEqual([
      expect.stringMatching(/^演示溪岭下站水位 8\.80 米，超保证水位 0\.30 米/), '演示县值班室到此时没有报出对应信息', expect.stringContaining('疑似漏报')])
    expect(await suspicions(stage.county)).toHaveLength(1)
  })

  it('a report that comes after all joins the evidence; a level above decides, once', async () => {
    await stage.node.advanceTo(beijing('06:10'))
    const [suspicion] = await suspicions(stage.city)
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { commandId: stage.node.newId(), title: '演示溪漫溢', typeCode: '11A01', divisionCode: '331099101201', occurredAt: beijing('05:10'), facts: { evacuated: 40 } } })
    await stage.node.settle()
    await stage.node.advanceTo(beijing('06:20'))
    await issue(stage, stage.county, (await draft(stage, stage.county, incident.id, 'initial', { evacuated: 40 })).id)
    const [answered] = await suspicions(stage.city)
    expect(answered).toMatchObject({ status: 'raised', incidentId: incident.id, incidentTitle: '演示溪漫溢' })
    expect(answered?.evidence.at(-1)).toEqual({ at: beijing('06:20'), text: '信号后 70 分钟报出初报 演示县值班〔2019〕0001号' })

    await stage.node.advanceTo(beijing('08:30'))
    const decide = (who: TestCaller) => stage.node.call(who, routes.decideSuspicion, { params: { suspicionId: suspicion?.id ?? '' }, body: { commandId: stage.node.newId(), decision: 'upheld', kind: 'OMITTED', reason: '超保后 70 分钟才报，已电话核实' } })
    expect(await decide(stage.city)).toMatchObject({ status: 'upheld', decidedAt: beijing('08:30'), correctionDueAt: null, decisionReason: '超保后 70 分钟才报，已电话核实' })
    expect((await refusal(decide(stage.city))).body.code).toBe('lifecycle-refused')
    const { rows } = await sql<{ hits: number }>`select count(*) as hits from journal where data like '%已电话核实%'`.execute(stage.node.db.db)
    expect(rows[0]?.hits).toBe(0)
  })

  it('a report made in time keeps a gauge quiet', async () => {
    await stage.node.advanceTo(beijing('09:00'))
    await read(8.5, beijing('09:00'))
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { commandId: stage.node.newId(), title: '演示溪再涨', typeCode: '11A01', divisionCode: '331099101201', occurredAt: beijing('09:00'), facts: {} } })
    await stage.node.settle()
    await issue(stage, stage.county, (await draft(stage, stage.county, incident.id, 'initial', {})).id)
    await stage.node.advanceTo(beijing('10:00'))
    expect((await suspicions(stage.city)).filter((each) => each.status === 'raised')).toEqual([])
  })

  it('a citizen’s verified word that nobody reports is a suspicion too, with the deadline that still runs; a rejected one is not', async () => {
    await stage.node.advanceTo(beijing('10:10'))
    const [heard, doubted] = await Promise.all(['有人被困', '听说要塌'].map((words) => stage.node.call(stage.county, routes.submitSignal, { body: { commandId: stage.node.newId(), source: 'public', typeCode: '11D01', divisionCode: '331099102201', words } })))
    await stage.node.call(stage.county, routes.verifySignal, { params: { signalId: heard?.id ?? '' }, body: { commandId: stage.node.newId() } })
    await stage.node.call(stage.county, routes.rejectSignal, { params: { signalId: doubted?.id ?? '' }, body: { commandId: stage.node.newId(), reason: '现场无险情' } })
    await stage.node.settle()
    await stage.node.advanceTo(beijing('11:00'))
    const open = (await suspicions(stage.city)).filter((each) => each.status === 'raised')
    expect(open).toMatchObject([{ raisedAt: beijing('10:40'), signalId: heard?.id, ruleId: 'suspicion.verified-citizen' }])
    expect(open[0]?.evidence.map((line) => line.text)).toContain('法定报送时限：08-10 12:10')
  })
})
