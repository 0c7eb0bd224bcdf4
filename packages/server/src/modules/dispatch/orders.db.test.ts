import { dispatchRoutes as routes, type DispatchView } from '@fengsui/contract/dispatch'
import { incidentRoutes } from '@fengsui/contract/incidents'
import type { Route } from '@fengsui/contract/kernel'
import { stockpileRoutes } from '@fengsui/contract/stockpile'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, createDispatchStage, destination, HERE, NEIGHBOUR, type DispatchStage } from '../../../test/dispatch-stage.ts'
import { refusal } from '../../../test/test-command.ts'
import type { TestCaller, TestNode } from '../../../test/test-node.ts'

let stage: DispatchStage
let test: TestNode
let city: TestCaller
let county: TestCaller
let fire: TestCaller
beforeAll(async () => {
  stage = await createDispatchStage();
  ({ test, city, county, fire } = stage)
})
afterAll(() => test.close())

const fill = (requestId: string, body: object) => test.call(city, routes.fillRequest, { params: { requestId }, body: { commandId: test.newId(), picks: [], ...body } })
const step = (caller: TestCaller, route: Route, dispatchId: string, body: object = {}) => test.call(caller, route, { params: { dispatchId }, body: { commandId: test.newId(), ...body } }) as Promise<DispatchView>
const order = async (incidentId: string, body: object) => (await test.call(city, routes.orderDispatch, { params: { incidentId }, body: { commandId: test.newId(), ...destination, receiverUnitId: county.actor.unitId, ...body } })).dispatchIds
const row = async (table: string, id: string) => (await sql<Record<string, unknown>>`select * from ${sql.table(table)} where id = ${id}::uuid`.execute(test.db.db)).rows[0]
const requestOf = async (incidentId: string) => (await test.call(county, routes.getDispatchBoard, { params: { incidentId } })).requests[0]

describe('goods', () => {
  it('are recommended and promised earliest expiry first, leave the ledger at departure and are counted at the other end', async () => {
    const incidentId = await stage.incident()
    const { itemId, warehouseId, lots } = await stage.goods(fire, '毛毯', [{ quantity: 500, expiresOn: '2021-05-01' }, { quantity: 300, expiresOn: '2019-12-01' }, { quantity: 90, expiresOn: '2019-08-01' }])
    const [fresh, soon, over] = lots
    const request = await stage.ask(incidentId, [{ kind: 'goods', itemId, quantity: 400 }])
    const { lines } = await test.call(city, routes.getRecommendation, { params: { requestId: request.id } })
    expect(lines).toMatchObject([{ recommended: 400, shortage: 0, candidates: [{ id: warehouseId, available: 800, recommended: 400, expiresOn: '2019-12-01', cautions: expect.arrayContaining(['另有 90 床已过期，不能调出']) as unknown }] }])
    const { dispatchIds: [id = ''], request: after } = await fill(request.id, { picks: [{ lineKey: '1', warehouseId, quantity: 400 }] })
    expect(after).toMatchObject({ status: 'filled' })
    expect(await row('lot', soon?.id ?? '')).toMatchObject({ quantity: 300, reserved: 300 })
    expect(await row('lot', fresh?.id ?? '')).toMatchObject({ quantity: 500, reserved: 100 })
    expect(await step(fire, routes.acknowledgeDispatch, id)).toMatchObject({ status: 'acknowledged', warehouseName: '毛毯库', lots: [{ lotId: soon?.id, quantity: 300 }, { lotId: fresh?.id, quantity: 100 }] })
    expect(await step(fire, routes.departDispatch, id, { papersLater: true })).toMatchObject({ status: 'departed', arriveBy: stage.later(24) })
    expect(await row('lot', soon?.id ?? '')).toMatchObject({ quantity: 0, reserved: 0 })
    expect(await row('lot', over?.id ?? '')).toMatchObject({ quantity: 90, reserved: 0 })
    expect((await sql`select 1 from stock_move where dispatch_id = ${id}::uuid and papers_due_at is not null`.execute(test.db.db)).rows).toHaveLength(2)
    expect((await refusal(step(county, routes.receiveDispatch, id, { quantity: 401 }))).body.errors).toMatchObject([{ path: 'quantity' }])
    expect((await refusal(step(county, routes.receiveDispatch, id, { quantity: 390 }))).body.errors).toMatchObject([{ path: 'note' }])
    expect(await step(county, routes.receiveDispatch, id, { quantity: 390, note: '途中淋湿 10 床' })).toMatchObject({ status: 'received', receivedQuantity: 390, remark: '途中淋湿 10 床' })
    expect(await requestOf(incidentId)).toMatchObject({ status: 'filled', lines: [{ filled: 400, arrived: 390 }] })
    expect(await stage.balanced()).toBe(true)
    expect((await refusal(step(fire, routes.returnDispatch, id, { quantity: 391 }))).body.code).toBe('invalid-input')
    expect(await step(fire, routes.returnDispatch, id, { quantity: 100, damagedQuantity: 20 })).toMatchObject({ status: 'returned', returnedQuantity: 100, damagedQuantity: 20 })
    expect((await sql<{ sum: number }>`select sum(quantity) as sum from lot where warehouse_id = ${warehouseId}::uuid`.execute(test.db.db)).rows[0]?.sum).toBe(400 + 90 + 80)
    expect(await stage.balanced()).toBe(true)
  })
  it('come back in full when the order is called off, promised or on the way', async () => {
    const incidentId = await stage.incident()
    const { itemId, warehouseId, lots: [lot] } = await stage.goods(fire, '帐篷', [{ quantity: 50, expiresOn: null }])
    const request = await stage.ask(incidentId, [{ kind: 'goods', itemId, quantity: 40 }])
    const first = await fill(request.id, { picks: [{ lineKey: '1', warehouseId, quantity: 40 }] })
    expect((await refusal(step(fire, routes.cancelDispatch, first.dispatchIds[0] ?? '', { reason: '不去了' }))).status).toBe(403)
    const commandId = test.newId()
    for (let click = 0; click < 2; click += 1) expect(await step(city, routes.cancelDispatch, first.dispatchIds[0] ?? '', { commandId, reason: '独木桥断' })).toMatchObject({ status: 'cancelled', remark: '独木桥断' })
    expect(await row('lot', lot?.id ?? '')).toMatchObject({ quantity: 50, reserved: 0 })
    expect(await requestOf(incidentId)).toMatchObject({ status: 'accepted', lines: [{ filled: 0 }] })
    const second = await fill(request.id, { picks: [{ lineKey: '1', warehouseId, quantity: 40 }] })
    const { number } = await step(fire, routes.departDispatch, second.dispatchIds[0] ?? '')
    expect((await sql<{ document: string | null }>`select document from stock_move where dispatch_id = ${second.dispatchIds[0] ?? ''}::uuid`.execute(test.db.db)).rows).toEqual([{ document: number }])
    expect(await row('lot', lot?.id ?? '')).toMatchObject({ quantity: 10 })
    await step(city, routes.cancelDispatch, second.dispatchIds[0] ?? '', { reason: '道路中断' })
    expect(await row('lot', lot?.id ?? '')).toMatchObject({ quantity: 50, reserved: 0 })
    expect((await refusal(step(fire, routes.arriveDispatch, second.dispatchIds[0] ?? ''))).body.detail).toContain('已取消')
    expect(await stage.balanced()).toBe(true)
    expect((await refusal(fill(request.id, { picks: [{ lineKey: '1', warehouseId, quantity: 41 }] }))).body).toMatchObject({ code: 'conflict' })
    expect((await refusal(fill(request.id, { picks: [] }))).body.errors).toMatchObject([{ path: 'picks' }])
    expect((await refusal(fill(request.id, { picks: [{ lineKey: '9', warehouseId, quantity: 1 }] }))).body.errors).toMatchObject([{ path: 'picks.0' }])
  })
})

describe('goods without a request, and in place of others', () => {
  it('go by direct order from the warehouses that the stock of an item names', async () => {
    const incidentId = await stage.incident()
    const { itemId, warehouseId, lots: [, soon] } = await stage.goods(fire, '编织袋', [{ quantity: 500, expiresOn: '2021-05-01' }, { quantity: 300, expiresOn: '2019-12-01' }, { quantity: 90, expiresOn: '2019-08-01' }])
    const stockOf = async (caller: TestCaller) => (await test.call(caller, stockpileRoutes.listItemStock, { params: { itemId } })).items
    expect(await stockOf(city)).toMatchObject([{ warehouseId, warehouseName: '编织袋库', unitName: '市消防', available: 800, firstExpiresOn: '2019-12-01' }])
    expect(await stockOf(county)).toEqual([])
    const goods = [{ warehouseId, itemId, quantity: 350 }]
    const ids = await order(incidentId, { goods })
    expect(ids).toHaveLength(1)
    expect(await step(fire, routes.acknowledgeDispatch, ids[0] ?? '')).toMatchObject({ kind: 'goods', name: '编织袋', quantity: 350, lots: [{ lotId: soon?.id, quantity: 300 }, { quantity: 50 }] })
    expect(await stockOf(city)).toMatchObject([{ available: 450, firstExpiresOn: '2021-05-01' }])
    expect((await refusal(order(incidentId, { goods: [{ warehouseId, itemId, quantity: 451 }] }))).body.code).toBe('rule-refused')
    expect(await stage.balanced()).toBe(true)
  })
  it('a recommended substitute goes with the reason on record, and counts for what was asked', async () => {
    const incidentId = await stage.incident()
    const asked = await stage.goods(fire, '毛毯（加大）', [{ quantity: 60, expiresOn: null }])
    const quilt = await stage.goods(fire, '棉被（三公斤）', [{ quantity: 200, expiresOn: null }])
    const request = await stage.ask(incidentId, [{ kind: 'goods', itemId: asked.itemId, quantity: 100 }])
    const { lines: [line] } = await test.call(city, routes.getRecommendation, { params: { requestId: request.id } })
    const offered = line?.substitutes.find(({ itemId }) => itemId === quilt.itemId)
    expect(offered).toMatchObject({ name: '棉被（三公斤）', why: '同为御寒寝具', unit: '床', available: 200, candidates: [{ id: quilt.warehouseId, available: 200, travelMinutes: 24 }] })
    const own = { lineKey: '1', warehouseId: asked.warehouseId, quantity: 60 }
    const instead = { lineKey: '1', warehouseId: quilt.warehouseId, itemId: quilt.itemId, quantity: 40 }
    expect((await refusal(fill(request.id, { picks: [own, instead] }))).body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'picks.1', message: expect.stringContaining('理由') as unknown }] })
    expect((await refusal(fill(request.id, { picks: [own, { ...instead, quantity: 41, reason: '毛毯调空' }] }))).body.code).toBe('conflict')
    const { dispatchIds, request: after } = await fill(request.id, { picks: [own, { ...instead, reason: '毛毯调空，夜间降温先用棉被' }] })
    expect(after).toMatchObject({ status: 'filled', lines: [{ filled: 100 }] })
    const { dispatches } = await test.call(city, routes.getDispatchBoard, { params: { incidentId } })
    const sent = dispatches.filter(({ id }) => dispatchIds.includes(id))
    expect(sent.find(({ name }) => name === '棉被（三公斤）')).toMatchObject({ quantity: 40, remark: '毛毯调空，夜间降温先用棉被', reasons: expect.arrayContaining(['代用：申请的是毛毯（加大），同为御寒寝具']) as unknown })
    expect(sent.find(({ name }) => name === '毛毯（加大）')?.remark).toBeNull()
    const { rows } = await sql<{ count: number }>`select count(*) as count from journal where data like '%夜间降温%'`.execute(test.db.db)
    expect(rows[0]?.count).toBe(0)
  })
})

describe('forces', () => {
  it('go and come home: acknowledged, moved on the map, late, arrived, handed over, released, returned with damage', async () => {
    const incidentId = await stage.incident()
    const [teamId = ''] = await stage.teams(fire, 1)
    const boats = await stage.boats(fire, 3)
    const ids = await order(incidentId, { teamIds: [teamId], equipmentIds: boats })
    const all = (await test.call(fire, routes.listDispatches, { query: { mine: 'true', incidentId } })).items
    const team = all.find(({ kind }) => kind === 'team')
    const group = all.find(({ kind }) => kind === 'equipment')
    expect([team?.id, group?.id].sort()).toEqual([...ids].sort())
    expect(team).toMatchObject({ people: 42, quantity: 42, mayWork: true, mayReceive: false, mayDirect: false })
    expect(await row('team', teamId)).toMatchObject({ readiness: 'committed', committed_dispatch_id: team?.id })
    expect((await refusal(order(incidentId, { teamIds: [teamId] }))).body).toMatchObject({ code: 'lifecycle-refused', detail: expect.stringContaining('已在执行') as unknown })
    expect((await refusal(step(county, routes.departDispatch, group?.id ?? ''))).status).toBe(403)
    await step(fire, routes.departDispatch, group?.id ?? '')
    const half = { longitude: 121, latitude: 28.65 }
    expect(await step(fire, routes.reportDispatchPosition, group?.id ?? '', { position: half })).toMatchObject({ position: half })
    expect((await sql`select 1 from equipment where id = any(${boats}::uuid[]) and position ~= point(121, 28.65)`.execute(test.db.db)).rows).toHaveLength(3)
    expect((await refusal(step(fire, routes.reportDispatchPosition, team?.id ?? '', { position: half }))).body.detail).toContain('没有在途')
    await test.advanceTo(stage.later(31))
    expect((await test.call(city, routes.listDispatches, { query: { incidentId } })).items.map(({ kind, overdueAt, unacknowledgedAt }) => [kind, overdueAt !== null, unacknowledgedAt !== null]).sort()).toEqual([['equipment', true, false], ['team', false, true]])
    expect(await step(fire, routes.arriveDispatch, group?.id ?? '')).toMatchObject({ position: HERE })
    expect((await refusal(step(fire, routes.receiveDispatch, group?.id ?? '', { quantity: 3 }))).status).toBe(403)
    await step(county, routes.receiveDispatch, group?.id ?? '', { quantity: 3 })
    expect((await refusal(step(county, routes.releaseDispatch, group?.id ?? ''))).status).toBe(403)
    expect(await step(city, routes.releaseDispatch, group?.id ?? '')).toMatchObject({ status: 'returning', mayDirect: true, mayWork: false })
    expect((await refusal(step(fire, routes.returnDispatch, group?.id ?? '', { quantity: 2 }))).body.detail).toContain('丢失')
    await step(fire, routes.returnDispatch, group?.id ?? '', { quantity: 2, damagedEquipmentIds: boats.slice(0, 1), lostEquipmentIds: boats.slice(1, 2) })
    const states = await sql<{ state: string }>`select state from equipment where id = any(${boats}::uuid[]) order by array_position(${boats}::uuid[], id)`.execute(test.db.db)
    expect(states.rows.map(({ state }) => state)).toEqual(['damaged', 'lost', 'ready'])
    await step(fire, routes.departDispatch, team?.id ?? '')
    await step(fire, routes.arriveDispatch, team?.id ?? '')
    await test.advanceTo(stage.later(13 * 60))
    expect(await step(fire, routes.returnDispatch, team?.id ?? '', { quantity: 42 })).toMatchObject({ status: 'returned', mayWork: false })
    expect(await row('team', teamId)).toMatchObject({ readiness: 'resting', committed_dispatch_id: null })
    expect((await test.call(city, routes.listDispatches, { query: { incidentId } })).items).toEqual([])
    expect((await test.call(city, routes.listDispatches, { query: { incidentId, status: 'all', limit: 1 } })).next).not.toBeNull()
  })
  it('on a request: called back on the way they are missing again, and a request with all its people is over', async () => {
    const incidentId = await stage.incident()
    await sql`update incident set status = 'stable' where id = ${incidentId}::uuid`.execute(test.db.db)
    const request = await stage.ask(incidentId, [{ kind: 'team', capability: 'water-rescue', quantity: 40 }])
    const send = async () => (await fill(request.id, { picks: [{ lineKey: '1', teamId: (await stage.teams(fire, 1))[0] }] })).dispatchIds[0] ?? ''
    const first = await send()
    await step(fire, routes.departDispatch, first)
    await step(city, routes.releaseDispatch, first)
    expect(await requestOf(incidentId)).toMatchObject({ status: 'accepted', lines: [{ filled: 0, arrived: 0 }] })
    await step(fire, routes.returnDispatch, first, { quantity: 42 })
    const second = await send()
    await step(fire, routes.departDispatch, second)
    expect(await step(county, routes.receiveDispatch, second, { quantity: 42 })).toMatchObject({ arrivedAt: test.clock.now() })
    expect(await requestOf(incidentId)).toMatchObject({ status: 'closed', lines: [{ filled: 42, arrived: 42 }] })
    expect((await refusal(fill(request.id, { declareShortage: true }))).body.detail).toContain('已了结')
    const close = () => test.call(county, incidentRoutes.closeIncident, { params: { incidentId }, body: { commandId: test.newId(), summary: '处置结束' } })
    expect((await refusal(close())).body.detail).toBe('还不能结束：还有 1 份调度令未归还或未交接')
    await step(fire, routes.returnDispatch, second, { quantity: 42 })
    expect(await close()).toMatchObject({ status: 'closed' })
  })
})

describe('who sees and does what', () => {
  it('another county sees nothing until its forces are sent, then only that order', async () => {
    const incidentId = await stage.incident()
    const { id: requestId } = await stage.ask(incidentId, [{ kind: 'equipment', equipmentKind: 'boat', quantity: 4 }])
    const [mine = '', theirs = ''] = [...(await stage.boats(fire, 1)), ...(await stage.boats(stage.neighbourFire, 1))]
    const [ours = ''] = (await fill(requestId, { picks: [{ lineKey: '1', equipmentIds: [mine] }], declareShortage: true })).dispatchIds
    const seenBy = async (caller: TestCaller) => JSON.stringify([await test.send(caller, routes.listDispatches, { query: { status: 'all' } }), await test.send(caller, routes.listRequests, { query: { status: 'all' } }), await test.send(caller, routes.getDispatchBoard, { params: { incidentId } }), await test.send(caller, routes.getRecommendation, { params: { requestId } })])
    for (const caller of [stage.neighbour, stage.neighbourFire]) {
      const text = await seenBy(caller)
      expect([requestId, ours, incidentId].filter((id) => text.includes(id))).toEqual([])
    }
    await fill(requestId, { picks: [{ lineKey: '1', equipmentIds: [theirs] }] })
    for (const caller of [stage.neighbour, stage.neighbourFire]) {
      const { items } = await test.call(caller, routes.listDispatches, { query: { incidentId } })
      expect(items).toMatchObject([{ equipmentIds: [theirs], destinationDivisionCode: COUNTY }])
      expect(await seenBy(caller)).not.toContain(ours)
    }
    expect((await refusal(step(stage.neighbour, routes.acknowledgeDispatch, (await test.call(stage.neighbour, routes.listDispatches, { query: { incidentId } })).items[0]?.id ?? ''))).status).toBe(403)
  })
  it('the county that asks does not decide, a neighbour cannot be drawn on by a county', async () => {
    const incidentId = await stage.incident()
    const { id: requestId } = await stage.ask(incidentId, [{ kind: 'equipment', equipmentKind: 'boat', quantity: 1 }])
    const refuse = (route: Route, body: object = {}) => refusal(test.call(county, route, { params: { requestId }, body: { commandId: test.newId(), ...body } }))
    for (const [route, body] of [[routes.acceptRequest, {}], [routes.refuseRequest, { reason: '不给' }], [routes.closeRequest, {}], [routes.fillRequest, { picks: [] }]] as const) expect((await refuse(route, body)).status).toBe(403)
    expect((await refusal(test.call(county, routes.getRecommendation, { params: { requestId } }))).status).toBe(403)
    const [theirs = ''] = await stage.boats(stage.neighbourFire, 1)
    const steal = (more: object) => refusal(test.call(county, routes.orderDispatch, { params: { incidentId }, body: { commandId: test.newId(), ...destination, receiverUnitId: county.actor.unitId, ...more } }))
    expect((await steal({ equipmentIds: [theirs] })).status).toBe(404)
    expect((await steal({ equipmentIds: [theirs], destinationDivisionCode: NEIGHBOUR })).body.errors).toMatchObject([{ path: 'destinationDivisionCode' }])
    expect((await steal({ equipmentIds: [theirs], receiverUnitId: stage.neighbour.actor.unitId })).body.errors).toMatchObject([{ path: 'receiverUnitId' }])
    expect((await steal({})).body.errors).toMatchObject([{ path: 'teamIds' }])
  })
  it('goes into the journal without what people wrote', async () => {
    const { rows } = await sql<{ data: string }>`select data::text as data from journal where type like 'dispatch.%' or type like 'resource-request.%'`.execute(test.db.db)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter(({ data }) => /城区进水|途中淋湿|独木桥断/.test(data))).toEqual([])
  })
})
