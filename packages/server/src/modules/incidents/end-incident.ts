import type { incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { listClosingObstacles, requireTransition } from './incident-rules.ts'
import { countForClosing, lockIncident } from './incident-store.ts'

/** Says that the situation is stable: the deadline for the checked report (核报) runs from here. */
export function markStable(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.markStable>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'mark-stable', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor.scope, params.incidentId)
    requireOwnJurisdiction(actor, incident)
    requireTransition(incident.status, 'stable')
    context.record({ type: 'incident.marked-stable', subject: incident.id, audience: { division: incident.divisionCode }, changes: [{ object: 'incident', id: incident.id, set: { status: 'stable', stableAt: context.at } }] })
    return { id: incident.id }
  })
}

/** Ends an incident once nothing is open; what is open is named in the refusal. */
export function closeIncident(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.closeIncident>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'close-incident', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor.scope, params.incidentId)
    requireOwnJurisdiction(actor, incident)
    const obstacles = listClosingObstacles(incident, await countForClosing(context.tx, incident.id))
    if (obstacles.length > 0) throw new Problem('lifecycle-refused', `还不能结束：${obstacles.join('；')}`)
    requireTransition(incident.status, 'closed')
    context.record({
      type: 'incident.closed', subject: incident.id, audience: { division: incident.divisionCode },
      changes: [{ object: 'incident', id: incident.id, set: { status: 'closed', closedAt: context.at, closingSummary: context.protect(`incident:${incident.id}`, body.summary) } }],
    })
    return { id: incident.id }
  })
}
