import type { signalRoutes } from '@fengsui/contract/signals'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { highestFacts, type Incidents } from '../incidents/index.ts'
import { requireTransition } from './signal-rules.ts'
import { lockMergedInto, lockSignal, lockSignals } from './signal-store.ts'
import { requireOwnSignal } from './verify-signal.ts'

/** Says that a signal is about the same thing as another. What was merged into it moves along, so that chains stay one deep. */
export function mergeSignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.mergeSignal>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'merge-signal', actor: actor.label, input: { params, body } }, async (context) => {
    if (params.signalId === body.intoId) throw new Problem('rule-refused', '不能并入自己，请选择另一条来报')
    const [from, into] = await lockSignals(deps.objects, context.tx, actor.scope, [params.signalId, body.intoId])
    if (!from || !into) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
    requireOwnSignal(actor, from)
    requireOwnSignal(actor, into)
    requireTransition(from.status, 'merged')
    if (into.status === 'merged' || into.status === 'rejected') throw new Problem('lifecycle-refused', '目标来报已并入别处或不属实，请选择主来报')
    const followers = await lockMergedInto(deps.objects, context.tx, from.id)
    if (into.incidentId) {
      const incident = await incidents.lock(context, actor, into.incidentId)
      if (incident.status !== 'closed' && incident.status !== 'merged') incidents.addFacts(context, incident, highestFacts([incident.facts, from.facts]))
    }
    context.record({
      type: 'signal.merged', subject: into.incidentId, stream: `signal:${from.id}`, audience: { division: from.divisionCode },
      changes: [
        { object: 'signal', id: from.id, set: { status: 'merged', mergedIntoId: into.id, incidentId: into.incidentId, handledAt: context.at } },
        ...followers.map((each): Change => ({ object: 'signal', id: each.id, set: { mergedIntoId: into.id, incidentId: into.incidentId } })),
      ],
      note: { into: into.number, number: from.number },
    })
    return { id: from.id }
  })
}

/** Takes a merge back: the signal waits for verification again. */
export function unmergeSignal(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.unmergeSignal>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'unmerge-signal', actor: actor.label, input: { params, body } }, async (context) => {
    const signal = await lockSignal(deps.objects, context.tx, actor.scope, params.signalId)
    requireOwnSignal(actor, signal)
    requireTransition(signal.status, 'received')
    context.record({ type: 'signal.unmerged', subject: signal.incidentId, audience: { division: signal.divisionCode }, changes: [{ object: 'signal', id: signal.id, set: { status: 'received', mergedIntoId: null, incidentId: null } }], note: { number: signal.number } })
    return { id: signal.id }
  })
}
