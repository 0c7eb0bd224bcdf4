import type { Dispatch, dispatchRoutes } from '@fengsui/contract/dispatch'
import { addMinutes, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireWorker } from './dispatch-policy.ts'
import { isOut, requireDispatchMayBecome } from './dispatch-rules.ts'
import { lockDispatch } from './dispatch-store.ts'
import { recordDispatch, setDeadline, timerKinds } from './record-dispatch.ts'
import { lockTracked, trackLines, type Tracked } from './track-lines.ts'

export interface DispatchCall {
  readonly params: { dispatchId: string }
  readonly body: { commandId: string }
}

/** What all steps on an order have in common: the order, its request and those above it, taken in this order; then one decision. */
export function stepOnDispatch(deps: DispatchDeps, actor: Actor, name: string, call: DispatchCall, require: (actor: Actor, dispatch: Dispatch) => void, decide: (dispatch: Dispatch, context: CommandContext, tracked: Tracked) => void | Promise<void>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } as Json }, async (context) => {
    const dispatch = await lockDispatch(deps.objects, context.tx, actor, call.params.dispatchId)
    require(actor, dispatch)
    await decide(dispatch, context, await lockTracked(deps, context, dispatch.requestId))
    return { id: dispatch.id }
  })
}

/** 签收: the unit takes the order on. */
export function acknowledgeDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.acknowledgeDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'acknowledge-dispatch', call, requireWorker, (dispatch, context) => {
    requireDispatchMayBecome(dispatch, 'acknowledged')
    recordDispatch(context, dispatch, 'dispatch.acknowledged', { status: 'acknowledged', acknowledgedAt: context.at })
  })
}

/** 出发: goods leave the ledger of their warehouse now, on the order itself where no other paper was written; the clock of the way starts. Whoever leaves has acknowledged. */
export function departDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.departDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'depart-dispatch', call, requireWorker, async (dispatch, context) => {
    requireDispatchMayBecome(dispatch, 'departed')
    const { document, papersLater } = call.body
    if (dispatch.kind === 'goods' && dispatch.warehouseId !== null) {
      await deps.stockpile.issueForDispatch(context, { dispatchId: dispatch.id, incidentId: dispatch.incidentId, warehouseId: dispatch.warehouseId, lots: dispatch.lots, papersLater, document: document === '' && !papersLater ? dispatch.number : document })
    }
    const arriveBy = dispatch.travelMinutes === null ? null : addMinutes(context.at, dispatch.travelMinutes)
    if (arriveBy !== null) setDeadline(context, timerKinds.arrive, arriveBy, [dispatch.id])
    recordDispatch(context, dispatch, 'dispatch.departed', { status: 'departed', departedAt: context.at, arriveBy, ...(dispatch.acknowledgedAt === null ? { acknowledgedAt: context.at } : {}) }, { papersLater })
  })
}

/** 在途位置: the forces move on the map with it. */
export function reportDispatchPosition(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.reportDispatchPosition>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'report-dispatch-position', call, requireWorker, async (dispatch, context) => {
    const under = dispatch.status === 'departed' || dispatch.status === 'arrived' || dispatch.status === 'returning' || (dispatch.status === 'received' && isOut(dispatch))
    if (!under) throw new Problem('lifecycle-refused', `调度令 ${dispatch.number} 没有在途，不用报位置`)
    recordDispatch(context, dispatch, 'dispatch.moved', { position: call.body.position, positionAt: context.at })
    await deps.resources.moveForces(context, { incidentId: dispatch.incidentId, dispatchId: dispatch.id, position: call.body.position })
  })
}

/** 到达: counts as arrived in full until the receiver has counted. */
export function arriveDispatch(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.arriveDispatch>, 'params' | 'body'>): Promise<{ id: string }> {
  return stepOnDispatch(deps, actor, 'arrive-dispatch', call, requireWorker, async (dispatch, context, tracked) => {
    requireDispatchMayBecome(dispatch, 'arrived')
    recordDispatch(context, dispatch, 'dispatch.arrived', { status: 'arrived', arrivedAt: context.at, position: dispatch.destination, positionAt: context.at }, { late: dispatch.arriveBy !== null && context.at > dispatch.arriveBy })
    await deps.resources.moveForces(context, { incidentId: dispatch.incidentId, dispatchId: dispatch.id, position: dispatch.destination })
    if (dispatch.lineKey !== null) await trackLines(deps, context, tracked, [{ key: dispatch.lineKey, arrived: dispatch.quantity }])
  })
}
