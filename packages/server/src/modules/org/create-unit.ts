import type { Position } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireReference } from './org-policy.ts'
import { refusePhoneIn } from './org-rules.ts'
import { findGovernedDivision, findUnit } from './org-store.ts'

export interface NewUnit {
  commandId: string
  name: string
  role: string
  divisionCode: string
  parentId: string | null
  staffedAllHours: boolean
  position: Position | null
}

/** Adds a unit in a place of the jurisdiction. */
export async function createUnit(deps: ModuleDeps, actor: Actor, given: NewUnit): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return deps.commands.run({ commandId, name: 'createUnit', actor: actor.label, input }, async (ctx) => {
    requireReference(actor, await findGovernedDivision(ctx.tx, given.divisionCode), 'divisionCode', '行政区划')
    if (given.parentId !== null) requireReference(actor, await findUnit(deps.objects, ctx.tx, given.parentId), 'parentId', '上级单位')
    refusePhoneIn('name', given.name)
    const id = ctx.newId()
    const { name, role, divisionCode, staffedAllHours, parentId, position } = given
    ctx.record({
      type: 'unit.created',
      audience: { division: divisionCode },
      changes: [{ object: 'unit', id, created: true, set: { name, role, divisionCode, staffedAllHours, status: 'active', ...(parentId === null ? {} : { parentId }), ...(position === null ? {} : { position }) } }],
    })
    return { id }
  })
}
