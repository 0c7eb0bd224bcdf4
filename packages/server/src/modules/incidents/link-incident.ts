import type { incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { lockIncidents, wouldCircle } from './incident-store.ts'

/** Makes an incident secondary to another (次生、衍生), or frees it. */
export function linkIncident(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.linkIncident>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'link-incident', actor: actor.label, input: { params, body } }, async (context) => {
    const [incident] = await lockIncidents(deps.objects, context.tx, actor.scope, [params.incidentId, ...(body.parentId ? [body.parentId] : [])])
    if (!incident) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
    requireOwnJurisdiction(actor, incident)
    if (body.parentId && (await wouldCircle(context.tx, incident.id, body.parentId))) throw new Problem('rule-refused', '两个事件不能互为次生，请检查选择的事件')
    context.record({ type: 'incident.linked', subject: incident.id, audience: { division: incident.divisionCode }, changes: [{ object: 'incident', id: incident.id, set: { parentId: body.parentId } }] })
    return { id: incident.id }
  })
}
