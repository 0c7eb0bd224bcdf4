import type { Signal, signalRoutes } from '@fengsui/contract/signals'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { highestFacts, type Incidents } from '../incidents/index.ts'
import { requireTransition } from './signal-rules.ts'
import { lockMergedInto, lockSignal } from './signal-store.ts'

/** Verification is the work of those whose jurisdiction holds the place. */
export function requireOwnSignal(actor: Actor, signal: Pick<Signal, 'divisionCode'>): void {
  if (!covers(actor.scope, signal.divisionCode)) throw new Problem('forbidden', '这条来报不在您的辖区，只能查看')
}

export function beginVerification(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.beginVerification>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'begin-verification', actor: actor.label, input: { params, body } }, async (context) => {
    const signal = await lockSignal(deps.objects, context.tx, actor.scope, params.signalId)
    requireOwnSignal(actor, signal)
    requireTransition(signal.status, 'verifying')
    context.record({ type: 'signal.verification-begun', subject: signal.incidentId, audience: { division: signal.divisionCode }, changes: [{ object: 'signal', id: signal.id, set: { status: 'verifying', handledAt: context.at } }] })
    return { id: signal.id }
  })
}

/** Found true: becomes an incident, or belongs to one that is known. Signals merged into it go along. */
export function verifySignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.verifySignal>): Promise<{ id: string; incidentId: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'verify-signal', actor: actor.label, input: { params, body } }, async (context) => {
    const signal = await lockSignal(deps.objects, context.tx, actor.scope, params.signalId)
    requireOwnSignal(actor, signal)
    requireTransition(signal.status, 'verified')
    const merged = await lockMergedInto(deps.objects, context.tx, [signal.id])
    const all = [signal, ...merged]
    const facts = body.facts ?? highestFacts(all.map((each) => each.facts))
    const knownAt = all.map((each) => each.receivedAt).sort()[0] ?? signal.receivedAt
    let incidentId: string
    if (body.incidentId) {
      const incident = await incidents.lock(context, actor, body.incidentId)
      if (!covers(actor.scope, incident.divisionCode)) throw new Problem('forbidden', '这个事件不在您的辖区，不能并入')
      if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', '所选事件已结束或已并入，请另立事件')
      incidents.addFacts(context, incident, body.facts ?? highestFacts([incident.facts, facts]))
      incidentId = incident.id
    } else {
      incidentId = await incidents.register(context, actor, {
        title: body.title ?? signal.title, typeCode: body.typeCode ?? signal.typeCode, divisionCode: body.divisionCode ?? signal.divisionCode,
        position: body.position === undefined ? signal.position : body.position, occurredAt: body.occurredAt ?? signal.occurredAt ?? knownAt, knownAt, facts, parentId: body.parentId,
      })
    }
    context.record({
      type: 'signal.verified', subject: incidentId, stream: `signal:${signal.id}`, audience: { division: signal.divisionCode, ...(signal.submittedByUnitId ? { units: [signal.submittedByUnitId] } : {}) },
      changes: [{ object: 'signal', id: signal.id, set: { status: 'verified', incidentId, handledAt: context.at } }, ...merged.map((each): Change => ({ object: 'signal', id: each.id, set: { incidentId } }))],
      note: { made: body.incidentId === null },
    })
    return { id: signal.id, incidentId }
  })
}

export function rejectSignal(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof signalRoutes.rejectSignal>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'reject-signal', actor: actor.label, input: { params, body } }, async (context) => {
    const signal = await lockSignal(deps.objects, context.tx, actor.scope, params.signalId)
    requireOwnSignal(actor, signal)
    requireTransition(signal.status, 'rejected')
    context.record({ type: 'signal.rejected', subject: null, audience: { division: signal.divisionCode }, changes: [{ object: 'signal', id: signal.id, set: { status: 'rejected', handledAt: context.at, statusReason: context.protect(`signal:${signal.id}`, body.reason) } }] })
    return { id: signal.id }
  })
}
