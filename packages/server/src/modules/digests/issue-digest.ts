import type { digestRoutes } from '@fengsui/contract/digests'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnDigest } from './digest-policy.ts'
import { issueNumber, requireDigestTransition } from './digest-rules.ts'
import { getDigestRow, hasPost, listRecipients, nextOrdinal } from './digest-store.ts'

/** Signs a digest and sends it; from now on nobody changes it. Its number counts the office's issues of the year. */
export function issueDigest(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof digestRoutes.issueDigest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'issue-digest', actor: actor.label, input: { params, body } }, async (context) => {
    const digest = await getDigestRow(deps.objects, context.tx, actor, params.digestId, true)
    requireOwnDigest(actor, digest)
    requireDigestTransition(digest.status, 'issued')
    const ids = [...new Set(body.toUnitIds)]
    const recipients = await listRecipients(context.tx, ids)
    if (recipients.length !== ids.length || ids.includes(digest.fromUnitId)) throw new Problem('invalid-input', '收件单位中有不存在、已停用的单位或本单位，请重新选择', [{ path: 'toUnitIds', message: '没有这个收件单位' }])
    if (recipients.length === 0) throw new Problem('invalid-input', '请至少选择一个收件单位', [{ path: 'toUnitIds', message: '请选择收件单位' }])
    if (body.signatoryPostId !== null && !(await hasPost(context.tx, actor, body.signatoryPostId))) throw new Problem('invalid-input', '没有这个签发职务，请从列表中选择', [{ path: 'signatoryPostId', message: '没有这个职务' }])

    const number = issueNumber(digest.day, await nextOrdinal(context.tx, digest.fromUnitId, digest.kind, digest.day))
    const { id: _id, ...said } = digest
    context.record({
      type: 'digest.issued', audience: { division: digest.divisionCode, units: [digest.fromUnitId, ...recipients.map(({ unitId }) => unitId)] },
      changes: [
        // Those above hear of it here for the first time, so the entry says all of it.
        { object: 'digest', id: digest.id, set: { ...(said as Change['set']), status: 'issued', issuedAt: context.at, number, ...(body.signatoryPostId === null ? {} : { signatoryPostId: body.signatoryPostId }) } },
        ...recipients.map(({ unitId }): Change => ({ object: 'digest-delivery', id: context.newId(), created: true, set: { digestId: digest.id, divisionCode: digest.divisionCode, toUnitId: unitId, status: 'sent', sentAt: context.at } })),
      ],
      note: { kind: digest.kind, day: digest.day, number, to: recipients.map(({ name }) => name) },
    })
    for (const { unitId } of recipients) context.openTo(`digest:${digest.id}`, unitId)
    return { id: digest.id }
  })
}
