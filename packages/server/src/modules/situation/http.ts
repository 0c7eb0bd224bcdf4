import { routes } from '@fengsui/contract'
import type { ModuleDeps } from '../../platform/module.ts'
import type { SituationOptions } from './situation-options.ts'
import { getEvidence } from './evidence-views.ts'
import { readLatestHead } from './journal-head-views.ts'
import { composeSituationReport } from './situation-report-rules.ts'
import { readReportMaterial } from './situation-report-views.ts'
import { getSituationAt } from './situation-views.ts'
import { renderDocx, renderPdf, renderWorkbook, sendDocument } from '../../platform/documents/index.ts'
import { getTimeline } from './timeline-views.ts'
import { whoKnewDocument, whoKnewSheets } from './who-knew-document.ts'
import { getWhoKnew } from './who-knew-views.ts'

export function bindSituation(deps: ModuleDeps, options: SituationOptions): void {
  const { http, clocks } = deps
  http.bind(routes.getTimeline, async ({ actor, params, query }) => getTimeline(deps, options.timelineTexts, actor, params.incidentId, query))
  http.bind(routes.getSituationAt, async ({ actor, query }) => getSituationAt(deps, options.timelineTexts, actor, query.at ?? clocks.business.now()))
  http.bind(routes.getSituationReport, async ({ actor, params }) => {
    const material = await readReportMaterial(deps, actor, params.incidentId)
    return composeSituationReport(material, clocks.business.now())
  })
  http.bind(routes.getJournalHead, async () => ({ ...(await readLatestHead(deps)), publicKey: options.signing.key.publicKey }))
  http.bind(routes.downloadEvidence, async ({ actor, params, reply }) => {
    const { text, number } = await getEvidence(deps, options.signing, actor, params.incidentId)
    return reply.header('x-content-type-options', 'nosniff').header('cache-control', 'private, no-store').header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`证据包-${number}.json`)}`).type('application/json; charset=utf-8').send(text)
  })
  http.bind(routes.getWhoKnew, async ({ actor, params }) => getWhoKnew(deps, actor, params.incidentId))
  http.bind(routes.downloadWhoKnew, async ({ actor, params, query, reply }) => {
    const view = await getWhoKnew(deps, actor, params.incidentId)
    const at = query.at !== undefined && query.at < view.asOf ? query.at : view.asOf
    const { format } = query
    const bytes = format === 'xlsx' ? await renderWorkbook(whoKnewSheets(view, at)) : await (format === 'pdf' ? renderPdf : renderDocx)(whoKnewDocument(view, at))
    return sendDocument(reply, { format, name: `${view.incidentTitle}知情情况表`, bytes })
  })
  http.bindPublic(routes.getBusinessClock, () => Promise.resolve({ now: clocks.business.now(), virtual: options.virtualClock }))
}
