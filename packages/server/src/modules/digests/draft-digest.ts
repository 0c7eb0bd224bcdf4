import type { digestRoutes } from '@fengsui/contract/digests'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { getOwnDesk } from '../reports/index.ts'
import { requireOwnDigest } from './digest-policy.ts'
import { requireDigestTransition } from './digest-rules.ts'
import { getDigestRow } from './digest-store.ts'
import { composeDraft, recordDraft } from './record-draft.ts'

/** Drafts the own office's digest by hand. */
export function draftDigestNow(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof digestRoutes.draftDigest>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'draft-digest', actor: actor.label, input: { body } }, async (context) => {
    const office = await getOwnDesk(context.tx, actor)
    const id = await recordDraft(deps, context, office, body.kind, 'person')
    if (id === null) throw new Problem('conflict', '今天已有一份，请刷新后查看')
    return { id }
  })
}

/** Words and figures anew from what is on record now; what a person wrote into the draft is gone, and was asked about. */
export function redraftDigest(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof digestRoutes.redraftDigest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'redraft-digest', actor: actor.label, input: { params, body } }, async (context) => {
    const digest = await getDigestRow(deps.objects, context.tx, actor, params.digestId, true)
    requireOwnDigest(actor, digest)
    requireDigestTransition(digest.status, 'discarded')
    const { period, figures, content } = await composeDraft(context, { unitId: digest.fromUnitId, divisionCode: digest.divisionCode }, digest.kind, digest.id)
    context.record({
      type: 'digest.redrafted', audience: { division: digest.divisionCode, units: [digest.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'digest', id: digest.id, set: { periodFrom: period.from, periodTo: period.to, figures, content } }], note: { kind: digest.kind, day: digest.day },
    })
    return { id: digest.id }
  })
}

/** Puts a draft away; the day's next draft starts afresh. */
export function discardDigest(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof digestRoutes.discardDigest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'discard-digest', actor: actor.label, input: { params, body } }, async (context) => {
    const digest = await getDigestRow(deps.objects, context.tx, actor, params.digestId, true)
    requireOwnDigest(actor, digest)
    requireDigestTransition(digest.status, 'discarded')
    context.record({ type: 'digest.discarded', audience: { division: digest.divisionCode, units: [digest.fromUnitId], ownPlaceOnly: true }, changes: [{ object: 'digest', id: digest.id, set: { status: 'discarded' } }], note: { kind: digest.kind, day: digest.day } })
    return { id: digest.id }
  })
}
