import type { evacuationRoutes } from '@fengsui/contract/evacuation'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireConcernsPlace, requireOwnPlace } from './evacuation-policy.ts'
import { getIncidentFor, lockOrder, lockRelease, nextOrderNumber, requirePlace } from './evacuation-store.ts'
import { requireNearNow, requireOrderTransition } from './household-rules.ts'

type Call<K extends keyof typeof evacuationRoutes> = Pick<ParsedRequest<(typeof evacuationRoutes)[K]>, 'params' | 'body'>

/** The transfer of a place is over, its people may go home; said again after people were moved a second time. */
export function releaseReturn(deps: ModuleDeps, actor: Actor, { params, body }: Call<'releaseReturn'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'release-return', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await getIncidentFor(context.tx, actor, params.incidentId)
    requireOwnPlace(actor, body.divisionCode)
    const placeName = await requirePlace(context.tx, body.divisionCode)
    requireConcernsPlace(incident, body.divisionCode)
    const known = await lockRelease(deps.objects, context.tx, incident.id, body.divisionCode)
    const id = known?.id ?? context.newId()
    const set = { releasedAt: context.at, byUnitId: actor.unitId }
    context.record({
      type: 'return-release.given', subject: incident.id, audience: { division: body.divisionCode, units: [actor.unitId] },
      changes: [known ? { object: 'return-release', id, set } : { object: 'return-release', id, created: true, set: { incidentId: incident.id, divisionCode: body.divisionCode, ...set } }], note: { placeName },
    })
    return { id }
  })
}

/** Issues a numbered commander's order (指挥长令): 五停 and what goes with them. */
export function issueProtectiveOrder(deps: ModuleDeps, actor: Actor, { params, body }: Call<'issueProtectiveOrder'>): Promise<{ id: string; number: string }> {
  refusePhoneNumbers({ text: body.text })
  return deps.commands.run({ commandId: body.commandId, name: 'issue-protective-order', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await getIncidentFor(context.tx, actor, params.incidentId)
    requireOwnPlace(actor, body.divisionCode)
    const placeName = await requirePlace(context.tx, body.divisionCode)
    requireConcernsPlace(incident, body.divisionCode)
    requireNearNow(body.inForceFrom, context.at)
    const id = context.newId()
    const number = await nextOrderNumber(context.tx, body.divisionCode, context.at)
    context.record({
      type: 'protective-order.issued', subject: incident.id, audience: { division: body.divisionCode, units: [actor.unitId] },
      changes: [{
        object: 'protective-order', id, created: true,
        set: { number, incidentId: incident.id, divisionCode: body.divisionCode, measures: [...new Set(body.measures)], text: body.text, inForceFrom: body.inForceFrom, issuedAt: context.at, issuedByUnitId: actor.unitId, status: 'inForce' },
      }],
      note: { placeName },
    })
    return { id, number }
  })
}

/** Lifts an order: by its place or one above. */
export function liftProtectiveOrder(deps: ModuleDeps, actor: Actor, { params, body }: Call<'liftProtectiveOrder'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'lift-protective-order', actor: actor.label, input: { params, body } }, async (context) => {
    const order = await lockOrder(deps.objects, context.tx, actor, params.orderId)
    if (!covers(actor.scope, order.divisionCode)) throw new Problem('forbidden', '这道指挥长令由上级发布，请由上级解除')
    requireOrderTransition(order.status, 'lifted')
    const placeName = await requirePlace(context.tx, order.divisionCode)
    context.record({
      type: 'protective-order.lifted', subject: order.incidentId, audience: { division: order.divisionCode, units: [...new Set([order.issuedByUnitId, actor.unitId])] },
      changes: [{ object: 'protective-order', id: order.id, set: { status: 'lifted', liftedAt: context.at } }], note: { placeName, number: order.number },
    })
    return { id: order.id }
  })
}
