import { casualtyRoutes, clockRuleRoutes, reportLineRoutes, verificationRoutes, zeroSeriesRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { answerVerificationOrder, receiveVerificationOrder, recordPhoneAnswer, withdrawVerificationOrder } from './answer-verification-order.ts'
import { getCasualtyWatch } from './casualty-views.ts'
import { getClockRule, getClockRules } from './clock-rule-views.ts'
import { giveVerificationOrder } from './give-verification-order.ts'
import { recordCasualtyChange } from './record-casualty-change.ts'
import { endReliefResponse, recordReliefResponse } from './relief-responses.ts'
import { getReportLines } from './report-line-views.ts'
import { setClockRules } from './set-clock-rule.ts'
import { getVerificationOrder, listVerificationDesks, listVerificationOrders } from './verification-views.ts'
import { getReliefResponse, getZeroSeries, listReliefResponses } from './zero-views.ts'

/** Duties around reports: orders to verify, casualties that change later, zero reports, the two lines, how a place keeps its clocks. */
export function bindReportDuties(deps: ModuleDeps, incidents: Incidents): void {
  const { http, objects, database, clocks } = deps
  const order = (actor: Actor, { id }: { id: string }) => getVerificationOrder(objects, database, actor, id)
  http.bind(verificationRoutes.listVerificationOrders, ({ actor, query }) => listVerificationOrders(objects, database, actor, query))
  http.bind(verificationRoutes.listVerificationDesks, async ({ actor, params }) => ({ items: await listVerificationDesks(database, actor, params.incidentId) }))
  http.bind(verificationRoutes.giveVerificationOrder, async ({ actor, ...call }) => order(actor, await giveVerificationOrder(deps, incidents, actor, call)))
  http.bind(verificationRoutes.receiveVerificationOrder, async ({ actor, ...call }) => order(actor, await receiveVerificationOrder(deps, actor, call)))
  http.bind(verificationRoutes.recordPhoneAnswer, async ({ actor, ...call }) => order(actor, await recordPhoneAnswer(deps, actor, call)))
  http.bind(verificationRoutes.answerVerificationOrder, async ({ actor, ...call }) => order(actor, await answerVerificationOrder(deps, actor, call)))
  http.bind(verificationRoutes.withdrawVerificationOrder, async ({ actor, ...call }) => order(actor, await withdrawVerificationOrder(deps, actor, call)))
  http.bind(casualtyRoutes.getCasualtyWatch, ({ actor, params }) => getCasualtyWatch(objects, database, actor, params.incidentId))
  http.bind(casualtyRoutes.recordCasualtyChange, async ({ actor, ...call }) => getCasualtyWatch(objects, database, actor, (await recordCasualtyChange(deps, incidents, actor, call)).id))
  http.bind(zeroSeriesRoutes.listReliefResponses, ({ actor, query }) => listReliefResponses(objects, database, actor, query))
  http.bind(zeroSeriesRoutes.recordReliefResponse, async ({ actor, body }) => getReliefResponse(objects, database, actor, (await recordReliefResponse(deps, actor, { body })).id))
  http.bind(zeroSeriesRoutes.endReliefResponse, async ({ actor, ...call }) => getReliefResponse(objects, database, actor, (await endReliefResponse(deps, actor, call)).id))
  http.bind(zeroSeriesRoutes.getZeroSeries, ({ actor, params }) => getZeroSeries(objects, database, actor, params.incidentId, { now: clocks.business.now(), asOf: deps.rulesAsOf() }))
  http.bind(reportLineRoutes.getReportLines, ({ actor, params }) => getReportLines(database, actor, params.incidentId))
  http.bind(clockRuleRoutes.getClockRules, ({ actor }) => getClockRules(deps, actor))
  http.bind(clockRuleRoutes.setClockRules, async ({ actor, body }) => getClockRule(deps, (await setClockRules(deps, actor, { body })).id))
}
