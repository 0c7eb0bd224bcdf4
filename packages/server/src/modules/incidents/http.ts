import { incidentRoutes as routes } from '@fengsui/contract/incidents'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { confirmGrade } from './confirm-grade.ts'
import { closeIncident, markStable } from './end-incident.ts'
import { getIncidentPage, getIncidentView, listIncidents } from './incident-views.ts'
import { linkIncident } from './link-incident.ts'
import { mergeIncident } from './merge-incident.ts'
import { registerIncident } from './register-incident.ts'
import { splitIncident } from './split-incident.ts'
import { updateFacts } from './update-facts.ts'

export function bindIncidents(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getIncidentView(objects, database, actor.scope, id, clocks.business.now())
  http.bind(routes.listIncidents, ({ actor, query }) => listIncidents(objects, database, actor.scope, query, clocks.business.now()))
  http.bind(routes.getIncident, ({ actor, params }) => getIncidentPage(objects, database, actor, params.incidentId, clocks.business.now()))
  http.bind(routes.registerIncident, async ({ actor, body }) => view(actor, await registerIncident(deps, actor, body)))
  http.bind(routes.updateFacts, async ({ actor, ...call }) => view(actor, await updateFacts(deps, actor, call)))
  http.bind(routes.confirmGrade, async ({ actor, ...call }) => view(actor, await confirmGrade(deps, actor, call)))
  http.bind(routes.linkIncident, async ({ actor, ...call }) => view(actor, await linkIncident(deps, actor, call)))
  http.bind(routes.mergeIncident, async ({ actor, ...call }) => view(actor, await mergeIncident(deps, actor, call)))
  http.bind(routes.splitIncident, async ({ actor, ...call }) => view(actor, await splitIncident(deps, actor, call)))
  http.bind(routes.markStable, async ({ actor, ...call }) => view(actor, await markStable(deps, actor, call)))
  http.bind(routes.closeIncident, async ({ actor, ...call }) => view(actor, await closeIncident(deps, actor, call)))
}
