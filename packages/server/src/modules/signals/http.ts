import { Problem } from '@fengsui/contract/kernel'
import { signalRoutes as routes } from '@fengsui/contract/signals'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch/index.ts'
import { answerCommission, createCommission, withdrawCommission } from './commission-item.ts'
import { getCommissionViews, listCommissions } from './commission-views.ts'
import { getFeedView, listFeeds, listInnerSources } from './feed-views.ts'
import { createFeed, updateFeed } from './keep-feed.ts'
import { allowInnerSource, endInnerSource } from './keep-inner-source.ts'
import { mergeSignal, mergeSignals, unmergeSignal } from './merge-signal.ts'
import { listPlaceNames } from './place-views.ts'
import { previewFeed } from './preview-feed.ts'
import { getSignalView, listSignals } from './signal-views.ts'
import { submitSignal } from './submit-signal.ts'
import { beginVerification, rejectSignal, verifySignal } from './verify-signal.ts'

export function bindSignals(deps: ModuleDeps, incidents: Incidents, outboundFetch: OutboundFetch | null): void {
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
  http.bind(routes.unmergeSignal, async ({ actor, ...call }) => view(actor, await unmergeSignal(deps, incidents, actor, call)))
  http.bind(routes.mergeSignals, async ({ actor, ...call }) => view(actor, await mergeSignals(deps, incidents, actor, call)))
  http.bind(routes.listPlaceNames, ({ actor }) => listPlaceNames(database, actor.divisionCode))
  bindFeeds(deps, outboundFetch)
  bindCommissions(deps, incidents)
}

function bindFeeds(deps: ModuleDeps, outboundFetch: OutboundFetch | null): void {
  const { http, objects, database } = deps
  const feed = async (actor: Actor, { id }: { id: string }) => getFeedView(objects, database, actor, id)
  const inner = async (actor: Actor, { id }: { id: string }) => {
    const [source] = await listInnerSources(objects, database, actor, id)
    if (!source) throw new Problem('not-found', '没有找到这个内网地址，可能不在您的辖区内')
    return source
  }
  http.bind(routes.listFeeds, async ({ actor }) => ({ items: await listFeeds(objects, database, actor), fetching: outboundFetch !== null }))
  http.bind(routes.createFeed, async ({ actor, body }) => feed(actor, await createFeed(deps, actor, body)))
  http.bind(routes.updateFeed, async ({ actor, ...call }) => feed(actor, await updateFeed(deps, actor, call)))
  http.bind(routes.previewFeed, ({ actor, body }) => previewFeed(deps, outboundFetch, actor, body))
  http.bind(routes.listInnerSources, async ({ actor }) => ({ items: await listInnerSources(objects, database, actor) }))
  http.bind(routes.allowInnerSource, async ({ actor, body }) => inner(actor, await allowInnerSource(deps, actor, body)))
  http.bind(routes.endInnerSource, async ({ actor, ...call }) => inner(actor, await endInnerSource(deps, actor, call)))
}

function bindCommissions(deps: ModuleDeps, incidents: Incidents): void {
  const { http, objects, database } = deps
  const view = async (actor: Actor, { id }: { id: string }) => {
    const [commission] = await getCommissionViews(objects, database, actor, [id])
    if (!commission) throw new Problem('not-found', '没有找到这件约稿，可能不在您的辖区内')
    return commission
  }
  http.bind(routes.listCommissions, ({ actor, query }) => listCommissions(objects, database, actor, query))
  http.bind(routes.createCommission, async ({ actor, body }) => ({ items: await getCommissionViews(objects, database, actor, (await createCommission(deps, actor, body)).ids) }))
  http.bind(routes.answerCommission, async ({ actor, ...call }) => view(actor, await answerCommission(deps, incidents, actor, call)))
  http.bind(routes.withdrawCommission, async ({ actor, ...call }) => view(actor, await withdrawCommission(deps, actor, call)))
}
