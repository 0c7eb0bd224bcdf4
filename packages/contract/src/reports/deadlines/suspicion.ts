import { z } from 'zod'
import {
  areaPrefixSchema, coversDivision, isInForce, legalBasisSchema, legalDaySchema, verificationSchema, type LegalBasis,
} from '../../incidents/grading/index.ts'
import { addMinutes, millisecondsOf } from './instant-arithmetic.ts'

/** A sign of danger that did not come by a report. Levels in metres on the gauge's own datum. */
export type DangerSignal =
  | {
    kind: 'gauge'; signalId: string; divisionCode: string; observedAt: string; typeCode: string | null
    levelMetres: number; guaranteeLevelMetres: number
  }
  | { kind: 'citizen'; signalId: string; divisionCode: string; observedAt: string; typeCode: string | null; verified: boolean }
  /** A media item or a hospital that speaks of casualties; `casualties` is how many dead, missing and injured together. */
  | { kind: 'media' | 'hospital'; signalId: string; divisionCode: string; observedAt: string; typeCode: string | null; casualties: number }

/** A report as far as suspicion needs it. */
export interface ReportTrace {
  reportId: string
  divisionCode: string
  sentAt: string
  typeCode: string | null
  /** Signals the report itself refers to. */
  signalIds: readonly string[]
}

/**
 * When silence becomes a suspicion. The platform's own editable default, not law: only an authorised person may find that a report
 * was in fact omitted (应急管理部令第14号); the program points, with its evidence.
 */
export const suspicionRuleSchema = z.strictObject({
  ruleId: z.string().min(1),
  titleZh: z.string().min(1),
  suspected: z.enum(['OMITTED']),
  signalKinds: z.array(z.enum(['gauge', 'citizen', 'media', 'hospital'])).min(1),
  /** Minutes from the signal within which the county's own report is expected. */
  withinMinutes: z.int().min(1),
  /** Minutes before the signal in which a matching report already covers it. */
  lookBackMinutes: z.int().min(0),
  /** The same for a report about the same township: what goes on there was reported, further words about it are held against its figures instead. */
  lookBackInTownMinutes: z.int().min(0),
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  enabled: z.boolean(),
  areaPrefix: areaPrefixSchema,
})
export type SuspicionRule = z.infer<typeof suspicionRuleSchema>

const suspicionBasis: LegalBasis = {
  instrument: '生产安全事故罚款处罚规定（应急管理部令第14号）', article: '迟报、漏报、谎报、瞒报的认定（等待时间为平台默认值）', issuedBy: '应急管理部',
}
const defaults = {
  suspected: 'OMITTED', withinMinutes: 30, lookBackMinutes: 120, lookBackInTownMinutes: 120, legalBasis: suspicionBasis, validFrom: '2019-01-01', validTo: null,
  verified: 'from-memory', enabled: true, areaPrefix: '',
} as const

export const suspicionRules: readonly SuspicionRule[] = [
  { ruleId: 'suspicion.gauge-over-guarantee', titleZh: '超保证水位而无报告', signalKinds: ['gauge'], ...defaults },
  { ruleId: 'suspicion.verified-citizen', titleZh: '群众险情已核实而无报告', signalKinds: ['citizen'], ...defaults },
  { ruleId: 'suspicion.media-casualties', titleZh: '媒体说有伤亡而无报告', signalKinds: ['media'], ...defaults, withinMinutes: 60, lookBackInTownMinutes: 1440 },
  { ruleId: 'suspicion.hospital-casualties', titleZh: '医疗机构收治伤亡人员而无报告', signalKinds: ['hospital'], ...defaults, withinMinutes: 60, lookBackInTownMinutes: 1440 },
]

export interface Suspicion {
  ruleId: string
  suspected: 'OMITTED'
  signalId: string
  divisionCode: string
  /** When the silence became a suspicion. */
  raisedAt: string
  /** The report that came after all, or null. */
  answeredBy: { reportId: string; sentAt: string; minutesAfterSignal: number } | null
  textZh: string
  legalBasis: LegalBasis
}

const countyOf = (divisionCode: string): string => divisionCode.slice(0, 6)

/** Whether a signal is grave enough to expect a report: at or over the guarantee level, a citizen's signal already verified, or casualties that media or a hospital speak of. */
export function isReportable(signal: DangerSignal): boolean {
  if ('casualties' in signal) return signal.casualties > 0
  return signal.kind === 'gauge' ? signal.levelMetres >= signal.guaranteeLevelMetres : signal.verified
}

/** Same county and the same hazard subclass (`11A`, `11D` …); a report that names the signal matches whatever its type. */
function covers(report: ReportTrace, signal: DangerSignal): boolean {
  if (countyOf(report.divisionCode) !== countyOf(signal.divisionCode)) return false
  if (report.signalIds.includes(signal.signalId)) return true
  if (report.typeCode === null || signal.typeCode === null) return report.sentAt >= signal.observedAt
  return report.typeCode.slice(0, 3) === signal.typeCode.slice(0, 3)
}

/** The rule that watches a kind of signal in a place on a day, and the instant silence becomes a suspicion; undefined when none does. */
export function findSuspicionRule(input: { signal: DangerSignal; asOf?: string; rules?: readonly SuspicionRule[] }): { rule: SuspicionRule; dueAt: string } | undefined {
  const { signal } = input
  const rule = (input.rules ?? suspicionRules).find((candidate) =>
    candidate.enabled && candidate.signalKinds.includes(signal.kind)
    && isInForce(candidate, input.asOf ?? signal.observedAt) && coversDivision(candidate.areaPrefix, signal.divisionCode))
  return rule && isReportable(signal) ? { rule, dueAt: addMinutes(signal.observedAt, rule.withinMinutes) } : undefined
}

/**
 * The suspicion a signal raises at `now`, or null when it is not grave, time is left, or a matching report came in time (a report
 * exactly at the limit is in time). A report of another hazard from the same county does not answer the signal.
 * @param asOf day of the rules; defaults to the signal's own day.
 */
export function findSuspicion(input: {
  signal: DangerSignal; reports: readonly ReportTrace[]; now: string; asOf?: string; rules?: readonly SuspicionRule[]
}): Suspicion | null {
  const { signal, now } = input
  const found = findSuspicionRule(input)
  if (found === undefined) return null
  const { rule, dueAt: raisedAt } = found
  if (millisecondsOf(now) < millisecondsOf(raisedAt)) return null
  const since = addMinutes(signal.observedAt, -rule.lookBackMinutes)
  const sinceInTown = addMinutes(signal.observedAt, -rule.lookBackInTownMinutes)
  const sameTown = (report: ReportTrace) => report.divisionCode.slice(0, 9) === signal.divisionCode.slice(0, 9)
  const matching = input.reports
    .filter((report) => covers(report, signal) && report.sentAt <= now && report.sentAt >= (sameTown(report) ? sinceInTown : since))
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt))
  const [first] = matching
  if (first !== undefined && first.sentAt <= raisedAt) return null
  const answeredBy = first === undefined ? null : {
    reportId: first.reportId,
    sentAt: first.sentAt,
    minutesAfterSignal: Math.round((millisecondsOf(first.sentAt) - millisecondsOf(signal.observedAt)) / 60_000),
  }
  const silence = `${rule.titleZh}：信号出现后 ${rule.withinMinutes} 分钟内没有收到本县对应报告，疑似漏报`
  return {
    ruleId: rule.ruleId, suspected: rule.suspected, signalId: signal.signalId, divisionCode: signal.divisionCode, raisedAt, answeredBy,
    textZh: answeredBy === null
      ? `${silence}，请立即向该县核实`
      : `${silence}；已在信号后 ${answeredBy.minutesAfterSignal} 分钟补报，请审核认定`,
    legalBasis: rule.legalBasis,
  }
}
