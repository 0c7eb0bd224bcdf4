import { addDays, addWorkingDays, legalDayAt, publicCalendar, startOfDay, type WorkCalendar } from '../calendar/index.ts'
import { addMinutes } from '../kernel/index.ts'

/** Urgency of an instruction, the words of official papers (党政机关公文处理工作条例 2012, 第九条: 特急、加急). Not a secrecy mark: the platform holds none. */
export const urgencyNames = { extraUrgent: '特急', urgent: '加急', normal: '普通' } as const
export type Urgency = keyof typeof urgencyNames

/** Until when something is to be answered: hours (24-hour watch), working days, or a stated instant. */
export type DueTerm = { readonly kind: 'hours'; readonly hours: number } | { readonly kind: 'workingDays'; readonly days: number } | { readonly kind: 'at'; readonly at: string }

/** How an instruction is followed up: dated, because a place or a later version may set it otherwise. */
export interface SupervisionRule {
  readonly id: string
  /** Legal days, half-open. */
  readonly validFrom: string
  readonly validTo: string | null
  readonly basis: string
  /** Proposed where the issuer names no term. */
  readonly term: Readonly<Record<Urgency, DueTerm>>
  /** Minutes within which the unit signs for it. */
  readonly acknowledgeMinutes: Readonly<Record<Urgency, number>>
  /** Minutes before the end of the term at which the unit is reminded. */
  readonly remindMinutesBefore: Readonly<Record<Urgency, number>>
  /** Minutes after the end of the term at which the unit's superior is told. */
  readonly escalateMinutesAfter: Readonly<Record<Urgency, number>>
}

/**
 * 政府督查工作条例（国务院令第733号）and office practice ask for a term, a reminder and 督办 but set no figures: these are the platform's own, marked as such on
 * screen and on paper. Newest last.
 */
export const supervisionRules: readonly SupervisionRule[] = [
  {
    id: 'platform-2021', validFrom: '2021-02-01', validTo: null, basis: '平台默认（《政府督查工作条例》国务院令第733号，2021-02-01 起施行，未定具体时数）',
    term: { extraUrgent: { kind: 'hours', hours: 24 }, urgent: { kind: 'workingDays', days: 3 }, normal: { kind: 'workingDays', days: 10 } },
    acknowledgeMinutes: { extraUrgent: 30, urgent: 120, normal: 480 },
    remindMinutesBefore: { extraUrgent: 120, urgent: 480, normal: 1440 },
    escalateMinutesAfter: { extraUrgent: 60, urgent: 480, normal: 1440 },
  },
]

/** The rule of a day; before the first one, the first. */
export function supervisionRuleAt(at: string): SupervisionRule {
  const day = legalDayAt(at)
  const found = supervisionRules.find((rule) => rule.validFrom <= day && (rule.validTo === null || day < rule.validTo)) ?? supervisionRules[0]
  if (!found) throw new Error('there is no supervision rule')
  return found
}

/**
 * End of a term counted from an instant. Hours run through nights and holidays. Working days follow 民法典 Art 200–203: the day itself does not
 * count, the last one ends at 24:00 Beijing time, and it is a day on which offices work. @throws RangeError for a term of no length
 */
export function endOfTerm(from: string, term: DueTerm, calendar: WorkCalendar = publicCalendar): string {
  if (term.kind === 'at') return term.at
  if (term.kind === 'hours') return addMinutes(from, term.hours * 60)
  return startOfDay(addDays(addWorkingDays(legalDayAt(from), term.days, calendar), 1))
}

/** A term in words, as it stands on the paper. */
export function termText(term: DueTerm): string {
  if (term.kind === 'hours') return `${term.hours} 小时内`
  return term.kind === 'workingDays' ? `${term.days} 个工作日内` : '定时办结'
}

interface SupervisionInstants {
  readonly acknowledgeBy: string
  readonly remindAt: string | null
  readonly escalateAt: string
}

/** When a duty is to be signed for, reminded of and passed upward. A reminder that would lie before the duty was given falls away, a signature is never due after the term. */
export function planSupervision(givenAt: string, dueAt: string, urgency: Urgency, rule: SupervisionRule): SupervisionInstants {
  const acknowledgeBy = addMinutes(givenAt, rule.acknowledgeMinutes[urgency])
  const remindAt = addMinutes(dueAt, -rule.remindMinutesBefore[urgency])
  return { acknowledgeBy: acknowledgeBy < dueAt ? acknowledgeBy : dueAt, remindAt: remindAt > givenAt ? remindAt : null, escalateAt: addMinutes(dueAt, rule.escalateMinutesAfter[urgency]) }
}
