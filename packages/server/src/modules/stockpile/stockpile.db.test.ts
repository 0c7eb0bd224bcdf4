import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import type { GoodsLot } from './dispatch-goods.ts'

let test: TestNode
let keeper: TestCaller
let duty: TestCaller
let neighbour: TestCaller
let cityKeeper: TestCaller
let warehouseId: string
let blanket: string
let water: string
const COUNTY = '331099000000'

beforeAll(async () => {
  test = await createTestNode()
  cityKeeper = await test.caller({ divisionCode: '331000000000', roles: ['warehouse-keeper', 'administrator'], unitRole: 'grain', unitName: '市储备局' })
  keeper = await test.caller({ divisionCode: COUNTY, roles: ['warehouse-keeper'], unitRole: 'grain', unitName: '演示县储备局' })
  duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['warehouse-keeper', 'administrator'] })
  blanket = (await test.call(cityKeeper, routes.createItem, { body: { ...command(), code: '1010101', name: '毛毯', unit: '床', shelfLifeMonths: 60 } })).id
  water = (await test.call(cityKeeper, routes.createItem, { body: { ...command(), code: '1010301', name: '饮用水', unit: '箱', shelfLifeMonths: 12 } })).id
  warehouseId = (await newWarehouse('演示县储备库')).id
})
afterAll(() => test.close())

const command = () => ({ commandId: test.newId() })
const newWarehouse = (name: string) => test.call(keeper, routes.createWarehouse, { body: { ...command(), name, mode: 'physical', unitId: keeper.actor.unitId, position: { longitude: 120.95, latitude: 28.6 } } })
const receive = (quantity: number, expiresOn: string | null, change: { itemId?: string; warehouseId?: string; commandId?: string; number?: string; producedOn?: string } = {}) => {
  const { warehouseId: to = warehouseId, ...body } = change
  return test.call(keeper, routes.receiveStock, { params: { warehouseId: to }, body: { ...command(), itemId: blanket, quantity, expiresOn, document: 'R-1', ...body } })
}
const issue = (quantity: number, change: { warehouseId?: string; commandId?: string; papersLater?: boolean; lines?: { itemId: string; quantity: number }[]; document?: string } = {}) => {
  const { warehouseId: from = warehouseId, ...body } = change
  return test.call(keeper, routes.issueStock, { params: { warehouseId: from }, body: { ...command(), lines: [{ itemId: blanket, quantity }], receiverUnitId: duty.actor.unitId, document: 'CK-1', note: '送到甲镇', ...body } })
}
const lotsOf = async (id: string) => (await test.call(keeper, routes.getWarehouse, { params: { warehouseId: id } })).lots
const inCommand = <T>(work: Parameters<TestNode['node']['deps']['commands']['runInternal']>[1]) => test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, work) as Promise<T>
const goods = () => test.node.modules.stockpile
const balanced = async () => expect(await test.call(keeper, routes.reconcileStock, {})).toMatchObject({ balanced: true, differences: [] })

describe('the stock ledger', () => {
  it('takes goods in with number, expiry from the shelf life, and a line from the supplier', async () => {
    const lot = await receive(1000, null, { producedOn: '2019-01-15' })
    expect(lot).toMatchObject({ number: expect.stringMatching(/^P331099-20190810-\d{5}$/) as string, quantity: 1000, reserved: 0, expiresOn: '2024-01-14', itemName: '毛毯', unit: '床' })
    const { moves, holders } = await test.call(keeper, routes.traceLot, { params: { lotId: lot.id } })
    expect(moves).toMatchObject([{ kind: 'receive', number: expect.stringMatching(/^T331099-20190810-\d{5}$/) as string, fromName: '供货', quantity: 1000, document: 'R-1' }])
    expect(holders).toMatchObject([{ account: `lot:${lot.id}`, quantity: 1000 }])
  })

  it.each([
    [{ expiresOn: '2019-08-09' }, /已过期/], [{ expiresOn: null }, /有保质期/], [{ expiresOn: '2029-02-31' }, /没有这一天/], [{ expiresOn: '2020-01-01', producedOn: '2020-01-02' }, /生产日期/], [{ quantity: 0, expiresOn: '2020-01-01' }, /至少 1/], [{ quantity: 1.5, expiresOn: '2020-01-01' }, /整数/], [{ itemId: '00000000-0000-8000-8000-0000000000ff', expiresOn: '2020-01-01' }, /没有这个品种/],
  ])('refuses what cannot be: %j', async (change, reason) => {
    const { quantity = 5, expiresOn, ...rest } = change as { quantity?: number; expiresOn: string | null }
    await expect(receive(quantity, expiresOn, rest)).rejects.toThrow(reason)
  })

  it('refuses a lot number twice in one warehouse, and does a doubled command once', async () => {
    const same = command()
    const [one, two] = [await receive(5, '2022-01-01', { ...same, number: 'A-7' }), await receive(5, '2022-01-01', { ...same, number: 'A-7' })]
    expect(one.id).toBe(two.id)
    await expect(receive(5, '2022-01-01', { number: 'A-7' })).rejects.toThrow(/已有批次 A-7/)
  })

  it('issues the earliest expiry first over several lots, never what has expired, all lines or none', async () => {
    const { id } = await newWarehouse('先到期先出库')
    for (const [quantity, day] of [[300, '2021-05-01'], [200, '2019-10-01'], [100, '2020-01-01']] as const) await receive(quantity, day, { warehouseId: id })
    await receive(50, '2019-08-10', { warehouseId: id })
    const { moves } = await issue(400, { warehouseId: id })
    expect(moves.map(({ quantity, toName, document }) => [quantity, toName, document])).toEqual(expect.arrayContaining([[50, '331099000000值班室', 'CK-1'], [200, '331099000000值班室', 'CK-1'], [100, '331099000000值班室', 'CK-1']]))
    expect((await lotsOf(id)).map(({ expiresOn, quantity }) => [expiresOn, quantity])).toEqual([['2021-05-01', 250]])
    await expect(issue(0, { warehouseId: id, lines: [{ itemId: blanket, quantity: 10 }, { itemId: water, quantity: 1 }] })).rejects.toThrow(/饮用水还差 1 箱/)
    await expect(issue(251, { warehouseId: id })).rejects.toThrow(/毛毯还差 1 床/)
    expect((await lotsOf(id))[0]?.quantity).toBe(250)
    await balanced()
  })

  it('keeps expired goods in', async () => {
    const { id } = await newWarehouse('过期库')
    const lot = await receive(80, '2019-08-12', { warehouseId: id, itemId: water, producedOn: '2018-08-13' })
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      context.record({ type: 'lot.corrected', audience: { division: COUNTY }, changes: [{ object: 'lot', id: lot.id, set: { expiresOn: '2019-08-01' } }] })
    })
    await expect(issue(0, { warehouseId: id, lines: [{ itemId: water, quantity: 1 }] })).rejects.toThrow(/还差 1 箱（另有 80 箱已过期，不能发）/)
    expect(await test.call(keeper, routes.scrapStock, { params: { lotId: lot.id }, body: { ...command(), quantity: 80, document: 'BF-1' } })).toMatchObject({ quantity: 0 })
    await balanced()
  })

  it('asks for papers now or within a day, and says when they are late', async () => {
    await expect(issue(1, { document: '' })).rejects.toThrow(/出库单号/)
    const { moves: [move] } = await issue(7, { document: '', papersLater: true })
    expect(move).toMatchObject({ papersDueAt: '2019-08-10T16:00:00.000Z', papersAt: null, document: null, note: '送到甲镇' })
    const { moves: [other] } = await issue(8, { document: '', papersLater: true })
    await test.call(keeper, routes.supplyPapers, { body: { ...command(), moveIds: [other!.id], document: 'CK-补-1' } })
    await test.advanceTo('2019-08-10T16:00:30.000Z')
    const { items } = await test.call(keeper, routes.listStockMoves, { query: { warehouseId } })
    expect(items.find(({ id }) => id === move!.id)).toMatchObject({ papersOverdueAt: '2019-08-10T16:00:00.000Z', papersAt: null })
    expect(items.find(({ id }) => id === other!.id)).toMatchObject({ papersOverdueAt: null, document: 'CK-补-1' })
    await test.call(keeper, routes.supplyPapers, { body: { ...command(), moveIds: [move!.id], document: 'CK-补-2' } })
    await expect(test.call(keeper, routes.supplyPapers, { body: { ...command(), moveIds: [move!.id], document: 'CK-补-3' } })).rejects.toThrow(/手续已补/)
    const journal = await sql<{ data: string }>`select string_agg(data, ' ') as data from journal`.execute(test.db.db)
    expect(journal.rows[0]?.data).not.toContain('送到甲镇')
  })

  it('a count is the truth, written off goods need a paper', async () => {
    const { id } = await newWarehouse('盘点库')
    const lot = await receive(100, '2022-01-01', { warehouseId: id })
    expect(await test.call(keeper, routes.countLot, { params: { lotId: lot.id }, body: { ...command(), counted: 93, note: '少七床' } })).toMatchObject({ quantity: 93 })
    expect(await test.call(keeper, routes.countLot, { params: { lotId: lot.id }, body: { ...command(), counted: 95, note: '找回两床' } })).toMatchObject({ quantity: 95 })
    await expect(test.call(keeper, routes.scrapStock, { params: { lotId: lot.id }, body: { ...command(), quantity: 96, document: 'BF-2' } })).rejects.toThrow(/最多报废 95/)
    const { holders } = await test.call(keeper, routes.traceLot, { params: { lotId: lot.id } })
    expect(holders.find(({ account }) => account === 'difference')).toMatchObject({ name: '差额', quantity: 5 })
    await balanced()
  })

  it('sums up with gaps and expiry', async () => {
    const { id } = await newWarehouse('缺口库')
    await receive(40, '2019-09-30', { warehouseId: id })
    await test.call(keeper, routes.setMinimum, { params: { warehouseId: id }, body: { ...command(), itemId: blanket, quantity: 100 } })
    await test.call(keeper, routes.setMinimum, { params: { warehouseId: id }, body: { ...command(), itemId: blanket, quantity: 90 } })
    await test.call(keeper, routes.setMinimum, { params: { warehouseId: id }, body: { ...command(), itemId: water, quantity: 10 } })
    const { warehouse, stock } = await test.call(keeper, routes.getWarehouse, { params: { warehouseId: id } })
    expect(warehouse).toMatchObject({ items: 1, lots: 1, gaps: 2, expiringLots: 1, stale: false, mayEdit: true })
    expect(stock.map(({ name, quantity, minimum, gap }) => [name, quantity, minimum, gap])).toEqual([['毛毯', 40, 90, 50], ['饮用水', 0, 10, 10]])
    const total = await test.call(cityKeeper, routes.listStock, { query: { q: '毛毯' } })
    expect(total.items[0]).toMatchObject({ code: '1010101', gap: 50, unit: '床' })
    expect(total.items[0]?.quantity).toBeGreaterThan(1000)
  })

  it('50 issues at once lose nothing and go below nothing', async () => {
    const { id } = await newWarehouse('并发库')
    for (let n = 0; n < 5; n += 1) await receive(20, `202${n + 1}-01-01`, { warehouseId: id })
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => issue(3, { warehouseId: id })))
    const done = results.filter(({ status }) => status === 'fulfilled').length
    for (const result of results) if (result.status === 'rejected') expect(String(result.reason)).toMatch(/还差|正被多人/)
    expect(done).toBe(33)
    const left = (await lotsOf(id)).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(left).toBe(100 - done * 3)
    const { rows } = await sql<{ n: number }>`select count(*) - count(distinct number) as n from stock_move`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
    await balanced()
  })

  it('belongs to its unit: others of the county may look, a neighbour not even that', async () => {
    const colleague = await test.caller({ divisionCode: COUNTY, roles: ['warehouse-keeper'], unitRole: 'emergency' })
    await expect(test.call(colleague, routes.issueStock, { params: { warehouseId }, body: { ...command(), lines: [{ itemId: blanket, quantity: 1 }], receiverUnitId: duty.actor.unitId, document: 'X-1' } })).rejects.toThrow(/由别的单位管理/)
    await expect(test.call(duty, routes.issueStock, { params: { warehouseId }, body: { ...command(), lines: [{ itemId: blanket, quantity: 1 }], receiverUnitId: duty.actor.unitId, document: 'X-1' } })).rejects.toThrow(/没有这项权限/)
    await expect(test.call(neighbour, routes.getWarehouse, { params: { warehouseId } })).rejects.toThrow(/没有找到/)
    await expect(test.call(neighbour, routes.setMinimum, { params: { warehouseId }, body: { ...command(), itemId: blanket, quantity: 1 } })).rejects.toThrow(/没有找到/)
    expect((await test.call(neighbour, routes.listStockMoves, { query: {} })).items).toEqual([])
    expect((await test.call(cityKeeper, routes.listWarehouses, { query: {} })).items.length).toBeGreaterThan(3)
  })

  it('a warehouse with goods stays, an empty one goes', async () => {
    const { id } = await newWarehouse('要撤的库')
    const lot = await receive(5, '2022-01-01', { warehouseId: id })
    const retire = () => test.call(keeper, routes.updateWarehouse, { params: { warehouseId: id }, body: { ...command(), name: '要撤的库', mode: 'physical', unitId: keeper.actor.unitId, position: { longitude: 120.95, latitude: 28.6 }, status: 'retired' } })
    await expect(retire()).rejects.toThrow(/库里还有物资/)
    await test.call(keeper, routes.scrapStock, { params: { lotId: lot.id }, body: { ...command(), quantity: 5, document: 'BF-9' } })
    expect(await retire()).toMatchObject({ status: 'retired' })
    await expect(receive(5, '2022-01-01', { warehouseId: id })).rejects.toThrow(/已撤销/)
  })
})

describe('goods of a dispatch', () => {
  const incidentId = '00000000-0000-8000-8000-00000000000a'
  const reserve = (dispatchId: string, from: string, quantity: number, actor = cityKeeper.actor) => inCommand<GoodsLot[][]>((context) => goods().reserveForDispatch(context, actor, { incidentId, lines: [{ dispatchId, warehouseId: from, itemId: blanket, quantity }] }))
  const depart = (dispatchId: string, from: string, lots: readonly GoodsLot[]) => inCommand((context) => goods().issueForDispatch(context, { dispatchId, incidentId, warehouseId: from, lots, papersLater: false, document: 'D' }))
  const state = async (id: string) => (await lotsOf(id)).map(({ quantity, reserved }) => [quantity, reserved])

  it('are promised, sent, received with a difference, brought back with damage; the book balances all the way', async () => {
    const { id } = await newWarehouse('调度库')
    await receive(100, '2020-01-01', { warehouseId: id })
    await receive(100, '2021-01-01', { warehouseId: id })
    const dispatchId = test.newId()
    const [lots = []] = await reserve(dispatchId, id, 150)
    expect(lots.map(({ quantity, itemName, expiresOn }) => [quantity, itemName, expiresOn])).toEqual([[100, '毛毯', '2020-01-01'], [50, '毛毯', '2021-01-01']])
    expect(await state(id)).toEqual([[100, 100], [100, 50]])
    await expect(issue(51, { warehouseId: id })).rejects.toThrow(/还差 1 床/)
    await expect(reserve(test.newId(), id, 51)).rejects.toThrow(/还差 1 床/)
    await depart(dispatchId, id, lots)
    expect(await state(id)).toEqual([[50, 0]])
    expect((await test.call(keeper, routes.reconcileStock, {})).inTransit).toEqual([{ itemName: '毛毯', unit: '床', quantity: 150 }])
    await expect(inCommand((context) => goods().receiveFromDispatch(context, { dispatchId, incidentId, receiverUnitId: duty.actor.unitId, quantity: 151, note: '' }))).rejects.toThrow(/在途 150/)
    await inCommand((context) => goods().receiveFromDispatch(context, { dispatchId, incidentId, receiverUnitId: duty.actor.unitId, quantity: 145, note: '途中湿损五床' }))
    const trace = await test.call(keeper, routes.traceLot, { params: { lotId: lots[1]!.lotId } })
    expect(trace.holders.map(({ name, quantity }) => [name, quantity])).toEqual([[expect.stringContaining('调度库'), 50], ['331099000000值班室', 45], ['差额', 5]])
    await expect(inCommand((context) => goods().returnFromDispatch(context, { dispatchId, incidentId, quantity: 140, damagedQuantity: 6, note: '' }))).rejects.toThrow(/只有 145/)
    await inCommand((context) => goods().returnFromDispatch(context, { dispatchId, incidentId, quantity: 120, damagedQuantity: 10, note: '' }))
    expect((await lotsOf(id)).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(170)
    await balanced()
  })

  it('a cancelled promise is free again; cancelled on the way, everything comes back', async () => {
    const { id } = await newWarehouse('取消库')
    await receive(60, '2020-01-01', { warehouseId: id })
    const [first, second] = [test.newId(), test.newId()]
    const [a = []] = await reserve(first, id, 40)
    await inCommand((context) => goods().cancelDispatchGoods(context, { dispatchId: first, incidentId, lots: a }))
    expect(await state(id)).toEqual([[60, 0]])
    const [b = []] = await reserve(second, id, 50)
    await depart(second, id, b)
    await inCommand((context) => goods().cancelDispatchGoods(context, { dispatchId: second, incidentId, lots: b }))
    expect(await state(id)).toEqual([[60, 0]])
    await balanced()
  })

  it('a count below the promise stops the departure, not the cancelling', async () => {
    const { id } = await newWarehouse('少了的库')
    const lot = await receive(60, '2020-01-01', { warehouseId: id })
    const dispatchId = test.newId()
    const [lots = []] = await reserve(dispatchId, id, 50)
    await expect(test.call(keeper, routes.scrapStock, { params: { lotId: lot.id }, body: { ...command(), quantity: 11, document: 'BF-3' } })).rejects.toThrow(/其中 50 已为调度令预留/)
    await test.call(keeper, routes.countLot, { params: { lotId: lot.id }, body: { ...command(), counted: 30, note: '雨水泡了' } })
    await expect(depart(dispatchId, id, lots)).rejects.toThrow(/盘点后只剩 30/)
    await inCommand((context) => goods().cancelDispatchGoods(context, { dispatchId, incidentId, lots }))
    expect(await state(id)).toEqual([[30, 0]])
    await balanced()
  })

  it('two orders at once never get the same goods', async () => {
    const { id } = await newWarehouse('抢库')
    await receive(100, '2020-01-01', { warehouseId: id })
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => reserve(test.newId(), id, 30)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await state(id)).toEqual([[100, 90]])
  })

  it('are promised only within the jurisdiction', async () => {
    await expect(reserve(test.newId(), warehouseId, 1, neighbour.actor)).rejects.toThrow(/没有找到这个仓库/)
  })
})
