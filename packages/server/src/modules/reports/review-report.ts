import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { requireAction, requireMayReview, requireOwnReport, signingRuleOn } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** A leader passes a report or returns it with remarks. Who drafted it does not review it where the rule wants two persons. */
export function reviewReport(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.reviewReport>): Promise<{ id: string }> {
  if (body.decision === 'return' && body.remarks === '') throw new Problem('invalid-input', '退回要写明意见，好让拟稿人知道改什么', [{ path: 'remarks', message: '请写明意见' }])
  return deps.commands.run({ commandId: body.commandId, name: 'review-report', actor: actor.label, input: { params, body } }, async (context) => {
    const seen = await getReportRow(deps.objects, context.tx, actor, params.reportId)
    requireOwnReport(actor, seen)
    const incident = await incidents.lock(context, actor, seen.incidentId)
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    const status = requireAction(report, body.decision)
    requireMayReview(actor, signingRuleOn(deps.rulesAsOf()), report, incident)
    context.record({
      type: body.decision === 'approve' ? 'report.approved' : 'report.returned', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'report', id: report.id, set: { status, reviewedAt: context.at, reviewedByAccountId: actor.accountId, reviewRemarks: context.protect(`report:${report.id}`, body.remarks) } }],
      note: { title: reportTitle(report.kind, report.sequence) },
    })
    return { id: report.id }
  })
}
