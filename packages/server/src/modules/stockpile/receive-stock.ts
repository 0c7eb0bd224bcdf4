import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { stockpileRoutes } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { createdChange, recordMoves, sayGoods } from './record-moves.ts'
import { requireMayEdit } from './stock-policy.ts'
import { accounts, expiryOf, stockDay, whyDatesWrong } from './stock-rules.ts'
import { getItems, isLotNumberTaken, lockWarehouse, nextLotNumbers } from './stock-store.ts'

/** Takes goods in: a new lot and its first line. The expiry follows from the production day where the catalogue has a shelf life and none is given. */
export function receiveStock(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.receiveStock>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'receive-stock', actor: actor.label, input: { params, body } }, async (context) => {
    const warehouse = await lockWarehouse(deps.objects, context.tx, actor.scope, params.warehouseId)
    requireMayEdit(actor, warehouse)
    if (warehouse.status === 'retired') throw new Problem('lifecycle-refused', '这个仓库已撤销，不能入库')
    const item = (await getItems(deps.objects, context.tx, actor, [body.itemId])).get(body.itemId)
    const expiresOn = body.expiresOn ?? expiryOf(body.producedOn, item?.shelfLifeMonths ?? null)
    const wrong = whyDatesWrong(body.producedOn, expiresOn, stockDay(context.at))
    if (wrong) throw new Problem('invalid-input', wrong.message, [wrong])
    if (expiresOn === null && item?.shelfLifeMonths !== null) throw new Problem('invalid-input', '这种物资有保质期，请填生产日期或有效期', [{ path: 'expiresOn', message: '请填有效期' }])
    if (body.number !== '' && (await isLotNumberTaken(context.tx, warehouse.id, body.number))) throw new Problem('conflict', `本库已有批次 ${body.number}，请核对批号`, [{ path: 'number', message: '批号重复' }])
    const number = body.number === '' ? ((await nextLotNumbers(context.tx, warehouse.divisionCode, context.at, 1))[0] ?? '') : body.number
    const id = context.newId()
    const lot = createdChange('lot', id, {
      number, warehouseId: warehouse.id, itemId: body.itemId, divisionCode: warehouse.divisionCode, quantity: body.quantity, reserved: 0, producedOn: body.producedOn, expiresOn,
      location: body.location === '' ? null : body.location, receivedAt: context.at,
    })
    const line = { kind: 'receive' as const, itemId: body.itemId, lotId: id, fromAccount: accounts.supplier, toAccount: accounts.lot(id), quantity: body.quantity }
    await recordMoves(context, warehouse, 'stock.received', [line], { incidentId: null, dispatchId: null, document: body.document, papersLater: false, note: body.note }, [lot], { goods: sayGoods([{ name: item?.name ?? '', unit: item?.unit ?? '', quantity: body.quantity }]) })
    return { id }
  })
}
