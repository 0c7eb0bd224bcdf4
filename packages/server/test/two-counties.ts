import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import { roles } from '@fengsui/contract/kernel'
import { readDemoPlans } from '../demo/plans/demo-plans.ts'
import type { TestCaller, TestNode } from './test-node.ts'

export const COUNTY_A = '331099000000'
export const COUNTY_B = '331082000000'
export const CITY = '331000000000'
/** Stands in every free text of county A. */
export const MARK = '独有标记甲乙丙'

export interface County {
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
  // A second danger that nobody reports: the suspicion comes by itself.
  const silent = await test.call(duty, routes.submitSignal, { body: { ...command(), source: 'public', typeCode: '11A01', divisionCode: village, facts: { trapped: 3 }, words: `${MARK}有人被困` } })
  await test.call(duty, routes.verifySignal, { params: { signalId: silent.id }, body: command() })
  await test.advanceTo('2019-08-09T17:30:00.000Z')
  const suspicions = await test.call(duty, routes.listSuspicions, { query: {} })
  return { duty, signalId: signal.id, incidentId, reportId: report.id, planId: plan.id, responseId: response.id, taskId: task.id, personId: person.id, suspicionId: suspicions.items[0]?.id ?? '', unitId: duty.actor.unitId }
}
