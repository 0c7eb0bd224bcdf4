import { dispatchRoutes as routes, type DispatchView, type RequestView } from '@fengsui/contract/dispatch'
import type { Route } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CITY, createDispatchStage, destination, HERE, type DispatchStage } from '../../../test/dispatch-stage.ts'
import { refusal } from '../../../test/test-command.ts'
import type { TestCaller, TestNode } from '../../../test/test-node.ts'

let stage: DispatchStage
let test: TestNode
let city: TestCaller
let county: TestCaller
let province: TestCaller
let fire: TestCaller
beforeAll(async () => {
  stage = await createDispatchStage();
  ({ test, city, county, province, fire } = stage)
})
afterAll(() => test.close())

const boatsWanted = (quantity: number) => [{ kind: 'equipment' as const, equipmentKind: 'boat' as const, quantity }]
const peopleWanted = (quantity: number) => [{ kind: 'team' as const, capability: 'water-rescue' as const, quantity }]
const fill = (decider: TestCaller, requestId: string, body: object) => test.call(decider, routes.fillRequest, { params: { requestId }, body: { commandId: test.newId(), picks: [], ...body } })
const work = (caller: TestCaller, route: Route, dispatchId: string, body: object = {}) => test.call(caller, route, { params: { dispatchId }, body: { commandId: test.newId(), ...body } }) as Promise<DispatchView>
const decide = (caller: TestCaller, route: Route, requestId: string, body: object = {}) => test.call(caller, route, { params: { requestId }, body: { commandId: test.newId(), ...body } }) as Promise<RequestView>
const board = (caller: TestCaller, incidentId: string) => test.call(caller, routes.getDispatchBoard, { params: { incidentId } })
const field = async (table: string, id: string, name: string) => (await sql<{ v: unknown }>`select ${sql.ref(name)} as v from ${sql.table(table)} where id = ${id}::uuid`.execute(test.db.db)).rows[0]?.v
const free = () => sql`update equipment set state = 'maintenance' where state = 'ready'`.execute(test.db.db).then(() => sql`update team set readiness = 'unavailable' where readiness = 'ready'`.execute(test.db.db))

describe('asking', () => {
  it('puts a written request before the unit above, with its clock', async () => {
    const incidentId = await stage.incident()
    const request = await stage.ask(incidentId, [...boatsWanted(2), ...peopleWanted(30)])
    expect(request).toMatchObject({ number: '申20190810-001', status: 'submitted', acceptBy: stage.later(15), toUnitName: '市值班室', reason: '城区进水，急需转移群众', mayWithdraw: true, mayDecide: false, lines: [{ key: '1', name: '冲锋舟（艇）', unit: '艘', quantity: 2, filled: 0, arrived: 0 }, { key: '2', unit: '人' }] })
    const asked = await test.call(city, routes.listRequests, { query: { side: 'asked' } })
    expect(asked.items.find(({ id }) => id === request.id)).toMatchObject({ mayDecide: true, incidentTitle: '山体滑坡（测试）' })
    expect((await test.call(county, routes.listRequests, { query: { side: 'asked' } })).items).toEqual([])
    expect((await test.call(county, routes.listRequests, { query: { side: 'asking' } })).items).toHaveLength(1)
    await test.advanceTo(stage.later(16))
    expect(await test.call(city, routes.listRequests, { query: { side: 'asked' } })).toMatchObject({ items: [{ overdueAt: request.acceptBy }] })
    expect(await decide(city, routes.acceptRequest, request.id)).toMatchObject({ status: 'accepted' })
    expect((await refusal(decide(city, routes.acceptRequest, request.id))).body).toMatchObject({ code: 'lifecycle-refused' })
    expect(await decide(city, routes.refuseRequest, request.id, { reason: '本级正在使用' })).toMatchObject({ status: 'refused', refusalReason: '本级正在使用' })
  })
  it('keeps drafts at home until they are sent, and takes requests back', async () => {
    const incidentId = await stage.incident()
    const { id: requestId } = await stage.ask(incidentId, boatsWanted(1), { submit: false })
    expect((await refusal(decide(city, routes.acceptRequest, requestId))).status).toBe(404)
    expect((await test.call(city, routes.listRequests, { query: { side: 'asked', status: 'all' } })).items.some(({ id }) => id === requestId)).toBe(false)
    expect((await board(city, incidentId)).requests).toEqual([])
    expect(await decide(county, routes.submitRequest, requestId)).toMatchObject({ status: 'submitted' })
    expect((await board(city, incidentId)).requests).toHaveLength(1)
    expect((await refusal(decide(county, routes.submitRequest, requestId))).body.code).toBe('lifecycle-refused')
    expect((await refusal(decide(city, routes.withdrawRequest, requestId))).status).toBe(403)
    expect(await decide(county, routes.withdrawRequest, requestId)).toMatchObject({ status: 'withdrawn' })
    expect((await refusal(decide(city, routes.acceptRequest, requestId))).body.detail).toContain('已撤回')
  })
  it('refuses what cannot be served', async () => {
    const incidentId = await stage.incident()
    expect((await refusal(stage.ask(incidentId, boatsWanted(1), { toUnitId: stage.neighbour.actor.unitId }))).body.errors).toMatchObject([{ path: 'toUnitId' }])
    expect((await refusal(stage.ask(incidentId, boatsWanted(1), { neededBy: '2019-08-09T15:00:00.000Z' }))).body.errors).toMatchObject([{ path: 'neededBy' }])
    expect((await refusal(stage.ask(incidentId, boatsWanted(1), { destinationDivisionCode: CITY }))).body.errors).toMatchObject([{ path: 'destinationDivisionCode' }])
    expect((await refusal(stage.ask(incidentId, boatsWanted(1), { destinationName: '找 13900000001' }))).body.errors).toMatchObject([{ path: 'destinationName' }])
    expect((await refusal(stage.ask(incidentId, [{ kind: 'goods', itemId: test.newId(), quantity: 1 }]))).body.errors).toMatchObject([{ path: 'lines.0.itemId' }])
    expect((await refusal(stage.ask(incidentId, [{ kind: 'team', quantity: 1 }]))).body.code).toBe('invalid-input')
    await sql`update incident set status = 'closed' where id = ${incidentId}::uuid`.execute(test.db.db)
    expect((await refusal(stage.ask(incidentId, boatsWanted(1)))).body.code).toBe('lifecycle-refused')
  })
})

describe('from the county to the province', () => {
  it('sixty boats: twelve of the city, eight of a neighbour, the rest drafted upwards, and met when the province sends', async () => {
    await free()
    const incidentId = await stage.incident()
    const own = await stage.boats(fire, 12)
    const theirs = await stage.boats(stage.neighbourFire, 8)
    const request = await stage.ask(incidentId, boatsWanted(60))
    const advice = await test.call(city, routes.getRecommendation, { params: { requestId: request.id } })
    expect(advice.lines).toMatchObject([{ wanted: 60, recommended: 17, shortage: 43 }])
    expect(advice.lines[0]?.candidates).toHaveLength(20)
    const body = { commandId: test.newId(), picks: [{ lineKey: '1', equipmentIds: [...own, ...theirs] }], declareShortage: true, passUpToUnitId: province.actor.unitId }
    const filled = await fill(city, request.id, body)
    expect(filled).toMatchObject({ request: { status: 'partlyFilled', lines: [{ filled: 20 }] }, shortageIds: [expect.any(String)] })
    expect(filled.dispatchIds).toHaveLength(2)
    expect(await fill(city, request.id, body)).toMatchObject({ dispatchIds: filled.dispatchIds })
    const seen = await board(county, incidentId)
    expect(seen.shortages).toMatchObject([{ quantity: 40, unit: '艘', status: 'passedUp', upwardRequestId: filled.upwardRequestId, upwardStatus: 'draft' }])
    expect(seen.requests).toHaveLength(1)
    expect(seen.dispatches.map(({ unitName, quantity, status }) => [unitName, quantity, status]).sort()).toEqual([['临海消防', 8, 'ordered'], ['市消防', 12, 'ordered']])
    const requestId = filled.upwardRequestId ?? ''
    expect((await board(province, incidentId)).requests.map(({ id }) => id)).not.toContain(requestId)
    expect(await decide(city, routes.submitRequest, requestId)).toMatchObject({ status: 'submitted', parentId: request.id, lines: [{ key: '1', quantity: 40 }], reason: expect.stringContaining(request.number) as unknown })
    const more = await stage.boats(stage.provinceFire, 40)
    const up = await fill(province, requestId, { picks: [{ lineKey: '1', equipmentIds: more }] })
    expect(up.request.status).toBe('filled')
    expect(await board(county, incidentId)).toMatchObject({ requests: [{ status: 'filled', lines: [{ filled: 60, arrived: 0 }] }], shortages: [{ status: 'met' }] })
    const [upDispatch = ''] = up.dispatchIds
    expect(await work(stage.provinceFire, routes.departDispatch, upDispatch)).toMatchObject({ status: 'departed', receiverUnitName: '演示县值班室' })
    await work(stage.provinceFire, routes.arriveDispatch, upDispatch)
    expect((await board(county, incidentId)).requests).toMatchObject([{ lines: [{ arrived: 40 }] }])
    await work(county, routes.receiveDispatch, upDispatch, { quantity: 40 })
    expect((await test.call(province, routes.listRequests, { query: { status: 'all' } })).items.find(({ id }) => id === requestId)).toMatchObject({ status: 'closed', lines: [{ arrived: 40 }] })
    expect((await board(county, incidentId)).requests).toMatchObject([{ status: 'filled' }])
    for (const [owner, id] of [[fire, filled.dispatchIds[0]], [stage.neighbourFire, filled.dispatchIds[1]]] as const) {
      const mine = (await test.call(owner, routes.listDispatches, { query: { mine: 'true' } })).items[0]
      expect([filled.dispatchIds[0], filled.dispatchIds[1]]).toContain(mine?.id)
      expect(id).toBeDefined()
      await work(owner, routes.departDispatch, mine?.id ?? '')
      await work(county, routes.receiveDispatch, mine?.id ?? '', { quantity: mine?.quantity })
    }
    expect((await board(county, incidentId)).requests).toMatchObject([{ status: 'closed', lines: [{ filled: 60, arrived: 60 }] }])
  })
  it('a request above that brings nothing leaves the shortage open, and more can be found later', async () => {
    await free()
    const incidentId = await stage.incident()
    const request = await stage.ask(incidentId, boatsWanted(5))
    const { upwardRequestId } = await fill(city, request.id, { declareShortage: true, passUpToUnitId: province.actor.unitId })
    expect((await board(county, incidentId)).requests[0]).toMatchObject({ status: 'accepted' })
    await decide(city, routes.submitRequest, upwardRequestId ?? '')
    await decide(province, routes.refuseRequest, upwardRequestId ?? '', { reason: '省级也没有' })
    expect((await board(county, incidentId)).shortages).toMatchObject([{ status: 'open', upwardRequestId: null, quantity: 5 }])
    expect((await refusal(decide(city, routes.closeRequest, request.id))).body.detail).toContain('还缺冲锋舟（艇） 5 艘')
    const boats = await stage.boats(fire, 3)
    await fill(city, request.id, { picks: [{ lineKey: '1', equipmentIds: boats.slice(0, 2) }] })
    expect((await board(county, incidentId)).shortages).toMatchObject([{ status: 'open', quantity: 3 }])
    expect((await refusal(fill(city, request.id, { passUpToUnitId: city.actor.unitId }))).body.errors).toMatchObject([{ path: 'passUpToUnitId' }])
    const again = await fill(city, request.id, { passUpToUnitId: province.actor.unitId })
    expect(again).toMatchObject({ shortageIds: [], dispatchIds: [] })
    expect((await board(county, incidentId)).shortages).toMatchObject([{ status: 'passedUp', upwardRequestId: again.upwardRequestId }])
    expect((await refusal(decide(city, routes.closeRequest, request.id))).body.detail).toContain('没有交接')
    for (const { id } of (await board(city, incidentId)).dispatches) await work(city, routes.cancelDispatch, id, { reason: '改由陆路转移' })
    expect((await board(county, incidentId)).requests).toMatchObject([{ status: 'accepted', lines: [{ filled: 0 }] }])
    expect(await decide(city, routes.closeRequest, request.id)).toMatchObject({ status: 'closed' })
  })
  it('a demand is asked for once and met when everything has come', async () => {
    await free()
    const incidentId = await stage.incident()
    const demandId = test.newId()
    await test.node.deps.commands.runInternal({ actor: 'system', key: demandId }, (context) => {
      context.record({ type: 'demand.listed', subject: incidentId, audience: { division: county.actor.divisionCode }, changes: [{ object: 'demand', id: demandId, created: true, set: { incidentId, responseId: test.newId(), divisionCode: county.actor.divisionCode, item: '冲锋舟', quantity: 1, unit: '艘', neededBy: stage.later(60), status: 'open' } }] })
      return Promise.resolve()
    })
    const request = await stage.ask(incidentId, boatsWanted(1), { demandId })
    expect((await refusal(stage.ask(incidentId, boatsWanted(1), { demandId }))).body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(request.number) as unknown })
    expect((await board(county, incidentId)).demands).toMatchObject([{ id: demandId, requestId: request.id, status: 'open' }])
    const { dispatchIds } = await fill(city, request.id, { picks: [{ lineKey: '1', equipmentIds: await stage.boats(fire, 1) }] })
    await work(fire, routes.departDispatch, dispatchIds[0] ?? '')
    await work(fire, routes.arriveDispatch, dispatchIds[0] ?? '')
    expect((await board(county, incidentId)).demands).toMatchObject([{ status: 'met' }])
  })
})

describe('races', () => {
  it('two deciders and one request: one serves it, the other is told, nothing is half done', async () => {
    await free()
    const incidentId = await stage.incident()
    const boats = await stage.boats(fire, 2)
    const request = await stage.ask(incidentId, boatsWanted(1))
    const outcomes = await Promise.allSettled(boats.map((id) => fill(city, request.id, { picks: [{ lineKey: '1', equipmentIds: [id] }] })))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { body: { code: 'conflict', detail: expect.stringContaining('已全部下令') as unknown } } })
    expect((await board(city, incidentId)).dispatches).toHaveLength(1)
    expect((await sql`select 1 from equipment where state = 'committed' and id = any(${boats}::uuid[])`.execute(test.db.db)).rows).toHaveLength(1)
  })
  it('one boat for two requests goes once; the loser keeps its whole picking', async () => {
    await free()
    const incidentId = await stage.incident()
    const [shared = ''] = await stage.boats(fire, 1)
    const others = await stage.boats(fire, 2)
    const requests = [await stage.ask(incidentId, boatsWanted(2)), await stage.ask(incidentId, boatsWanted(2))]
    const outcomes = await Promise.allSettled(requests.map(({ id }, index) => fill(city, id, { picks: [{ lineKey: '1', equipmentIds: [others[index] ?? '', shared] }] })))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { body: { code: 'lifecycle-refused', detail: expect.stringContaining('已被调出') as unknown } } })
    const { rows } = await sql<{ id: string }>`select id from equipment where state = 'committed' and id = any(${[shared, ...others]}::uuid[])`.execute(test.db.db)
    expect(rows).toHaveLength(2)
    expect((await board(city, incidentId)).dispatches.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2)
  })
  it('goods that were promised are not promised again', async () => {
    const incidentId = await stage.incident()
    const { itemId, warehouseId } = await stage.goods(fire, '棉被甲', [{ quantity: 100, expiresOn: null }])
    const requests = [await stage.ask(incidentId, [{ kind: 'goods', itemId, quantity: 80 }]), await stage.ask(incidentId, [{ kind: 'goods', itemId, quantity: 80 }])]
    const outcomes = await Promise.allSettled(requests.map(({ id }) => fill(city, id, { picks: [{ lineKey: '1', warehouseId, quantity: 80 }] })))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { body: { code: 'rule-refused', detail: expect.stringContaining('还差 60') as unknown } } })
    expect(await stage.balanced()).toBe(true)
  })
})

describe('numbers and statements', () => {
  it('ten teams, 420 people, 38 boats with one command, in as many statements as for two', async () => {
    await free()
    const incidentId = await stage.incident()
    const order = async (teams: number, boats: number) => {
      const body = { commandId: test.newId(), ...destination, receiverUnitId: county.actor.unitId, teamIds: await stage.teams(fire, teams), equipmentIds: [...(await stage.boats(fire, boats / 2)), ...(await stage.boats(stage.neighbourFire, boats / 2))] }
      const query = vi.spyOn(pg.Client.prototype, 'query')
      const { dispatchIds } = await test.call(city, routes.orderDispatch, { params: { incidentId }, body })
      const count = query.mock.calls.length
      query.mockRestore()
      return { dispatchIds, count }
    }
    const few = await order(1, 2)
    const many = await order(10, 38)
    expect(many.dispatchIds).toHaveLength(12)
    expect(many.count).toBeLessThanOrEqual(few.count)
    const { dispatches } = await board(county, incidentId)
    const sent = dispatches.filter(({ id }) => many.dispatchIds.includes(id))
    expect(sent.reduce((sum, { people }) => sum + people, 0)).toBe(420)
    expect(sent.filter(({ kind }) => kind === 'equipment').reduce((sum, { quantity }) => sum + quantity, 0)).toBe(38)
    expect(new Set(dispatches.map(({ number }) => number)).size).toBe(dispatches.length)
    expect(dispatches.every(({ number }) => /^调20190810-\d{3,}$/.test(number))).toBe(true)
    expect(sent[0]).toMatchObject({ destinationName: '演示溪口', destination: HERE, travelMinutes: 30, incidentTitle: '山体滑坡（测试）', travelBasis: expect.stringContaining('时速') as unknown })
    await test.advanceTo(stage.later(15))
    expect((await board(county, incidentId)).dispatches.every(({ unacknowledgedAt }) => unacknowledgedAt === test.clock.now())).toBe(true)
  })
  it('gives each order its own number when many are given at once', async () => {
    await free()
    const incidentId = await stage.incident()
    const boats = await stage.boats(fire, 6)
    await Promise.all(boats.map((id) => test.call(city, routes.orderDispatch, { params: { incidentId }, body: { commandId: test.newId(), ...destination, receiverUnitId: county.actor.unitId, equipmentIds: [id] } })))
    expect((await board(city, incidentId)).dispatches).toHaveLength(6)
  })
  it('reads and decides with a number of statements that does not grow with the forces', async () => {
    await free()
    const incidentId = await stage.incident()
    const request = await stage.ask(incidentId, [...boatsWanted(5), ...peopleWanted(100)])
    const count = async () => {
      const query = vi.spyOn(pg.Client.prototype, 'query')
      await test.call(city, routes.getRecommendation, { params: { requestId: request.id } })
      const calls = query.mock.calls.length
      query.mockRestore()
      return calls
    }
    await stage.boats(fire, 1)
    const few = await count()
    await stage.boats(fire, 30)
    await stage.teams(fire, 30)
    expect(await count()).toBe(few)
    expect(await field('resource_request', request.id, 'status')).toBe('submitted')
  })
})
