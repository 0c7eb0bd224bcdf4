import { evacuationRoutes as routes } from '@fengsui/contract/evacuation'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { getCount, getEvacuationBoard } from './board-views.ts'
import { issueProtectiveOrder, liftProtectiveOrder, releaseReturn } from './command-evacuation.ts'
import { getHousehold, listHouseholds } from './household-views.ts'
import { listHouseholdInto } from './list-household.ts'
import { reportCount } from './report-count.ts'
import { moveHousehold, notifyHousehold, refuseMove, returnHousehold } from './work-on-household.ts'

export function bindEvacuation(deps: ModuleDeps): void {
  const { http, objects, database } = deps
  const household = async (actor: Actor, { id }: { id: string }) => getHousehold(objects, database, actor, id)
  http.bind(routes.getEvacuationBoard, ({ actor, params }) => getEvacuationBoard(objects, database, actor, params.incidentId))
  http.bind(routes.reportCount, async ({ actor, params, body }) => getCount(objects, database, actor, (await reportCount(deps, actor, { params, body })).id))
  http.bind(routes.listHouseholds, ({ actor, query }) => listHouseholds(objects, database, actor, query))
  http.bind(routes.listHouseholdInto, async ({ actor, params, body }) => household(actor, await listHouseholdInto(deps, actor, { params, body })))
  http.bind(routes.notifyHousehold, async ({ actor, params, body }) => household(actor, await notifyHousehold(deps, actor, { params, body })))
  http.bind(routes.moveHousehold, async ({ actor, params, body }) => household(actor, await moveHousehold(deps, actor, { params, body })))
  http.bind(routes.refuseMove, async ({ actor, params, body }) => household(actor, await refuseMove(deps, actor, { params, body })))
  http.bind(routes.returnHousehold, async ({ actor, params, body }) => household(actor, await returnHousehold(deps, actor, { params, body })))
  http.bind(routes.releaseReturn, ({ actor, params, body }) => releaseReturn(deps, actor, { params, body }))
  http.bind(routes.issueProtectiveOrder, ({ actor, params, body }) => issueProtectiveOrder(deps, actor, { params, body }))
  http.bind(routes.liftProtectiveOrder, ({ actor, params, body }) => liftProtectiveOrder(deps, actor, { params, body }))
}
