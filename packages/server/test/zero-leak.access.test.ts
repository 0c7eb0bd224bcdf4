import { routes, type RouteName } from '@fengsui/contract'
import type { Route } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forceBodies } from './county-forces.ts'
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
    union all select id::text from call union all select id::text from call_recipient union all select id::text from notification union all select id::text from warning union all select id::text from linkage_alarm union all select id::text from evacuation_count union all select id::text from transfer_household union all select id::text from return_release union all select id::text from protective_order
    union all select id::text from resource_request union all select id::text from shortage union all select id::text from dispatch
    union all select id::text from team union all select id::text from equipment union all select id::text from shelter union all select id::text from shelter_arrival union all select id::text from facility union all select id::text from warehouse
    union all select id::text from item union all select id::text from lot union all select id::text from stock_move union all select id::text from stock_minimum
    union all select id::text from attachment union all select sha256 from attachment union all select id::text from person union all select id::text from account where division_code = ${COUNTY_A}`.execute(test.db.db)
  secrets = [...rows.map((row) => row.id), MARK, '13900000001', '13900000002', '13900000003']
})
afterAll(() => test.close())

const reads = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'GET' && !route.path.startsWith('/sandboxes'))

/** Every parameter and filter pointed at county A. */
function requestFor(route: Route) {
  const ids: Record<string, string> = { signalId: county.signalId, incidentId: county.incidentId, reportId: county.reportId, planId: county.planId, responseId: county.responseId, taskId: county.taskId, personId: county.personId, suspicionId: county.suspicionId, unitId: county.unitId, attachmentId: county.attachmentId, warningId: county.warningId, alarmId: county.alarmId, householdId: county.householdId, requestId: county.requestId, dispatchId: county.dispatchId, orderId: county.orderId, callId: county.callId, recipientId: county.recipientId, teamId: county.teamId, equipmentId: county.equipmentId, shelterId: county.shelterId, facilityId: county.facilityId, warehouseId: county.warehouseId, itemId: county.itemId, lotId: county.lotId }
  const params = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, ids[name] ?? county.incidentId]))
  return { params, queries: [{}, { status: 'all' }, { divisionCode: COUNTY_A, incidentId: county.incidentId, unitId: county.unitId }, { q: MARK }, { ownerKind: 'signal', ownerId: county.signalId }, { longitude: 120.95, latitude: 28.6, radiusMetres: 100_000 }, { warehouseId: county.warehouseId, itemId: county.itemId, lotId: county.lotId }] }
}

function leaksIn(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret))
}

describe('no reading route shows one county to another', () => {
  it('has something to hide', () => {
    expect(secrets.length).toBeGreaterThan(40)
    expect(county.suspicionId).not.toBe('')
    expect(county.alarmId).not.toBe('')
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
    for (const name of ['listSignals', 'getSignal', 'listIncidents', 'getIncident', 'listReports', 'getReport', 'listClocks', 'listSuspicions', 'listPlans', 'getCommandBoard', 'listTasks', 'listPersons', 'listAccounts', 'getTimeline', 'getSituationAt', 'listCalls', 'getCall', 'listRecipients', 'listNotifications', 'listWarnings', 'listLinkageAlarms', 'getEvacuationBoard', 'listHouseholds', 'getDispatchBoard', 'listRequests', 'listDispatches', 'listTeams', 'listEquipment', 'listShelters', 'listShelterArrivals', 'listFacilities', 'getSurroundings', 'listWarehouses', 'getWarehouse', 'listItems', 'listStock', 'listItemStock', 'listStockMoves', 'traceLot'] as const) {
      const route: Route = routes[name]
      const { params } = requestFor(route)
      for (const caller of [county.duty, city]) {
        const { status, text } = await test.send(caller, route, { params, query: name === 'listIncidents' || name === 'listTasks' ? { status: 'all' } : name === 'getSurroundings' ? { longitude: 120.95, latitude: 28.6, radiusMetres: 5000 } : {} })
        expect(status, `${name}: ${text}`).toBe(200)
        expect(text.length, name).toBeGreaterThan(20)
        if (name !== 'getTimeline') expect(leaksIn(text).length, name).toBeGreaterThan(0)
      }
    }
  })

  it('is not opened by a command either', async () => {
    const writes = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'POST' && /:(signal|incident|report|plan|response|task|suspicion|person|warning|alarm|household|order|request|dispatch|attachment|team|equipment|shelter|facility|warehouse|lot|call|recipient)Id/.test(route.path))
    for (const [name, route] of writes) {
      const { params } = requestFor(route)
      const body = bodies[name] ?? forceBodies(county)[name]
      const { status, text } = await test.send(neighbour, route, { params, body: body ? { commandId: test.newId(), ...body() } : { commandId: test.newId() } })
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
  callConsultation: () => ({ agenda: '议题', unitIds: [county.unitId], scheduledAt: '2019-08-09T22:00:00.000Z' }), enterEmergencyState: () => ({ kind: 'floodEmergency', divisionCode: COUNTY_A, criteria: '水位超过保证' }), answerLinkageAlarm: () => ({ answer: '会商决定不提升' }), reportCount: () => ({ divisionCode: COUNTY_A, kind: 'avoidance', planned: 1, moved: 1, asOf: '2019-08-09T15:59:00.000Z' }), listHouseholdInto: () => ({ divisionCode: COUNTY_A, householder: '甲', people: 1, reason: '隐患' }),
  proposeImprovement: () => ({ findingKeys: ['late-report:x'], target: 'plan', text: '修订预案' }), issueEvaluation: () => ({ summary: '评估总结' }), callAgain: () => ({ channels: ['sms'] }), closeCall: () => ({ reason: '结束叫应' }), recordAnswers: () => ({ recipientIds: [county.recipientId], by: 'phone' }), answerCall: () => ({}),
  releaseReturn: () => ({ divisionCode: COUNTY_A }), issueProtectiveOrder: () => ({ divisionCode: COUNTY_A, measures: ['work'], text: '停工停课令', inForceFrom: '2019-08-09T17:30:00.000Z' }), createRequest: () => ({ lines: [{ kind: 'team', capability: 'search', quantity: 5 }], destinationName: '溪口', destinationDivisionCode: COUNTY_B, position: { longitude: 121, latitude: 28.6 }, neededBy: '2019-08-09T22:00:00.000Z', toUnitId: city.actor.unitId, reason: '急需' }),
  refuseRequest: () => ({ reason: '不给' }), fillRequest: () => ({ picks: [], declareShortage: true }), orderDispatch: () => ({ destinationName: '溪口', destinationDivisionCode: COUNTY_B, position: { longitude: 121, latitude: 28.6 }, receiverUnitId: neighbour.actor.unitId, teamIds: [county.unitId] }),
  reportDispatchPosition: () => ({ position: { longitude: 121, latitude: 28.6 } }), receiveDispatch: () => ({ quantity: 1 }), returnDispatch: () => ({ quantity: 1 }), cancelDispatch: () => ({ reason: '取消' }), updatePerson: () => ({ name: '甲', title: '乙', status: 'left', contacts: [] }),
}
