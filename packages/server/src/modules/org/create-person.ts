import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { addContacts } from './contact-changes.ts'
import { requireReference } from './org-policy.ts'
import { checkContacts, refusePhoneIn, type TypedContact } from './org-rules.ts'
import { findUnit } from './org-store.ts'

export interface NewPerson {
  commandId: string
  unitId: string
  name: string
  title: string
  contacts: TypedContact[]
}

/** Adds a person of a unit with the ways to reach them; name and numbers are kept apart from the journal. */
export async function createPerson(deps: ModuleDeps, actor: Actor, given: NewPerson): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return deps.commands.run({ commandId, name: 'createPerson', actor: actor.label, input }, async (ctx) => {
    const unit = requireReference(actor, await findUnit(deps.objects, ctx.tx, given.unitId), 'unitId', '单位')
    checkContacts(given.contacts)
    refusePhoneIn('title', given.title)
    const id = ctx.newId()
    const { divisionCode } = unit
    ctx.record({
      type: 'person.created',
      audience: { division: divisionCode },
      changes: [
        { object: 'person', id, created: true, set: { unitId: unit.id, divisionCode, name: ctx.protect(`person:${id}`, given.name), title: given.title, status: 'active' } },
        ...addContacts(ctx, { id, unitId: unit.id, divisionCode }, given.contacts),
      ],
    })
    return { id }
  })
}
