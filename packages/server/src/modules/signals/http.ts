import { signalRoutes as routes } from '@fengsui/contract/signals'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { mergeSignal, unmergeSignal } from './merge-signal.ts'
import { getSignalView, listSignals } from './signal-views.ts'
import { submitSignal } from './submit-signal.ts'
import { beginVerification, rejectSignal, verifySignal } from './verify-signal.ts'

export function bindSignals(deps: ModuleDeps, incidents: Incidents): void {
  const { http, objects, database } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getSignalView(objects, database, actor, id)
  http.bind(routes.listSignals, ({ actor, query }) => listSignals(objects, database, actor, query))
  http.bind(routes.getSignal, ({ actor, params }) => getSignalView(objects, database, actor, params.signalId))
  http.bind(routes.submitSignal, async ({ actor, body }) => view(actor, await submitSignal(deps, incidents, actor, body)))
  http.bind(routes.beginVerification, async ({ actor, ...call }) => view(actor, await beginVerification(deps, actor, call)))
  http.bind(routes.verifySignal, async ({ actor, ...call }) => {
    const { id, incidentId } = await verifySignal(deps, incidents, actor, call)
    return { signal: await view(actor, { id }), incidentId }
  })
  http.bind(routes.rejectSignal, async ({ actor, ...call }) => view(actor, await rejectSignal(deps, actor, call)))
  http.bind(routes.mergeSignal, async ({ actor, ...call }) => view(actor, await mergeSignal(deps, incidents, actor, call)))
  http.bind(routes.unmergeSignal, async ({ actor, ...call }) => view(actor, await unmergeSignal(deps, actor, call)))
}
