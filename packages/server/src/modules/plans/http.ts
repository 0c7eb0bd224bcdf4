import { planRoutes as routes } from '@fengsui/contract/plans'
import type { ModuleDeps } from '../../platform/module.ts'
import { evaluatePlan } from './evaluate-plan.ts'
import { importPlan } from './import-plan.ts'
import { getPlanPage, listPlans } from './plan-views.ts'
import { putPlanInForce } from './put-plan-in-force.ts'

export function bindPlans(deps: ModuleDeps): void {
  const { http, objects, database } = deps
  http.bind(routes.listPlans, ({ actor, query }) => listPlans(objects, database, actor.scope, query))
  http.bind(routes.getPlan, ({ actor, params }) => getPlanPage(objects, database, actor.scope, params.planId))
  http.bind(routes.importPlan, async ({ actor, body }) => {
    const { id } = await importPlan(deps, actor, { body })
    return { id, findings: (await getPlanPage(objects, database, actor.scope, id)).findings }
  })
  http.bind(routes.putPlanInForce, ({ actor, params, body }) => putPlanInForce(deps, actor, { params, body }))
  http.bind(routes.evaluatePlan, ({ actor, params, query }) => evaluatePlan(deps, actor, { params, query }))
}
