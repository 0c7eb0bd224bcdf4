import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Report, reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnReport } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** @throws Problem lifecycle-refused for anything but a draft: what was issued is never changed */
export function requireDraft(report: Report): void {
  if (report.status === 'issued') throw new Problem('lifecycle-refused', '这份报告已签发报出，不能再改；有新情况请起草续报')
  if (report.status === 'discarded') throw new Problem('lifecycle-refused', '这份草稿已作废，请重新起草')
}

export function reviseDraft(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.reviseDraft>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'revise-draft', actor: actor.label, input: { params, body } }, async (context) => {
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    requireOwnReport(actor, report)
    requireDraft(report)
    context.record({
      type: 'report.revised', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'report', id: report.id, set: { facts: body.facts as Json, elements: context.protect(`report:${report.id}`, JSON.stringify(body.elements)) } }],
      note: { title: reportTitle(report.kind, report.sequence) },
    })
    return { id: report.id }
  })
}
