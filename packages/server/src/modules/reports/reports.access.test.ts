import { routes } from '@fengsui/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
let node: TestNode
const callers: Record<string, TestCaller> = {}
let incidentId = ''
let issuedId = ''
let deliveryId = ''
let draftId = ''

const at = (name: string): TestCaller => {
  const caller = callers[name]
  if (!caller) throw new Error(name)
  return caller
}
const status = async (name: string, route: Parameters<TestNode['send']>[1], request: Parameters<TestNode['send']>[2]) => (await node.send(at(name), route, request)).status

beforeAll(async () => {
  node = await createTestNode({ start: '2019-08-09T18:40:00.000Z' })
  callers['officer'] = await node.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县值班室' })
  callers['member'] = await node.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'water', unitName: '演示县水利局' })
  callers['commander'] = await node.caller({ divisionCode: COUNTY, roles: ['commander'], unitRole: 'emergency', unitName: '演示县应急局' })
  callers['reviewer'] = await node.caller({ divisionCode: COUNTY, roles: ['reviewer'], unitRole: 'emergency', unitName: '演示县核查' })
  callers['city'] = await node.caller({ divisionCode: '331000000000', roles: ['duty-officer', 'reviewer'], unitName: '台州市值班室' })
  callers['neighbour'] = await node.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'reviewer'], unitName: '临海市值班室' })
  callers['told'] = await node.caller({ divisionCode: '331083000000', roles: ['duty-officer'], unitName: '玉环市值班室' })
  callers['information'] = await node.caller({ divisionCode: '331099101201', roles: ['information-officer'], unitRole: 'village-committee', unitName: '岭下村' })
  const incident = await node.call(at('officer'), routes.registerIncident, { body: { commandId: node.newId(), title: '岭下村山体滑坡', typeCode: '11D01', divisionCode: '331099101201', occurredAt: '2019-08-09T18:30:00.000Z', facts: { dead: 2 } } })
  incidentId = incident.id
  await node.settle()
  const drafted = await node.call(at('officer'), routes.draftReport, { params: { incidentId }, body: { commandId: node.newId(), kind: 'initial', facts: { dead: 2 }, elements: { source: '甲镇' } } })
  const issued = await node.call(at('officer'), routes.issueReport, { params: { reportId: drafted.id }, body: { commandId: node.newId(), alsoTo: [at('told').actor.unitId] } })
  issuedId = issued.id
  deliveryId = issued.deliveries.find((delivery) => delivery.toUnitId === at('city').actor.unitId)?.id ?? ''
  draftId = (await node.call(at('officer'), routes.draftReport, { params: { incidentId }, body: { commandId: node.newId(), kind: 'followUp', facts: { dead: 2 }, elements: {} } })).id
  await node.settle()
})
afterAll(() => node.close())

describe('who may read', () => {
  it.each([
    ['officer', 200, 200], ['commander', 200, 200], ['reviewer', 200, 200], ['city', 200, 404], ['told', 200, 404], ['neighbour', 404, 404], ['member', 403, 403], ['information', 403, 403],
  ])('%s: the issued report %i, the draft %i', async (name, issued, draft) => {
    expect(await status(name, routes.getReport, { params: { reportId: issuedId } })).toBe(issued)
    expect(await status(name, routes.getReport, { params: { reportId: draftId } })).toBe(draft)
  })

  it.each([['officer', 2], ['city', 1], ['told', 1], ['neighbour', 0]])('%s lists %i reports', async (name, count) => {
    expect((await node.call(at(name), routes.listReports, { query: { incidentId } })).items).toHaveLength(count)
  })

  it.each([['officer', true], ['city', true], ['told', false], ['neighbour', false]])('%s sees the clocks: %s', async (name, sees) => {
    expect((await node.call(at(name), routes.listClocks, { query: { status: 'all' } })).items.length > 0).toBe(sees)
  })

  it('a report told sideways is marked so and opens the incident', async () => {
    const report = await node.call(at('told'), routes.getReport, { params: { reportId: issuedId } })
    expect(report.deliveries.find((delivery) => delivery.toUnitName === '玉环市值班室')?.purpose).toBe('sideways')
    expect(await status('told', routes.getIncident, { params: { incidentId } })).toBe(200)
    expect(await status('neighbour', routes.getIncident, { params: { incidentId } })).toBe(404)
  })
})

describe('who may act', () => {
  const draft = () => ({ params: { incidentId }, body: { commandId: node.newId(), kind: 'initial', facts: {}, elements: {} } })
  const sign = () => ({ params: { deliveryId }, body: { commandId: node.newId() } })
  const revise = () => ({ params: { reportId: draftId }, body: { commandId: node.newId(), facts: { dead: 2 }, elements: {} } })

  it.each([['neighbour', 404], ['told', 403], ['commander', 403], ['reviewer', 403], ['member', 403], ['officer', 409]])('%s drafts: %i', async (name, expected) => {
    expect(await status(name, routes.draftReport, draft())).toBe(expected)
  })

  it.each([['neighbour', 404], ['city', 404], ['commander', 403], ['officer', 200]])('%s revises the county draft: %i', async (name, expected) => {
    expect(await status(name, routes.reviseDraft, revise())).toBe(expected)
  })

  it.each([['neighbour', 404], ['officer', 403], ['told', 403], ['commander', 403], ['city', 200]])('%s signs for the city’s copy: %i', async (name, expected) => {
    expect(await status(name, routes.receiveReport, sign())).toBe(expected)
  })

  it('bad input is told where it is wrong', async () => {
    const missing = await node.send(at('officer'), routes.issueReport, { params: { reportId: draftId }, body: { commandId: node.newId(), alsoTo: [node.newId()] } })
    expect(missing).toMatchObject({ status: 400, body: { errors: [{ path: 'alsoTo.0' }] } })
    const post = await node.send(at('officer'), routes.issueReport, { params: { reportId: draftId }, body: { commandId: node.newId(), signatoryPostId: node.newId() } })
    expect(post).toMatchObject({ status: 400, body: { errors: [{ path: 'signatoryPostId' }] } })
    expect((await node.send(at('officer'), routes.draftReport, { params: { incidentId }, body: { commandId: node.newId(), kind: 'followUp', facts: { dead: -1 }, elements: {} } })).status).toBe(400)
    expect((await node.send(at('officer'), routes.listClocks, { query: { after: '2019|x' } })).status).toBe(400)
  })

  it('only a level above decides a suspicion', async () => {
    const suspicionId = node.newId()
    await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, async (context) => {
      context.record({ type: 'suspicion.raised', audience: { division: COUNTY }, changes: [{ object: 'suspicion', id: suspicionId, created: true, set: { kind: 'OMITTED', divisionCode: COUNTY, unitId: at('officer').actor.unitId, ruleId: 'suspicion.gauge-over-guarantee', evidence: [], raisedAt: context.at, status: 'raised' } }] })
    })
    const decide = (extra: object = {}) => ({ params: { suspicionId }, body: { commandId: node.newId(), decision: 'dismissed', kind: 'OMITTED', reason: '核查后排除', ...extra } })
    expect(await status('officer', routes.decideSuspicion, decide())).toBe(403)
    expect(await status('reviewer', routes.decideSuspicion, decide())).toBe(403)
    expect(await status('neighbour', routes.decideSuspicion, decide())).toBe(404)
    expect(await status('city', routes.decideSuspicion, decide({ incidentId: node.newId() }))).toBe(404)
    expect(await status('city', routes.decideSuspicion, decide({ incidentId }))).toBe(200)
  })
})
