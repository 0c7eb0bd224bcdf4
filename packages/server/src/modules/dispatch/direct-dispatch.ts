import type { dispatchRoutes } from '@fengsui/contract/dispatch'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireOpenIncident } from './ask-for-resources.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireDirector } from './dispatch-policy.ts'
import { arrivedOf, requireDispatchMayBecome } from './dispatch-rules.ts'
import { getReceiver, requirePlace } from './dispatch-store.ts'
import { placeOrders } from './place-orders.ts'
import { recordDispatch } from './record-dispatch.ts'
import { trackLines } from './track-lines.ts'
import { stepOnDispatch } from './work-on-dispatch.ts'

export interface Ordered {
  readonly id: string
  readonly dispatchIds: string[]
  readonly [key: string]: string | string[]
}

/** Orders forces and goods without a request, as for pre-positioning (力量前置): any number with one command, all or none. */
export function orderDispatch(deps: DispatchDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dispatchRoutes.orderDispatch>, 'params' | 'body'>): Promise<Ordered> {
  refusePhoneNumbers({ destinationName: body.destinationName })
  if (body.teamIds.length + body.equipmentIds.length + body.goods.length === 0) throw new Problem('invalid-input', '请选择要派出的队伍、装备或物资', [{ path: 'teamIds', message: '还没有选择' }])
  return deps.commands.run({ commandId: body.commandId, name: 'order-dispatch', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await deps.incidents.lock(context, actor, params.incidentId)
    requireOpenIncident(incident, '下达调度令')
    await requirePlace(context.tx, actor, body.destinationDivisionCode)
    await getReceiver(context.tx, actor, body.receiverUnitId)
    const orders = await placeOrders(deps, context, actor, {
      incidentId: incident.id, requestId: null, destinationName: body.destinationName, destinationDivisionCode: body.destinationDivisionCode, destination: body.position, receiverUnitId: body.receiverUnitId, units: [],
    }, {
      teams: body.teamIds.map((teamId) => ({ lineKey: null, teamId })),
      equipment: body.equipmentIds.map((equipmentId) => ({ lineKey: null, equipmentId })),
      goods: body.goods.map((line) => ({ lineKey: null, ...line })),
    })
    return { id: incident.id, dispatchIds: orders.map(({ id }) => id) }
  })
}

/** 令其返回: the task is over, the forces come home. Goods that were handed over stay. */
export function releaseDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.releaseDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'release-dispatch', call, requireDirector, async (dispatch, context, tracked) => {
    requireDispatchMayBecome(dispatch, 'returning')
    recordDispatch(context, dispatch, 'dispatch.released', { status: 'returning' })
    // Turned round on the way: what was ordered will not come.
    if (dispatch.arrivedAt === null && dispatch.lineKey !== null) await trackLines(deps, context, tracked, [{ key: dispatch.lineKey, filled: -dispatch.quantity }])
  })
}

/** Calls an order off before it arrived and gives everything back: forces are free, promised goods are free, goods on the way return to their lots. */
export function cancelDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.cancelDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'cancel-dispatch', call, requireDirector, async (dispatch, context, tracked) => {
    requireDispatchMayBecome(dispatch, 'cancelled')
    const { incidentId } = dispatch
    if (dispatch.kind === 'team') await deps.resources.releaseTeams(context, { incidentId, dispatchIds: [dispatch.id], position: dispatch.departedAt === null ? dispatch.position : null })
    if (dispatch.kind === 'equipment') await deps.resources.releaseEquipment(context, { incidentId, dispatchIds: [dispatch.id], position: null })
    if (dispatch.kind === 'goods') await deps.stockpile.cancelDispatchGoods(context, { dispatchId: dispatch.id, incidentId, lots: dispatch.lots })
    recordDispatch(context, dispatch, 'dispatch.cancelled', { status: 'cancelled', remark: context.protect(`dispatch:${dispatch.id}`, call.body.reason) })
    if (dispatch.lineKey !== null) await trackLines(deps, context, tracked, [{ key: dispatch.lineKey, filled: -dispatch.quantity, arrived: -arrivedOf(dispatch) }])
  })
}
