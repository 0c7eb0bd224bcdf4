import { commandRoutes as routes } from '@fengsui/contract/command'
import { permissionsOf, roles, type Role, type Route } from '@fengsui/contract/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommandStage, decision, registerTestIncident, type CommandStage } from '../../../test/test-command.ts'
import type { TestCaller } from '../../../test/test-node.ts'

let stage: CommandStage
let incidentId: string
let ids: Record<'responseId' | 'taskId' | 'seatId' | 'noticeId' | 'consultationId' | 'stateId' | 'unitId', string>
const callers = new Map<string, TestCaller>()
const roleNames = Object.keys(roles) as Role[]

/** Every command of the module with a well-formed body. */
const commands: [string, Route, () => object][] = [
  ['startResponse', routes.startResponse, () => ({ planId: stage.planId, level: 4, ...decision })],
  ['changeResponseLevel', routes.changeResponseLevel, () => ({ level: 3, reason: '情况变化' })],
  ['endResponse', routes.endResponse, () => ({ reason: '情况好转' })],
  ['appointOnSiteCommander', routes.appointOnSiteCommander, () => ({ unitId: ids.unitId, place: '甲镇政府' })],
  ['takeSeat', routes.takeSeat, () => ({})],
  ['assignTask', routes.assignTask, () => ({ unitId: ids.unitId, title: '抢通道路', dueAt: stage.later(60) })],
  ['acknowledgeTask', routes.acknowledgeTask, () => ({})],
  ['reportProgress', routes.reportProgress, () => ({ percent: 10 })],
  ['completeTask', routes.completeTask, () => ({ evidence: '已办' })],
  ['disputeTask', routes.disputeTask, () => ({ reason: '不属本单位' })],
  ['ruleOnDispute', routes.ruleOnDispute, () => ({ unitId: ids.unitId })],
  ['superviseTask', routes.superviseTask, () => ({})],
  ['cancelTask', routes.cancelTask, () => ({ reason: '不再需要' })],
  ['acknowledgeNotice', routes.acknowledgeNotice, () => ({})],
  ['callConsultation', routes.callConsultation, () => ({ agenda: '研判雨情', unitIds: [ids.unitId], scheduledAt: stage.later(30) })],
  ['concludeConsultation', routes.concludeConsultation, () => ({ conclusion: '继续转移' })],
  ['enterEmergencyState', routes.enterEmergencyState, () => ({ kind: 'emergency', divisionCode: '331099000000', criteria: '达到条件' })],
  ['leaveEmergencyState', routes.leaveEmergencyState, () => ({ criteria: '条件消失' })],
]
const send = async (caller: TestCaller, route: Route, body: object) => {
  const answer = await stage.node.send(caller, route, { params: { incidentId, ...ids }, body: { commandId: stage.node.newId(), ...body } })
  return { status: answer.status, code: (answer.body as { code?: string }).code, text: answer.text }
}

beforeAll(async () => {
  stage = await createCommandStage()
  const { node, commander, duty, water, start, board } = stage
  incidentId = await registerTestIncident(node, '331099000000')
  const response = await start(commander, incidentId, 4)
  const consultation = await node.call(duty, routes.callConsultation, { params: { incidentId }, body: { commandId: node.newId(), agenda: '研判', unitIds: [water.actor.unitId], scheduledAt: stage.later(10) } })
  const state = await node.call(commander, routes.enterEmergencyState, { params: { incidentId }, body: { commandId: node.newId(), kind: 'floodEmergency', divisionCode: '331099000000', criteria: '超保证水位' } })
  const { tasks, seats, notices } = await board(commander, incidentId)
  const of = <T extends object>(items: T[], field: keyof T) => items.find((item) => item[field] === water.actor.unitId) as T & { id: string }
  ids = { responseId: response.id, taskId: of(tasks, 'unitId').id, seatId: of(seats, 'unitId').id, noticeId: of(notices, 'toUnitId').id, consultationId: consultation.id, stateId: state.id, unitId: water.actor.unitId }
  for (const role of roleNames) {
    for (const divisionCode of ['331099000000', '331082000000']) callers.set(`${role}@${divisionCode}`, await node.caller({ divisionCode, roles: [role], unitRole: `unit-of-${role}` }))
  }
})
afterAll(() => stage.node.close())

describe.each(commands)('%s', (_, route, body) => {
  it.each(roleNames)('for a %s', async (role) => {
    const own = callers.get(`${role}@331099000000`)
    const foreign = callers.get(`${role}@331082000000`)
    if (!own || !foreign) throw new Error('caller missing')
    const outside = await send(foreign, route, body())
    if (!permissionsOf([role]).has(route.access as never)) {
      expect((await send(own, route, body())).code).toBe('forbidden')
      expect(outside.code).toBe('forbidden')
      return
    }
    // With the permission, another county's objects do not exist.
    expect(outside.code).toBe('not-found')
    // The own county's do; units' own matters stay with the unit.
    if (route.access === 'task:work') expect((await send(own, route, body())).code).toBe('forbidden')
  })
})

it('shows a neighbour nothing of the incident on any reading route', async () => {
  for (const role of roleNames) {
    const foreign = callers.get(`${role}@331082000000`)
    if (!foreign) throw new Error('caller missing')
    for (const [route, params] of [[routes.getCommandBoard, { incidentId }], [routes.listTasks, {}], [routes.listNotices, {}]] as const) {
      const { text } = await stage.node.send(foreign, route, { params })
      for (const id of [incidentId, ...Object.values(ids)]) expect(text).not.toContain(id)
    }
  }
})
