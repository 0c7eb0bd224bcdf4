import type { commandRoutes } from '@fengsui/contract/command'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireMayEnd, requireSamePlace } from './command-policy.ts'
import { lockOrders, lockResponse } from './command-store.ts'
import { recordCancelledDemands, recordTask } from './record-orders.ts'
import { isOpen } from './task-rules.ts'

/** Titles shown in a refusal; more are counted. */
const TITLES_SHOWN = 5

/**
 * Ends a response: by who decided it or someone senior (谁启动、谁终止). Open tasks are named in the refusal, unless the decision says
 * that they are cancelled with it; seats are released and open demands withdrawn. Orders in force are lifted or kept, each by name.
 */
export function endResponse(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.endResponse>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'end-response', actor: actor.label, input: { params, body } }, async (context) => {
    const response = await lockResponse(deps.objects, context.tx, actor, params.responseId)
    requireSamePlace(actor, response)
    requireMayEnd(response, await deps.plans.findSigningPost(context.tx, actor))
    if (response.status !== 'active') throw new Problem('lifecycle-refused', '响应已经终止，不用再操作')
    const { tasks, seats, demands } = await lockOrders(deps.objects, context.tx, response.id)
    const open = tasks.filter(isOpen)
    if (open.length > 0 && !body.cancelOpenTasks) {
      const titles = open.slice(0, TITLES_SHOWN).map((task) => `“${task.title}”`).join('、')
      throw new Problem('lifecycle-refused', `还有 ${String(open.length)} 项任务未了：${titles}${open.length > TITLES_SHOWN ? '等' : ''}。请先完成或取消，或确认随响应一并取消`)
    }
    const reason = context.protect(`response:${response.id}`, body.reason)
    const units = [...new Set([...seats.map((seat) => seat.unitId), ...tasks.map((task) => task.unitId)])]
    context.record({
      type: 'response.ended', subject: response.incidentId, audience: { division: response.divisionCode, units },
      changes: [{ object: 'response', id: response.id, set: { status: 'ended', endedAt: context.at, endReason: reason } }],
      note: { planTitle: response.planTitle, level: response.level, cancelledTasks: open.length },
    })
    await deps.standingOrders.settleOrders(context, actor, response, body.orders)
    for (const task of open) recordTask(context, task, 'task.cancelled', { status: 'cancelled', progressNote: reason }, { responseEnded: true })
    for (const seat of seats.filter((each) => each.status !== 'released')) {
      context.record({ type: 'seat.released', subject: seat.incidentId, audience: { division: seat.divisionCode, units: [seat.unitId] }, changes: [{ object: 'seat', id: seat.id, set: { status: 'released' } }] })
    }
    recordCancelledDemands(context, demands.filter((demand) => demand.status === 'open'))
    return { id: response.id }
  })
}
