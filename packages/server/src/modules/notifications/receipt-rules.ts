import { minutesBetween, type Instant } from '@fengsui/contract/kernel'
import { callLifecycle, notificationLifecycle, recipientLifecycle, type Call, type CallRecipient, type Notification, type RecipientStatus } from '@fengsui/contract/notifications'

export function notificationMayBecome(from: Notification['status'], to: Notification['status']): boolean {
  return (notificationLifecycle[from] as readonly string[]).includes(to)
}

export function recipientMayBecome(from: RecipientStatus, to: RecipientStatus): boolean {
  return (recipientLifecycle[from] as readonly string[]).includes(to)
}

export function callMayBecome(from: Call['status'], to: Call['status']): boolean {
  return (callLifecycle[from] as readonly string[]).includes(to)
}

/** What a channel or a gateway says of one message. */
export type Event = { readonly event: 'sent' | 'delivered' | 'unknown'; readonly at: Instant } | { readonly event: 'failed'; readonly at: Instant; readonly failure: string }

/** What an event changes of a message; null when it is known, late or contradicts what is known better (delivered stays delivered). */
export function foldEvent(notification: Notification, event: Event, maybeTwice: boolean): Partial<Notification> | null {
  const to = event.event
  if (!notificationMayBecome(notification.status, to)) return null
  const tried = to === 'sent' || to === 'unknown' || (to === 'failed' && notification.status !== 'sent') ? { attempts: notification.attempts + 1 } : {}
  const doubled = (maybeTwice || notification.status === 'unknown') && to !== 'unknown' && !notification.possibleDuplicate ? { possibleDuplicate: true } : {}
  switch (event.event) {
    case 'sent':
      return { status: 'sent', sentAt: event.at, ...tried, ...doubled }
    case 'delivered':
      // A receipt may overtake the gateway's own answer.
      return { status: 'delivered', deliveredAt: event.at, ...(notification.sentAt === null ? { sentAt: event.at } : {}) }
    case 'failed':
      return { status: 'failed', failedAt: event.at, failure: event.failure, ...tried, ...doubled }
    case 'unknown':
      return { status: 'unknown', ...tried }
  }
}

/** A message of which something is known already has gone out once more, or perhaps has: it may have come twice, and says so whatever became of it. */
export function foldRepetition(notification: Pick<Notification, 'status' | 'possibleDuplicate'>, event: Event['event'], maybeTwice: boolean): Partial<Notification> | null {
  return maybeTwice && event !== 'failed' && notification.status !== 'queued' && !notification.possibleDuplicate ? { possibleDuplicate: true } : null
}

/**
 * State of one who was called, by the messages of their present round (those that went to a superior do not count): reached on one
 * channel is reached; unreachable only when every channel has failed.
 */
export function recipientStatusOf(current: RecipientStatus, messages: readonly Pick<Notification, 'status'>[]): RecipientStatus {
  const has = (status: Notification['status']): boolean => messages.some((message) => message.status === status)
  const found: RecipientStatus = has('delivered') ? 'delivered' : has('sent') ? 'sent' : has('queued') || has('unknown') ? 'waiting' : 'unreachable'
  return found !== current && recipientMayBecome(current, found) && !(found === 'waiting') ? found : current
}

/** Instant of an answer as kept: never before the call, never later than now, whatever the telephone's clock says. */
export function clampAnswer(given: Instant | null, calledAt: Instant, now: Instant): Instant {
  if (given === null || given > now) return now
  return given < calledAt ? calledAt : given
}

/** Whole minutes an answer took. */
export function answerMinutes(calledAt: Instant, answeredAt: Instant): number {
  return Math.floor(minutesBetween(calledAt, answeredAt))
}

/** The change that an answer makes. */
export function toAnswered(call: Pick<Call, 'calledAt'>, at: Instant, by: NonNullable<CallRecipient['answeredBy']>): Pick<CallRecipient, 'status' | 'answeredAt' | 'answeredBy' | 'answerMinutes'> {
  return { status: 'answered', answeredAt: at, answeredBy: by, answerMinutes: answerMinutes(call.calledAt, at) }
}

/** How long a message of a call is of use: a day. */
export const CALL_MESSAGE_MINUTES = 24 * 60
