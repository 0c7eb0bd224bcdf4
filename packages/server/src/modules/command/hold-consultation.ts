import { consultationLifecycle, type commandRoutes } from '@fengsui/contract/command'
import { incidentStatusNames } from '@fengsui/contract/incidents'
import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { getUnits, lockConsultation, lockIncident } from './command-store.ts'
import { CONSULTATION_GRACE_MINUTES, CONSULTATION_PAST_MINUTES } from './deadline-rules.ts'
import { createdChange, setDeadline, timerKinds } from './record-orders.ts'
import { refusePhoneNumbers } from './text-rules.ts'

/** Calls a consultation (会商, 突发事件应对法 Art 62); when nothing is concluded in time it is flagged as missed. */
export function callConsultation(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.callConsultation>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ agenda: body.agenda })
  return deps.commands.run({ commandId: body.commandId, name: 'call-consultation', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor, params.incidentId)
    if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能再召集会商`)
    const unitIds = [...new Set(body.unitIds)]
    await getUnits(context.tx, actor, unitIds, 'unitIds', true)
    if (body.scheduledAt < addMinutes(context.at, -CONSULTATION_PAST_MINUTES)) throw new Problem('invalid-input', '会商时间已经过去，请填以后的时间', [{ path: 'scheduledAt', message: '须晚于现在' }])
    const divisionCode = covers(actor.scope, incident.divisionCode) ? incident.divisionCode : actor.divisionCode
    const id = context.newId()
    context.record({
      type: 'consultation.called', subject: incident.id, audience: { division: divisionCode, units: [...new Set([actor.unitId, ...unitIds])] },
      changes: [createdChange('consultation', id, { incidentId: incident.id, divisionCode, agenda: body.agenda, unitIds, scheduledAt: body.scheduledAt, status: 'called' })],
    })
    for (const unitId of unitIds) context.openTo(`incident:${incident.id}`, unitId)
    setDeadline(context, timerKinds.consultation, addMinutes(body.scheduledAt < context.at ? context.at : body.scheduledAt, CONSULTATION_GRACE_MINUTES), [id])
    return { id }
  })
}

/** Writes down what was concluded. */
export function concludeConsultation(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.concludeConsultation>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'conclude-consultation', actor: actor.label, input: { params, body } }, async (context) => {
    const consultation = await lockConsultation(deps.objects, context.tx, actor, params.consultationId)
    if (!covers(actor.scope, consultation.divisionCode)) throw new Problem('forbidden', '会商由上级召集，结论请由召集方记录')
    if (!(consultationLifecycle[consultation.status] as readonly string[]).includes('concluded')) throw new Problem('lifecycle-refused', '这次会商已有结论；有新的意见请另行会商')
    context.record({
      type: 'consultation.concluded', subject: consultation.incidentId, audience: { division: consultation.divisionCode, units: [...new Set([actor.unitId, ...consultation.unitIds])] },
      changes: [{ object: 'consultation', id: consultation.id, set: { status: 'concluded', concludedAt: context.at, conclusion: context.protect(`consultation:${consultation.id}`, body.conclusion) } }],
      note: { agenda: consultation.agenda },
    })
    return { id: consultation.id }
  })
}
