import { routes, type RouteName } from '@fengsui/contract'
import type { Route } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from './test-node.ts'
import { CITY, COUNTY_A, COUNTY_B, everyRole, fillCounty, MARK, type County } from './two-counties.ts'

let test: TestNode
let county: County
let neighbour: TestCaller
let city: TestCaller
/** Ids of everything that belongs to county A. */
let secrets: string[]

beforeAll(async () => {
  test = await createTestNode()
  city = await test.caller({ divisionCode: CITY, roles: everyRole, unitName: '市值班室' })
  neighbour = await test.caller({ divisionCode: COUNTY_B, roles: everyRole, unitName: '临海市值班室' })
  county = await fillCounty(test)
  const { rows } = await sql<{ id: string }>`
    select id::text from signal union all select id::text from incident union all select id::text from report union all select id::text from report_delivery union all select id::text from clock
    union all select id::text from suspicion union all select id::text from plan union all select id::text from response union all select id::text from seat union all select id::text from task
    union all select id::text from notice union all select id::text from demand union all select id::text from consultation union all select id::text from emergency_state
    union all select id::text from person union all select id::text from account where division_code = ${COUNTY_A}`.execute(test.db.db)
  secrets = [...rows.map((row) => row.id), MARK, '13900000001', '13900000002']
})
afterAll(() => test.close())

const reads = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'GET' && !route.path.startsWith('/sandboxes'))

/** Every parameter and filter pointed at county A. */
function requestFor(route: Route) {
  const ids: Record<string, string> = { signalId: county.signalId, incidentId: county.incidentId, reportId: county.reportId, planId: county.planId, responseId: county.responseId, taskId: county.taskId, personId: county.personId, suspicionId: county.suspicionId, unitId: county.unitId }
  const params = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, ids[name] ?? county.incidentId]))
  return { params, queries: [{}, { status: 'all' }, { divisionCode: COUNTY_A, incidentId: county.incidentId, unitId: county.unitId }, { q: MARK }] }
}

function leaksIn(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret))
}

describe('no reading route shows one county to another', () => {
  it('has something to hide', () => {
    expect(secrets.length).toBeGreaterThan(40)
    expect(county.suspicionId).not.toBe('')
  })

  it.each(reads)('%s', async (_, route) => {
    const { params, queries } = requestFor(route)
    for (const query of queries) {
      const { status, text } = await test.send(neighbour, route, { params, query })
      expect(status, text).toBeLessThan(500)
      expect(leaksIn(text), `${route.path}?${JSON.stringify(query)} → ${status}`).toEqual([])
    }
  })

  it('would notice: the county itself and the city above see these things', async () => {
    for (const name of ['listSignals', 'getSignal', 'listIncidents', 'getIncident', 'listReports', 'getReport', 'listClocks', 'listSuspicions', 'listPlans', 'getCommandBoard', 'listTasks', 'listPersons', 'listAccounts', 'getTimeline', 'getSituationAt'] as const) {
      const route: Route = routes[name]
      const { params } = requestFor(route)
      for (const caller of [county.duty, city]) {
        const { status, text } = await test.send(caller, route, { params, query: name === 'listIncidents' || name === 'listTasks' ? { status: 'all' } : {} })
        expect(status, `${name}: ${text}`).toBe(200)
        expect(text.length, name).toBeGreaterThan(20)
        if (name !== 'getTimeline') expect(leaksIn(text).length, name).toBeGreaterThan(0)
      }
    }
  })

  it('is not opened by a command either', async () => {
    const writes = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'POST' && /:(signal|incident|report|plan|response|task|suspicion|person)Id/.test(route.path))
    for (const [name, route] of writes) {
      const { params } = requestFor(route)
      const { status, text } = await test.send(neighbour, route, { params, body: bodies[name] ? { commandId: test.newId(), ...bodies[name]() } : { commandId: test.newId() } })
      expect([403, 404], `${name}: ${status} ${text}`).toContain(status)
      expect(leaksIn(text), name).toEqual([])
    }
  })
})

/** Valid bodies, so that nothing but the place can be the reason of a refusal. */
const bodies: Partial<Record<RouteName, () => object>> = {
  rejectSignal: () => ({ reason: '不属实' }), mergeSignal: () => ({ intoId: county.incidentId }), updateFacts: () => ({ facts: { dead: 1 } }), confirmGrade: () => ({ grade: 4 }), linkIncident: () => ({ parentId: null }), mergeIncident: () => ({ intoId: county.signalId }),
  splitIncident: () => ({ signalIds: [county.signalId], title: '拆分' }), closeIncident: () => ({ summary: '已经结束了' }), draftReport: () => ({ kind: 'followUp', facts: {}, elements: {} }), reviseDraft: () => ({ facts: {}, elements: {} }),
  decideSuspicion: () => ({ decision: 'dismissed', kind: 'OMITTED', reason: '情况已核实' }), startResponse: () => ({ planId: county.planId, level: 4, matter: '事项', expectedHours: 4, measures: ['措施'] }), changeResponseLevel: () => ({ level: 3, reason: '加重' }), endResponse: () => ({ reason: '结束' }),
  appointOnSiteCommander: () => ({ unitId: county.unitId, place: '村口' }), assignTask: () => ({ unitId: county.unitId, title: '任务', dueAt: '2019-08-09T22:00:00.000Z' }), reportProgress: () => ({ percent: 10 }), disputeTask: () => ({ reason: '不是我们' }), ruleOnDispute: () => ({ unitId: county.unitId }), cancelTask: () => ({ reason: '取消' }),
  callConsultation: () => ({ agenda: '议题', unitIds: [county.unitId], scheduledAt: '2019-08-09T22:00:00.000Z' }), enterEmergencyState: () => ({ kind: 'floodEmergency', divisionCode: COUNTY_A, criteria: '水位超过保证' }), updatePerson: () => ({ name: '甲', title: '乙', status: 'left', contacts: [] }),
}
