import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import { roles } from '@fengsui/contract/kernel'
import { readDemoPlans } from '../demo/plans/demo-plans.ts'
import { fillDuty, type CountyDuty } from './county-duty.ts'
import { fillForces, type CountyForces } from './county-forces.ts'
import { COUNTY_A, MARK } from './county-marks.ts'
import { fillRosters, type CountyRosters } from './county-rosters.ts'
import type { TestCaller, TestNode } from './test-node.ts'

export { COUNTY_A, MARK } from './county-marks.ts'

export const COUNTY_B = '331082000000'
export const CITY = '331000000000'

export interface County extends CountyForces, CountyRosters, CountyDuty {
  duty: TestCaller
  signalId: string
  incidentId: string
  reportId: string
  planId: string
  responseId: string
  taskId: string
  personId: string
  suspicionId: string
  unitId: string
  attachmentId: string
  warningId: string
  alarmId: string
  householdId: string
  requestId: string
  dispatchId: string
  orderId: string
  callId: string
  recipientId: string
  reliefResponseId: string
  calendarDayId: string
  processId: string
  returnId: string
  entryId: string
  bulletinId: string
  instructionId: string
  dutyId: string
  supervisionId: string
  digestId: string
  feedId: string
  innerSourceId: string
  commissionId: string
}

/** Everything an account may be allowed to do at once, except what only devices do. */
export const everyRole = Object.keys(roles) as Role[]

/** Fills one county with one of everything through the interface, as its own people would; county A is looked at by B afterwards. */
export async function fillCounty(test: TestNode): Promise<County> {
  const duty = await test.caller({ divisionCode: COUNTY_A, roles: everyRole, unitName: '演示县值班室' })
  const command = () => ({ commandId: test.newId() })
  const village = '331099101201'
  await test.caller({ divisionCode: village, roles: ['information-officer'] })
  const signal = await test.call(duty, routes.submitSignal, { body: { ...command(), source: 'phone', typeCode: '11D01', divisionCode: village, occurredAt: '2019-08-09T15:50:00.000Z', facts: { dead: 2 }, words: `${MARK}来电说塌方`, caller: '演示人 13900000001' } })
  const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: signal.id }, body: command() })
  await test.call(duty, routes.confirmGrade, { params: { incidentId }, body: { ...command(), grade: 3, reason: `${MARK}从严` } })
  await test.settle()
  const person = await test.call(duty, routes.createPerson, { body: { ...command(), unitId: duty.actor.unitId, name: `${MARK}人`, title: '局长', contacts: [{ kind: 'mobile', value: '13900000002', preferred: true }] } })
  await test.call(duty, routes.createAccount, { body: { ...command(), username: 'county-a-account', password: 'a long enough password', unitId: duty.actor.unitId, divisionCode: COUNTY_A, roles: ['duty-officer'] } })
  const report = await test.call(duty, routes.draftReport, { params: { incidentId }, body: { ...command(), kind: 'initial', facts: { dead: 2 }, elements: { situation: `${MARK}情况` } } })
  await test.call(duty, routes.issueReport, { params: { reportId: report.id }, body: command() })
  const plan = await test.call(duty, routes.importPlan, { body: { ...command(), structure: readDemoPlans().county as unknown as Record<string, unknown> } })
  await test.call(duty, routes.putPlanInForce, { params: { planId: plan.id }, body: command() })
  const response = await test.call(duty, routes.startResponse, { params: { incidentId }, body: { ...command(), planId: plan.id, level: 4, matter: '滑坡处置', expectedHours: 24, measures: ['转移群众'] } })
  const task = await test.call(duty, routes.assignTask, { params: { incidentId }, body: { ...command(), unitId: duty.actor.unitId, title: '现场核查', detail: `${MARK}细节`, dueAt: '2019-08-09T20:00:00.000Z' } })
  await test.call(duty, routes.callConsultation, { params: { incidentId }, body: { ...command(), agenda: '研判', unitIds: [duty.actor.unitId], scheduledAt: '2019-08-09T18:00:00.000Z' } })
  await test.call(duty, routes.enterEmergencyState, { params: { incidentId }, body: { ...command(), kind: 'emergency', divisionCode: COUNTY_A, criteria: '死亡两人以上' } })
  const warning = await test.call(duty, routes.recordWarning, { body: { ...command(), hazard: '11B01', level: 'red', issuer: '演示县气象台', divisionCode: COUNTY_A, headline: `${MARK}台风红色预警信号`, issuedAt: '2019-08-09T15:55:00.000Z', incidentId } })
  await test.call(duty, routes.reportCount, { params: { incidentId }, body: { ...command(), divisionCode: COUNTY_A, kind: 'avoidance', planned: 100, moved: 90, refused: 3, followedUp: 3, asOf: '2019-08-09T15:58:00.000Z' } })
  const household = await test.call(duty, routes.listHouseholdInto, { params: { incidentId }, body: { ...command(), divisionCode: village, householder: `${MARK}户`, phone: '13900000003', address: `${MARK}路`, people: 3, reason: `${MARK}隐患点` } })
  await test.call(duty, routes.moveHousehold, { params: { householdId: household.id }, body: { ...command(), destination: `${MARK}亲戚家` } })
  await test.call(duty, routes.releaseReturn, { params: { incidentId }, body: { ...command(), divisionCode: village } })
  const order = await test.call(duty, routes.issueProtectiveOrder, { params: { incidentId }, body: { ...command(), divisionCode: COUNTY_A, measures: ['work', 'classes'], text: `${MARK}停工停课`, inForceFrom: '2019-08-09T16:00:00.000Z' } })
  const instruction = await test.call(duty, routes.giveInstruction, { body: { ...command(), issuer: `${MARK}领导`, words: `${MARK}批示`, incidentId, assignees: [{ unitId: duty.actor.unitId }] } })
  const dutyId = instruction.duties[0]?.id ?? ''
  await test.call(duty, routes.acknowledgeDuty, { params: { dutyId }, body: command() })
  await test.call(duty, routes.giveFeedback, { params: { dutyId }, body: { ...command(), kind: 'progress', words: `${MARK}进展` } })
  const supervised = await test.call(duty, routes.issueSupervision, { params: { dutyId }, body: { ...command(), words: `${MARK}督办` } })
  const digest = await test.call(duty, routes.draftDigest, { body: { ...command(), kind: 'morning' } })
  await test.call(duty, routes.reviseDigest, { params: { digestId: digest.id }, body: { ...command(), sections: [{ key: 'overview', lines: [{ text: `${MARK}总体情况` }] }] } })
  const feed = await test.call(duty, routes.createFeed, { body: { ...command(), name: `${MARK}网站`, url: 'https://news.example/rss', kind: 'rss', keywordsAny: [`${MARK}`], keywordsNone: [], divisionCode: COUNTY_A, intervalMinutes: 15 } })
  const inner = await test.call(duty, routes.allowInnerSource, { body: { ...command(), host: 'oa.county.example', port: 8090, network: '10.1.2.3/32', note: `${MARK}政务网` } })
  const commission = (await test.call(duty, routes.createCommission, { body: { ...command(), unitIds: [duty.actor.unitId], topic: `${MARK}请报送积水情况`, dueAt: '2019-08-09T20:00:00.000Z' } })).items[0]
  const forces = await fillForces(test, duty, incidentId)
  const process = await test.call(duty, routes.openDisasterProcess, { body: { ...command(), title: `${MARK}台风灾害`, hazard: 'typhoon', divisionCode: COUNTY_A, startedAt: '2019-08-09T15:30:00.000Z', incidentId } })
  const disasterReturn = await test.call(duty, routes.reportDisasterZero, { params: { processId: process.id }, body: { ...command(), divisionCode: COUNTY_A } })
  const entry = await test.call(duty, routes.addDisasterEntry, { params: { processId: process.id }, body: { ...command(), list: 'D01', divisionCode: village, cells: { D01001: `${MARK}某`, D01007: 1 } } })
  const relief = await test.call(duty, routes.recordReliefResponse, { body: { ...command(), divisionCode: COUNTY_A, scope: 'province', level: 3, title: `${MARK}救灾响应`, source: '省减灾委', startedAt: '2019-08-09T15:50:00.000Z' } })
  await test.call(duty, routes.setCalendarDays, { body: { ...command(), days: [{ day: '2019-08-12', kind: 'holiday', name: `${MARK}停工` }], reason: '台风停工' } })
  const calendar = await test.call(duty, routes.getCalendar, { query: { year: '2019' } })
  await test.call(duty, routes.setClockRules, { body: { ...command(), conduct: { remindAtPercent: 50, remindBeforeMinutes: 10, leaderAfterMinutes: 0, superiorAfterMinutes: 15, localPhoneMinutes: null, localWrittenMinutes: null }, basis: `${MARK}县规定`, inForceFrom: '2019-08-09T18:00:00.000Z' } })
  const rosters = await fillRosters(test, duty)
  const running = await fillDuty(test, duty)
  const attachmentId = await attachMarked(test, duty, signal.id)
  const call = await test.call(duty, routes.makeCall, { body: { ...command(), kind: 'roll-call', title: `${MARK}点名`, words: `${MARK}立即到岗`, incidentId, audience: { type: 'units', unitIds: [duty.actor.unitId] }, channels: ['in-app', 'sms'] } })
  const desk = await test.caller({ divisionCode: COUNTY_A, roles: everyRole, unitName: '演示县调度', unitRole: 'emergency-management' })
  await test.call(duty, routes.issueDigest, { params: { digestId: digest.id }, body: { ...command(), toUnitIds: [desk.actor.unitId] } })
  const place = { destinationName: `${MARK}溪口`, destinationDivisionCode: village, position: { longitude: 121, latitude: 28.6 } }
  const request = await test.call(duty, routes.createRequest, { params: { incidentId }, body: { ...command(), lines: [{ kind: 'equipment', equipmentKind: 'boat', quantity: 2 }], ...place, neededBy: '2019-08-09T20:00:00.000Z', toUnitId: desk.actor.unitId, reason: `${MARK}要船` } })
  const boat = await test.call(duty, routes.createEquipment, { body: { ...command(), number: `${MARK}01`, name: '冲锋舟', kind: 'boat', unitId: duty.actor.unitId, basePosition: { longitude: 121, latitude: 28.6 } } })
  const filled = await test.call(desk, routes.fillRequest, { params: { requestId: request.id }, body: { ...command(), picks: [{ lineKey: '1', equipmentIds: [boat.id] }], declareShortage: true } })
  // A second danger that nobody reports: the suspicion comes by itself.
  const silent = await test.call(duty, routes.submitSignal, { body: { ...command(), source: 'public', typeCode: '11A01', divisionCode: village, facts: { trapped: 3 }, words: `${MARK}有人被困` } })
  await test.call(duty, routes.verifySignal, { params: { signalId: silent.id }, body: command() })
  await test.advanceTo('2019-08-09T17:30:00.000Z')
  const suspicions = await test.call(duty, routes.listSuspicions, { query: {} })
  const alarms = await test.call(duty, routes.listLinkageAlarms, { query: {} })
  const recipients = await test.call(duty, routes.listRecipients, { params: { callId: call.id } })
  const assessed = await fillAssessment(test, duty)
  return { duty, ...running, reliefResponseId: relief.id, calendarDayId: calendar.settings[0]?.id ?? '', processId: process.id, returnId: disasterReturn.id, entryId: entry.id, digestId: digest.id, feedId: feed.id, innerSourceId: inner.id, commissionId: commission?.id ?? '', ...assessed, instructionId: instruction.id, dutyId, supervisionId: supervised.duties[0]?.notices[0]?.id ?? '', callId: call.id, recipientId: recipients.items[0]?.id ?? '', signalId: signal.id, incidentId, reportId: report.id, planId: plan.id, responseId: response.id, taskId: task.id, personId: person.id, suspicionId: suspicions.items[0]?.id ?? '', unitId: duty.actor.unitId, attachmentId, warningId: warning.id, alarmId: alarms.items[0]?.id ?? '', householdId: household.id, requestId: request.id, dispatchId: filled.dispatchIds[0] ?? '', orderId: order.id, ...forces, ...rosters }
}

/** A file with the mark in it and in its name, attached to a signal. */
async function attachMarked(test: TestNode, by: TestCaller, signalId: string): Promise<string> {
  const sent = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: Buffer.from(`${MARK}现场记录`), headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/octet-stream' } })
  const { sha256 } = sent.json<{ sha256: string }>()
  return (await test.call(by, routes.attachFile, { body: { commandId: test.newId(), owner: { kind: 'signal', id: signalId }, sha256, name: `${MARK}.txt` } })).id
}

/** A published bulletin of the month before, with an entry that has the mark in it. */
async function fillAssessment(test: TestNode, duty: TestCaller): Promise<{ bulletinId: string }> {
  const command = () => ({ commandId: test.newId() })
  const unit = await test.caller({ divisionCode: COUNTY_A, roles: everyRole, unitName: `${MARK}水利局`, unitRole: 'water' })
  await test.call(duty, routes.addAssessmentEntry, { body: { ...command(), unitId: unit.actor.unitId, itemKey: 'criticised', happenedAt: '2019-07-15T00:00:00.000Z', reason: `${MARK}通报批评` } })
  const { id: bulletinId } = await test.call(duty, routes.draftBulletin, { body: { ...command(), month: '2019-07' } })
  await test.call(duty, routes.publishBulletin, { params: { bulletinId }, body: command() })
  return { bulletinId }
}
