import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { notificationRoutes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import { loadReach } from './audience-store.ts'
import { requireManager, requireRunning } from './call-policy.ts'
import { countOpen, listUnitPlaces, lockCall, lockOpenRecipients } from './call-store.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { loadRule } from './rule-store.ts'
import { recordRound, stopWatching } from './record-round.ts'

/** Calls those once more who have not answered. */
export function callAgain(deps: NotificationDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof notificationRoutes.callAgain>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'call-again', actor: actor.label, input: { params, body } }, async (context) => {
    const call = await lockCall(deps.objects, context.tx, actor, params.callId)
    requireManager(actor, call)
    requireRunning(call)
    const open = await lockOpenRecipients(deps.objects, context.tx, call.id)
    const reachOf = await loadReach(context.tx, open)
    const { quiet } = await loadRule(deps.objects, context.tx, call.divisionCode, context.at, deps.rulesAsOf())
    const placeOf = await listUnitPlaces(context.tx, open.map((recipient) => recipient.unitId))
    const { reached } = recordRound(context, call, open.map((recipient) => ({ recipient, unitDivisionCode: placeOf(recipient), reach: reachOf(recipient), isNew: false })), { channels: body.channels, reason: 'again', quiet, isConfigured: (channel) => deps.isConfigured(channel) })
    context.record({ type: 'call.repeated', stream: `call:${call.id}`, subject: call.incidentId, audience: { division: call.divisionCode }, changes: [], note: { number: call.number, title: call.title, count: open.length, reached } })
    return { id: call.id }
  })
}

/** Ends a call before everybody has answered; then it must be written down what becomes of the others. */
export function closeCall(deps: NotificationDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof notificationRoutes.closeCall>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'close-call', actor: actor.label, input: { params, body } }, async (context) => {
    const call = await lockCall(deps.objects, context.tx, actor, params.callId)
    requireManager(actor, call)
    requireRunning(call)
    const open = (await countOpen(context.tx, [call.id])).get(call.id) ?? 0
    if (open > 0 && body.reason.length < 2) throw new Problem('invalid-input', `还有 ${open} 人没有应答，请写明如何处置（如已派人上门）再结束`, [{ path: 'reason', message: '请写明未应答的如何处置' }])
    const reason = context.protect(`call:${call.id}`, body.reason)
    context.record({
      type: 'call.closed', subject: call.incidentId, audience: { division: call.divisionCode },
      changes: [{ object: 'call', id: call.id, set: { status: 'closed', closedAt: context.at, ...(reason === null ? {} : { closeReason: reason }) } }], note: { number: call.number, title: call.title, open },
    })
    stopWatching(context, call)
    return { id: call.id }
  })
}
