import { stockpileRoutes as routes } from '@fengsui/contract/stockpile'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { countLot, scrapStock } from './adjust-lot.ts'
import { issueStock, supplyPapers } from './issue-stock.ts'
import { createItem, createWarehouse, setMinimum, updateWarehouse } from './keep-warehouse.ts'
import { getMoves, listStockMoves, reconcileStock, traceLot } from './move-views.ts'
import { receiveStock } from './receive-stock.ts'
import { getItem, getLotView, getWarehousePage, getWarehouseView, listItems, listItemStock, listStock, listWarehouses } from './warehouse-views.ts'

export function bindStockpile(deps: ModuleDeps): void {
  const { http, objects, database } = deps
  const now = () => deps.clocks.business.now()
  const warehouse = async (actor: Actor, { id }: { id: string }) => getWarehouseView(objects, database, actor, now(), id)
  const lot = async (actor: Actor, { id }: { id: string }) => getLotView(objects, database, actor, now(), id)
  http.bind(routes.listWarehouses, ({ actor, query }) => listWarehouses(objects, database, actor, now(), query))
  http.bind(routes.getWarehouse, ({ actor, params }) => getWarehousePage(objects, database, actor, now(), params.warehouseId))
  http.bind(routes.createWarehouse, async ({ actor, body }) => warehouse(actor, await createWarehouse(deps, actor, { body })))
  http.bind(routes.updateWarehouse, async ({ actor, params, body }) => warehouse(actor, await updateWarehouse(deps, actor, { params, body })))
  http.bind(routes.listItems, ({ actor, query }) => listItems(objects, database, actor, query))
  http.bind(routes.createItem, async ({ actor, body }) => getItem(objects, database, (await createItem(deps, actor, { body })).id))
  http.bind(routes.listStock, ({ actor, query }) => listStock(database, actor, now(), query))
  http.bind(routes.listItemStock, ({ actor, params }) => listItemStock(database, actor, now(), params.itemId))
  http.bind(routes.receiveStock, async ({ actor, params, body }) => lot(actor, await receiveStock(deps, actor, { params, body })))
  http.bind(routes.issueStock, async ({ actor, params, body }) => ({ moves: await getMoves(objects, database, actor, (await issueStock(deps, actor, { params, body })).moveIds) }))
  http.bind(routes.supplyPapers, ({ actor, body }) => supplyPapers(deps, actor, { body }))
  http.bind(routes.scrapStock, async ({ actor, params, body }) => lot(actor, await scrapStock(deps, actor, { params, body })))
  http.bind(routes.countLot, async ({ actor, params, body }) => lot(actor, await countLot(deps, actor, { params, body })))
  http.bind(routes.setMinimum, ({ actor, params, body }) => setMinimum(deps, actor, { params, body }))
  http.bind(routes.listStockMoves, ({ actor, query }) => listStockMoves(objects, database, actor, query))
  http.bind(routes.traceLot, ({ actor, params }) => traceLot(objects, database, actor, now(), params.lotId))
  http.bind(routes.reconcileStock, ({ actor }) => reconcileStock(database, actor))
}
