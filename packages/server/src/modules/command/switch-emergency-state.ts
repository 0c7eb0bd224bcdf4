import type { commandRoutes } from '@fengsui/contract/command'
import { incidentStatusNames } from '@fengsui/contract/incidents'
import { divisionLevelOf, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireConcerns } from './command-policy.ts'
import { isStateActive, lockEmergencyState, lockIncident } from './command-store.ts'
import { createdChange } from './record-orders.ts'
import { refusePhoneNumbers } from './text-rules.ts'

/** Governments that may declare 应急状态 (平战转换) or 紧急防汛期 (防洪法 Art 41: flood headquarters of county level and above). */
const declaringLevels: readonly string[] = ['province', 'city', 'county']

/** Enters a special state of a place on stated criteria; one of a kind at a time. */
export function enterEmergencyState(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.enterEmergencyState>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ criteria: body.criteria })
  return deps.commands.run({ commandId: body.commandId, name: 'enter-emergency-state', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor, params.incidentId)
    const placeName = await deps.plans.getGovernedPlaceName(context.tx, body.divisionCode, 'divisionCode')
    if (!covers(actor.scope, body.divisionCode)) throw new Problem('forbidden', '这个地区不在您的辖区内，请报上级或属地决定', [{ path: 'divisionCode', message: '不在您的辖区内' }])
    if (!declaringLevels.includes(divisionLevelOf(body.divisionCode))) throw new Problem('rule-refused', '应急状态和紧急防汛期由县级以上决定，请选县、市或省', [{ path: 'divisionCode', message: '须为县级以上' }])
    requireConcerns(incident, body.divisionCode)
    if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能据此进入状态`)
    if (await isStateActive(context.tx, body.divisionCode, body.kind)) throw new Problem('conflict', `${placeName}已经处于这个状态，不用再进入`)
    const id = context.newId()
    context.record({
      type: 'emergency-state.entered', subject: incident.id, audience: { division: body.divisionCode, units: [actor.unitId] },
      changes: [createdChange('emergency-state', id, { divisionCode: body.divisionCode, incidentId: incident.id, kind: body.kind, criteria: body.criteria, enteredAt: context.at })],
      note: { placeName },
    })
    return { id }
  })
}

export function leaveEmergencyState(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.leaveEmergencyState>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ criteria: body.criteria })
  return deps.commands.run({ commandId: body.commandId, name: 'leave-emergency-state', actor: actor.label, input: { params, body } }, async (context) => {
    const state = await lockEmergencyState(deps.objects, context.tx, actor, params.stateId)
    if (!covers(actor.scope, state.divisionCode)) throw new Problem('forbidden', '这个状态由上级决定，请由上级解除')
    if (state.leftAt !== null) throw new Problem('lifecycle-refused', '已经解除，不用再操作')
    const placeName = await deps.plans.getGovernedPlaceName(context.tx, state.divisionCode, 'divisionCode')
    context.record({
      type: 'emergency-state.left', subject: state.incidentId, audience: { division: state.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'emergency-state', id: state.id, set: { leftAt: context.at, leaveCriteria: body.criteria } }],
      note: { placeName, kind: state.kind },
    })
    return { id: state.id }
  })
}
