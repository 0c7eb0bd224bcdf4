import { commandRoutes, type ResponseView } from '@fengsui/contract/command'
import { planRoutes } from '@fengsui/contract/plans'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import { readDemoPlans } from '../demo/plans/demo-plans.ts'
import { ensureTestDivisions } from './test-divisions.ts'
import { createTestNode, type CallFailed, type TestCaller, type TestNode } from './test-node.ts'

/** Makes a unit for each duty in a place, and the place when unknown. @returns unit ids by duty */
export async function placeTestUnits(node: TestNode, divisionCode: string, duties: readonly string[]): Promise<Record<string, string>> {
  const units = duties.map((role) => [role, node.newId()] as const)
  await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, async (context) => {
    await ensureTestDivisions(context, divisionCode)
    for (const [role, id] of units) {
      context.record({ type: 'unit.created', audience: { division: divisionCode }, changes: [{ object: 'unit', id, created: true, set: { name: `${divisionCode} ${role}`, role, divisionCode, staffedAllHours: true, status: 'active' } }] })
    }
  })
  return Object.fromEntries(units)
}

/** Registers an incident directly, with the facts given. */
export async function registerTestIncident(node: TestNode, divisionCode: string, facts: Record<string, number> = {}, typeCode = '11D01'): Promise<string> {
  const id = node.newId()
  await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, async (context) => {
    context.record({
      type: 'incident.registered', subject: id, audience: { division: divisionCode },
      changes: [{
        object: 'incident', id, created: true,
        set: { number: `T-${id.slice(0, 8)}`, title: '山体滑坡（测试）', typeCode, incidentClass: 'natural-disaster', standardId: 'geological-disaster', divisionCode, occurredAt: context.at, knownAt: context.at, registeredAt: context.at, status: 'registered', facts },
      }],
    })
  })
  return id
}

/** Imports a plan and puts it in force. */
export async function putTestPlanInForce(node: TestNode, owner: TestCaller, structure: StructuredPlan): Promise<string> {
  const { id } = await node.call(owner, planRoutes.importPlan, { body: { commandId: node.newId(), structure: structure as unknown as Record<string, unknown> } })
  await node.call(owner, planRoutes.putPlanInForce, { params: { planId: id }, body: { commandId: node.newId() } })
  return id
}

/** The problem a call was refused with; fails when it was not. */
export async function refusal(call: Promise<unknown>): Promise<CallFailed> {
  try {
    await call
  } catch (error) {
    return error as CallFailed
  }
  throw new Error('the call was not refused')
}

/** A county with its plan in force and a unit for every duty in it. */
export interface CommandStage {
  readonly node: TestNode
  readonly plan: StructuredPlan
  readonly planId: string
  readonly commander: TestCaller
  readonly duty: TestCaller
  readonly water: TestCaller
  readonly fire: TestCaller
  readonly town: TestCaller
  start(caller: TestCaller, incidentId: string, level: 1 | 2 | 3 | 4, commandId?: string): Promise<ResponseView>
  board(caller: TestCaller, incidentId: string): ReturnType<typeof readBoard>
  /** An instant so many minutes from now or from `from`. */
  later(minutes: number, from?: string): string
}

const readBoard = (node: TestNode, caller: TestCaller, incidentId: string) => node.call(caller, commandRoutes.getCommandBoard, { params: { incidentId } })

export const COUNTY = '331099000000'
export const TOWN = '331099101000'
export const decision = { matter: '台风暴雨防御', expectedHours: 48, measures: ['转移危险区域人员'] }

export async function createCommandStage(): Promise<CommandStage> {
  const node = await createTestNode()
  const { county: plan } = readDemoPlans()
  const commander = await node.caller({ divisionCode: COUNTY, roles: ['commander'], unitRole: 'county-headquarters', unitName: '县防指' })
  const duty = await node.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
  const water = await node.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'water', unitName: '县水利局' })
  const fire = await node.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'fire', unitName: '县消防' })
  const town = await node.caller({ divisionCode: TOWN, roles: ['member-unit'], unitRole: 'town-government', unitName: '甲镇政府' })
  await placeTestUnits(node, COUNTY, listDuties(plan).filter((role) => !['water', 'fire', 'duty-office', 'town-government', 'upper-headquarters'].includes(role)))
  await placeTestUnits(node, '331099102000', ['town-government'])
  await placeTestUnits(node, '331000000000', ['flood-office'])
  const planId = await putTestPlanInForce(node, await node.caller({ divisionCode: COUNTY, roles: ['plan-owner'] }), plan)
  return {
    node, plan, planId, commander, duty, water, fire, town,
    start: (caller, incidentId, level, commandId = node.newId()) => node.call(caller, commandRoutes.startResponse, { params: { incidentId }, body: { commandId, planId, level, ...decision } }),
    board: (caller, incidentId) => readBoard(node, caller, incidentId),
    later: (minutes, from = node.clock.now()) => new Date(Date.parse(from) + minutes * 60_000).toISOString(),
  }
}

/** Duties a plan names anywhere. */
export function listDuties(plan: StructuredPlan): string[] {
  return [...new Set(JSON.stringify(plan).match(/"unitRole":"[a-z-]+"/g)?.map((each) => each.slice(12, -1)))]
}
