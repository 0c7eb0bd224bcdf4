import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { DutyLeave, rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { createdChange } from './created-change.ts'
import { mayActFor } from './roster-policy.ts'
import { getUnit, listMembers, lockLeave } from './roster-store.ts'

/** Days on which a member cannot, or would rather not, stand. */
export function recordDutyLeave(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.recordDutyLeave>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-duty-leave', actor: actor.label, input: { params, body } }, async (context) => {
    const unit = await getUnit(context.tx, actor, params.unitId)
    if (!mayActFor(actor, body.personId, unit)) throw new Problem('forbidden', '只能登记本人的请假；替别人登记请找排班人')
    const members = await listMembers(deps.objects, context.tx, unit.unitId)
    if (!members.some(({ personId, status }) => personId === body.personId && status === 'active')) throw new Problem('invalid-input', '这个人不在本单位的值班人员里，请从列表中选择', [{ path: 'personId', message: '不在值班人员里' }])
    if (body.toDay < body.fromDay) throw new Problem('invalid-input', '结束日期早于开始日期', [{ path: 'toDay', message: '早于开始日期' }])
    if (body.toDay < legalDayAt(context.at)) throw new Problem('invalid-input', '这段日子已经过去，不用登记', [{ path: 'toDay', message: '已过去' }])
    const id = context.newId()
    const { personId, fromDay, toDay, kind, note } = body
    context.record({
      type: 'duty-leave.recorded', audience: { division: unit.divisionCode, units: [unit.unitId], called: [personId] },
      changes: [createdChange('duty-leave', id, { unitId: unit.unitId, divisionCode: unit.divisionCode, personId, fromDay, toDay, kind, note: context.protect(`person:${personId}`, note), status: 'active', recordedAt: context.at })],
    })
    return { id }
  })
}

/** Takes a leave back. */
export function cancelDutyLeave(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.cancelDutyLeave>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'cancel-duty-leave', actor: actor.label, input: { params, body } }, async (context) => {
    const leave: DutyLeave = await lockLeave(deps.objects, context.tx, actor, params.leaveId)
    if (!mayActFor(actor, leave.personId, leave)) throw new Problem('forbidden', '只能取消本人的请假；替别人取消请找排班人')
    if (leave.status === 'cancelled') throw new Problem('lifecycle-refused', '这条请假已经取消')
    context.record({ type: 'duty-leave.cancelled', audience: { division: leave.divisionCode, units: [leave.unitId], called: [leave.personId] }, changes: [{ object: 'duty-leave', id: leave.id, set: { status: 'cancelled' } }] })
    return { id: leave.id }
  })
}
