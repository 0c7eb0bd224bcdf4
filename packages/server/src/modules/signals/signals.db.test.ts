import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { clockNoteOf } from '@fengsui/contract/signals'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

let test: TestNode
let duty: TestCaller
let officer: TestCaller
const village = '331099101201'
const station = '00000000-0000-8000-8000-000000000001'

beforeAll(async () => {
  test = await createTestNode()
  duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
  officer = await test.caller({ divisionCode: village, roles: ['information-officer'] })
  await test.caller({ divisionCode: '331099102201', roles: ['information-officer'] })
  await test.node.deps.commands.runInternal({ actor: 'system', key: 'station' }, async (context) => {
    context.record({ type: 'station.created', audience: { division: village }, changes: [{ object: 'station', id: station, created: true, set: { code: 'demo-gauge-001', name: '演示溪岭下站', river: '演示溪', divisionCode: village, guaranteeLevelMetres: 8.5, warningLevelMetres: 7.2, position: { longitude: 120.95, latitude: 28.6 } } }] })
  })
})
afterAll(() => test.close())

const command = () => ({ commandId: test.newId() })
const say = (caller: TestCaller, change: object = {}) => test.call(caller, routes.submitSignal, { body: { ...command(), source: 'phone', typeCode: '11D01', divisionCode: village, occurredAt: '2019-08-09T15:30:00.000Z', facts: { dead: 2 }, words: '岭下村后山滑坡，两人被埋', caller: '演示人甲 13900000001', ...change } })

describe('signals', () => {
  it('come in with number, title, place and the caller’s words', async () => {
    const signal = await say(duty)
    expect(signal).toMatchObject({ number: expect.stringMatching(/^L331099-20190810-\d{4}$/) as string, title: expect.stringMatching(/岭下村滑坡，死亡 2 人$/) as string, status: 'received', words: '岭下村后山滑坡，两人被埋', caller: '演示人甲 13900000001', typeName: '滑坡' })
    const { rows } = await sql<{ data: string }>`select data from journal where stream = ${`signal:${signal.id}`}`.execute(test.db.db)
    expect(rows[0]?.data).not.toMatch(/后山|演示人甲|13900000001/)
  })

  it('show masked numbers to those who may not see them', async () => {
    const signal = await say(duty)
    const reader = await test.caller({ divisionCode: '331099000000', roles: ['member-unit'] })
    expect((await test.call(reader, routes.getSignal, { params: { signalId: signal.id } })).caller).toBe('演示人甲 139****0001')
  })

  it('an information officer reports for the next village too, and still sees the own report', async () => {
    const signal = await say(officer, { source: 'grid', divisionCode: '331099102201' })
    expect((await test.call(officer, routes.getSignal, { params: { signalId: signal.id } })).id).toBe(signal.id)
    expect((await test.call(officer, routes.listSignals, { query: {} })).items.map((each) => each.id)).toContain(signal.id)
    await expect(test.call(officer, routes.verifySignal, { params: { signalId: signal.id }, body: command() })).rejects.toThrow(/没有这项权限/)
  })

  it('duplicates are suggested, merged, unmerged; a merged one follows into the incident', async () => {
    const main = await say(duty, { words: '岭下村水库边泥石流冲毁两间房', typeCode: '11D02', facts: { dead: 0 } })
    const twin = await say(duty, { source: 'public', words: '岭下村水库边泥石流，两间房没了', typeCode: '11D02', facts: { missing: 1 } })
    const seen = await test.call(duty, routes.getSignal, { params: { signalId: twin.id } })
    expect(seen.duplicates.map((each) => each.signalId)).toContain(main.id)
    await test.call(duty, routes.mergeSignal, { params: { signalId: twin.id }, body: { ...command(), intoId: main.id } })
    await test.call(duty, routes.unmergeSignal, { params: { signalId: twin.id }, body: command() })
    await test.call(duty, routes.mergeSignal, { params: { signalId: twin.id }, body: { ...command(), intoId: main.id } })
    const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: main.id }, body: command() })
    expect(await test.call(duty, routes.getSignal, { params: { signalId: twin.id } })).toMatchObject({ status: 'merged', incidentId })
    expect((await test.call(duty, routes.getIncident, { params: { incidentId } })).facts).toMatchObject({ missing: 1 })
  })

  it('two desks verify at once: one incident, the other is told', async () => {
    const signal = await say(duty)
    const answers = await Promise.all([1, 2].map(() => test.send(duty, routes.verifySignal, { params: { signalId: signal.id }, body: command() })))
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
    const { rows } = await sql<{ count: number }>`select count(*) as count from incident i join signal s on s.incident_id = i.id where s.id = ${signal.id}::uuid`.execute(test.db.db)
    expect(rows[0]?.count).toBe(1)
  })

  it('a gauge above its guarantee level says by how much', async () => {
    const signal = await say(duty, { source: 'sensor', typeCode: '11A01', facts: {}, words: '', occurredAt: null, gauge: { stationId: station, levelMetres: 8.8, readAt: '2019-08-09T15:50:00.000Z' } })
    expect(signal).toMatchObject({ title: '演示溪岭下站 8.80 m，超保证 0.30 m', gauge: { aboveGuaranteeMetres: 0.3 }, occurredAt: '2019-08-09T15:50:00.000Z' })
    await expect(say(duty, { source: 'sensor', words: '' })).rejects.toThrow(/须带水位读数/)
  })

  it.each([
    ['7 minutes ahead', 7, { at: 'receivedAt', clockAheadSeconds: 420 }, '手机时间快 7 分钟，已按收到时间记录'],
    ['2 days ahead', 2880, { at: 'receivedAt', clockAheadSeconds: 172_800 }, '手机时间快 2 天，已按收到时间记录'],
    ['7 minutes behind', -7, { at: 'stated', clockAheadSeconds: null }, null],
    ['2 days behind', -2880, { at: 'stated', clockAheadSeconds: null }, '所报发生时间比收到早 2 天，手机时间可能慢了，请向报告人核对'],
  ])('a phone whose clock is %s reports all the same, and the desk is told', async (_, minutes, kept, note) => {
    const stated = addMinutes(test.clock.now(), minutes)
    const signal = await say(officer, { source: 'grid', occurredAt: stated })
    expect(signal.occurredAt).toBe(kept.at === 'stated' ? stated : signal.receivedAt)
    expect(signal.clockAheadSeconds).toBe(kept.clockAheadSeconds)
    expect(clockNoteOf(await test.call(duty, routes.getSignal, { params: { signalId: signal.id } }))).toBe(note)
    const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: signal.id }, body: command() })
    expect((await test.call(duty, routes.getIncident, { params: { incidentId } })).occurredAt).toBe(signal.occurredAt)
  })

  it('a gauge whose clock runs ahead is read at the receipt', async () => {
    const signal = await say(duty, { source: 'sensor', typeCode: '11A01', facts: {}, words: '', occurredAt: null, gauge: { stationId: station, levelMetres: 8.8, readAt: addMinutes(test.clock.now(), 7) } })
    expect(signal).toMatchObject({ occurredAt: signal.receivedAt, gauge: { readAt: signal.receivedAt }, clockAheadSeconds: 420 })
  })

  it('a rejected one keeps its reason and may be taken up again', async () => {
    const signal = await say(duty)
    await test.call(duty, routes.rejectSignal, { params: { signalId: signal.id }, body: { ...command(), reason: '现场无险情' } })
    expect(await test.call(duty, routes.getSignal, { params: { signalId: signal.id } })).toMatchObject({ status: 'rejected', statusReason: '现场无险情' })
    expect(await test.call(duty, routes.beginVerification, { params: { signalId: signal.id }, body: command() })).toMatchObject({ status: 'verifying' })
  })

  it('pages without missing or repeating one', async () => {
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await test.call(duty, routes.listSignals, { query: { limit: 3, ...(after ? { after } : {}) } })
      seen.push(...page.items.map((each) => each.id))
      if (!page.next) break
      after = page.next
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from signal`.execute(test.db.db)
    expect(seen).toHaveLength(rows[0]?.count ?? -1)
    expect(new Set(seen).size).toBe(seen.length)
  })
})
