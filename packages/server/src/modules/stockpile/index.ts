import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { cancelDispatchGoods, issueForDispatch, receiveFromDispatch, reserveForDispatch, returnFromDispatch, type GoodsLine, type GoodsLot } from './dispatch-goods.ts'
import { bindStockpile } from './http.ts'
import { createPapersTimer } from './issue-stock.ts'
import { stockpileTimelineTexts } from './timeline-texts.ts'

export type { GoodsLine, GoodsLot } from './dispatch-goods.ts'

export { availableOf, isExpired, stockDay } from './stock-rules.ts'

/**
 * What dispatch does with goods, inside its own commands: promise (order) → issue (departure; to `transit:<dispatch>`) → receive or return.
 * One dispatch carries goods of one warehouse. Who may do it is dispatch's business, except that goods are promised within the actor's jurisdiction only.
 */
export interface Stockpile extends ModuleParts {
  /**
   * Promises goods of warehouses to dispatches, earliest expiry first, never expired ones; all lines or none. Lots keep their quantity, `reserved` grows.
   * @returns the lots of each line, in the order of the lines @throws Problem rule-refused naming what is missing where
   */
  reserveForDispatch(context: CommandContext, actor: Actor, order: { incidentId: string; lines: readonly GoodsLine[] }): Promise<GoodsLot[][]>
  /** The promised lots leave for `transit:<dispatch>`. `papersLater`: papers are due within 24 h. @throws Problem when a lot no longer holds what was promised */
  issueForDispatch(context: CommandContext, order: { dispatchId: string; incidentId: string; warehouseId: string; lots: readonly GoodsLot[]; papersLater: boolean; document: string }): Promise<void>
  /** The receiver takes over `quantity` of what is in transit, earliest expiry first; what is missing is booked to `difference`. @throws Problem when more is received than was sent */
  receiveFromDispatch(context: CommandContext, order: { dispatchId: string; incidentId: string; receiverUnitId: string; quantity: number; note: string }): Promise<void>
  /** Goods come back from transit or from the receiver into their lots; the damaged part is scrapped, what is not spoken of stays with the receiver. @throws Problem when more comes back than was out */
  returnFromDispatch(context: CommandContext, order: { dispatchId: string; incidentId: string; quantity: number; damagedQuantity: number; note: string }): Promise<void>
  /** Nothing was sent: the promise is taken back. On the way already: everything in transit goes back into its lots. */
  cancelDispatchGoods(context: CommandContext, order: { dispatchId: string; incidentId: string; lots: readonly GoodsLot[] }): Promise<void>
}

/** Warehouses, lots and the ledger (STK-1, STK-3, STK-8). */
export function createStockpile(deps: ModuleDeps): Stockpile {
  const { objects } = deps
  bindStockpile(deps)
  return {
    timers: [createPapersTimer(deps)],
    timelineTexts: stockpileTimelineTexts,
    reserveForDispatch: (context, actor, order) => reserveForDispatch(objects, context, actor, order),
    issueForDispatch: (context, order) => issueForDispatch(objects, context, order),
    receiveFromDispatch: (context, order) => receiveFromDispatch(objects, context, order),
    returnFromDispatch: (context, order) => returnFromDispatch(objects, context, order),
    cancelDispatchGoods: (context, order) => cancelDispatchGoods(objects, context, order),
  }
}
