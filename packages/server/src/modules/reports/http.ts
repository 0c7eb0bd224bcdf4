import { reportRoutes as routes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import { sendDocument } from '../../platform/documents/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { getSuspicionView, listClocks, listSuspicions } from './clock-views.ts'
import { countersignReport } from './countersign-report.ts'
import { decideSuspicion } from './decide-suspicion.ts'
import { getDocumentForms } from './document-form-views.ts'
import { writeReportDocument } from './document-views.ts'
import { draftReport } from './draft-report.ts'
import { issueReport } from './issue-report.ts'
import { receiveReport } from './receive-report.ts'
import type { ReportDeps } from './report-deps.ts'
import { signingRuleOn } from './report-policy.ts'
import { getReportView, listReports } from './report-views.ts'
import { reviewReport } from './review-report.ts'
import { reviseDraft } from './revise-draft.ts'
import { proposeReportRouting } from './routing-views.ts'
import { verifySeal } from './seal-views.ts'
import { setDocumentForm } from './set-document-form.ts'
import { submitReport } from './submit-report.ts'
import { withdrawReport } from './withdraw-report.ts'

export function bindReports(deps: ReportDeps, incidents: Incidents): void {
  const { http, objects, database } = deps
  const reader = (actor: Actor) => ({ actor, rule: signingRuleOn(deps.rulesAsOf()) })
  const view = (actor: Actor, { id }: { id: string }) => getReportView(objects, database, reader(actor), id)
  http.bind(routes.listReports, ({ actor, query }) => listReports(objects, database, reader(actor), query))
  http.bind(routes.getReport, ({ actor, params }) => getReportView(objects, database, reader(actor), params.reportId))
  http.bind(routes.draftReport, async ({ actor, ...call }) => view(actor, await draftReport(deps, incidents, actor, call)))
  http.bind(routes.reviseDraft, async ({ actor, ...call }) => view(actor, await reviseDraft(deps, actor, call)))
  http.bind(routes.issueReport, async ({ actor, ...call }) => view(actor, await issueReport(deps, incidents, actor, call)))
  http.bind(routes.receiveReport, async ({ actor, ...call }) => view(actor, await receiveReport(deps, actor, call)))
  http.bind(routes.submitReport, async ({ actor, ...call }) => view(actor, await submitReport(deps, actor, call)))
  http.bind(routes.withdrawReport, async ({ actor, ...call }) => view(actor, await withdrawReport(deps, actor, call)))
  http.bind(routes.reviewReport, async ({ actor, ...call }) => view(actor, await reviewReport(deps, incidents, actor, call)))
  http.bind(routes.countersignReport, async ({ actor, ...call }) => view(actor, await countersignReport(deps, actor, call)))
  http.bind(routes.proposeReportRouting, ({ actor, params }) => proposeReportRouting(objects, database, actor, params.reportId, deps.rulesAsOf()))
  http.bind(routes.verifyReportSeal, ({ actor, params }) => verifySeal(objects, database, actor, params.reportId, deps.signingKey.publicKey))
  http.bind(routes.downloadReportDocument, async ({ actor, params, query, reply }) => sendDocument(reply, { format: query.format, inline: true, ...(await writeReportDocument(deps, reader(actor), params.reportId, query.format)) }))
  http.bind(routes.getDocumentForm, ({ actor, params }) => getDocumentForms(objects, database, actor, params.unitId, deps.clocks.business.now()))
  http.bind(routes.setDocumentForm, async ({ actor, ...call }) => getDocumentForms(objects, database, actor, (await setDocumentForm(deps, actor, call)).id, deps.clocks.business.now()))
  http.bind(routes.listClocks, ({ actor, query }) => listClocks(objects, database, actor, deps.clocks.business.now(), query))
  http.bind(routes.listSuspicions, ({ actor, query }) => listSuspicions(objects, database, actor, query))
  http.bind(routes.decideSuspicion, async ({ actor, ...call }) => getSuspicionView(objects, database, actor, (await decideSuspicion(deps, incidents, actor, call)).id))
}
