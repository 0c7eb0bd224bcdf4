import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireInScope, requireReference } from './org-policy.ts'
import { findPerson, findPost } from './org-store.ts'

/** Gives a post to a person in office, or leaves it vacant. */
export async function appointPost(deps: ModuleDeps, actor: Actor, given: { commandId: string; postId: string; personId: string | null }): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return deps.commands.run({ commandId, name: 'appointPost', actor: actor.label, input }, async (ctx) => {
    const post = requireInScope(actor, await findPost(deps.objects, ctx.tx, given.postId), '职务')
    if (given.personId !== null) {
      const found = await findPerson(deps.objects, ctx.tx, given.personId)
      const person = requireReference(actor, found?.person, 'personId', '人员')
      if (person.status !== 'active') throw new Problem('lifecycle-refused', '这个人员已离任，请选在任人员')
    }
    ctx.record({ type: given.personId === null ? 'post.vacated' : 'post.appointed', audience: { division: post.divisionCode }, changes: [{ object: 'post', id: post.id, set: { personId: given.personId } }] })
    return { id: post.id }
  })
}
