import type { planRoutes } from '@fengsui/contract/plans'
import type { ParsedRequest, RouteResponse } from '@fengsui/contract/kernel'
import { evaluateTriggers, getLevelContent, getResponseLevel, instantiatePlan, nameFact, proposeResponseLevel } from '@fengsui/contract/plans/structured'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { loadOrganisation } from './organisation-store.ts'
import { loadSigningStand } from './plan-store.ts'
import { getPlanPage } from './plan-views.ts'
import { mayStartLevel } from './signing-rules.ts'
import { describeSituation } from './situation-rules.ts'
import { getIncidentForPlan, loadKnownFacts } from './situation-views.ts'

type Readiness = RouteResponse<typeof planRoutes.evaluatePlan>

const truths = { true: 'met', false: 'not-met', unknown: 'unknown' } as const

/**
 * Holds a plan against the situation: which levels' conditions are met, who signs them, what starting would send out and what it
 * would leave without an owner. Proposes; a person decides.
 */
export async function evaluatePlan(deps: ModuleDeps, actor: Actor, { params, query }: Pick<ParsedRequest<typeof planRoutes.evaluatePlan>, 'params' | 'query'>): Promise<Readiness> {
  const { objects, database, clocks } = deps
  const at = clocks.business.now()
  const plan = await getPlanPage(objects, database, actor.scope, params.planId)
  const incident = query.incidentId === undefined ? null : await getIncidentForPlan(objects, database, actor.scope, query.incidentId)
  const [known, organisation, stand] = await Promise.all([loadKnownFacts(database, plan.divisionCode, incident, at), loadOrganisation(database, plan.structure, actor.unitId), loadSigningStand(database, actor)])
  const situation = describeSituation(known)
  const levels = evaluateTriggers(plan.structure, situation).map(({ level, met, metLeaves, missingFacts }): Readiness['levels'][number] => {
    let count = 0
    const would = instantiatePlan({ plan: plan.structure, level, incident: { nameZh: incident?.title ?? plan.title }, organisation, startedAt: at, newId: () => `would-${String((count += 1))}` })
    const signing = mayStartLevel(plan.structure, plan.placeName, level, stand)
    const own = getResponseLevel(plan.structure, level)
    const mayStart = signing.allowed && actor.permissions.has('response:decide') && plan.status === 'inForce'
    return {
      level, name: own.nameZh, met: truths[`${met}`], because: metLeaves.map((leaf) => leaf.textZh), missing: missingFacts.map(nameFact), starterName: own.starter.nameZh,
      mayStart,
      mayStartReason: mayStart ? null : plan.status !== 'inForce' ? '预案还没有生效，请先生效。' : signing.allowed ? '您的角色不能启动响应，请报指挥部领导签发。' : signing.reasonZh,
      tasks: would.tasks.length, notices: would.notices.length, demands: getLevelContent(plan.structure, level).resourceDemands.length,
      unresolved: would.unresolved.map(({ path, nameZh, whyZh }) => ({ path, name: nameZh, why: whyZh })),
    }
  })
  return { proposedLevel: proposeResponseLevel(plan.structure, situation).level, levels, situation }
}
