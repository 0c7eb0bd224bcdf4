import type { disasterStatisticsRoutes } from '@fengsui/contract/disaster-statistics'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { mayDecide } from './disaster-policy.ts'
import { getProcess, lockReturn } from './disaster-store.ts'
import { requireReturnTransition } from './return-rules.ts'

type Call<K extends 'acceptDisasterReturn' | 'sendBackDisasterReturn'> = Pick<ParsedRequest<(typeof disasterStatisticsRoutes)[K]>, 'params' | 'body'>

function requireDecides(actor: Actor, divisionCode: string): void {
  if (!mayDecide(actor, divisionCode)) throw new Problem('forbidden', '报表由上一级应急管理部门审核，本级不能审核自己的报表')
}

/** Checks a version of a place below: it is what is summed from now on; older ones that still waited are overtaken. */
export function acceptReturn(deps: ModuleDeps, actor: Actor, { params, body }: Call<'acceptDisasterReturn'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'accept-disaster-return', actor: actor.label, input: { params, body } }, async (context) => {
    const { found, series } = await lockReturn(deps.objects, context.tx, actor, params.returnId)
    requireDecides(actor, found.divisionCode)
    requireReturnTransition(found.status, 'accepted')
    const process = await getProcess(deps.objects, context.tx, actor, found.processId)
    if (series.some(({ status, sequence }) => status === 'accepted' && sequence > found.sequence)) throw new Problem('conflict', '更新的一版已经审核，这一版不用再审')
    const decided = { decidedAt: context.at, decidedByUnitId: actor.unitId }
    const changes: Change[] = [{ object: 'disaster-return', id: found.id, set: { status: 'accepted', ...decided } }]
    for (const older of series) if (older.status === 'submitted' && older.sequence < found.sequence) changes.push({ object: 'disaster-return', id: older.id, set: { status: 'superseded', ...decided } })
    context.record({ type: 'disaster-return.accepted', subject: process.incidentId, audience: { division: found.divisionCode, units: [actor.unitId, found.byUnitId] }, changes, note: { kind: found.kind, sequence: found.sequence, divisionCode: found.divisionCode, formSet: found.formSet } })
    return { id: found.id }
  })
}

/** Sends a version back with the reason: the place corrects it in its next version, this one stays as it was. */
export function sendBackReturn(deps: ModuleDeps, actor: Actor, { params, body }: Call<'sendBackDisasterReturn'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'send-back-disaster-return', actor: actor.label, input: { params, body } }, async (context) => {
    const { found } = await lockReturn(deps.objects, context.tx, actor, params.returnId)
    requireDecides(actor, found.divisionCode)
    requireReturnTransition(found.status, 'returned')
    const process = await getProcess(deps.objects, context.tx, actor, found.processId)
    const reason = context.protect(`disaster-return:${found.id}`, body.reason)
    context.record({
      type: 'disaster-return.sent-back', subject: process.incidentId, audience: { division: found.divisionCode, units: [actor.unitId, found.byUnitId] },
      changes: [{ object: 'disaster-return', id: found.id, set: { status: 'returned', decidedAt: context.at, decidedByUnitId: actor.unitId, ...(reason === null ? {} : { returnReason: { ...reason } }) } }],
      note: { kind: found.kind, sequence: found.sequence, divisionCode: found.divisionCode, formSet: found.formSet },
    })
    return { id: found.id }
  })
}
