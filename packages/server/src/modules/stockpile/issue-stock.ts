import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { stockpileRoutes } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { requireEnough } from './dispatch-goods.ts'
import { lotChange, PAPERS_TIMER, recordMoves, sayGoods, type NewMove } from './record-moves.ts'
import { requireMayEdit } from './stock-policy.ts'
import { accounts, pickLots, stockDay } from './stock-rules.ts'
import { getItems, getWarehouses, lockLots, lockMoves, lockMovesById, lockWarehouse, requireIncident, requireReceiver } from './stock-store.ts'

/** Gives goods out to a unit, earliest expiry first, expired never; all lines or none. Papers now, or within 24 h (先调后补, STK-8). */
export function issueStock(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.issueStock>, 'params' | 'body'>): Promise<{ id: string; moveIds: string[] }> {
  return deps.commands.run({ commandId: body.commandId, name: 'issue-stock', actor: actor.label, input: { params, body } }, async (context) => {
    const warehouse = await lockWarehouse(deps.objects, context.tx, actor.scope, params.warehouseId)
    requireMayEdit(actor, warehouse)
    if (!body.papersLater && body.document === '') throw new Problem('rule-refused', '请填写出库单号；来不及办手续的，请选“先发货、24 小时内补手续”', [{ path: 'document', message: '请填出库单号' }])
    await requireReceiver(context.tx, body.receiverUnitId)
    if (body.incidentId !== null) await requireIncident(context.tx, actor.scope, body.incidentId)
    const items = await getItems(deps.objects, context.tx, actor, body.lines.map(({ itemId }) => itemId))
    const lots = await lockLots(deps.objects, context.tx, [warehouse.id], [...items.keys()])
    const pickings = pickLots(lots, body.lines.map((line) => ({ ...line, warehouseId: warehouse.id })), stockDay(context.at))
    const itemOf = (index: number) => items.get(body.lines[index]?.itemId ?? '')
    requireEnough(pickings, (index) => ({ item: itemOf(index)?.name ?? '', unit: itemOf(index)?.unit ?? '', warehouse: warehouse.name }))
    const taken = new Map<string, number>()
    for (const { lot, quantity } of pickings.flatMap(({ picks }) => picks)) taken.set(lot.id, (taken.get(lot.id) ?? 0) + quantity)
    const moves = lots.filter((lot) => taken.has(lot.id)).map((lot): NewMove => ({ kind: 'issue', itemId: lot.itemId, lotId: lot.id, fromAccount: accounts.lot(lot.id), toAccount: accounts.receiver(body.receiverUnitId), quantity: taken.get(lot.id) ?? 0 }))
    const goods = body.lines.map(({ quantity }, index) => ({ name: itemOf(index)?.name ?? '', unit: itemOf(index)?.unit ?? '', quantity }))
    const moveIds = await recordMoves(
      context, warehouse, 'stock.issued', moves, { incidentId: body.incidentId, dispatchId: null, document: body.document, papersLater: body.papersLater, note: body.note },
      lots.filter((lot) => taken.has(lot.id)).map((lot) => lotChange(lot.id, { quantity: lot.quantity - (taken.get(lot.id) ?? 0) })), { goods: sayGoods(goods), papersLater: body.papersLater }, [body.receiverUnitId],
    )
    return { id: warehouse.id, moveIds }
  })
}

/** The papers of goods that left on a telephone order, also when late. @throws Problem when a line waits for none */
export function supplyPapers(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof stockpileRoutes.supplyPapers>, 'body'>): Promise<{ supplied: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'supply-papers', actor: actor.label, input: { body } }, async (context) => {
    const ids = [...new Set(body.moveIds)]
    const moves = await lockMoves(deps.objects, context.tx, actor.scope, ids)
    if (moves.length !== ids.length) throw new Problem('not-found', '没有找到这条台账，可能不在您的辖区内')
    const warehouses = await getWarehouses(deps.objects, context.tx, actor.scope, moves.map(({ warehouseId }) => warehouseId))
    const settled = moves.find((move) => move.papersDueAt === null || move.papersAt !== null)
    if (settled) throw new Problem('lifecycle-refused', `台账 ${settled.number} 不用补手续，或手续已补`)
    for (const warehouse of warehouses.values()) {
      requireMayEdit(actor, warehouse)
      const own = moves.filter((move) => move.warehouseId === warehouse.id)
      context.record({ type: 'stock.papers-supplied', subject: own[0]?.incidentId ?? null, audience: { division: warehouse.divisionCode, units: [warehouse.unitId] }, changes: own.map((move) => ({ object: 'stock-move', id: move.id, set: { papersAt: context.at, document: body.document } })), note: { warehouse: warehouse.name, lines: own.length } })
    }
    return { supplied: moves.length }
  })
}

/** A day has passed and the papers have not come. */
export function createPapersTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: PAPERS_TIMER,
    async fire(context, payload) {
      const ids = Array.isArray(payload['ids']) ? payload['ids'].map(String) : []
      const late = (await lockMovesById(deps.objects, context.tx, ids)).filter((move) => move.papersDueAt !== null && move.papersDueAt <= context.at && move.papersAt === null && move.papersOverdueAt === null)
      const [first] = late
      if (!first) return
      context.record({ type: 'stock.papers-overdue', subject: first.incidentId, audience: { division: first.divisionCode }, changes: late.map(({ id }) => ({ object: 'stock-move', id, set: { papersOverdueAt: context.at } })), note: { lines: late.length } })
    },
  }
}
