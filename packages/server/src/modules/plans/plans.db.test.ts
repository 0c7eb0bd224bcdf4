import { planRoutes as routes } from '@fengsui/contract/plans'
import { incidentRoutes } from '@fengsui/contract/incidents'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { listDuties, placeTestUnits, putTestPlanInForce, refusal, registerTestIncident } from '../../../test/test-command.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
const { city, county } = readDemoPlans()
let node: TestNode
let owner: TestCaller
let commander: TestCaller
let neighbour: TestCaller
let above: TestCaller

const structureOf = (plan: unknown) => JSON.parse(JSON.stringify(plan)) as Record<string, unknown>
const importPlan = (caller: TestCaller, plan: unknown, commandId = node.newId()) => node.call(caller, routes.importPlan, { body: { commandId, structure: structureOf(plan) } })

beforeAll(async () => {
  node = await createTestNode()
  owner = await node.caller({ divisionCode: COUNTY, roles: ['plan-owner'] })
  commander = await node.caller({ divisionCode: COUNTY, roles: ['commander'] })
  neighbour = await node.caller({ divisionCode: '331082000000', roles: ['plan-owner', 'commander'] })
  above = await node.caller({ divisionCode: '331000000000', roles: ['plan-owner', 'commander'] })
})
afterAll(() => node.close())

describe('the library', () => {
  it('takes nothing of a faulty plan and names every fault', async () => {
    const problem = await refusal(importPlan(owner, { ...county, title: '', groups: [] }))
    expect(problem.status).toBe(400)
    expect(problem.body.errors?.map((error) => error.path)).toEqual(expect.arrayContaining(['structure.title', 'structure.groups']))
    expect((await node.call(owner, routes.listPlans, {})).items).toEqual([])
  })
  it('refuses a place outside the jurisdiction and one that does not exist', async () => {
    expect((await refusal(importPlan(owner, { ...county, areaDivisionCode: '331082000000' }))).status).toBe(403)
    expect((await refusal(importPlan(above, { ...county, areaDivisionCode: '331077000000' }))).body.errors).toEqual([{ path: 'structure.areaDivisionCode', message: '没有这个行政区划' }])
  })
  it('imports once per command and shows what was imported', async () => {
    const commandId = node.newId()
    const first = await importPlan(owner, county, commandId)
    expect(await importPlan(owner, county, commandId)).toEqual(first)
    expect(first.findings).toEqual([])
    const { items } = await node.call(owner, routes.listPlans, {})
    expect(items).toMatchObject([{ id: first.id, status: 'draft', placeName: '演示县', levels: 4, groups: 9, problems: 0 }])
    expect((await node.call(owner, routes.getPlan, { params: { planId: first.id } })).structure).toEqual(county)
  })
  it('has one version in force, also when two are put in force at once', async () => {
    const [second, third] = [await importPlan(owner, { ...county, version: '2019.2' }), await importPlan(owner, { ...county, version: '2019.3' })]
    const put = (id: string) => node.call(owner, routes.putPlanInForce, { params: { planId: id }, body: { commandId: node.newId() } })
    await Promise.all([put(second.id), put(third.id)])
    const { items } = await node.call(owner, routes.listPlans, {})
    expect(items.map((plan) => plan.status).sort()).toEqual(['draft', 'inForce', 'retired'])
    const retired = items.find((plan) => plan.status === 'retired')
    expect((await refusal(put(retired?.id ?? ''))).body.code).toBe('lifecycle-refused')
  })
  it('pages', async () => {
    const first = await node.call(owner, routes.listPlans, { query: { limit: 2 } })
    expect(first.items).toHaveLength(2)
    const rest = await node.call(owner, routes.listPlans, { query: { limit: 2, after: first.next ?? '' } })
    expect(rest.items).toHaveLength(1)
    expect(rest.next).toBeNull()
    expect(new Set([...first.items, ...rest.items].map((plan) => plan.id)).size).toBe(3)
  })
  it('does not exist for a neighbour, and is seen from above', async () => {
    const [plan] = (await node.call(above, routes.listPlans, {})).items
    expect(plan?.divisionCode).toBe(COUNTY)
    expect((await node.call(neighbour, routes.listPlans, {})).items).toEqual([])
    expect((await refusal(node.call(neighbour, routes.getPlan, { params: { planId: plan?.id ?? '' } }))).status).toBe(404)
    expect((await refusal(node.call(neighbour, routes.putPlanInForce, { params: { planId: plan?.id ?? '' }, body: { commandId: node.newId() } }))).status).toBe(404)
  })
})

describe('readiness', () => {
  it('says what is met, who signs, what would go out and what has no owner', async () => {
    const [plan] = (await node.call(owner, routes.listPlans, {})).items.filter((each) => each.status === 'inForce')
    const incidentId = await registerTestIncident(node, COUNTY, { dead: 2, missing: 1 })
    const before = await node.call(commander, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: { incidentId } })
    expect(before).toMatchObject({ proposedLevel: 1, situation: { deadOrMissing: 3, currentResponseLevel: 0, upperResponseLevel: null } })
    const [gravest] = before.levels
    expect(gravest).toMatchObject({ level: 1, met: 'met', mayStart: true, mayStartReason: null, starterName: county.headquarters.chief.nameZh })
    expect(gravest?.because.join()).toContain('死亡')
    expect(gravest?.unresolved.length).toBeGreaterThan(10)

    await placeTestUnits(node, COUNTY, listDuties(county).filter((role) => !['town-government', 'upper-headquarters'].includes(role)))
    await placeTestUnits(node, '331099101000', ['town-government'])
    await placeTestUnits(node, '331000000000', ['flood-office'])
    const after = await node.call(commander, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: { incidentId } })
    expect(after.levels[0]?.unresolved.every((gap) => /Headquarters\.commander|headquarters|groups\.[a-z]+\.person|notices/.test(gap.path))).toBe(true)
    expect(after.levels[0]?.tasks).toBeGreaterThanOrEqual(24)
  })
  it('reads gauges and the typhoon of the place', async () => {
    const [plan] = (await node.call(owner, routes.listPlans, {})).items.filter((each) => each.status === 'inForce')
    const reading = (hours: number, above: number) => ({ stationId: '00000000-0000-4000-8000-000000000001', stationName: '演示站', levelMetres: 10, guaranteeLevelMetres: 10 - above, aboveGuaranteeMetres: above, readAt: `2019-08-09T${String(hours)}:00:00.000Z` })
    await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, async (context) => {
      for (const [number, gauge] of [['a', reading(10, 0.9)], ['b', reading(15, 0.3)], ['c', reading(17, 5)]] as const) {
        context.record({ type: 'signal.received', audience: { division: COUNTY }, changes: [{ object: 'signal', id: node.newId(), created: true, set: { number, source: 'sensor', status: 'received', typeCode: '11A01', title: '水位', divisionCode: COUNTY, receivedAt: context.at, facts: {}, gauge } }] })
      }
      context.record({ type: 'typhoon-fix.recorded', audience: { division: '331000000000' }, changes: [{ object: 'typhoon-fix', id: node.newId(), created: true, set: { number: '1909', name: '利奇马', divisionCode: '331000000000', fixedAt: '2019-08-09T15:00:00.000Z', position: { longitude: 121.2, latitude: 28.4 }, windMetresPerSecond: 52, category: '超强台风', windRadiiKm: { seven: null, ten: null, twelve: null }, landfall: '测试地' } }] })
    })
    const { situation, proposedLevel } = await node.call(owner, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: {} })
    expect(situation).toMatchObject({ gaugeAboveGuaranteeMetres: 0.3, landfallInOrNearArea: true, landfallWindForce: 16, typhoonWindMetresPerSecond: 52 })
    expect(proposedLevel).toBe(2)
  })
  it('tells those who may not start why', async () => {
    const [plan] = (await node.call(owner, routes.listPlans, {})).items.filter((each) => each.status === 'inForce')
    const [asOwner] = (await node.call(owner, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: {} })).levels
    expect(asOwner).toMatchObject({ mayStart: false, mayStartReason: expect.stringContaining('报') as unknown })
    const [asCity] = (await node.call(above, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: {} })).levels
    expect(asCity).toMatchObject({ mayStart: false, mayStartReason: '这是演示县的预案，由演示县启动。' })
  })
  it('knows the level above once that place keeps its plans here', async () => {
    await putTestPlanInForce(node, above, city)
    const [plan] = (await node.call(owner, routes.listPlans, {})).items.filter((each) => each.status === 'inForce')
    expect((await node.call(owner, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: {} })).situation).toMatchObject({ upperResponseLevel: 0 })
  })
  it('does not show a neighbour\'s incident through a plan', async () => {
    const incidentId = await registerTestIncident(node, '331082000000')
    const [plan] = (await node.call(owner, routes.listPlans, {})).items.filter((each) => each.status === 'inForce')
    expect((await refusal(node.call(owner, routes.evaluatePlan, { params: { planId: plan?.id ?? '' }, query: { incidentId } }))).status).toBe(404)
    expect((await node.send(owner, incidentRoutes.getIncident, { params: { incidentId } })).status).toBe(404)
  })
})

it('writes plans to the journal without a telephone number', async () => {
  await node.settle()
  const { rows } = await sql<{ data: string }>`select data from journal where type like 'plan.%'`.execute(node.db.db)
  expect(rows.length).toBeGreaterThan(4)
  expect(rows.some((row) => /1\d{10}/.test(row.data.replaceAll(/"[0-9a-f-]{36}"|\d{12}/g, '')))).toBe(false)
})
