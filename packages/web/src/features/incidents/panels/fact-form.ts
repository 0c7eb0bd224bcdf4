import { factLabels, findGradingStandard, gradeIncident, incidentFactsSchema, nationalGradingStandards } from '@fengsui/contract/incidents/grading'
import type { FactName, GradeDecision, GradingStandard, IncidentFacts } from '@fengsui/contract/incidents/grading'

/** Asked in every emergency, in the order of the duty form. */
const commonFacts: readonly FactName[] = ['dead', 'missing', 'seriouslyInjured', 'injured', 'trapped', 'endangered', 'evacuated', 'relocated', 'affectedPeople', 'collapsedRooms', 'directLossWan']

/** Typed values by fact: digits, `yes`, `no`, or nothing. */
export type FactEntries = Readonly<Partial<Record<FactName, string>>>

/**
 * The table an incident is graded by in the browser: the version in force on the business day, else the newest, because a replay
 * of an old night is graded by the rules of today. Undefined when no national table counts this type.
 */
export function findShownStandard(standardId: string, day: string, divisionCode: string): { standard: GradingStandard; asOf: string } | undefined {
  const current = findGradingStandard(standardId, day, divisionCode)
  if (current !== undefined) return { standard: current, asOf: day }
  const [newest] = nationalGradingStandards.filter((standard) => standard.id === standardId).sort((a, b) => b.validFrom.localeCompare(a.validFrom))
  return newest === undefined ? undefined : { standard: newest, asOf: newest.validFrom }
}

/** Facts a form asks for: the common ones, those the table counts, and whatever is known already. */
export function chooseFacts(known: IncidentFacts, standard: GradingStandard | undefined): FactName[] {
  const counted = (standard?.bands ?? []).flatMap((band) => band.criteria.flatMap((criterion) => criterion.all.map((condition) => condition.fact)))
  const isFact = (name: string): name is FactName => Object.hasOwn(factLabels, name)
  const reported = Object.entries(known).flatMap(([name, value]) => (value === null || value === undefined ? [] : [name]))
  return [...new Set([...commonFacts, ...counted, ...reported])].filter(isFact)
}

/** Text shown for a known value; empty for unknown. */
export function factText(value: IncidentFacts[FactName]): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** Entries that differ from what is known, as facts to send, with what is wrong in the others. */
export function readFactEntries(entries: FactEntries, known: IncidentFacts): { facts: IncidentFacts; problems: { field: string; message: string }[] } {
  const facts: Record<string, number | boolean> = {}
  const problems: { field: string; message: string }[] = []
  for (const [name, entry] of Object.entries(entries) as [FactName, string][]) {
    const text = entry.trim()
    if (text === factText(known[name])) continue
    if (text === '') {
      problems.push({ field: name, message: '已报的数不能改回“不明”，请填核实后的数' })
      continue
    }
    const value = factLabels[name].kind === 'yes-no' ? text === 'yes' : Number(text)
    const parsed = incidentFactsSchema.safeParse({ [name]: value })
    if (parsed.success) facts[name] = value
    else problems.push({ field: name, message: parsed.error.issues[0]?.message ?? '填写有误' })
  }
  return { facts: facts as IncidentFacts, problems }
}

/** The grade the facts would give now, by the same rule as the server. */
export function proposeLive(found: { standard: GradingStandard; asOf: string } | undefined, known: IncidentFacts, news: IncidentFacts): GradeDecision | undefined {
  return found === undefined ? undefined : gradeIncident({ standard: found.standard, facts: { ...known, ...news }, asOf: found.asOf })
}
