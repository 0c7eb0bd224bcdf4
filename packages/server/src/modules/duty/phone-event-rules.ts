import type { PhoneCall } from '@fengsui/contract/duty'
import { boundToReceipt, type Instant } from '@fengsui/contract/kernel'

export interface PhoneEventSaid {
  readonly event: 'ringing' | 'answered' | 'ended' | 'missed'
  readonly at: Instant
  readonly direction: 'in' | 'out'
}

export type PhoneCallTimes = Pick<PhoneCall, 'direction' | 'status' | 'firstAt' | 'ringingAt' | 'talkingAt' | 'endedAt' | 'talkSeconds'>

const earlier = (a: Instant | null, b: Instant): Instant => (a === null || b < a ? b : a)

/** The state that follows from the instants alone, in whatever order they came: never answered and over is missed, for a call that came in. */
export function statusOf({ direction, ringingAt, talkingAt, endedAt }: Pick<PhoneCallTimes, 'direction' | 'ringingAt' | 'talkingAt' | 'endedAt'>): PhoneCall['status'] {
  if (talkingAt !== null) return endedAt === null ? 'talking' : 'ended'
  if (endedAt !== null) return direction === 'in' ? 'missed' : 'ended'
  return ringingAt === null ? 'ended' : 'ringing'
}

/** Folds messages of one call: of each kind the earliest instant counts, none lies after its receipt; the same message again changes nothing. */
export function foldPhoneEvents(known: PhoneCallTimes | null, events: readonly PhoneEventSaid[], receivedAt: Instant): PhoneCallTimes {
  const times = { direction: known?.direction ?? events[0]?.direction ?? 'in', firstAt: known?.firstAt ?? null, ringingAt: known?.ringingAt ?? null, talkingAt: known?.talkingAt ?? null, endedAt: known?.endedAt ?? null }
  for (const { event, at: stated } of events) {
    const { at } = boundToReceipt(stated, receivedAt)
    times.firstAt = earlier(times.firstAt, at)
    if (event === 'ringing') times.ringingAt = earlier(times.ringingAt, at)
    if (event === 'answered') times.talkingAt = earlier(times.talkingAt, at)
    if (event === 'ended' || event === 'missed') times.endedAt = earlier(times.endedAt, at)
  }
  const talkSeconds = times.talkingAt !== null && times.endedAt !== null ? Math.max(0, Math.round((Date.parse(times.endedAt) - Date.parse(times.talkingAt)) / 1000)) : null
  return { ...times, firstAt: times.firstAt ?? receivedAt, status: statusOf(times), talkSeconds }
}

/** Fields that differ from what is known. */
export function changedTimes(known: PhoneCallTimes, next: PhoneCallTimes): Partial<PhoneCallTimes> {
  return Object.fromEntries(Object.entries(next).filter(([field, value]) => known[field as keyof PhoneCallTimes] !== value))
}
