import type { commandRoutes } from '@fengsui/contract/command'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireSamePlace } from './command-policy.ts'
import { getUnits, lockOrders, lockResponse, servesIn } from './command-store.ts'
import { recordSeats } from './record-orders.ts'
import { refusePhoneNumbers } from './text-rules.ts'

/** Sets up the on-site headquarters: its commander takes over from whoever the plan or an earlier decision named. */
export function appointOnSiteCommander(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.appointOnSiteCommander>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ place: body.place })
  return deps.commands.run({ commandId: body.commandId, name: 'appoint-on-site-commander', actor: actor.label, input: { params, body } }, async (context) => {
    const response = await lockResponse(deps.objects, context.tx, actor, params.responseId)
    requireSamePlace(actor, response)
    if (response.status !== 'active') throw new Problem('lifecycle-refused', '响应已经终止，不能再设现场指挥部')
    await getUnits(context.tx, actor, [body.unitId], 'unitId')
    if (body.personId !== null && !(await servesIn(context.tx, body.personId, body.unitId))) throw new Problem('invalid-input', '所选人员不在该单位，请重新选择', [{ path: 'personId', message: '不在该单位' }])
    const { seats } = await lockOrders(deps.objects, context.tx, response.id)
    for (const seat of seats.filter((each) => each.role === 'onSiteCommander' && each.status !== 'released')) {
      context.record({ type: 'seat.released', subject: seat.incidentId, audience: { division: seat.divisionCode, units: [seat.unitId] }, changes: [{ object: 'seat', id: seat.id, set: { status: 'released' } }] })
    }
    const [id = ''] = recordSeats(context, { incidentId: response.incidentId, responseId: response.id, divisionCode: response.divisionCode }, [
      { role: 'onSiteCommander', title: '现场指挥官', groupKey: null, groupName: null, unitId: body.unitId, personId: body.personId, room: body.place },
    ])
    return { id }
  })
}
