import { dispatchRoutes as routes } from '@fengsui/contract/dispatch'
import type { Actor } from '../../platform/actor.ts'
import { createRequest, submitRequest, withdrawRequest } from './ask-for-resources.ts'
import { acceptRequest, closeRequest, refuseRequest } from './decide-request.ts'
import { cancelDispatch, orderDispatch, releaseDispatch } from './direct-dispatch.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { getDispatchView, listDispatches } from './dispatch-views.ts'
import { fillRequest } from './fill-request.ts'
import { receiveDispatch, returnDispatch } from './hand-over.ts'
import { getRecommendation } from './recommendation-views.ts'
import { getDispatchBoard, getRequestView, listRequests } from './request-views.ts'
import { acknowledgeDispatch, arriveDispatch, departDispatch, reportDispatchPosition } from './work-on-dispatch.ts'

export function bindDispatch(deps: DispatchDeps): void {
  const { http, objects, database } = deps
  const request = async (actor: Actor, { id }: { id: string }) => getRequestView(objects, database, actor, id)
  const dispatch = async (actor: Actor, { id }: { id: string }) => getDispatchView(objects, database, actor, id)
  http.bind(routes.getDispatchBoard, ({ actor, params }) => getDispatchBoard(objects, database, actor, params.incidentId))
  http.bind(routes.listRequests, ({ actor, query }) => listRequests(objects, database, actor, query))
  http.bind(routes.createRequest, async ({ actor, params, body }) => request(actor, await createRequest(deps, actor, { params, body })))
  http.bind(routes.submitRequest, async ({ actor, params, body }) => request(actor, await submitRequest(deps, actor, { params, body })))
  http.bind(routes.acceptRequest, async ({ actor, params, body }) => request(actor, await acceptRequest(deps, actor, { params, body })))
  http.bind(routes.refuseRequest, async ({ actor, params, body }) => request(actor, await refuseRequest(deps, actor, { params, body })))
  http.bind(routes.withdrawRequest, async ({ actor, params, body }) => request(actor, await withdrawRequest(deps, actor, { params, body })))
  http.bind(routes.closeRequest, async ({ actor, params, body }) => request(actor, await closeRequest(deps, actor, { params, body })))
  http.bind(routes.getRecommendation, ({ actor, params }) => getRecommendation(objects, database, actor, params.requestId, deps.clocks.business.now()))
  http.bind(routes.fillRequest, async ({ actor, params, body }) => {
    const { id, dispatchIds, shortageIds, upwardRequestId } = await fillRequest(deps, actor, { params, body })
    return { request: await request(actor, { id }), dispatchIds, shortageIds, upwardRequestId }
  })
  http.bind(routes.orderDispatch, async ({ actor, params, body }) => ({ dispatchIds: (await orderDispatch(deps, actor, { params, body })).dispatchIds }))
  http.bind(routes.listDispatches, ({ actor, query }) => listDispatches(objects, database, actor, query))
  http.bind(routes.acknowledgeDispatch, async ({ actor, params, body }) => dispatch(actor, await acknowledgeDispatch(deps, actor, { params, body })))
  http.bind(routes.departDispatch, async ({ actor, params, body }) => dispatch(actor, await departDispatch(deps, actor, { params, body })))
  http.bind(routes.reportDispatchPosition, async ({ actor, params, body }) => dispatch(actor, await reportDispatchPosition(deps, actor, { params, body })))
  http.bind(routes.arriveDispatch, async ({ actor, params, body }) => dispatch(actor, await arriveDispatch(deps, actor, { params, body })))
  http.bind(routes.receiveDispatch, async ({ actor, params, body }) => dispatch(actor, await receiveDispatch(deps, actor, { params, body })))
  http.bind(routes.releaseDispatch, async ({ actor, params, body }) => dispatch(actor, await releaseDispatch(deps, actor, { params, body })))
  http.bind(routes.returnDispatch, async ({ actor, params, body }) => dispatch(actor, await returnDispatch(deps, actor, { params, body })))
  http.bind(routes.cancelDispatch, async ({ actor, params, body }) => dispatch(actor, await cancelDispatch(deps, actor, { params, body })))
}
