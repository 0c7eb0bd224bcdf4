import { reportRoutes as routes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { getSuspicionView, listClocks, listSuspicions } from './clock-views.ts'
import { decideSuspicion } from './decide-suspicion.ts'
import { draftReport } from './draft-report.ts'
import { issueReport } from './issue-report.ts'
import { receiveReport } from './receive-report.ts'
import { getReportView, listReports } from './report-views.ts'
import { reviseDraft } from './revise-draft.ts'

export function bindReports(deps: ModuleDeps, incidents: Incidents): void {
  const { http, objects, database } = deps
  const view = (actor: Actor, { id }: { id: string }) => getReportView(objects, database, actor, id)
  http.bind(routes.listReports, ({ actor, query }) => listReports(objects, database, actor, query))
  http.bind(routes.getReport, ({ actor, params }) => getReportView(objects, database, actor, params.reportId))
  http.bind(routes.draftReport, async ({ actor, ...call }) => view(actor, await draftReport(deps, incidents, actor, call)))
  http.bind(routes.reviseDraft, async ({ actor, ...call }) => view(actor, await reviseDraft(deps, actor, call)))
  http.bind(routes.issueReport, async ({ actor, ...call }) => view(actor, await issueReport(deps, incidents, actor, call)))
  http.bind(routes.receiveReport, async ({ actor, ...call }) => view(actor, await receiveReport(deps, actor, call)))
  http.bind(routes.listClocks, ({ actor, query }) => listClocks(objects, database, actor, query))
  http.bind(routes.listSuspicions, ({ actor, query }) => listSuspicions(objects, database, actor, query))
  http.bind(routes.decideSuspicion, async ({ actor, ...call }) => getSuspicionView(objects, database, actor, (await decideSuspicion(deps, incidents, actor, call)).id))
}
