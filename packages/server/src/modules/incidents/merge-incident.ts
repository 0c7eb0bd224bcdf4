import type { incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type Change, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { highestFacts, proposeGrade, requireTransition } from './incident-rules.ts'
import { countForClosing, listDependants, listSignalsOf, lockIncidents } from './incident-store.ts'

/** Takes one incident into another: its signals and secondary incidents move, its running clocks end there (INC-2). */
export function mergeIncident(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.mergeIncident>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'merge-incident', actor: actor.label, input: { params, body } }, async (context) => {
    if (params.incidentId === body.intoId) throw new Problem('rule-refused', '不能并入自己，请选择另一个事件')
    const [from, into] = await lockIncidents(deps.objects, context.tx, actor.scope, [params.incidentId, body.intoId])
    if (!from || !into) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
    requireOwnJurisdiction(actor, from)
    requireOwnJurisdiction(actor, into)
    requireTransition(from.status, 'merged')
    if (into.status === 'closed' || into.status === 'merged') throw new Problem('lifecycle-refused', '目标事件已结束或已并入，请选择处置中的事件')
    const counts = await countForClosing(context.tx, from.id)
    if (counts.activeResponses > 0 || counts.openTasks > 0) throw new Problem('lifecycle-refused', '这个事件已有响应或任务在执行，不能并入；请反过来把另一个事件并入它')
    if (counts.ordersInForce > 0 || counts.householdsOut > 0) throw new Problem('lifecycle-refused', '这个事件还有生效的指挥长令或未解除的转移群众，不能并入；请先解除，或反过来把另一个事件并入它')
    if (counts.openRequests > 0 || counts.dispatchesOut > 0) throw new Problem('lifecycle-refused', '这个事件还有未了结的资源申请或调度令，不能并入；请先了结，或反过来把另一个事件并入它')
    const signals = await listSignalsOf(deps.objects, context.tx, from.id)
    const { children } = await listDependants(context.tx, from.id)
    const facts = highestFacts([into.facts, from.facts])
    const proposal = proposeGrade({ standardId: into.standardId, facts, divisionCode: into.divisionCode, asOf: deps.rulesAsOf(), at: context.at })
    const moved: Change[] = [
      ...signals.map((signal): Change => ({ object: 'signal', id: signal.id, set: { incidentId: into.id } })),
      ...children.filter((child) => child !== into.id).map((child): Change => ({ object: 'incident', id: child, set: { parentId: into.id } })),
    ]
    context.record({
      type: 'incident.merged', subject: from.id, stream: `incident:${from.id}`, audience: { division: from.divisionCode },
      changes: [{ object: 'incident', id: from.id, set: { status: 'merged', mergedIntoId: into.id } }, ...moved], note: { into: into.id },
    })
    context.record({
      type: 'incident.facts-updated', subject: into.id, audience: { division: into.divisionCode },
      changes: [{ object: 'incident', id: into.id, set: { facts: facts as Json, proposal, ...(from.knownAt < into.knownAt ? { knownAt: from.knownAt } : {}), ...(into.parentId === from.id ? { parentId: from.parentId } : {}) } }],
      note: { mergedFrom: from.id },
    })
    return { id: into.id }
  })
}
