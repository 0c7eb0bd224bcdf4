import { boundToReceipt, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { notificationRoutes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import { requireCoversRecipients, requireOwnCall } from './call-policy.ts'
import { countOpen, lockCall, lockOwnRecipient, lockRecipients } from './call-store.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { clampAnswer, toAnswered } from './receipt-rules.ts'
import { recordAnswersOf } from './record-answer.ts'

/** Answers a call in the system. Answering twice (desk and telephone) changes nothing; an answer after the end still counts as one. */
export function answerCall(deps: NotificationDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof notificationRoutes.answerCall>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'answer-call', actor: actor.label, input: { params, body } }, async (context) => {
    const { call, recipient } = await lockOwnRecipient(deps.objects, context.tx, actor, params.recipientId)
    requireOwnCall(actor, recipient)
    if (recipient.status === 'answered') return { id: recipient.id }
    const answer = context.protect(`call:${call.id}`, body.answer)
    const open = (await countOpen(context.tx, [call.id])).get(call.id) ?? 0
    const set = { ...toAnswered(call, clampAnswer(body.answeredAt, call.calledAt, context.at), 'in-app'), ...(answer === null ? {} : { answer }), ...(body.position === null ? {} : { position: body.position }) }
    recordAnswersOf(context, call, [{ recipient, set }], open, 'in-app', body.answeredAt === null ? null : boundToReceipt(body.answeredAt, context.at).clockAheadSeconds)
    return { id: recipient.id }
  })
}

/** Records for others that they answered by telephone, satellite, radio or at the door; all or none. */
export function recordAnswers(deps: NotificationDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof notificationRoutes.recordAnswers>, 'params' | 'body'>): Promise<{ recorded: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-answers', actor: actor.label, input: { params, body } }, async (context) => {
    const call = await lockCall(deps.objects, context.tx, actor, params.callId)
    const ids = [...new Set(body.recipientIds)]
    const recipients = (await lockRecipients(deps.objects, context.tx, ids)).filter((recipient) => recipient.callId === call.id)
    if (recipients.length !== ids.length) throw new Problem('invalid-input', '所选的人不都在这次叫应里，请刷新后重新选择', [{ path: 'recipientIds', message: '不在这次叫应里' }])
    requireCoversRecipients(actor, recipients)
    const done = recipients.filter((recipient) => recipient.status === 'answered').length
    if (done > 0) throw new Problem('lifecycle-refused', `其中 ${done} 人已经应答，请刷新后只选未应答的`)
    if (body.answeredAt !== null && (body.answeredAt > context.at || body.answeredAt < call.calledAt)) throw new Problem('invalid-input', '应答时间须在发起叫应之后、不晚于现在，请核对', [{ path: 'answeredAt', message: '时间不对' }])
    const open = (await countOpen(context.tx, [call.id])).get(call.id) ?? 0
    const answer = context.protect(`call:${call.id}`, body.answer)
    const set = { ...toAnswered(call, body.answeredAt ?? context.at, body.by), recordedByUnitId: actor.unitId, ...(answer === null ? {} : { answer }) }
    recordAnswersOf(context, call, recipients.map((recipient) => ({ recipient, set })), open, body.by)
    return { recorded: recipients.length }
  })
}
