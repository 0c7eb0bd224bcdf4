import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireInScope } from './org-policy.ts'
import { refusePhoneIn } from './org-rules.ts'
import { findUnit, hasActiveAccounts } from './org-store.ts'

export interface UnitUpdate {
  commandId: string
  unitId: string
  name: string
  role: string
  staffedAllHours: boolean
  status: 'active' | 'retired'
}

/** Changes a unit; one that accounts act for cannot be retired. */
export async function updateUnit(deps: ModuleDeps, actor: Actor, given: UnitUpdate): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return deps.commands.run({ commandId, name: 'updateUnit', actor: actor.label, input }, async (ctx) => {
    const unit = requireInScope(actor, await findUnit(deps.objects, ctx.tx, given.unitId), '单位')
    refusePhoneIn('name', given.name)
    if (given.status === 'retired' && unit.status === 'active' && (await hasActiveAccounts(ctx.tx, unit.id))) {
      throw new Problem('lifecycle-refused', '还有账号以这个单位的名义办事，请先停用这些账号，再撤销单位')
    }
    const { name, role, staffedAllHours, status } = given
    ctx.record({ type: status === 'retired' && unit.status === 'active' ? 'unit.retired' : 'unit.updated', audience: { division: unit.divisionCode }, changes: [{ object: 'unit', id: unit.id, set: { name, role, staffedAllHours, status } }] })
    return { id: unit.id }
  })
}
