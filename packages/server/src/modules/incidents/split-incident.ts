import type { incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { listSignalsOf, lockIncident } from './incident-store.ts'
import { registerInContext } from './register-incident.ts'

/** Makes a second incident of some of the signals; the first keeps the rest (INC-2). */
export function splitIncident(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.splitIncident>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'split-incident', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor.scope, params.incidentId)
    requireOwnJurisdiction(actor, incident)
    if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', '事件已结束或已并入，不能拆分')
    const all = await listSignalsOf(deps.objects, context.tx, incident.id)
    const chosen = all.filter((signal) => body.signalIds.includes(signal.id))
    const [first] = chosen
    if (!first || chosen.length !== new Set(body.signalIds).size) throw new Problem('invalid-input', '所选来报不都属于这个事件，请刷新后重选', [{ path: 'signalIds', message: '不都属于这个事件' }])
    if (!all.some((signal) => !body.signalIds.includes(signal.id))) throw new Problem('rule-refused', '至少给原事件留一条来报；全部移走请改事件名称')
    const id = await registerInContext(deps, context, actor, {
      title: body.title, typeCode: first.typeCode, divisionCode: first.divisionCode, position: first.position, occurredAt: first.occurredAt ?? first.receivedAt,
      knownAt: chosen.map((signal) => signal.receivedAt).sort()[0] ?? context.at, facts: body.facts, parentId: incident.parentId,
    })
    context.record({
      type: 'incident.split', subject: incident.id, stream: `incident:${incident.id}`, audience: { division: incident.divisionCode },
      changes: chosen.map((signal): Change => ({ object: 'signal', id: signal.id, set: { incidentId: id } })), note: { newIncident: id },
    })
    return { id }
  })
}
