import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireAction, requireOwnReport } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** Sends a draft to review. What is missing may be missing: the reviewer sees it (先报后核). */
export function submitReport(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.submitReport>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-report', actor: actor.label, input: { params, body } }, async (context) => {
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    requireOwnReport(actor, report)
    context.record({
      type: 'report.submitted', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'report', id: report.id, set: { status: requireAction(report, 'submit'), submittedAt: context.at, submittedByAccountId: actor.accountId } }],
      note: { title: reportTitle(report.kind, report.sequence) },
    })
    return { id: report.id }
  })
}
