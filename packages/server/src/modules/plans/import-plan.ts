import type { planRoutes } from '@fengsui/contract/plans'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { readPlan } from './plan-import-rules.ts'
import { requireKeepsPlansOf } from './plan-policy.ts'
import { getGovernedPlaceName } from './plan-store.ts'

/** Takes a structured plan into the library as a draft: all of it, or nothing and a list of every fault. */
export async function importPlan(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof planRoutes.importPlan>, 'body'>): Promise<{ id: string }> {
  const { plan, faults } = readPlan(body.structure)
  if (plan === null) throw new Problem('invalid-input', `结构化预案有 ${String(faults.length)} 处不对，没有导入；请逐条改正后重新导入`, faults)
  requireKeepsPlansOf(actor, plan.areaDivisionCode)
  return deps.commands.run({ commandId: body.commandId, name: 'import-plan', actor: actor.label, input: { body } }, async (context) => {
    await getGovernedPlaceName(context.tx, plan.areaDivisionCode, 'structure.areaDivisionCode')
    const id = context.newId()
    context.record({
      type: 'plan.imported', audience: { division: plan.areaDivisionCode },
      changes: [{
        object: 'plan', id, created: true,
        set: {
          title: plan.title, number: plan.number, kind: plan.kind, hazards: plan.hazards, divisionCode: plan.areaDivisionCode, version: plan.version,
          status: 'draft', ownerUnitId: actor.unitId, structure: JSON.parse(JSON.stringify(plan)) as Json, importedAt: context.at,
        },
      }],
    })
    return { id }
  })
}
