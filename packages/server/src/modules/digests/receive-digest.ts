import type { digestRoutes } from '@fengsui/contract/digests'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { isRecipient } from './digest-policy.ts'
import { lockDelivery } from './digest-store.ts'

/** Signs for a digest at the unit it was sent to. */
export function receiveDigest(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof digestRoutes.receiveDigest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'receive-digest', actor: actor.label, input: { params, body } }, async (context) => {
    const { delivery, digest, to } = await lockDelivery(deps.objects, context.tx, actor, params.deliveryId)
    if (!isRecipient(actor, to)) throw new Problem('forbidden', '这份要情不是发给本单位的，请由收件单位签收')
    if (delivery.status === 'received') throw new Problem('lifecycle-refused', '这份要情已经签收，不必再签')
    context.record({
      type: 'digest.received', audience: { division: digest.divisionCode, units: [digest.fromUnitId, delivery.toUnitId] },
      changes: [{ object: 'digest-delivery', id: delivery.id, set: { status: 'received', receivedAt: context.at } }], note: { number: digest.number, by: to.name },
    })
    return { id: digest.id }
  })
}
