import { seatLifecycle, type commandRoutes } from '@fengsui/contract/command'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireOwnSeat } from './command-policy.ts'
import { lockSeat } from './command-store.ts'

/** The unit reports that it is at its seat. */
export function takeSeat(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.takeSeat>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'take-seat', actor: actor.label, input: { params, body } }, async (context) => {
    const seat = await lockSeat(deps.objects, context.tx, actor, params.seatId)
    requireOwnSeat(actor, seat)
    if (!(seatLifecycle[seat.status] as readonly string[]).includes('present')) throw new Problem('lifecycle-refused', seat.status === 'present' ? '已经到位，不用再操作' : '席位已撤销，请向指挥部确认')
    context.record({ type: 'seat.taken', subject: seat.incidentId, audience: { division: seat.divisionCode, units: [seat.unitId] }, changes: [{ object: 'seat', id: seat.id, set: { status: 'present', presentAt: context.at } }], note: { title: seat.title } })
    return { id: seat.id }
  })
}
