import type { planRoutes } from '@fengsui/contract/plans'
import { legalDay, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { whyNotInForce } from './plan-import-rules.ts'
import { requireKeepsPlansOf } from './plan-policy.ts'
import { getPlan, lockPlanFamily } from './plan-store.ts'

/** Puts a draft in force and retires the version it replaces (same title and place), both or neither. */
export function putPlanInForce(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof planRoutes.putPlanInForce>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'put-plan-in-force', actor: actor.label, input: { params, body } }, async (context) => {
    const wanted = await getPlan(deps.objects, context.tx, actor.scope, params.planId)
    requireKeepsPlansOf(actor, wanted.divisionCode, 'planId')
    const family = await lockPlanFamily(deps.objects, context.tx, wanted)
    const plan = family.find((each) => each.id === wanted.id) ?? wanted
    const obstacle = whyNotInForce(plan.structure, plan.status, legalDay(context.at))
    if (obstacle !== null) throw new Problem('lifecycle-refused', obstacle)
    const audience = { division: plan.divisionCode }
    for (const old of family.filter((each) => each.status === 'inForce')) {
      context.record({ type: 'plan.retired', audience, changes: [{ object: 'plan', id: old.id, set: { status: 'retired' } }], note: { replacedBy: plan.id } })
    }
    context.record({ type: 'plan.put-in-force', audience, changes: [{ object: 'plan', id: plan.id, set: { status: 'inForce', inForceAt: context.at } }], note: { title: plan.title, version: plan.version } })
    return { id: plan.id }
  })
}
