import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { CallRecipient, Notification, notificationRoutes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { countOpen, listNotifications, listTwins, lockCalls, lockNotifications, lockRecipients } from './call-store.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { clampAnswer, foldEvent, toAnswered } from './receipt-rules.ts'
import { recordAnswersOf, type Answered } from './record-answer.ts'
import { recordResults } from './record-results.ts'

type Receipt = ParsedRequest<typeof notificationRoutes.submitReceipts>['body']['receipts'][number]

/**
 * Takes in what a gateway tells, thousands at once in a handful of statements. Receipts may come late, twice, in any order: each only
 * adds what is not known yet. A reply answers for the one who was called; a superior's reply is proof that the superior was reached, no more.
 */
export function submitReceipts(deps: NotificationDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof notificationRoutes.submitReceipts>, 'body'>): Promise<{ merged: number; unknown: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-receipts', actor: actor.label, input: { body } }, async (context) => {
    const references = [...new Set(body.receipts.map((receipt) => receipt.reference))]
    const twins = await listTwins(context.tx, references)
    // Calls first, then recipients, then messages: everybody takes them in this order.
    const { callIds, recipientIds } = await peek(deps, context, actor, references)
    const calls = new Map((await lockCalls(deps.objects, context.tx, callIds)).map((call) => [call.id, call]))
    const recipients = new Map((await lockRecipients(deps.objects, context.tx, recipientIds)).map((recipient) => [recipient.id, recipient]))
    const known = new Map((await lockNotifications(deps.objects, context.tx, [...references, ...[...twins.values()].flat()], actor)).map((notification) => [notification.id, notification]))
    const inOrder = [...body.receipts].sort((a, b) => a.at.localeCompare(b.at))
    const changed = new Map<string, Partial<Notification>>()
    const answers = new Map<string, Receipt>()
    for (const receipt of inOrder) {
      for (const id of twins.get(receipt.reference) ?? [receipt.reference]) {
        const notification = known.get(id)
        if (!notification) continue
        const at = receipt.at > context.at ? context.at : receipt.at
        const now = { ...notification, ...changed.get(id) }
        const set = foldEvent(now, receipt.event === 'failed' ? { event: 'failed', at, failure: receipt.failure === '' ? '运营商未送达' : receipt.failure } : { event: 'delivered', at }, false)
        if (set) changed.set(id, { ...changed.get(id), ...set })
        if (receipt.event === 'reply' && notification.recipientId !== null && notification.reason !== 'superior' && !answers.has(notification.recipientId)) answers.set(notification.recipientId, receipt)
      }
    }
    const open = await countOpen(context.tx, callIds)
    const answered = new Map<string, Answered[]>()
    for (const [recipientId, receipt] of answers) {
      const recipient = recipients.get(recipientId)
      const call = recipient && calls.get(recipient.callId)
      if (!recipient || !call || recipient.status === 'answered') continue
      const answer = context.protect(`call:${call.id}`, receipt.text)
      const set: Partial<CallRecipient> = { ...toAnswered(call, clampAnswer(receipt.at, call.calledAt, context.at), 'sms'), ...(answer === null ? {} : { answer }) }
      answered.set(call.id, [...(answered.get(call.id) ?? []), { recipient, set }])
    }
    const answeredIds = new Set([...answered.values()].flat().map((each) => each.recipient.id))
    await recordResults(context, known, changed, new Map([...recipients].filter(([id, recipient]) => recipient.status !== 'answered' && !answeredIds.has(id))))
    for (const [callId, list] of answered) {
      const call = calls.get(callId)
      if (call) recordAnswersOf(context, call, list, open.get(callId) ?? 0, 'sms')
    }
    const merged = body.receipts.filter((receipt) => known.has(receipt.reference)).length
    return { merged, unknown: body.receipts.length - merged }
  })
}

/** What the messages belong to, without taking anything. */
async function peek(deps: NotificationDeps, context: CommandContext, actor: Actor, references: readonly string[]): Promise<{ callIds: string[]; recipientIds: string[] }> {
  const found = await listNotifications(deps.objects, context.tx, references, actor)
  const ids = (pick: (notification: Notification) => string | null): string[] => [...new Set(found.flatMap((notification) => pick(notification) ?? []))]
  return { callIds: ids((each) => each.callId), recipientIds: ids((each) => each.recipientId) }
}
