import { formatLegalBasis, type IncidentClass } from '@fengsui/contract/incidents/grading'
import type { Incident } from '@fengsui/contract/incidents'
import { isWithin, legalDay, Problem, type Instant } from '@fengsui/contract/kernel'
import { verificationLifecycle, verificationStatusNames, type VerificationOrder } from '@fengsui/contract/reports'
import { computeVerificationReply, type DeadlineRule } from '@fengsui/contract/reports/deadlines'
import type { Desk, WantedClock } from './clock-rules.ts'

/** `核实〔2026〕0003号`, counted by unit and Beijing year. */
export function formatOrderNumber(at: Instant, ordinal: number): string {
  return `${orderNumberPrefix(at)}${String(ordinal).padStart(4, '0')}号`
}

export function orderNumberPrefix(at: Instant): string {
  return `核实〔${legalDay(at).slice(0, 4)}〕`
}

/** Desks of the incident's line that a desk may ask: those of places below its own. */
export function listAskable(desks: readonly Desk[], own: Pick<Desk, 'unitId' | 'divisionCode'>): Desk[] {
  return desks.filter((desk) => desk.unitId !== own.unitId && desk.divisionCode !== own.divisionCode && isWithin(desk.divisionCode, own.divisionCode))
}

/** The two clocks of an order: by telephone and in writing, both from the order itself. @throws Error when the rules of the day know no limit */
export function planReplies(input: {
  incident: Pick<Incident, 'incidentClass' | 'typeCode' | 'standardId' | 'grade' | 'proposal' | 'occurredAt' | 'knownAt' | 'facts' | 'divisionCode'>
  from: Pick<Desk, 'unitId'>; asked: Pick<Desk, 'unitId' | 'level' | 'divisionCode'>; orderedAt: Instant; asOf: Instant; rules: readonly DeadlineRule[]
}): { phone: WantedClock; written: WantedClock } {
  const { incident, from, asked } = input
  const replies = computeVerificationReply({
    incident: {
      incidentClass: incident.incidentClass as IncidentClass, typeCode: incident.typeCode, standardId: incident.standardId, grade: incident.grade ?? incident.proposal?.grade ?? null,
      occurredAt: incident.occurredAt, knownAt: incident.knownAt, facts: incident.facts, divisionCode: incident.divisionCode,
    },
    reporter: { level: asked.level, divisionCode: asked.divisionCode }, orderedAt: input.orderedAt, asOf: input.asOf, rules: input.rules,
  })
  const wanted = (channel: 'phone' | 'written'): WantedClock => {
    const reply = replies.find((each) => each.channel === channel)
    if (!reply) throw new Error(`no limit for a ${channel} answer of ${asked.level}`)
    return {
      ruleId: reply.ruleId, title: reply.titleZh, phase: reply.phase, legalBasis: formatLegalBasis(reply.legalBasis), fromUnitId: asked.unitId, toUnitId: from.unitId, divisionCode: asked.divisionCode,
      clockStart: reply.clockStart, startsAt: reply.startsAt, dueAt: reply.dueAt, countsFromChange: false, alsoUnder: reply.alsoUnder,
    }
  }
  return { phone: wanted('phone'), written: wanted('written') }
}

/** @throws Problem naming the present state */
export function requireOrderTransition(from: VerificationOrder['status'], to: VerificationOrder['status']): void {
  const allowed: readonly string[] = verificationLifecycle[from]
  if (!allowed.includes(to)) throw new Problem('lifecycle-refused', `这份核实指令${verificationStatusNames[from]}，不必再${to === 'answered' ? '反馈' : '撤销'}`)
}

/**
 * A call was made after the order and not in the future. Clocks on walls know minutes: a call in the minute of the order counts as made at the order.
 * @returns when the call counts as made @throws Problem
 */
export function requirePossibleCall(order: Pick<VerificationOrder, 'orderedAt' | 'phoneAnsweredAt' | 'status'>, answeredAt: Instant, now: Instant): Instant {
  if (order.status === 'withdrawn') throw new Problem('lifecycle-refused', '这份核实指令已撤销，不必再反馈')
  if (order.phoneAnsweredAt !== null) throw new Problem('lifecycle-refused', '电话反馈已经登记，补充情况请写入书面反馈')
  if (answeredAt > now) throw new Problem('invalid-input', '通话时间不能晚于现在，请核对', [{ path: 'answeredAt', message: '晚于现在' }])
  if (answeredAt < `${order.orderedAt.slice(0, 16)}:00.000Z`) throw new Problem('invalid-input', '通话时间早于下达指令，请核对', [{ path: 'answeredAt', message: '早于下达指令' }])
  return answeredAt < order.orderedAt ? order.orderedAt : answeredAt
}

/** Which of an order's clocks a rule id belongs to. */
export function isPhoneReply(ruleId: string): boolean {
  return ruleId.endsWith('.phone')
}
