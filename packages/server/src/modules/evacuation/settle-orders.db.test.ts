import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, createCommandStage, registerTestIncident, TOWN, type CommandStage } from '../../../test/test-command.ts'

let stage: CommandStage
let incidentId: string
let responseId: string

beforeAll(async () => {
  stage = await createCommandStage()
  incidentId = await registerTestIncident(stage.node, TOWN)
  responseId = (await stage.start(stage.commander, incidentId, 2)).id
})
afterAll(() => stage.node.close())

const command = () => ({ commandId: stage.node.newId() })
const issue = async (measures: ('work' | 'scenic-areas')[], divisionCode = COUNTY, caller = stage.commander) => (await stage.node.call(caller, routes.issueProtectiveOrder, { params: { incidentId }, body: { ...command(), divisionCode, measures, text: '危险区域停工', inForceFrom: stage.node.clock.now() } })).id
const orders = async () => (await stage.node.call(stage.commander, routes.getEvacuationBoard, { params: { incidentId } })).orders
const change = (level: 1 | 2 | 3 | 4, decided: object[] = []) => stage.node.send(stage.commander, routes.changeResponseLevel, { params: { responseId }, body: { ...command(), level, reason: '雨势变化', orders: decided } })
const end = (decided: object[]) => stage.node.send(stage.commander, routes.endResponse, { params: { responseId }, body: { ...command(), reason: '台风远离', cancelOpenTasks: true, orders: decided } })

describe('orders in force when their response goes down or ends', () => {
  it('raising asks nothing, lowering asks for every order the headquarters gave, and changes nothing until it is answered', async () => {
    const work = await issue(['work'])
    const scenic = await issue(['scenic-areas'], TOWN)
    const city = await stage.node.caller({ divisionCode: '331000000000', roles: ['commander'] })
    await issue(['work'], COUNTY, city)
    expect((await change(1)).status).toBe(200)
    const refused = await change(3, [{ orderId: work, decision: 'lift' }])
    expect(refused.body).toMatchObject({ code: 'lifecycle-refused', detail: expect.stringMatching(/还有 1 道指挥长令在执行：.*关闭景区/u) as unknown, errors: [{ path: 'orders' }] })
    expect((await orders()).filter((order) => order.status === 'inForce')).toHaveLength(3)
    expect((await change(3, [{ orderId: work, decision: 'lift' }, { orderId: scenic, decision: 'keep', reason: '' }])).body).toMatchObject({ code: 'invalid-input' })
    expect((await change(3, [{ orderId: work, decision: 'lift' }, { orderId: scenic, decision: 'keep', reason: '山体仍不稳' }])).body).toMatchObject({ level: 3 })
    const after = new Map((await orders()).map((order) => [order.id, order.status]))
    expect([after.get(work), after.get(scenic)]).toEqual(['lifted', 'inForce'])
  })

  it('the end asks again for what was kept; what the level above gave stays its own', async () => {
    const [kept] = (await orders()).filter((order) => order.status === 'inForce' && order.divisionCode === TOWN)
    expect((await end([])).body).toMatchObject({ code: 'lifecycle-refused', detail: expect.stringContaining('指挥长令在执行') as unknown })
    expect((await end([{ orderId: stage.node.newId(), decision: 'lift' }])).body).toMatchObject({ code: 'conflict' })
    expect((await end([{ orderId: kept?.id, decision: 'lift' }])).body).toMatchObject({ status: 'ended' })
    expect((await orders()).filter((order) => order.status === 'inForce')).toMatchObject([{ issuedByDivisionCode: '331000000000' }])
  })

  it('the timeline tells both, the reason stays out of the journal', async () => {
    await stage.node.settle()
    const { items } = await stage.node.call(stage.commander, routes.getTimeline, { params: { incidentId }, query: {} })
    expect(items.map((item) => item.text).filter((text) => text.includes('指挥长令'))).toEqual(expect.arrayContaining([expect.stringMatching(/继续执行$/u), expect.stringMatching(/解除/u)]))
    const { rows } = await sql<{ count: number }>`select count(*) as count from journal where data like '%山体仍不稳%'`.execute(stage.node.db.db)
    expect(rows[0]?.count).toBe(0)
  })
})
