import { isInForce, type LegalBasis, type Verification } from '../../incidents/grading/index.ts'
import { computeClocks, type Deadline, type DeadlineInput } from './compute-deadlines.ts'
import { endOfDate, endOfLegalDayAfter } from './instant-arithmetic.ts'

/**
 * Clock of the checked report (核报) of one reporter: village 2 d and county 7 d after the situation is stable, town, city and
 * province 2 d after the lower form (`receivedAt`). Null while the start has not happened or no rule applies.
 */
export function finalReportDeadline(input: DeadlineInput): Deadline | null {
  return computeClocks(input, ['FINAL'])[0] ?? null
}

/** How long a production-safety casualty count may still be supplemented, as dated data. */
export interface CasualtySupplementRule {
  ruleId: string
  titleZh: string
  typePrefixes: readonly string[]
  days: number
  legalBasis: LegalBasis
  validFrom: string
  validTo: string | null
  verified: Verification
}

const article13: LegalBasis = {
  instrument: '生产安全事故报告和调查处理条例（国务院令第493号）', article: '第十三条', issuedBy: '国务院',
}

/** Road-traffic and fire accidents first: the more particular rule wins. */
export const casualtySupplementRules: readonly CasualtySupplementRule[] = [
  {
    ruleId: 'accident.supplement.traffic-or-fire', titleZh: '道路交通、火灾事故伤亡变化补报', typePrefixes: ['12H', '12G'], days: 7,
    legalBasis: article13, validFrom: '2007-06-01', validTo: null, verified: 'verified',
  },
  {
    ruleId: 'accident.supplement.general', titleZh: '生产安全事故伤亡变化补报', typePrefixes: ['12'], days: 30,
    legalBasis: article13, validFrom: '2007-06-01', validTo: null, verified: 'verified',
  },
]

/**
 * Until when a change in the casualties of an accident is supplemented (and may change its grade): 30 days from the accident,
 * 7 for road traffic and fire; the end of that legal day. Null for types the regulation does not cover.
 */
export function casualtySupplementDeadline(
  input: { typeCode: string; occurredAt: string; asOf: string; rules?: readonly CasualtySupplementRule[] },
): { dueAt: string; rule: CasualtySupplementRule } | null {
  const rule = (input.rules ?? casualtySupplementRules).find((candidate) =>
    isInForce(candidate, input.asOf) && candidate.typePrefixes.some((prefix) => input.typeCode.startsWith(prefix)))
  return rule === undefined ? null : { dueAt: endOfLegalDayAfter(input.occurredAt, rule.days), rule }
}

export type AnnualReportKind = 'first' | 'checked'
export type AnnualReportLevel = 'village' | 'town' | 'county' | 'city' | 'province'

/** Day by which each level hands up the annual figures; `yearOffset` 1 is the year after the one reported. */
export interface AnnualReportDay {
  month: number
  day: number
  yearOffset: 0 | 1
}

/** The yearly calendar as dated data. */
export interface AnnualReportCalendar {
  legalBasis: LegalBasis
  validFrom: string
  validTo: string | null
  verified: Verification
  days: Readonly<Record<AnnualReportKind, Readonly<Record<AnnualReportLevel, AnnualReportDay>>>>
}

export const annualReportCalendars: readonly AnnualReportCalendar[] = [{
  legalBasis: {
    instrument: '自然灾害情况统计调查制度（国统制〔2024〕82号）', article: '年报初报、年报核报', issuedBy: '国家防灾减灾救灾委员会办公室、应急管理部',
  },
  validFrom: '2024-04-01',
  validTo: null,
  verified: 'verified',
  days: {
    first: {
      village: { month: 9, day: 30, yearOffset: 0 },
      town: { month: 10, day: 10, yearOffset: 0 },
      county: { month: 10, day: 15, yearOffset: 0 },
      city: { month: 10, day: 20, yearOffset: 0 },
      province: { month: 10, day: 25, yearOffset: 0 },
    },
    checked: {
      village: { month: 12, day: 31, yearOffset: 0 },
      town: { month: 1, day: 5, yearOffset: 1 },
      county: { month: 1, day: 10, yearOffset: 1 },
      city: { month: 1, day: 15, yearOffset: 1 },
      province: { month: 1, day: 20, yearOffset: 1 },
    },
  },
}]

/** End of the legal day by which a level hands up its annual disaster figures for `year`; null when no calendar is in force. */
export function annualReportDeadline(input: {
  level: AnnualReportLevel; year: number; kind: AnnualReportKind; asOf: string; calendars?: readonly AnnualReportCalendar[]
}): string | null {
  const calendar = (input.calendars ?? annualReportCalendars).find((candidate) => isInForce(candidate, input.asOf))
  if (calendar === undefined) return null
  const { month, day, yearOffset } = calendar.days[input.kind][input.level]
  return endOfDate(input.year + yearOffset, month, day)
}
