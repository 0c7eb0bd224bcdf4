import { addMinutes, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Call, notificationRoutes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import { loadReach, resolveAudience } from './audience-store.ts'
import { requireTextWithoutPhone } from './call-policy.ts'
import { nextCallNumber, seesIncident, seesWarning } from './call-store.ts'
import { sortLadder } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { loadRule } from './rule-store.ts'
import { recordRound, watchDue, watchLadder } from './record-round.ts'

/** More than this in one call is a public warning, not a call. */
const MOST_RECIPIENTS = 20_000

/** Calls everybody of an audience at once; the ladder climbs by itself from here. */
export function makeCall(deps: NotificationDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof notificationRoutes.makeCall>, 'body'>): Promise<{ id: string }> {
  requireTextWithoutPhone(body.title, 'title')
  return deps.commands.run({ commandId: body.commandId, name: 'make-call', actor: actor.label, input: { body } }, async (context) => {
    if (body.incidentId !== null && !(await seesIncident(context.tx, actor, body.incidentId))) throw new Problem('invalid-input', '没有找到这个事件，可能不在您的辖区内', [{ path: 'incidentId', message: '没有这个事件' }])
    if (body.warningId !== null && !(await seesWarning(context.tx, actor, body.warningId))) throw new Problem('invalid-input', '没有找到这条预警，可能不在您的辖区内', [{ path: 'warningId', message: '没有这条预警' }])
    const audience = await resolveAudience(context.tx, actor, body.audience)
    if (audience.targets.length === 0) throw new Problem('rule-refused', '这个范围里没有登记可叫应的人，请先在组织里登记值班室或信息员，或换一个范围')
    if (audience.targets.length > MOST_RECIPIENTS) throw new Problem('too-large', `一次最多叫应 ${MOST_RECIPIENTS} 人，请分地区叫应`)
    const reachOf = await loadReach(context.tx, audience.targets)
    const { ladders, quiet } = await loadRule(deps.objects, context.tx, actor.divisionCode, context.at, deps.rulesAsOf())
    const id = context.newId()
    const words = context.protect(`call:${id}`, body.words)
    if (words === null) throw new Problem('invalid-input', '请填写内容', [{ path: 'words', message: '必填' }])
    const call: Call = {
      id, number: await nextCallNumber(context.tx, body.kind, actor.divisionCode, context.at), kind: body.kind, urgency: body.urgency, title: body.title, words, incidentId: body.incidentId, warningId: body.warningId,
      divisionCode: actor.divisionCode, byUnitId: actor.unitId, audienceName: audience.name, channels: body.channels, ladder: body.ladder.length > 0 ? sortLadder(body.ladder) : [...ladders[body.kind]], step: 0,
      acknowledgeBy: addMinutes(context.at, body.acknowledgeMinutes), status: 'running', calledAt: context.at, completedAt: null, closedAt: null, closeReason: null,
    }
    const { id: _, incidentId, warningId, completedAt, closedAt, closeReason, ...always } = call
    context.record({
      type: 'call.made', subject: incidentId, audience: { division: call.divisionCode },
      changes: [{ object: 'call', id, created: true, set: { ...always, ladder: always.ladder as unknown as Json, ...(incidentId === null ? {} : { incidentId }), ...(warningId === null ? {} : { warningId }) } }],
      note: { total: audience.targets.length },
    })
    recordRound(context, call, audience.targets.map((target) => ({
      recipient: { id: context.newId(), unitId: target.unitId, personId: target.personId, divisionCode: target.divisionCode, times: 0 },
      unitDivisionCode: target.unitDivisionCode, reach: reachOf(target), isNew: true,
    })), { channels: body.channels, reason: 'call', quiet, isConfigured: (channel) => deps.isConfigured(channel) })
    for (const unitId of new Set(audience.targets.map((target) => target.unitId))) context.openTo(`call:${id}`, unitId)
    watchLadder(context, call)
    watchDue(context, call)
    return { id }
  })
}
