import { z } from 'zod'
import { areaPrefixSchema, coversDivision, factLabels, isInForce, legalBasisSchema, legalDaySchema, verificationSchema, type LegalBasis } from '../../incidents/grading/index.ts'
import { addMinutes, millisecondsOf } from './instant-arithmetic.ts'

/** Figures that are held against each other. `injured` counts all, the seriously injured among them (see `factLabels`). */
export const casualtyFacts = ['dead', 'missing', 'injured', 'seriouslyInjured'] as const
export type CasualtyFact = (typeof casualtyFacts)[number]
/** What was said of casualties; a fact that is absent was not spoken of, which is not zero. */
export type CasualtyFigures = Readonly<Partial<Record<CasualtyFact, number>>>

/** What somebody other than the reporting unit said: a hospital, a media item, a signal that was verified. */
export interface Statement {
  readonly signalId: string
  readonly source: string
  /** When it reached the duty desk, or was verified. */
  readonly at: string
  readonly verified: boolean
  readonly figures: CasualtyFigures
}

/** An issued report as far as its figures go. */
export interface ReportedFigures {
  readonly reportId: string
  readonly sentAt: string
  readonly figures: CasualtyFigures
}

/**
 * When figures that do not agree become a suspicion. Times and margins are the platform's editable defaults, not law; what late, omitted, false and
 * concealed reporting is, the order says. The program points with its evidence, an authorised person finds (应急管理部令第14号).
 */
export const contradictionRuleSchema = z.strictObject({
  ruleId: z.string().min(1),
  titleZh: z.string().min(1),
  suspected: z.enum(['FALSE', 'CONCEALED']),
  /** `lower`: a report says less, or does not speak of it; `zero`: a report says 0; `known`: the unit knew the verified figure and left it out, short of saying 0. */
  when: z.enum(['lower', 'zero', 'known']),
  /** Sources that count; empty = every source, once verified. */
  sources: z.array(z.string()),
  /** Least difference for each fact; a fact that is absent is not compared. */
  atLeast: z.strictObject({ dead: z.int().min(1).optional(), missing: z.int().min(1).optional(), injured: z.int().min(1).optional(), seriouslyInjured: z.int().min(1).optional() }),
  /** Minutes from the statement in which a report may still take it up. */
  withinMinutes: z.int().min(0),
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  enabled: z.boolean(),
  areaPrefix: areaPrefixSchema,
})
export type ContradictionRule = z.infer<typeof contradictionRuleSchema>

const basis = (article: string): LegalBasis => ({ instrument: '生产安全事故罚款处罚规定（应急管理部令第14号）', article, issuedBy: '应急管理部' })
const defaults = { validFrom: '2019-01-01', validTo: null, verified: 'from-memory', enabled: true, areaPrefix: '' } as const

export const contradictionRules: readonly ContradictionRule[] = [
  { ruleId: 'suspicion.hospital-lower', titleZh: '所报伤亡低于医疗机构收治', suspected: 'FALSE', when: 'lower', sources: ['hospital'], atLeast: { dead: 1, injured: 3, seriouslyInjured: 1 }, withinMinutes: 60, legalBasis: basis('谎报的认定（差额和等待时间为平台默认值）'), ...defaults },
  { ruleId: 'suspicion.zero-contradicted', titleZh: '报零而已核实来报不为零', suspected: 'FALSE', when: 'zero', sources: [], atLeast: { dead: 1, missing: 1, injured: 1, seriouslyInjured: 1 }, withinMinutes: 30, legalBasis: basis('谎报的认定（等待时间为平台默认值）'), ...defaults },
  { ruleId: 'suspicion.known-not-reported', titleZh: '已核实的死亡、下落不明未写入报告', suspected: 'CONCEALED', when: 'known', sources: [], atLeast: { dead: 1, missing: 1 }, withinMinutes: 120, legalBasis: basis('瞒报的认定（差额和等待时间为平台默认值）'), ...defaults },
]

/** One figure that does not agree. */
export interface FigureDifference {
  readonly fact: CasualtyFact
  readonly said: number
  /** Null: no report spoke of it. */
  readonly reported: number | null
  readonly signalId: string
  readonly reportId: string | null
}

export interface Contradiction {
  readonly ruleId: string
  readonly suspected: 'FALSE' | 'CONCEALED'
  readonly differences: readonly FigureDifference[]
  readonly textZh: string
  readonly legalBasis: LegalBasis
}

/** What the reports say by `now`: of each fact the last report that spoke of it. */
export function reportedBy(reports: readonly ReportedFigures[], now: string): Partial<Record<CasualtyFact, { value: number; reportId: string }>> {
  const stated: Partial<Record<CasualtyFact, { value: number; reportId: string }>> = {}
  for (const report of [...reports].filter((each) => each.sentAt <= now).sort((a, b) => a.sentAt.localeCompare(b.sentAt))) {
    for (const fact of casualtyFacts) {
      const value = report.figures[fact]
      if (value !== undefined) stated[fact] = { value, reportId: report.reportId }
    }
  }
  return stated
}

/** Rules in force in a place on a day. */
export function listContradictionRules(input: { divisionCode: string; asOf: string; rules?: readonly ContradictionRule[] }): ContradictionRule[] {
  return (input.rules ?? contradictionRules).filter((rule) => rule.enabled && isInForce(rule, input.asOf) && coversDivision(rule.areaPrefix, input.divisionCode))
}

/** The instants at which a statement made at `at` is to be held against the reports, each once. */
export function contradictionChecks(input: { at: string; divisionCode: string; asOf: string; rules?: readonly ContradictionRule[] }): string[] {
  return [...new Set(listContradictionRules(input).map((rule) => addMinutes(input.at, rule.withinMinutes)))].sort()
}

/**
 * Where statements and reports about one incident do not agree at `now`. A statement counts once its time is up (a report exactly at the
 * limit is in time); without any report there is nothing false yet: that is silence, which other rules watch.
 */
export function findContradictions(input: {
  statements: readonly Statement[]; reports: readonly ReportedFigures[]; now: string; asOf: string; divisionCode: string; rules?: readonly ContradictionRule[]
}): Contradiction[] {
  const sent = input.reports.filter((report) => report.sentAt <= input.now)
  if (sent.length === 0) return []
  return listContradictionRules(input).flatMap((rule): Contradiction[] => {
    const due = input.statements.filter((statement) =>
      (rule.sources.length === 0 ? statement.verified : rule.sources.includes(statement.source)) && millisecondsOf(addMinutes(statement.at, rule.withinMinutes)) <= millisecondsOf(input.now))
    const differences = casualtyFacts.flatMap((fact) => findDifference(rule, fact, due, input.reports, input.now) ?? [])
    if (differences.length === 0) return []
    const words = differences.map(({ fact, said, reported }) => `${factLabels[fact].labelZh}${said}人而所报${reported === null ? '未提' : `${reported}人`}`).join('、')
    return [{ ruleId: rule.ruleId, suspected: rule.suspected, differences, textZh: `${rule.titleZh}：${words}，请核对后认定`, legalBasis: rule.legalBasis }]
  })
}

function findDifference(rule: ContradictionRule, fact: CasualtyFact, due: readonly Statement[], reports: readonly ReportedFigures[], now: string): FigureDifference | null {
  const margin = rule.atLeast[fact]
  if (margin === undefined) return null
  const highest = due.filter((statement) => statement.figures[fact] !== undefined).sort((a, b) => (b.figures[fact] ?? 0) - (a.figures[fact] ?? 0) || a.at.localeCompare(b.at))[0]
  const said = highest?.figures[fact]
  if (!highest || said === undefined) return null
  const stated = reportedBy(reports, now)[fact]
  const reported = stated?.value ?? null
  if (said - (reported ?? 0) < margin) return null
  if (rule.when === 'zero' && reported !== 0) return null
  // What a report puts at 0 is the other rule's business; and what came to be known after the last report is not yet left out.
  if (rule.when === 'known' && (reported === 0 || !reports.some((report) => report.sentAt <= now && report.sentAt >= highest.at))) return null
  return { fact, said, reported, signalId: highest.signalId, reportId: stated?.reportId ?? null }
}

/** Whether the reports by now reach every figure that was said: then the correction is made, whatever the report is called. */
export function isMadeGood(differences: readonly Pick<FigureDifference, 'fact' | 'said'>[], reports: readonly ReportedFigures[], now: string): boolean {
  const stated = reportedBy(reports, now)
  return differences.length > 0 && differences.every(({ fact, said }) => (stated[fact]?.value ?? -1) >= said)
}

/** Minutes a unit has for its corrected report once a suspicion is upheld: a platform default, dated like every rule. */
const correctionRules = [{ validFrom: '2019-01-01', validTo: null, minutes: 60 }] as const

/** When a corrected report is due where the person who decided named no time of their own. */
export function correctionDueAt(decidedAt: string, asOf: string): string {
  const rule = correctionRules.find((each) => isInForce(each, asOf)) ?? correctionRules[0]
  return addMinutes(decidedAt, rule.minutes)
}
