import { routes, type RouteName } from '@fengsui/contract'
import type { Route } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutyBodies } from './county-duty.ts'
import { forceBodies } from './county-forces.ts'
import { rosterBodies } from './county-rosters.ts'
import { createTestNode, type TestCaller, type TestNode } from './test-node.ts'
import { CITY, COUNTY_A, COUNTY_B, everyRole, fillCounty, MARK, type County } from './two-counties.ts'

let test: TestNode
let county: County
let neighbour: TestCaller
let city: TestCaller
let verificationOrderId: string
/** Ids of everything that belongs to county A. */
let secrets: string[]

beforeAll(async () => {
  test = await createTestNode()
  city = await test.caller({ divisionCode: CITY, roles: everyRole, unitName: '市值班室' })
  neighbour = await test.caller({ divisionCode: COUNTY_B, roles: everyRole, unitName: '临海市值班室' })
  county = await fillCounty(test)
  const [desk] = (await test.call(city, routes.listVerificationDesks, { params: { incidentId: county.incidentId } })).items
  verificationOrderId = (await test.call(city, routes.giveVerificationOrder, { params: { incidentId: county.incidentId }, body: { commandId: test.newId(), toUnitId: desk?.unitId ?? '', words: `${MARK}立即核实` } })).id
  const { rows } = await sql<{ id: string }>`
    select id::text from signal union all select id::text from incident union all select id::text from report union all select id::text from report_delivery union all select id::text from clock
    union all select id::text from suspicion union all select id::text from plan union all select id::text from response union all select id::text from seat union all select id::text from task
    union all select id::text from notice union all select id::text from demand union all select id::text from consultation union all select id::text from emergency_state
    union all select id::text from call union all select id::text from call_recipient union all select id::text from notification union all select id::text from warning union all select id::text from linkage_alarm union all select id::text from evacuation_count union all select id::text from transfer_household union all select id::text from return_release union all select id::text from protective_order
    union all select id::text from resource_request union all select id::text from shortage union all select id::text from dispatch
    union all select id::text from team union all select id::text from equipment union all select id::text from shelter union all select id::text from shelter_arrival union all select id::text from facility union all select id::text from warehouse
    union all select id::text from item union all select id::text from lot union all select id::text from stock_move union all select id::text from stock_minimum
    union all select id::text from assessment_bulletin union all select id::text from assessment_score union all select id::text from assessment_entry
    union all select id::text from instruction union all select id::text from instruction_duty union all select id::text from instruction_feedback union all select id::text from supervision_notice
    union all select id::text from digest
    union all select id::text from media_feed union all select id::text from inner_source union all select id::text from commission
    union all select id::text from disaster_process union all select id::text from disaster_return union all select id::text from disaster_list_entry
    union all select id::text from verification_order union all select id::text from casualty_watch union all select id::text from casualty_change union all select id::text from relief_response union all select id::text from calendar_day union all select id::text from clock_rule
    union all select id::text from duty_pattern union all select id::text from duty_member union all select id::text from duty_leave union all select id::text from duty_roster union all select id::text from duty_shift union all select id::text from duty_change union all select id::text from roster_filing union all select id::text from leader_absence union all select id::text from signing_deputy
    union all select id::text from duty_watch union all select id::text from handover union all select id::text from duty_note union all select id::text from phone_log union all select id::text from phone_call union all select id::text from fax union all select id::text from linked_case union all select id::text from spot_check union all select id::text from spot_check_rule union all select id::text from spot_check_draw
    union all select id::text from attachment union all select sha256 from attachment union all select id::text from person union all select id::text from account where division_code = ${COUNTY_A}`.execute(test.db.db)
  secrets = [...rows.map((row) => row.id), MARK, '13900000001', '13900000002', '13900000003']
})
afterAll(() => test.close())

const reads = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'GET' && !route.path.startsWith('/sandboxes'))

/** Every parameter and filter pointed at county A. */
function requestFor(route: Route) {
  const ids: Record<string, string> = { handoverId: county.handoverId, noteId: county.noteId, phoneLogId: county.phoneLogId, phoneCallId: county.phoneCallId, faxId: county.faxId, rosterId: county.rosterId, shiftId: county.shiftId, leaveId: county.leaveId, changeId: county.changeId, filingId: county.filingId, absenceId: county.absenceId, deputyId: county.deputyId, verificationOrderId, reliefResponseId: county.reliefResponseId, calendarDayId: county.calendarDayId, processId: county.processId, returnId: county.returnId, entryId: county.entryId, list: 'D01', digestId: county.digestId, feedId: county.feedId, innerSourceId: county.innerSourceId, commissionId: county.commissionId, bulletinId: county.bulletinId, instructionId: county.instructionId, dutyId: county.dutyId, noticeId: county.supervisionId, signalId: county.signalId, incidentId: county.incidentId, reportId: county.reportId, planId: county.planId, responseId: county.responseId, taskId: county.taskId, personId: county.personId, suspicionId: county.suspicionId, unitId: county.unitId, attachmentId: county.attachmentId, warningId: county.warningId, alarmId: county.alarmId, householdId: county.householdId, requestId: county.requestId, dispatchId: county.dispatchId, orderId: county.orderId, callId: county.callId, recipientId: county.recipientId, teamId: county.teamId, equipmentId: county.equipmentId, shelterId: county.shelterId, facilityId: county.facilityId, warehouseId: county.warehouseId, itemId: county.itemId, lotId: county.lotId }
  const params = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, ids[name] ?? county.incidentId]))
  return { params, queries: [{}, { from: '2019-01-01', to: '2019-12-31', month: '2019-07' }, { unitId: county.unitId, fromDay: '2019-08-12', toDay: '2019-08-15', format: 'xlsx', mine: 'false' }, { status: 'all' }, { year: '2019' }, { divisionCode: COUNTY_A, incidentId: county.incidentId, unitId: county.unitId }, { q: MARK }, { processId: county.processId, formSet: 'loss', divisionCode: COUNTY_A, format: 'xlsx' }, { ownerKind: 'signal', ownerId: county.signalId }, { longitude: 120.95, latitude: 28.6, radiusMetres: 100_000 }, { warehouseId: county.warehouseId, itemId: county.itemId, lotId: county.lotId }] }
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
    for (const name of ['listSignals', 'getSignal', 'listWatches', 'listHandovers', 'getHandover', 'listPhoneLogs', 'listPhoneCalls', 'listFaxes', 'listLinkedCases', 'listSpotChecks', 'listSpotCheckDraws', 'listFeeds', 'listInnerSources', 'listCommissions', 'listIncidents', 'getIncident', 'listReports', 'getReport', 'listDigests', 'listInstructions', 'getInstruction', 'listBulletins', 'getBulletin', 'listClocks', 'listVerificationOrders', 'getZeroSeries', 'listReliefResponses', 'getReportLines', 'getRosterSetup', 'listRosters', 'listShiftCandidates', 'listDutyChanges', 'listRosterFilings', 'listLeaderAbsences', 'listSigningDeputies', 'listSuspicions', 'listPlans', 'getCommandBoard', 'listTasks', 'listPersons', 'listAccounts', 'getTimeline', 'getWhoKnew', 'getSituationAt', 'listCalls', 'getCall', 'listRecipients', 'listNotifications', 'listWarnings', 'listLinkageAlarms', 'getEvacuationBoard', 'listHouseholds', 'listDisasterProcesses', 'getDisasterProcess', 'listDisasterReturns', 'getDisasterReturn', 'listDisasterEntries', 'getDispatchBoard', 'listRequests', 'listDispatches', 'listTeams', 'listEquipment', 'listShelters', 'listShelterArrivals', 'listFacilities', 'getSurroundings', 'listWarehouses', 'getWarehouse', 'listItems', 'listStock', 'listItemStock', 'listStockMoves', 'traceLot'] as const) {
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
    const writes = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => route.method === 'POST' && /:(bulletin|handover|note|phoneLog|phoneCall|fax|roster|shift|leave|change|filing|absence|deputy|verificationOrder|reliefResponse|calendarDay|signal|incident|report|plan|response|task|suspicion|person|warning|alarm|household|order|request|dispatch|attachment|team|equipment|shelter|facility|warehouse|lot|call|recipient|process|return|entry|instruction|duty|digest|feed|innerSource|commission)Id/.test(route.path))
    for (const [name, route] of writes) {
      const { params } = requestFor(route)
      const body = bodies[name] ?? dutyBodies()[name] ?? (rosterBodies(county) as Partial<Record<string, () => object>>)[name] ?? forceBodies(county)[name]
      const { status, text } = await test.send(neighbour, route, { params, body: body ? { commandId: test.newId(), ...body() } : { commandId: test.newId() } })
      expect([403, 404], `${name}: ${status} ${text}`).toContain(status)
      expect(leaksIn(text), name).toEqual([])
    }
  })
})

/** Valid bodies, so that nothing but the place can be the reason of a refusal. */
const bodies: Partial<Record<RouteName, () => object>> = {
  giveVerificationOrder: () => ({ toUnitId: county.unitId, words: '请立即核实' }), recordPhoneAnswer: () => ({ answeredAt: '2019-08-09T17:30:00.000Z', listener: '接听人', words: '已核实' }), answerVerificationOrder: () => ({ words: '已核实清楚' }), withdrawVerificationOrder: () => ({ reason: '撤销' }),
  recordCasualtyChange: () => ({ changedAt: '2019-08-09T17:30:00.000Z', dead: 1, missing: 0, seriouslyInjured: 0, injured: 0 }), endReliefResponse: () => ({ endedAt: '2019-08-09T17:30:00.000Z' }),
  reviseDigest: () => ({ sections: [{ key: 'overview', lines: [{ text: '改写' }] }] }), issueDigest: () => ({ toUnitIds: [county.unitId] }),
  objectToScore: () => ({ eventKey: 'late:clock:x', reason: '情况不符' }),
  assignInstruction: () => ({ assignees: [{ unitId: county.unitId }] }), closeInstruction: () => ({ outcome: '已经办结' }), withdrawInstruction: () => ({ reason: '登记有误' }), giveFeedback: () => ({ kind: 'result', words: '结果' }), decideFeedback: () => ({ decision: 'accepted' }),
  cancelDuty: () => ({ reason: '交办有误' }), askExtension: () => ({ until: '2019-12-31T00:00:00.000Z', reason: '需要时间' }), decideExtension: () => ({ granted: true }), issueSupervision: () => ({ words: '请尽快办理' }),
  changeDisasterProcess: () => ({ title: '改名' }), setDisasterStage: () => ({ status: 'stable' }), startDisasterReturn: () => ({ divisionCode: COUNTY_A, formSet: 'loss' }), saveDisasterReturn: () => ({ revision: 0, values: {} }), submitDisasterReturn: () => ({ revision: 0 }), sendBackDisasterReturn: () => ({ reason: '请重新核实' }),
  reportDisasterFigures: () => ({ divisionCode: COUNTY_A, values: { A01007: 1 }, asOf: '2019-08-09T16:00:00.000Z' }), reportDisasterZero: () => ({ divisionCode: COUNTY_A }), addDisasterEntry: () => ({ list: 'D01', divisionCode: COUNTY_A, cells: { D01007: 1 } }), changeDisasterEntry: () => ({ cells: { D01007: 2 } }), removeDisasterEntry: () => ({ reason: '予以核销' }),
  rejectSignal: () => ({ reason: '不属实' }), mergeSignal: () => ({ intoId: county.incidentId }), mergeSignals: () => ({ signalIds: [county.incidentId] }), answerCommission: () => ({ words: '已核实', divisionCode: COUNTY_B }),
  updateFeed: () => ({ name: '网站', url: 'https://news.example/rss', kind: 'rss', divisionCode: COUNTY_B, intervalMinutes: 15 }), updateFacts: () => ({ facts: { dead: 1 } }), confirmGrade: () => ({ grade: 4 }), linkIncident: () => ({ parentId: null }), mergeIncident: () => ({ intoId: county.signalId }),
  splitIncident: () => ({ signalIds: [county.signalId], title: '拆分' }), closeIncident: () => ({ summary: '已经结束了' }), draftReport: () => ({ kind: 'followUp', facts: {}, elements: {} }), reviseDraft: () => ({ facts: {}, elements: {} }), reviewReport: () => ({ decision: 'return', remarks: '请核实' }),
  decideSuspicion: () => ({ decision: 'dismissed', kind: 'OMITTED', reason: '情况已核实' }), startResponse: () => ({ planId: county.planId, level: 4, matter: '事项', expectedHours: 4, measures: ['措施'] }), changeResponseLevel: () => ({ level: 3, reason: '加重' }), endResponse: () => ({ reason: '结束' }),
  appointOnSiteCommander: () => ({ unitId: county.unitId, place: '村口' }), assignTask: () => ({ unitId: county.unitId, title: '任务', dueAt: '2019-08-09T22:00:00.000Z' }), reportProgress: () => ({ percent: 10 }), disputeTask: () => ({ reason: '不是我们' }), ruleOnDispute: () => ({ unitId: county.unitId }), cancelTask: () => ({ reason: '取消' }),
  callConsultation: () => ({ agenda: '议题', unitIds: [county.unitId], scheduledAt: '2019-08-09T22:00:00.000Z' }), enterEmergencyState: () => ({ kind: 'floodEmergency', divisionCode: COUNTY_A, criteria: '水位超过保证' }), answerLinkageAlarm: () => ({ answer: '会商决定不提升' }), reportCount: () => ({ divisionCode: COUNTY_A, kind: 'avoidance', planned: 1, moved: 1, asOf: '2019-08-09T15:59:00.000Z' }), listHouseholdInto: () => ({ divisionCode: COUNTY_A, householder: '甲', people: 1, reason: '隐患' }),
  proposeImprovement: () => ({ findingKeys: ['late-report:x'], target: 'plan', text: '修订预案' }), issueEvaluation: () => ({ summary: '评估总结' }), callAgain: () => ({ channels: ['sms'] }), closeCall: () => ({ reason: '结束叫应' }), recordAnswers: () => ({ recipientIds: [county.recipientId], by: 'phone' }), answerCall: () => ({}),
  releaseReturn: () => ({ divisionCode: COUNTY_A }), issueProtectiveOrder: () => ({ divisionCode: COUNTY_A, measures: ['work'], text: '停工停课令', inForceFrom: '2019-08-09T17:30:00.000Z' }), createRequest: () => ({ lines: [{ kind: 'team', capability: 'search', quantity: 5 }], destinationName: '溪口', destinationDivisionCode: COUNTY_B, position: { longitude: 121, latitude: 28.6 }, neededBy: '2019-08-09T22:00:00.000Z', toUnitId: city.actor.unitId, reason: '急需' }),
  refuseRequest: () => ({ reason: '不给' }), fillRequest: () => ({ picks: [], declareShortage: true }), orderDispatch: () => ({ destinationName: '溪口', destinationDivisionCode: COUNTY_B, position: { longitude: 121, latitude: 28.6 }, receiverUnitId: neighbour.actor.unitId, teamIds: [county.unitId] }),
  reportDispatchPosition: () => ({ position: { longitude: 121, latitude: 28.6 } }), receiveDispatch: () => ({ quantity: 1 }), returnDispatch: () => ({ quantity: 1 }), cancelDispatch: () => ({ reason: '取消' }), updatePerson: () => ({ name: '甲', title: '乙', status: 'left', contacts: [] }),
}
