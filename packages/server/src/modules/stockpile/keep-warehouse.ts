import { Problem, type ParsedRequest, type Position } from '@fengsui/contract/kernel'
import type { stockpileRoutes } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneIn } from '../org/index.ts'
import { createdChange } from './record-moves.ts'
import { mayEdit, requireMayEdit } from './stock-policy.ts'
import { findMinimum, getItems, getOwner, holdsGoods, isItemKnown, lockWarehouse, requirePerson } from './stock-store.ts'

async function checkFields(context: CommandContext, actor: Actor, fields: { name: string; unitId: string; keeperPersonId: string | null }): Promise<{ divisionCode: string }> {
  refusePhoneIn('name', fields.name)
  const owner = await getOwner(context.tx, actor, fields.unitId)
  if (!mayEdit(actor, { divisionCode: owner.divisionCode, unitId: owner.id })) throw new Problem('forbidden', '只能登记在本单位名下；登记到别的单位请联系系统管理员', [{ path: 'unitId', message: '请选择本单位' }])
  if (fields.keeperPersonId !== null) await requirePerson(context.tx, actor, fields.keeperPersonId)
  return { divisionCode: owner.divisionCode }
}

const spot = ({ longitude, latitude }: Position) => ({ longitude, latitude })

/** Adds a warehouse of the own unit. */
export function createWarehouse(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof stockpileRoutes.createWarehouse>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'create-warehouse', actor: actor.label, input: { body } }, async (context) => {
    const { divisionCode } = await checkFields(context, actor, body)
    const id = context.newId()
    const { name, mode, unitId, keeperPersonId, position } = body
    context.record({ type: 'warehouse.created', audience: { division: divisionCode, units: [unitId] }, changes: [createdChange('warehouse', id, { name, mode, unitId, divisionCode, keeperPersonId, position: spot(position), confirmedAt: context.at, status: 'active' })], note: { name } })
    return { id }
  })
}

/** Changes a warehouse; one with goods in it cannot be given up. */
export function updateWarehouse(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.updateWarehouse>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'update-warehouse', actor: actor.label, input: { params, body } }, async (context) => {
    const warehouse = await lockWarehouse(deps.objects, context.tx, actor.scope, params.warehouseId)
    requireMayEdit(actor, warehouse)
    const owner = await checkFields(context, actor, body)
    if (owner.divisionCode !== warehouse.divisionCode) throw new Problem('rule-refused', '仓库和账都在原地区，不能改到别的地区的单位名下；请在新地区另行登记并调拨', [{ path: 'unitId', message: '请选择同一地区的单位' }])
    if (body.status === 'retired' && (await holdsGoods(context.tx, warehouse.id))) throw new Problem('lifecycle-refused', '库里还有物资，请先出库、调拨或报废，账面清零后再撤销仓库')
    const { name, mode, unitId, keeperPersonId, position, status } = body
    context.record({ type: 'warehouse.updated', audience: { division: warehouse.divisionCode, units: [...new Set([warehouse.unitId, unitId])] }, changes: [{ object: 'warehouse', id: warehouse.id, set: { name, mode, unitId, keeperPersonId, position: spot(position), status, confirmedAt: context.at } }], note: { name } })
    return { id: warehouse.id }
  })
}

/** Adds a kind of goods to the catalogue of the own place. @throws Problem conflict when a catalogue that counts here has it */
export function createItem(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof stockpileRoutes.createItem>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'create-item', actor: actor.label, input: { body } }, async (context) => {
    const { code, name, unit, shelfLifeMonths } = body
    refusePhoneIn('name', name)
    if (await isItemKnown(context.tx, actor.divisionCode, code, name)) throw new Problem('conflict', `目录里已经有“${name}”（${code}），请直接选用`, [{ path: 'name', message: '已有这个品种' }])
    const id = context.newId()
    context.record({ type: 'item.created', audience: { division: actor.divisionCode }, changes: [createdChange('item', id, { code, name, unit, shelfLifeMonths, divisionCode: actor.divisionCode, status: 'active' })] })
    return { id }
  })
}

/** Sets the least that a warehouse must hold of an item; 0 takes the demand away. */
export function setMinimum(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof stockpileRoutes.setMinimum>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-stock-minimum', actor: actor.label, input: { params, body } }, async (context) => {
    const warehouse = await lockWarehouse(deps.objects, context.tx, actor.scope, params.warehouseId)
    requireMayEdit(actor, warehouse)
    await getItems(deps.objects, context.tx, actor, [body.itemId])
    const known = await findMinimum(deps.objects, context.tx, warehouse.id, body.itemId)
    const id = known?.id ?? context.newId()
    const change = known ? { object: 'stock-minimum', id, set: { quantity: body.quantity } } : createdChange('stock-minimum', id, { warehouseId: warehouse.id, itemId: body.itemId, divisionCode: warehouse.divisionCode, quantity: body.quantity })
    context.record({ type: 'stock-minimum.set', audience: { division: warehouse.divisionCode, units: [warehouse.unitId] }, changes: [change] })
    return { id }
  })
}
