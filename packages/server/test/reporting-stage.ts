import { routes } from '@fengsui/contract'
import { ensureTestDivisions } from './test-divisions.ts'
import { CallFailed, createTestNode, type TestCaller, type TestNode } from './test-node.ts'

/** Beijing wall time of the night of 2019-08-10 as an instant. */
export const beijing = (time: string, day = '08-10'): string => new Date(`2019-${day}T${time}:00+08:00`).toISOString()

export const COUNTY = '331099000000'
export const elements = { source: '甲镇值班室电话', impactScope: '岭下村一户', measuresTaken: '民兵在挖', trend: '雨未停' }

/** A county, its city and its province, each with a duty office; for tests of the reporting line. */
export interface Stage {
  node: TestNode
  county: TestCaller
  city: TestCaller
  province: TestCaller
  /** A second leader of the county: signs what the first one drafted, where the rule wants two persons. */
  second: TestCaller
}

export async function openStage(start = beijing('00:00')): Promise<Stage> {
  const node = await createTestNode({ start })
  const county = await node.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  const city = await node.caller({ divisionCode: '331000000000', roles: ['duty-officer', 'duty-leader', 'reviewer'], unitName: '台州市值班室' })
  const province = await node.caller({ divisionCode: '330000000000', roles: ['duty-officer', 'duty-leader'], unitName: '浙江省值班室' })
  const second = await node.caller({ divisionCode: COUNTY, roles: ['duty-leader'], unitName: '演示县带班领导所在单位', unitRole: 'leaders' })
  await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, (context) => ensureTestDivisions(context, '331099101201'))
  await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, (context) => ensureTestDivisions(context, '331099102201'))
  return { node, county, city, province, second }
}

export async function registerLandslide({ node, county }: Stage, dead: number) {
  const incident = await node.call(county, routes.registerIncident, {
    body: { commandId: node.newId(), title: '岭下村山体滑坡', typeCode: '11D01', divisionCode: '331099101201', occurredAt: beijing('02:30'), facts: { dead, seriouslyInjured: 1 } },
  })
  await node.settle()
  return incident
}

type Kind = 'initial' | 'followUp' | 'final'
export async function draft(stage: Stage, who: TestCaller, incidentId: string, kind: Kind, facts: Record<string, number> = { dead: 2, seriouslyInjured: 1 }, texts: Record<string, string> = elements) {
  return stage.node.call(who, routes.draftReport, { params: { incidentId }, body: { commandId: stage.node.newId(), kind, facts, elements: texts } })
}
export async function issue(stage: Stage, who: TestCaller, reportId: string, more: { by?: 'system' | 'phone'; alsoTo?: string[]; listener?: string; signatoryPostId?: string } = {}) {
  const { signing } = await stage.node.call(who, routes.getReport, { params: { reportId } })
  const signer = who === stage.county && signing.answer !== 'may' && more.by !== 'phone' ? stage.second : who
  const report = await stage.node.call(signer, routes.issueReport, { params: { reportId }, body: { commandId: stage.node.newId(), ...more } })
  await stage.node.settle()
  return report
}
export async function receive(stage: Stage, who: TestCaller, report: { deliveries: { id: string; toUnitId: string }[] }) {
  const delivery = report.deliveries.find((each) => each.toUnitId === who.actor.unitId)
  const signed = await stage.node.call(who, routes.receiveReport, { params: { deliveryId: delivery?.id ?? '' }, body: { commandId: stage.node.newId() } })
  await stage.node.settle()
  return signed
}
export const clocksOf = async (stage: Stage, who: TestCaller, incidentId: string) => (await stage.node.call(who, routes.listClocks, { query: { incidentId, status: 'all' } })).items
export const refusal = async (attempt: Promise<unknown>): Promise<CallFailed> => {
  const failure = await attempt.then(() => undefined, (error: unknown) => error)
  if (failure instanceof CallFailed) return failure
  throw failure instanceof Error ? failure : new Error('was not refused')
}
