import type { evacuationRoutes } from '@fengsui/contract/evacuation'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireConcernsPlace, requireOwnPlace } from './evacuation-policy.ts'
import { findResponsiblePerson, getIncidentFor, requirePerson, requirePlace } from './evacuation-store.ts'

/** Puts a household on the transfer ledger, with the person who answers for it; names, telephones and addresses are kept apart. */
export function listHouseholdInto(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evacuationRoutes.listHouseholdInto>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ reason: body.reason })
  if (body.vulnerable > body.people) throw new Problem('invalid-input', '特殊人群不能多于全户人数，请核对', [{ path: 'vulnerable', message: '不能多于全户人数' }])
  return deps.commands.run({ commandId: body.commandId, name: 'list-transfer-household', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await getIncidentFor(context.tx, actor, params.incidentId)
    requireOwnPlace(actor, body.divisionCode)
    await requirePlace(context.tx, body.divisionCode)
    requireConcernsPlace(incident, body.divisionCode)
    if (body.responsiblePersonId !== null) await requirePerson(context.tx, actor, body.responsiblePersonId)
    const responsiblePersonId = body.responsiblePersonId ?? (await findResponsiblePerson(context.tx, actor, body.divisionCode))
    const id = context.newId()
    const subject = `transfer-household:${id}`
    const fields = {
      incidentId: incident.id, divisionCode: body.divisionCode, householder: context.protect(subject, body.householder), phone: context.protect(subject, body.phone), address: context.protect(subject, body.address),
      people: body.people, vulnerable: body.vulnerable, responsiblePersonId, unitId: actor.unitId, reason: body.reason, status: 'listed', visits: 0, position: body.position,
    }
    context.record({
      type: 'transfer-household.listed', subject: incident.id, audience: { division: body.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'transfer-household', id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }],
    })
    return { id }
  })
}
