import type { digestRoutes } from '@fengsui/contract/digests'
import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnDigest } from './digest-policy.ts'
import { arrangeSections, requireDigestTransition } from './digest-rules.ts'
import { getDigestRow } from './digest-store.ts'

/** A person's wording of a draft. Figures stay those of the record. */
export function reviseDigest(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof digestRoutes.reviseDigest>, 'params' | 'body'>): Promise<{ id: string }> {
  const sections = arrangeSections(body.sections)
  return deps.commands.run({ commandId: body.commandId, name: 'revise-digest', actor: actor.label, input: { params, body } }, async (context) => {
    const digest = await getDigestRow(deps.objects, context.tx, actor, params.digestId, true)
    requireOwnDigest(actor, digest)
    requireDigestTransition(digest.status, 'issued')
    context.record({
      type: 'digest.revised', audience: { division: digest.divisionCode, units: [digest.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'digest', id: digest.id, set: { content: context.protect(`digest:${digest.id}`, JSON.stringify(sections)) } }], note: { kind: digest.kind, day: digest.day },
    })
    return { id: digest.id }
  })
}
