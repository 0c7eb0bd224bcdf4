import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireRecipient } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { lockDelivery } from './report-store.ts'

/** Signs for a report. The next level's own clock starts at this instant. */
export function receiveReport(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.receiveReport>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'receive-report', actor: actor.label, input: { params, body } }, async (context) => {
    const delivery = await lockDelivery(deps.objects, context.tx, actor, params.deliveryId)
    requireRecipient(actor, delivery.to)
    if (delivery.status === 'received') throw new Problem('lifecycle-refused', '这份报告已经签收，不必再签')
    context.record({
      type: 'report.received', subject: delivery.incidentId, audience: { division: delivery.divisionCode, units: [delivery.report.fromUnitId, delivery.toUnitId] },
      changes: [{ object: 'report-delivery', id: delivery.id, set: { status: 'received', receivedAt: context.at } }],
      note: { title: reportTitle(delivery.report.kind, delivery.report.sequence), number: delivery.report.number, by: delivery.to.name, from: delivery.fromName },
    })
    return { id: delivery.reportId }
  })
}
