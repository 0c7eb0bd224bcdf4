import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { verificationRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { withLocalLimits } from './clock-conduct-rules.ts'
import { withConduct } from './clock-store.ts'
import { startClock } from './record-clocks.ts'
import { getOwnDesk, listDesks } from './report-store.ts'
import { formatOrderNumber, listAskable, planReplies } from './verification-rules.ts'
import { nextOrderOrdinal } from './verification-store.ts'

/** Asks a desk below to verify; its two clocks run from this instant. */
export function giveVerificationOrder(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof verificationRoutes.giveVerificationOrder>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'give-verification-order', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await incidents.lock(context, actor, params.incidentId)
    if (incident.status === 'merged') throw new Problem('lifecycle-refused', '这个事件已并入另一事件，请到并入后的事件上下达核实指令')
    const own = await getOwnDesk(context.tx, actor)
    const { desks, lowest } = await withConduct(deps.objects, context.tx, await listDesks(context.tx, incident.divisionCode), context.at)
    const asked = listAskable(desks, own).find((desk) => desk.unitId === body.toUnitId)
    if (!asked) throw new Problem('invalid-input', '核实指令只能下达给事发地报送线上的下级值班室，请重新选择', [{ path: 'toUnitId', message: '不是事发地的下级值班室' }])
    const id = context.newId()
    const replies = planReplies({ incident, from: own, asked, orderedAt: context.at, asOf: deps.rulesAsOf(), rules: withLocalLimits(lowest) })
    context.record({
      type: 'verification-order.given', subject: incident.id, audience: { division: asked.divisionCode, units: [asked.unitId, own.unitId] },
      changes: [{
        object: 'verification-order', id, created: true,
        set: {
          number: formatOrderNumber(context.at, await nextOrderOrdinal(context.tx, own.unitId, context.at)), incidentId: incident.id, divisionCode: asked.divisionCode, fromUnitId: own.unitId, toUnitId: asked.unitId,
          words: { ...context.protect(`verification-order:${id}`, body.words) }, status: 'open', orderedAt: context.at, phoneDueAt: replies.phone.dueAt, writtenDueAt: replies.written.dueAt,
        },
      }],
      note: { from: own.name, to: asked.name },
    })
    context.openTo(`incident:${incident.id}`, asked.unitId)
    const names = [...desks, { ...own }]
    startClock(context, incident.id, replies.phone, names, id)
    startClock(context, incident.id, replies.written, names, id)
    return { id }
  })
}
