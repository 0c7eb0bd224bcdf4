import type { Signal, signalRoutes } from '@fengsui/contract/signals'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { Problem, type Change, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { highestFacts, type Incidents } from '../incidents/index.ts'
import { requireTransition, sameFacts } from './signal-rules.ts'
import { lockMergedInto, lockSignal, lockSignals } from './signal-store.ts'
import { requireOwnSignal } from './verify-signal.ts'

/** Says that a signal is about the same thing as another. What was merged into it moves along, so that chains stay one deep. */
export function mergeSignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.mergeSignal>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'merge-signal', actor: actor.label, input: { params, body } }, async (context) => {
    await merge(deps, incidents, actor, context, [params.signalId], body.intoId)
    return { id: params.signalId }
  })
}

/** The same for several at once, seen from the one they go into: all or none. */
export function mergeSignals(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.mergeSignals>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'merge-signals', actor: actor.label, input: { params, body } }, async (context) => {
    await merge(deps, incidents, actor, context, [...new Set(body.signalIds)], params.signalId)
    return { id: params.signalId }
  })
}

async function merge(deps: ModuleDeps, incidents: Incidents, actor: Actor, context: CommandContext, ids: readonly string[], intoId: string): Promise<void> {
  if (ids.includes(intoId)) throw new Problem('rule-refused', '不能并入自己，请选择另一条来报')
  const [into, ...moving] = await lockSignals(deps.objects, context.tx, actor.scope, [intoId, ...ids])
  if (!into) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
  requireOwnSignal(actor, into)
  for (const from of moving) {
    requireOwnSignal(actor, from)
    requireTransition(from.status, 'merged')
  }
  if (into.status === 'merged' || into.status === 'rejected') throw new Problem('lifecycle-refused', '目标来报已并入别处或不属实，请选择主来报')
  const followers = await lockMergedInto(deps.objects, context.tx, moving.map((from) => from.id))
  const incident = into.incidentId === null ? null : await incidents.lock(context, actor, into.incidentId)
  const grows = incident !== null && incident.status !== 'closed' && incident.status !== 'merged'
  const after: IncidentFacts = incident === null ? {} : highestFacts([incident.facts, ...moving.map((from) => from.facts)])
  if (incident !== null && grows) incidents.addFacts(context, incident, after)
  for (const from of moving) {
    const own = followers.filter((each) => each.mergedIntoId === from.id)
    const mergedState = { status: from.status, handledAt: from.handledAt, followerIds: own.map((each) => each.id), incident: incident !== null && grows ? { id: incident.id, before: incident.facts, after } : null }
    context.record({
      type: 'signal.merged', subject: into.incidentId, stream: `signal:${from.id}`, audience: { division: from.divisionCode },
      changes: [
        { object: 'signal', id: from.id, set: { status: 'merged', mergedIntoId: into.id, incidentId: into.incidentId, handledAt: context.at, mergedState: mergedState as Json } },
        ...own.map((each): Change => ({ object: 'signal', id: each.id, set: { mergedIntoId: into.id, incidentId: into.incidentId } })),
      ],
      note: { into: into.number, number: from.number },
    })
  }
}

/**
 * Takes a merge back: the signal is again what it was, with its state and what had been merged into it; the figures of the incident return
 * to what they were where nothing else has changed them since.
 */
export function unmergeSignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.unmergeSignal>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'unmerge-signal', actor: actor.label, input: { params, body } }, async (context) => {
    const signal = await lockSignal(deps.objects, context.tx, actor.scope, params.signalId)
    requireOwnSignal(actor, signal)
    requireTransition(signal.status, 'received')
    const { mergedState } = signal
    const restored: Signal['status'] = mergedState?.status ?? 'received'
    const followers = mergedState === null || signal.mergedIntoId === null || mergedState.followerIds.length === 0 ? [] : (await lockSignals(deps.objects, context.tx, actor.scope, mergedState.followerIds)).filter((each) => each.status === 'merged' && each.mergedIntoId === signal.mergedIntoId)
    const figuresBack = await restoreFigures(incidents, actor, context, mergedState)
    context.record({
      type: 'signal.unmerged', subject: signal.incidentId, audience: { division: signal.divisionCode },
      changes: [
        { object: 'signal', id: signal.id, set: { status: restored, mergedIntoId: null, incidentId: null, handledAt: mergedState?.handledAt ?? null, mergedState: null } },
        ...followers.map((each): Change => ({ object: 'signal', id: each.id, set: { mergedIntoId: signal.id, incidentId: null } })),
      ],
      note: { number: signal.number, figuresBack },
    })
    return { id: signal.id }
  })
}

async function restoreFigures(incidents: Incidents, actor: Actor, context: CommandContext, state: Signal['mergedState']): Promise<boolean> {
  if (state === null || state.incident === null || sameFacts(state.incident.before, state.incident.after)) return false
  const incident = await incidents.lock(context, actor, state.incident.id)
  if (incident.status === 'closed' || incident.status === 'merged' || !sameFacts(incident.facts, state.incident.after)) return false
  incidents.putFactsBack(context, incident, state.incident.before)
  return true
}
