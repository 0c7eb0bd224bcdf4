import { evaluationRoutes as routes } from '@fengsui/contract/evaluation'
import type { ModuleDeps } from '../../platform/module.ts'
import { getEvaluation, getImprovement } from './evaluation-views.ts'
import { decideImprovement, proposeImprovement } from './improve.ts'
import { draftEvaluation, issueEvaluation } from './write-evaluation.ts'

export function bindEvaluation(deps: ModuleDeps): void {
  const { http } = deps
  http.bind(routes.getEvaluation, ({ actor, params }) => getEvaluation(deps, actor, params.incidentId))
  http.bind(routes.draftEvaluation, async ({ actor, params, body }) => {
    await draftEvaluation(deps, actor, { params, body })
    return getEvaluation(deps, actor, params.incidentId)
  })
  http.bind(routes.issueEvaluation, async ({ actor, params, body }) => {
    await issueEvaluation(deps, actor, { params, body })
    return getEvaluation(deps, actor, params.incidentId)
  })
  http.bind(routes.proposeImprovement, async ({ actor, params, body }) => getImprovement(deps, actor, await proposeImprovement(deps, actor, { params, body })))
  http.bind(routes.decideImprovement, async ({ actor, params, body }) => getImprovement(deps, actor, await decideImprovement(deps, actor, { params, body })))
}
