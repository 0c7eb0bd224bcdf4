import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Lot, stockpileRoutes, Warehouse } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lotChange, recordMoves, sayGoods } from './record-moves.ts'
import { requireMayEdit } from './stock-policy.ts'
import { accounts, decideCount } from './stock-rules.ts'
import { getItemNames, getWarehouseOf, lockLot } from './stock-store.ts'

interface OwnLot {
  lot: Lot
  warehouse: Warehouse
  goods: (quantity: number) => string
}

async function takeOwnLot(deps: ModuleDeps, context: CommandContext, actor: Actor, lotId: string): Promise<OwnLot> {
  const lot = await lockLot(deps.objects, context.tx, actor.scope, lotId)
  const warehouse = await getWarehouseOf(deps.objects, context.tx, lot.warehouseId)
  requireMayEdit(actor, warehouse)
  const item = (await getItemNames(context.tx, [lot.itemId])).get(lot.itemId)
  return { lot, warehouse, goods: (quantity) => sayGoods([{ name: item?.name ?? '', unit: item?.unit ?? '', quantity }]) }
}

/** Writes off part of a lot, with the paper that says so. What is promised to a dispatch cannot be written off. */
export function scrapStock(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.scrapStock>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'scrap-stock', actor: actor.label, input: { params, body } }, async (context) => {
    const { lot, warehouse, goods } = await takeOwnLot(deps, context, actor, params.lotId)
    const most = lot.quantity - lot.reserved
    if (body.quantity > most) throw new Problem('rule-refused', `批次 ${lot.number} 账面 ${lot.quantity}${lot.reserved > 0 ? `，其中 ${lot.reserved} 已为调度令预留` : ''}，最多报废 ${most}；实物更少请先盘点`, [{ path: 'quantity', message: `最多 ${most}` }])
    const line = { kind: 'scrap' as const, itemId: lot.itemId, lotId: lot.id, fromAccount: accounts.lot(lot.id), toAccount: accounts.scrapped, quantity: body.quantity }
    await recordMoves(context, warehouse, 'stock.scrapped', [line], { incidentId: null, dispatchId: null, document: body.document, papersLater: false, note: body.note }, [lotChange(lot.id, { quantity: lot.quantity - body.quantity })], { goods: goods(body.quantity) })
    return { id: lot.id }
  })
}

/** A count is the truth; the difference is booked with its reason, a count that agrees is recorded too. */
export function countLot(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.countLot>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'count-lot', actor: actor.label, input: { params, body } }, async (context) => {
    const { lot, warehouse, goods } = await takeOwnLot(deps, context, actor, params.lotId)
    const { set, line } = decideCount(lot, body.counted)
    const frame = { incidentId: null, dispatchId: null, document: '', papersLater: false, note: body.note }
    const lines = line === null ? [] : [{ ...line, kind: 'adjust' as const, itemId: lot.itemId, lotId: lot.id }]
    await recordMoves(context, warehouse, 'stock.counted', lines, frame, [lotChange(lot.id, set)], { goods: goods(body.counted), difference: body.counted - lot.quantity })
    return { id: lot.id }
  })
}
