import { Problem } from '@fengsui/contract/kernel'
import type { Lot } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { lotChange, recordMoves, sayGoods, type NewMove } from './record-moves.ts'
import { accounts, balances, byExpiry, pickLots, spread, stockDay, takeable, type Picking } from './stock-rules.ts'
import { getItemNames, getItems, getWarehouseOf, getWarehouses, listMovesOf, lockLots, lockLotsById } from './stock-store.ts'

export interface GoodsLine {
  dispatchId: string
  warehouseId: string
  itemId: string
  quantity: number
}

/** A part of a lot that a dispatch carries. */
export interface GoodsLot {
  lotId: string
  itemId: string
  itemName: string
  quantity: number
  expiresOn: string | null
}

/** @throws Problem rule-refused that names every line that cannot be met, and what lies there expired */
export function requireEnough(pickings: readonly Picking[], name: (index: number) => { item: string; unit: string; warehouse: string }): void {
  const short = pickings.flatMap(({ missing, expired }, index) => {
    if (missing === 0) return []
    const { item, unit, warehouse } = name(index)
    return [{ path: `lines.${index}.quantity`, message: `${warehouse}的${item}还差 ${missing} ${unit}${expired > 0 ? `（另有 ${expired} ${unit}已过期，不能发）` : ''}` }]
  })
  if (short.length > 0) throw new Problem('rule-refused', `库存不足，全部未发：${short.map(({ message }) => message).join('；')}。请减少数量或换仓库`, short)
}

export async function reserveForDispatch(objects: ObjectStore, context: CommandContext, actor: Actor, { incidentId, lines }: { incidentId: string; lines: readonly GoodsLine[] }): Promise<GoodsLot[][]> {
  if (lines.length === 0) return []
  const warehouses = await getWarehouses(objects, context.tx, actor.scope, lines.map(({ warehouseId }) => warehouseId))
  const items = await getItems(objects, context.tx, actor, lines.map(({ itemId }) => itemId))
  const lots = await lockLots(objects, context.tx, [...warehouses.keys()], [...items.keys()])
  const pickings = pickLots(lots, lines, stockDay(context.at))
  const warehouseOf = (index: number) => warehouses.get(lines[index]?.warehouseId ?? '')
  const itemOf = (index: number) => items.get(lines[index]?.itemId ?? '')
  requireEnough(pickings, (index) => ({ item: itemOf(index)?.name ?? '', unit: itemOf(index)?.unit ?? '', warehouse: warehouseOf(index)?.name ?? '' }))
  const promised = new Map<string, number>()
  for (const { lot, quantity } of pickings.flatMap(({ picks }) => picks)) promised.set(lot.id, (promised.get(lot.id) ?? 0) + quantity)
  for (const warehouse of warehouses.values()) {
    const own = lots.filter((lot) => lot.warehouseId === warehouse.id && promised.has(lot.id))
    if (own.length === 0) continue
    const goods = lines.flatMap(({ warehouseId, quantity }, index) => (warehouseId === warehouse.id ? [{ name: itemOf(index)?.name ?? '', unit: itemOf(index)?.unit ?? '', quantity }] : []))
    context.record({
      type: 'stock.reserved', subject: incidentId, audience: { division: warehouse.divisionCode, units: [warehouse.unitId] },
      changes: own.map((lot) => lotChange(lot.id, { reserved: lot.reserved + (promised.get(lot.id) ?? 0) })), note: { warehouse: warehouse.name, goods: sayGoods(goods) },
    })
  }
  return pickings.map(({ picks }, index) => picks.map(({ lot, quantity }) => ({ lotId: lot.id, itemId: lot.itemId, itemName: itemOf(index)?.name ?? '', quantity, expiresOn: lot.expiresOn })))
}

/** @throws Problem not-found when a lot is gone, which cannot happen */
function lotOf(lots: ReadonlyMap<string, Lot>, id: string): Lot {
  const lot = lots.get(id)
  if (!lot) throw new Problem('not-found', '没有找到这个批次')
  return lot
}

export async function issueForDispatch(objects: ObjectStore, context: CommandContext, order: { dispatchId: string; incidentId: string; warehouseId: string; lots: readonly GoodsLot[]; papersLater: boolean; document: string }): Promise<void> {
  if (order.lots.length === 0) return
  const warehouse = await getWarehouseOf(objects, context.tx, order.warehouseId)
  const lots = await lockLotsById(objects, context.tx, order.lots.map(({ lotId }) => lotId))
  const names = await getItemNames(context.tx, order.lots.map(({ itemId }) => itemId))
  const left = new Map([...lots.values()].map((lot) => [lot.id, { quantity: lot.quantity, reserved: lot.reserved }]))
  for (const { lotId, itemName, quantity } of order.lots) {
    const lot = lotOf(lots, lotId)
    const now = left.get(lotId) ?? { quantity: 0, reserved: 0 }
    if (takeable(now, quantity) < quantity) throw new Problem('rule-refused', `${warehouse.name}${itemName}批次 ${lot.number} 盘点后只剩 ${takeable(now, quantity)}，不够这份调度令的 ${quantity}；请取消后重新调度`)
    left.set(lotId, { quantity: now.quantity - quantity, reserved: Math.max(0, now.reserved - quantity) })
  }
  const moves = order.lots.map(({ lotId, itemId, quantity }): NewMove => ({ kind: 'issue', itemId, lotId, fromAccount: accounts.lot(lotId), toAccount: accounts.transit(order.dispatchId), quantity }))
  const goods = order.lots.map(({ itemId, itemName, quantity }) => ({ name: itemName, unit: names.get(itemId)?.unit ?? '', quantity }))
  await recordMoves(context, warehouse, 'stock.issued', moves, { ...order, note: '' }, [...left].map(([id, set]) => lotChange(id, set)), { goods: sayGoods(goods), papersLater: order.papersLater })
}

/** What a dispatch's goods are worth of: per lot what is in an account now, earliest expiry first. */
async function heldBy(objects: ObjectStore, context: CommandContext, dispatchId: string, account: (toAccount: string) => boolean) {
  const moves = await listMovesOf(objects, context.tx, dispatchId)
  const lots = await lockLotsById(objects, context.tx, [...new Set(moves.map(({ lotId }) => lotId))].sort())
  const held = [...balances(moves)].flatMap(([key, quantity]) => {
    const [name = '', lotId = ''] = key.split('|')
    const lot = lots.get(lotId)
    return quantity > 0 && lot && account(name) ? [{ account: name, lot, quantity }] : []
  })
  return held.sort((a, b) => byExpiry(a.lot, b.lot) || (a.account < b.account ? -1 : 1))
}

export async function receiveFromDispatch(objects: ObjectStore, context: CommandContext, order: { dispatchId: string; incidentId: string; receiverUnitId: string; quantity: number; note: string }): Promise<void> {
  const transit = await heldBy(objects, context, order.dispatchId, (account) => account === accounts.transit(order.dispatchId))
  const [first] = transit
  const sent = transit.reduce((sum, { quantity }) => sum + quantity, 0)
  if (order.quantity > sent) throw new Problem('rule-refused', `这份调度令在途 ${sent}，实收不能多于在途数；多出的请由仓库另行入库`, [{ path: 'quantity', message: `最多 ${sent}` }])
  if (!first) return
  const taken = spread(transit, order.quantity).shares
  const moves = transit.flatMap((part): NewMove[] => {
    const got = taken.find((share) => share.part === part)?.quantity ?? 0
    const line = { kind: 'issue' as const, itemId: part.lot.itemId, lotId: part.lot.id, fromAccount: part.account }
    return [...(got > 0 ? [{ ...line, toAccount: accounts.receiver(order.receiverUnitId), quantity: got }] : []), ...(part.quantity > got ? [{ ...line, kind: 'adjust' as const, toAccount: accounts.difference, quantity: part.quantity - got }] : [])]
  })
  const warehouse = await getWarehouseOf(objects, context.tx, first.lot.warehouseId)
  await recordMoves(context, warehouse, 'stock.received-by', moves, { incidentId: order.incidentId, dispatchId: order.dispatchId, document: '', papersLater: false, note: order.note }, [], { quantity: order.quantity, difference: sent - order.quantity }, [order.receiverUnitId])
}

export async function returnFromDispatch(objects: ObjectStore, context: CommandContext, order: { dispatchId: string; incidentId: string; quantity: number; damagedQuantity: number; note: string }): Promise<void> {
  const out = await heldBy(objects, context, order.dispatchId, (account) => account.startsWith('transit:') || account.startsWith('receiver:'))
  const [first] = out
  const most = out.reduce((sum, { quantity }) => sum + quantity, 0)
  if (order.quantity + order.damagedQuantity > most) throw new Problem('rule-refused', `在外的只有 ${most}，归还与损坏合计不能多于它`, [{ path: 'quantity', message: `最多 ${most}` }])
  if (!first || order.quantity + order.damagedQuantity === 0) return
  const good = spread(out, order.quantity).shares
  const rest = out.map((part) => ({ part, quantity: part.quantity - (good.find((share) => share.part === part)?.quantity ?? 0) }))
  const damaged = spread(rest, order.damagedQuantity).shares
  const moves = [
    ...good.map(({ part, quantity }): NewMove => ({ kind: 'return', itemId: part.lot.itemId, lotId: part.lot.id, fromAccount: part.account, toAccount: accounts.lot(part.lot.id), quantity })),
    ...damaged.map(({ part: { part }, quantity }): NewMove => ({ kind: 'scrap', itemId: part.lot.itemId, lotId: part.lot.id, fromAccount: part.account, toAccount: accounts.scrapped, quantity })),
  ]
  const warehouse = await getWarehouseOf(objects, context.tx, first.lot.warehouseId)
  await recordMoves(context, warehouse, 'stock.returned', moves, { incidentId: order.incidentId, dispatchId: order.dispatchId, document: '', papersLater: false, note: order.note }, addedTo(good.map(({ part, quantity }) => ({ lot: part.lot, quantity }))), { quantity: order.quantity, damaged: order.damagedQuantity })
}

/** What comes back into lots, one change per lot. */
function addedTo(parts: readonly { lot: Lot; quantity: number }[]) {
  const added = new Map<string, { lot: Lot; quantity: number }>()
  for (const { lot, quantity } of parts) added.set(lot.id, { lot, quantity: (added.get(lot.id)?.quantity ?? 0) + quantity })
  return [...added.values()].map(({ lot, quantity }) => lotChange(lot.id, { quantity: lot.quantity + quantity }))
}

export async function cancelDispatchGoods(objects: ObjectStore, context: CommandContext, order: { dispatchId: string; incidentId: string; lots: readonly GoodsLot[] }): Promise<void> {
  const [firstLot] = order.lots
  if (!firstLot) return
  const transit = await heldBy(objects, context, order.dispatchId, (account) => account === accounts.transit(order.dispatchId))
  if (transit.length > 0) {
    await returnFromDispatch(objects, context, { dispatchId: order.dispatchId, incidentId: order.incidentId, quantity: transit.reduce((sum, { quantity }) => sum + quantity, 0), damagedQuantity: 0, note: '' })
    return
  }
  if ((await listMovesOf(objects, context.tx, order.dispatchId)).length > 0) return
  const lots = await lockLotsById(objects, context.tx, order.lots.map(({ lotId }) => lotId))
  const warehouse = await getWarehouseOf(objects, context.tx, lotOf(lots, firstLot.lotId).warehouseId)
  const freed = new Map<string, number>()
  for (const { lotId, quantity } of order.lots) freed.set(lotId, (freed.get(lotId) ?? 0) + quantity)
  context.record({
    type: 'stock.unreserved', subject: order.incidentId, audience: { division: warehouse.divisionCode, units: [warehouse.unitId] },
    changes: [...freed].map(([id, quantity]) => lotChange(id, { reserved: Math.max(0, lotOf(lots, id).reserved - quantity) })), note: { warehouse: warehouse.name },
  })
}
