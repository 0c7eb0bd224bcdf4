import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireMayCountersign, requireOwnReport } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** A leader signs afterwards what went out in haste. What was sealed when it went out stays as it is. */
export function countersignReport(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.countersignReport>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'countersign-report', actor: actor.label, input: { params, body } }, async (context) => {
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    requireOwnReport(actor, report)
    requireMayCountersign(actor, report)
    context.record({
      type: 'report.countersigned', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId] },
      changes: [{ object: 'report', id: report.id, set: { countersignedAt: context.at, countersignedByAccountId: actor.accountId } }],
      note: { title: reportTitle(report.kind, report.sequence), number: report.number },
    })
    return { id: report.id }
  })
}
