import type { OrderDecision } from '@fengsui/contract/evacuation'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { lockOrdersOf, requirePlace } from './evacuation-store.ts'
import { decideOrders } from './order-rules.ts'

/** Lifts or keeps the orders of a response that goes down or ends, in its command. @throws Problem while one of them is without a decision */
export async function settleOrders(objects: ObjectStore, context: CommandContext, actor: Actor, response: { readonly incidentId: string; readonly divisionCode: string }, decisions: readonly OrderDecision[]): Promise<void> {
  const { lift, keep } = decideOrders(await lockOrdersOf(objects, context.tx, response), decisions)
  if (lift.length > 0 && !actor.permissions.has('order:issue')) throw new Problem('forbidden', '您没有解除指挥长令的权限；请先由有权的领导解除，或写明理由保留', [{ path: 'orders', message: '没有解除的权限' }])
  for (const order of lift) {
    context.record({
      type: 'protective-order.lifted', subject: order.incidentId, audience: { division: order.divisionCode, units: [...new Set([order.issuedByUnitId, actor.unitId])] },
      changes: [{ object: 'protective-order', id: order.id, set: { status: 'lifted', liftedAt: context.at } }], note: { placeName: await requirePlace(context.tx, order.divisionCode), number: order.number },
    })
  }
  for (const { order, reason } of keep) {
    context.record({
      type: 'protective-order.kept', stream: `protective-order:${order.id}`, subject: order.incidentId, audience: { division: order.divisionCode, units: [...new Set([order.issuedByUnitId, actor.unitId])] },
      changes: [], note: { placeName: await requirePlace(context.tx, order.divisionCode), number: order.number, reason: context.protect(`protective-order:${order.id}`, reason) },
    })
  }
}
