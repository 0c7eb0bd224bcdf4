import { notificationRoutes as routes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import { answerCall, recordAnswers } from './answer-call.ts'
import { getCallView, getMyCall, listCalls, listEvidence, listMyCalls, listRecipients } from './call-views.ts'
import { listChannels, previewCall } from './channel-views.ts'
import { callAgain, closeCall } from './direct-call.ts'
import { makeCall } from './make-call.ts'
import { listSilentPlaces } from './place-views.ts'
import { getCallingRule, getCallingRules } from './rule-views.ts'
import { setCallingRules } from './set-calling-rule.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { submitReceipts } from './submit-receipts.ts'

export function bindNotifications(deps: NotificationDeps): void {
  const { http, objects, database } = deps
  const call = (actor: Actor, { id }: { id: string }) => getCallView(objects, database, actor, id)
  http.bind(routes.listCalls, ({ actor, query }) => listCalls(objects, database, actor, query))
  http.bind(routes.getCall, ({ actor, params }) => getCallView(objects, database, actor, params.callId))
  http.bind(routes.listRecipients, ({ actor, params, query }) => listRecipients(objects, database, actor, params.callId, query))
  http.bind(routes.getCallingRules, ({ actor }) => getCallingRules(deps, actor))
  http.bind(routes.setCallingRules, async ({ actor, body }) => getCallingRule(deps, (await setCallingRules(deps, actor, { body })).id))
  http.bind(routes.listSilentPlaces, ({ actor, params }) => listSilentPlaces(objects, database, actor, params.callId))
  http.bind(routes.listNotifications, ({ actor, params }) => listEvidence(objects, database, actor, params.recipientId))
  http.bind(routes.previewCall, ({ actor, body }) => previewCall(deps, actor, body))
  http.bind(routes.makeCall, async ({ actor, body }) => call(actor, await makeCall(deps, actor, { body })))
  http.bind(routes.callAgain, async ({ actor, params, body }) => call(actor, await callAgain(deps, actor, { params, body })))
  http.bind(routes.closeCall, async ({ actor, params, body }) => call(actor, await closeCall(deps, actor, { params, body })))
  http.bind(routes.recordAnswers, ({ actor, params, body }) => recordAnswers(deps, actor, { params, body }))
  http.bind(routes.listMyCalls, ({ actor, query }) => listMyCalls(database, actor, query.status))
  http.bind(routes.answerCall, async ({ actor, params, body }) => getMyCall(database, actor, (await answerCall(deps, actor, { params, body })).id))
  http.bind(routes.submitReceipts, ({ actor, body }) => submitReceipts(deps, actor, { body }))
  http.bind(routes.listChannels, ({ actor }) => listChannels(deps, actor))
}
