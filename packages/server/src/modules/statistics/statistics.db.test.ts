import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
let test: TestNode
let county: TestCaller
let city: TestCaller
let neighbour: TestCaller
let member: TestCaller
/** 2025-11-20 in Beijing; a year later most of it happens. */
const LAST_YEAR = '2025-11-20T01:00:00.000Z'
const THIS_YEAR = '2026-11-20T01:00:00.000Z'

beforeAll(async () => {
  test = await createTestNode({ start: LAST_YEAR })
  county = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  city = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer'], unitName: '市值班室' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'], unitName: '临海市值班室' })
  member = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'water' })
  for (const village of ['331099101201', '331099102201', '331082101201']) await test.caller({ divisionCode: village, roles: ['information-officer'] })
  await register(county, '331099101201', '11D01', '2025-11-19T01:00:00.000Z', { dead: 1 })
  await test.advanceTo(THIS_YEAR)
})
afterAll(() => test.close())

const register = async (by: TestCaller, divisionCode: string, typeCode: string, occurredAt: string, facts: object) =>
  test.call(by, routes.registerIncident, { body: { commandId: test.newId(), title: '统计用事件', typeCode, divisionCode, occurredAt, facts } })
const read = (by: TestCaller, more: object = {}) => test.call(by, routes.getIncidentStatistics, { query: { from: '2026-01-01', to: '2026-12-31', ...more } })

describe('incident statistics', () => {
  it('sums people and loss, and counts a merged incident once', async () => {
    const kept = await register(county, '331099101201', '11D01', '2026-11-19T16:30:00.000Z', { dead: 2, injured: 3, directLossWan: 120.5 })
    const twin = await register(county, '331099101201', '11D01', '2026-11-19T16:40:00.000Z', { dead: 2 })
    await register(county, '331099102201', '12G00', '2026-03-01T00:00:00.000Z', { missing: 1 })
    await register(neighbour, '331082101201', '12G00', '2026-03-01T00:00:00.000Z', { dead: 9 })
    await test.settle()
    expect((await read(county)).total.figures.incidents).toBe(3)
    await test.call(county, routes.mergeIncident, { params: { incidentId: twin.id }, body: { commandId: test.newId(), intoId: kept.id } })
    await test.settle()
    const mine = await read(county)
    expect(mine.total.figures).toMatchObject({ incidents: 2, dead: 2, missing: 1, injured: 3, directLossWan: 120.5, lossKnown: 1 })
    expect(mine.total.previous).toMatchObject({ incidents: 1, dead: 1 })
    expect(mine.byPlace.filter((row) => row.figures.incidents > 0).map((row) => [row.key, row.figures.dead])).toEqual([['331099101000', 2], ['331099102000', 0]])
    expect(mine.byClass.map((row) => [row.name, row.figures.incidents])).toEqual([['自然灾害', 1], ['事故灾难', 1], ['公共卫生事件', 0], ['社会安全事件', 0]])
  })

  it('cuts months by the day of Beijing, and compares each with its twin', async () => {
    const { byStep } = await read(county)
    expect(byStep).toHaveLength(12)
    // 2026-11-19T16:30Z is the 20th in Beijing; the incident of last year lies in November too.
    expect(byStep[10]).toMatchObject({ name: '2026年11月', figures: { incidents: 1 }, previous: { incidents: 1 } })
    expect((await read(county, { from: '2026-11-20', to: '2026-11-20' })).total.figures.incidents).toBe(1)
    expect((await read(county, { from: '2026-11-19', to: '2026-11-19' })).total.figures.incidents).toBe(0)
    expect((await read(county, { step: 'quarter' })).byStep.map((row) => row.figures.incidents)).toEqual([1, 0, 0, 1])
  })

  it('adds up: every grouping has the total', async () => {
    const all = await read(city, { step: 'year' })
    for (const rows of [all.byClass, all.byType, all.byGrade, all.byPlace, all.byStep]) {
      for (const field of ['incidents', 'dead', 'missing', 'directLossWan', 'clocksMet', 'clocksLate', 'clocksMissed'] as const) expect(rows.reduce((sum, row) => sum + row.figures[field], 0), field).toBe(all.total.figures[field])
    }
    expect(all.total.figures).toMatchObject({ incidents: 3, dead: 11 })
  })

  it('counts what was reported late or not at all, by the units of the scope', async () => {
    await test.advanceTo('2026-11-21T01:00:00.000Z')
    const { rows } = await sql<{ n: number; place: string }>`select count(*) as n, c.division_code as place from clock c join incident i on i.id = c.incident_id where i.status <> 'merged' and i.occurred_at >= '2025-12-31T16:00:00Z' and (c.status = 'missed' or (c.status = 'running' and c.overdue_at is not null)) group by c.division_code`.execute(test.db.db)
    const missed = (lo: string) => rows.filter((row) => row.place.startsWith(lo)).reduce((sum, row) => sum + Number(row.n), 0)
    expect(missed('331099')).toBeGreaterThan(0)
    expect((await read(county)).total.figures.clocksMissed).toBe(missed('331099'))
    expect((await read(city)).total.figures.clocksMissed).toBe(missed('3310'))
  })

  it('stays inside the jurisdiction and refuses nonsense', async () => {
    expect((await read(county, { divisionCode: '331099101000' })).total.figures.incidents).toBe(1)
    expect((await test.send(county, routes.getIncidentStatistics, { query: { from: '2026-01-01', to: '2026-12-31', divisionCode: '331082000000' } })).status).toBe(403)
    expect((await test.send(member, routes.getIncidentStatistics, { query: { from: '2026-01-01', to: '2026-12-31' } })).status).toBe(403)
    for (const query of [{ from: '2026-02-30', to: '2026-12-31' }, { from: '2026-12-31', to: '2026-01-01' }, { from: '1990-01-01', to: '2026-01-01' }, { from: '2026-01-01' }]) {
      const { status, text } = await test.send(county, routes.getIncidentStatistics, { query })
      expect(status, text).toBe(400)
      expect(text).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('takes three statements however many incidents there are, and gives a workbook', async () => {
    await read(county)
    const spy = vi.spyOn(Client.prototype, 'query')
    await read(county)
    const statements = spy.mock.calls.map(([query]) => (typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? ''))).filter((text) => /incident_figure|from division/.test(text))
    spy.mockRestore()
    expect(statements).toHaveLength(3)
    const answer = await test.node.http.app.inject({ url: '/api/v1/statistics/incidents/document?from=2026-01-01&to=2026-12-31', headers: { authorization: `Bearer ${county.token}` } })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  it('keeps its narrow table equal to what the tables say', async () => {
    const { rows } = await sql<{ id: string }>`
      select i.id from incident i left join incident_figure f on f.incident_id = i.id
      where f.incident_id is null or f.counted <> (i.status <> 'merged') or f.grade is distinct from i.grade or f.dead is distinct from (i.facts ->> 'dead')::int
        or f.clocks_met[1] <> (select count(*) from clock c where c.incident_id = i.id and c.status = 'met')
        or f.clocks_missed[3] <> (select count(*) from clock c where c.incident_id = i.id and (c.status = 'missed' or (c.status = 'running' and c.overdue_at is not null)) and c.division_code not like '____00000000')`.execute(test.db.db)
    expect(rows).toEqual([])
  })
})
