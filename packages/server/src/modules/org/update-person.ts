import type { Change } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { addContacts } from './contact-changes.ts'
import { requireInScope } from './org-policy.ts'
import { checkContacts, planContacts, refusePhoneIn, type TypedContact } from './org-rules.ts'
import { findPerson, listPostsHeld } from './org-store.ts'

export interface PersonUpdate {
  commandId: string
  personId: string
  name: string
  title: string
  status: 'active' | 'left'
  contacts: TypedContact[]
}

/** Changes a person; contacts become exactly those given. Whoever leaves also leaves their posts, so that plans show the gap. */
export async function updatePerson(deps: ModuleDeps, actor: Actor, given: PersonUpdate): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return deps.commands.run({ commandId, name: 'updatePerson', actor: actor.label, input }, async (ctx) => {
    const found = await findPerson(deps.objects, ctx.tx, given.personId)
    const person = requireInScope(actor, found?.person, '人员')
    checkContacts(given.contacts)
    refusePhoneIn('title', given.title)
    const contacts = planContacts(found?.contacts ?? [], given.contacts)
    const renamed = found?.name !== given.name
    const changes: Change[] = [
      { object: 'person', id: person.id, set: { title: given.title, status: given.status, ...(renamed ? { name: ctx.protect(`person:${person.id}`, given.name) } : {}) } },
      ...contacts.remove.map((id): Change => ({ object: 'contact-point', id, set: { status: 'removed' } })),
      ...contacts.prefer.map(({ id, preferred }): Change => ({ object: 'contact-point', id, set: { preferred } })),
      ...addContacts(ctx, person, contacts.add),
    ]
    const audience = { division: person.divisionCode }
    const leaves = given.status === 'left' && person.status === 'active'
    ctx.record({ type: leaves ? 'person.left' : 'person.updated', audience, changes })
    if (leaves) {
      for (const post of await listPostsHeld(deps.objects, ctx.tx, person.id)) {
        ctx.record({ type: 'post.vacated', audience: { division: post.divisionCode }, changes: [{ object: 'post', id: post.id, set: { personId: null } }] })
      }
    }
    return { id: person.id }
  })
}
