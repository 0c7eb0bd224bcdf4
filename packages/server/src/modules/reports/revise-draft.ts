import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import { findSecretMark, secretMarkRefusal, type reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireAction, requireOwnReport } from './report-policy.ts'
import { reportTitle } from './report-rules.ts'
import { getReportRow } from './report-store.ts'

/** Refuses texts that carry a mark of secrecy. @throws Problem invalid-input at the field */
export function requireNoSecretMarks(texts: Readonly<Record<string, string>>, path: string): void {
  for (const [field, text] of Object.entries(texts)) {
    const mark = findSecretMark(text)
    if (mark !== null) throw new Problem('invalid-input', secretMarkRefusal, [{ path: `${path}.${field}`, message: `有密级标志“${mark}”` }])
  }
}

/** Changes a draft, or one that was returned; what is under review is withdrawn first. */
export function reviseDraft(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.reviseDraft>): Promise<{ id: string }> {
  requireNoSecretMarks(body.elements, 'elements')
  return deps.commands.run({ commandId: body.commandId, name: 'revise-draft', actor: actor.label, input: { params, body } }, async (context) => {
    const report = await getReportRow(deps.objects, context.tx, actor, params.reportId, true)
    requireOwnReport(actor, report)
    requireAction(report, 'revise')
    context.record({
      type: 'report.revised', subject: report.incidentId, audience: { division: report.divisionCode, units: [report.fromUnitId], ownPlaceOnly: true },
      changes: [{ object: 'report', id: report.id, set: { facts: body.facts as Json, elements: context.protect(`report:${report.id}`, JSON.stringify(body.elements)) } }],
      note: { title: reportTitle(report.kind, report.sequence) },
    })
    return { id: report.id }
  })
}
