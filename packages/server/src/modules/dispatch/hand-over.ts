import type { Dispatch, dispatchRoutes } from '@fengsui/contract/dispatch'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireReceiver, requireWorker } from './dispatch-policy.ts'
import { arrivedOf, requireDispatchMayBecome, requireReturnAddsUp } from './dispatch-rules.ts'
import { recordDispatch } from './record-dispatch.ts'
import { trackLines } from './track-lines.ts'
import { stepOnDispatch } from './work-on-dispatch.ts'

/** What is said with the figures, put apart; nothing said leaves what was said before. */
function remark(context: CommandContext, dispatch: Dispatch, note: string): { remark?: { ref: string; digest: string } } {
  const kept = context.protect(`dispatch:${dispatch.id}`, note)
  return kept === null ? {} : { remark: kept }
}

/** 交接: the receiver has counted. A difference is explained; of goods it goes into the ledger. */
export function receiveDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.receiveDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  const { quantity, note } = call.body
  return stepOnDispatch(deps, actor, 'receive-dispatch', call, requireReceiver, async (dispatch, context, tracked) => {
    requireDispatchMayBecome(dispatch, 'received')
    if (quantity > dispatch.quantity) throw new Problem('invalid-input', `调度令为 ${String(dispatch.quantity)} ${dispatch.unit}，实收不能多于它`, [{ path: 'quantity', message: `最多 ${String(dispatch.quantity)}` }])
    if (quantity !== dispatch.quantity && note === '') throw new Problem('invalid-input', '实收与调度令不符，请写明差额原因', [{ path: 'note', message: '请写明差额原因' }])
    if (dispatch.kind === 'goods') await deps.stockpile.receiveFromDispatch(context, { dispatchId: dispatch.id, incidentId: dispatch.incidentId, receiverUnitId: dispatch.receiverUnitId, quantity, note })
    else if (dispatch.arrivedAt === null) await deps.resources.moveForces(context, { incidentId: dispatch.incidentId, dispatchId: dispatch.id, position: dispatch.destination })
    recordDispatch(context, dispatch, 'dispatch.received', { status: 'received', receivedAt: context.at, receivedQuantity: quantity, ...remark(context, dispatch, note), ...(dispatch.arrivedAt === null ? { arrivedAt: context.at, position: dispatch.destination, positionAt: context.at } : {}) }, { received: quantity, difference: dispatch.quantity - quantity })
    if (dispatch.lineKey !== null) await trackLines(deps, context, tracked, [{ key: dispatch.lineKey, arrived: quantity - arrivedOf(dispatch) }], dispatch.id)
  })
}

/** 归队归还: forces are free again, damaged pieces as damaged, lost ones as lost; goods go back into their lots, the damaged part is scrapped. */
export function returnDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.returnDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  const { body } = call
  return stepOnDispatch(deps, actor, 'return-dispatch', call, requireWorker, async (dispatch, context) => {
    requireDispatchMayBecome(dispatch, 'returned')
    requireReturnAddsUp(dispatch, body)
    const damaged = dispatch.kind === 'equipment' ? body.damagedEquipmentIds.length : body.damagedQuantity
    if (dispatch.kind === 'goods') await deps.stockpile.returnFromDispatch(context, { dispatchId: dispatch.id, incidentId: dispatch.incidentId, quantity: body.quantity - damaged, damagedQuantity: damaged, note: body.note })
    if (dispatch.kind === 'team') await deps.resources.releaseTeams(context, { incidentId: dispatch.incidentId, dispatchIds: [dispatch.id], position: null })
    if (dispatch.kind === 'equipment') await deps.resources.releaseEquipment(context, { incidentId: dispatch.incidentId, dispatchIds: [dispatch.id], damagedIds: body.damagedEquipmentIds, lostIds: body.lostEquipmentIds, position: null })
    recordDispatch(context, dispatch, 'dispatch.returned', { status: 'returned', returnedAt: context.at, returnedQuantity: body.quantity, damagedQuantity: damaged, ...remark(context, dispatch, body.note) }, { returned: body.quantity, damaged, lost: body.lostEquipmentIds.length })
  })
}
