import { isInForce, type LegalBasis, type Verification } from '../../incidents/grading/index.ts'
import { formatLimit, listBindingRules, type DeadlineInput } from './compute-deadlines.ts'
import { reportLevelNamesZh, type DeadlineLimit, type ReportLevel } from './deadline-rule.ts'
import { addMinutes, endOfLegalDayAfter, endOfNextSlot } from './instant-arithmetic.ts'

/** The next due instant of one repeating duty. */
export interface FollowUpDue {
  ruleId: string
  titleZh: string
  fromLevel: ReportLevel
  toLevel: ReportLevel
  dueAt: string
  textZh: string
  legalBasis: LegalBasis
  verified: Verification
}

/** Due instant after a report sent at `sentAt`, for a repeating limit; null for one-off limits. */
export function nextRepetition(limit: DeadlineLimit, sentAt: string): string | null {
  switch (limit.kind) {
    case 'times-per-day':
      return endOfNextSlot(sentAt, limit.times)
    case 'every-hours':
      return addMinutes(sentAt, limit.hours * 60)
    case 'every-days':
      return endOfLegalDayAfter(sentAt, limit.days)
    default:
      return null
  }
}

/**
 * When this reporter's next follow-ups (续报, 零报告) are due, counted from its last report, `count` steps ahead, earliest first.
 * "n times a day" cuts the legal day into n equal parts and asks for one report in each part after the one already served.
 * For each recipient and step the earliest rule is returned.
 */
export function followUpSchedule(
  input: Pick<DeadlineInput, 'incident' | 'reporter' | 'asOf' | 'rules'> & { lastReportedAt: string; count?: number },
): FollowUpDue[] {
  const count = input.count ?? 1
  const steps = listBindingRules(input, ['FOLLOW_UP']).flatMap((rule) => {
    const dues: { step: number; due: FollowUpDue }[] = []
    let from = input.lastReportedAt
    for (let step = 0; step < count; step += 1) {
      const dueAt = nextRepetition(rule.limit, from)
      if (dueAt === null) break
      dues.push({
        step,
        due: {
          ruleId: rule.ruleId, titleZh: rule.titleZh, fromLevel: rule.fromLevel, toLevel: rule.toLevel, dueAt,
          textZh: `${reportLevelNamesZh[rule.fromLevel]}→${reportLevelNamesZh[rule.toLevel]}：续报，${formatLimit(rule)}`,
          legalBasis: rule.legalBasis, verified: rule.verified,
        },
      })
      from = dueAt
    }
    return dues
  }).sort((a, b) => a.due.dueAt.localeCompare(b.due.dueAt) || a.due.ruleId.localeCompare(b.due.ruleId))
  const kept = new Map<string, FollowUpDue>()
  for (const { step, due } of steps) {
    const key = `${step} ${due.toLevel}`
    if (!kept.has(key)) kept.set(key, due)
  }
  return [...kept.values()]
}

/** The duty to report a change of the casualties of an accident on the same day, as dated data. */
export interface CasualtyChangeRule {
  ruleId: string
  titleZh: string
  legalBasis: LegalBasis
  validFrom: string
  validTo: string | null
  verified: Verification
}

export const casualtyChangeRules: readonly CasualtyChangeRule[] = [{
  ruleId: 'accident.casualty-change', titleZh: '伤亡变化当日续报',
  legalBasis: { instrument: '生产安全事故信息报告和处置办法（原国家安全生产监督管理总局令第21号）', article: '第十一条', issuedBy: '原国家安全生产监督管理总局' },
  validFrom: '2009-07-01', validTo: null, verified: 'verified',
}]

/** The rule in force on a day; null before there was one. */
export function findCasualtyChangeRule(asOf: string, rules: readonly CasualtyChangeRule[] = casualtyChangeRules): CasualtyChangeRule | null {
  return rules.find((rule) => isInForce(rule, asOf)) ?? null
}

/** A change in the casualty count is reported on the same legal day (令21号, 493号令 Art 13): the end of the day of the change. */
export function casualtyChangeDeadline(changedAt: string): string {
  return endOfLegalDayAfter(changedAt, 0)
}
