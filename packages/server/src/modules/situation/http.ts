import { routes } from '@fengsui/contract'
import type { ModuleDeps } from '../../platform/module.ts'
import type { SituationOptions } from './situation-options.ts'
import { readLatestHead } from './journal-head-views.ts'
import { composeSituationReport } from './situation-report-rules.ts'
import { readReportMaterial } from './situation-report-views.ts'
import { getSituationAt } from './situation-views.ts'
import { getTimeline } from './timeline-views.ts'

export function bindSituation(deps: ModuleDeps, options: SituationOptions): void {
  const { http, clocks } = deps
  http.bind(routes.getTimeline, async ({ actor, params, query }) => getTimeline(deps, options.timelineTexts, actor, params.incidentId, query))
  http.bind(routes.getSituationAt, async ({ actor, query }) => getSituationAt(deps, options.timelineTexts, actor, query.at ?? clocks.business.now()))
  http.bind(routes.getSituationReport, async ({ actor, params }) => {
    const material = await readReportMaterial(deps, actor, params.incidentId)
    return composeSituationReport(material, clocks.business.now())
  })
  http.bind(routes.getJournalHead, async () => ({ ...(await readLatestHead(deps)), publicKey: options.publicKey }))
  http.bindPublic(routes.getBusinessClock, () => Promise.resolve({ now: clocks.business.now(), virtual: options.virtualClock }))
}
