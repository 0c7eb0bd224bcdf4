import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireAction, requireOwnReport } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** Takes a report back from review so that it can be changed; a review it had is void. */
export function withdrawReport(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.withdrawReport>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-report', actor: actor.label, input: { params, body } }, async (context) => {
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    requireOwnReport(actor, report)
    context.record({
      type: 'report.withdrawn', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'report', id: report.id, set: { status: requireAction(report, 'withdraw'), reviewedAt: null, reviewedByAccountId: null, reviewRemarks: null } }],
      note: { title: reportTitle(report.kind, report.sequence) },
    })
    return { id: report.id }
  })
}
