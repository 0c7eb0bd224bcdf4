import type { commandRoutes } from '@fengsui/contract/command'
import { incidentStatusNames, type Incident } from '@fengsui/contract/incidents'
import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { findGroupName, getUnits, lockIncident, lockResponseOfPlace } from './command-store.ts'
import { earlier } from './deadline-rules.ts'
import { recordTasks } from './record-orders.ts'
import { refusePhoneNumbers } from './text-rules.ts'

/** Place whose task it is: the incident's own, or, on a wider incident, the actor's, once its headquarters works there. */
function getTaskPlace(actor: Actor, incident: Incident, answers: boolean): string {
  if (covers(actor.scope, incident.divisionCode)) return answers ? actor.divisionCode : incident.divisionCode
  if (answers) return actor.divisionCode
  throw new Problem('forbidden', '这个事件不在您的辖区；本级启动响应后才能派任务')
}

/** Gives one task by hand; before a headquarters exists it is the first response (先期处置). */
export function assignTask(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.assignTask>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ title: body.title })
  return deps.commands.run({ commandId: body.commandId, name: 'assign-task', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor, params.incidentId)
    const response = await lockResponseOfPlace(deps.objects, context.tx, incident.id, actor.divisionCode)
    const divisionCode = getTaskPlace(actor, incident, response !== null)
    if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能再派任务`)
    await getUnits(context.tx, actor, [body.unitId], 'unitId')
    if (body.dueAt <= context.at) throw new Problem('invalid-input', '完成时限已经过去，请填以后的时间', [{ path: 'dueAt', message: '须晚于现在' }])
    const groupName = body.groupKey !== null && response ? await findGroupName(context.tx, response.id, body.groupKey) : null
    if (body.groupKey !== null && groupName === null) throw new Problem('invalid-input', response ? '响应里没有这个工作组，请重新选择' : '还没有启动响应，没有工作组；请直接派给单位', [{ path: 'groupKey', message: '没有这个工作组' }])
    const [id = ''] = recordTasks(context, { incidentId: incident.id, responseId: response?.id ?? null, divisionCode }, [{
      planTaskKey: null, groupKey: body.groupKey, groupName, unitId: body.unitId, title: body.title, detail: body.detail, phase: null, evidenceRequired: null,
      dueAt: body.dueAt, acknowledgeBy: earlier(body.dueAt, addMinutes(context.at, body.acknowledgeMinutes)),
    }], false)
    return { id }
  })
}
