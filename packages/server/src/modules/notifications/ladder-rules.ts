import { addMinutes, divisionAt, divisionLevelOf, type Instant } from '@fengsui/contract/kernel'
import type { Call, LadderStep, Ladders, NotificationChannel, QuietHours } from '@fengsui/contract/notifications'

/** Default ladders, dated. Source: platform default; no law gives minutes, a place sets its own when it makes the call. */
const ladders: readonly { from: string; kinds: Ladders }[] = [
  {
    from: '2019-01-01T00:00:00.000Z',
    kinds: {
      muster: [again(3, '未应答再叫'), superior(8, '转上级')],
      'roll-call': [again(5, '未应答再叫'), superior(10, '转上级')],
      'warning-call': [again(5, '未应答再叫'), superior(10, '转上级')],
      notice: [again(60, '未应答再发')],
      test: [],
    },
  },
]

function again(afterMinutes: number, name: string): LadderStep {
  return { afterMinutes, channels: ['in-app', 'sms'], to: 'same', name }
}

function superior(afterMinutes: number, name: string): LadderStep {
  return { afterMinutes, channels: ['in-app', 'sms'], to: 'superior', name }
}

const none: Ladders = { muster: [], 'roll-call': [], 'warning-call': [], notice: [], test: [] }

/** The platform's ladders as of an instant, for places that have set no rule of their own. */
export function platformLadders(asOf: Instant): Ladders {
  return (ladders.findLast((each) => each.from <= asOf) ?? ladders[0])?.kinds ?? none
}

/** Rungs in the order in which they are climbed. */
export function sortLadder(ladder: readonly LadderStep[]): LadderStep[] {
  return [...ladder].sort((a, b) => a.afterMinutes - b.afterMinutes)
}

/** The rung that comes next and when; null when there is none or the call no longer runs. */
export function nextStep(call: Pick<Call, 'ladder' | 'step' | 'calledAt' | 'status'>): { step: LadderStep; at: Instant } | null {
  const step = call.ladder[call.step]
  return call.status !== 'running' || !step ? null : { step, at: addMinutes(call.calledAt, step.afterMinutes) }
}

/** The platform's quiet hours, Beijing time: what can wait until morning does not ring at night. Source: platform default. */
export const platformQuiet: QuietHours = { from: '22:00', to: '07:00' }
const MINUTES_OF_DAY = 24 * 60

/** `22:30` as minutes of the day. */
export function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** End of the quiet hours that hold at an instant, or null outside them; they may reach over midnight. */
export function quietUntil(at: Instant, quiet: QuietHours): Instant | null {
  const [from, to] = [minuteOfDay(quiet.from), minuteOfDay(quiet.to)]
  const minute = (Math.floor(Date.parse(at) / 60_000) + 8 * 60) % MINUTES_OF_DAY
  const inside = from < to ? minute >= from && minute < to : minute >= from || minute < to
  if (!inside) return null
  const dayStart = addMinutes(at, -minute)
  return `${addMinutes(dayStart, from > to && minute >= from ? MINUTES_OF_DAY + to : to).slice(0, 16)}:00.000Z`
}

/** Until when a message of that urgency is held back on a channel. Urgent ones never are; the desk rings for nobody who is not there. */
export function heldUntil(channel: NotificationChannel, urgency: Call['urgency'], at: Instant, quiet: QuietHours): Instant | null {
  return urgency === 'urgent' || channel === 'in-app' || channel === 'webhook' ? null : quietUntil(at, quiet)
}

/** Head of a unit, as a candidate to turn to. */
export interface Lead {
  readonly personId: string
  readonly unitId: string
  readonly unitRole: string
  readonly divisionCode: string
}

/**
 * Who is turned to for one who does not answer: for somebody of a village the duty office of the town (else its government); for a
 * desk or a member of a unit the unit's head; for the head the watch of the place. Null when there is nobody.
 */
export function chooseSuperior(recipient: { personId: string | null; unitId: string; divisionCode: string }, leads: readonly Lead[]): Lead | null {
  const others = leads.filter((lead) => lead.personId !== recipient.personId)
  if (recipient.personId !== null && divisionLevelOf(recipient.divisionCode) === 'village') {
    const town = divisionAt(recipient.divisionCode, 'town')
    const inTown = (role: string): Lead | undefined => others.find((lead) => lead.divisionCode === town && lead.unitRole === role)
    const found = inTown('duty-office') ?? inTown('town-government')
    if (found) return found
  }
  return others.find((lead) => lead.unitId === recipient.unitId) ?? others.find((lead) => lead.divisionCode === recipient.divisionCode && lead.unitRole === 'duty-office') ?? null
}
