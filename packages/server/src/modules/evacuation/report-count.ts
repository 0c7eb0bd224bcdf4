import type { evacuationRoutes } from '@fengsui/contract/evacuation'
import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requirePlausible } from './count-rules.ts'
import { requireConcernsPlace, requireOwnPlace } from './evacuation-policy.ts'
import { getIncidentFor, lockCount, requirePlace } from './evacuation-store.ts'
import { clockNote, happenedAt } from './household-rules.ts'

/**
 * A place states its figures of one kind: they replace what it stated before, the journal keeps every statement. One that was true earlier than the figures
 * already here (a telephone that was offline) is kept in the journal and changes nothing.
 */
export function reportCount(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evacuationRoutes.reportCount>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'report-evacuation-count', actor: actor.label, input: { params, body } }, async (context) => {
    const { divisionCode, kind, planned, moved, refused, followedUp } = body
    const incident = await getIncidentFor(context.tx, actor, params.incidentId)
    requireOwnPlace(actor, divisionCode)
    const placeName = await requirePlace(context.tx, divisionCode)
    requireConcernsPlace(incident, divisionCode)
    const figures = { planned, moved, refused, followedUp }
    requirePlausible(kind, figures, body.beyondPlan)
    const stated = happenedAt(body.asOf, context.at)
    const asOf = stated.at
    const known = await lockCount(deps.objects, context.tx, { incidentId: incident.id, divisionCode, kind })
    const audience = { division: divisionCode, units: [actor.unitId] }
    if (known && asOf < known.asOf) {
      context.record({ type: 'evacuation-count.came-late', stream: `evacuation-count:${known.id}`, subject: incident.id, audience, changes: [], note: { placeName, kind, ...figures, asOf, newerAsOf: known.asOf } })
      return { id: known.id }
    }
    const id = known?.id ?? context.newId()
    const set = { ...figures, asOf, reportedAt: context.at, byUnitId: actor.unitId }
    context.record({
      type: 'evacuation-count.reported', subject: incident.id, audience,
      changes: [known ? { object: 'evacuation-count', id, set } : { object: 'evacuation-count', id, created: true, set: { incidentId: incident.id, divisionCode, kind, ...set } }],
      note: { placeName, kind, movedBefore: known?.moved ?? null, beyondPlan: body.beyondPlan, ...clockNote(stated) },
    })
    return { id }
  })
}
