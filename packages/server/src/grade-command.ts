import { parseArgs } from 'node:util'
import { findGradingStandard, gradeIncident, incidentFactsSchema, listGradingStandards } from '@fengsui/contract/incidents/grading'
import type { Instant } from '@fengsui/contract/kernel'

/** Flags and the fact each sets. */
const factFlags = {
  deaths: 'dead', missing: 'missing', injured: 'injured', 'serious-injuries': 'seriouslyInjured', poisoned: 'poisoned', trapped: 'trapped', evacuated: 'evacuated', 'loss-wan': 'directLossWan',
  hectares: 'burntAreaHectares', magnitude: 'magnitude', participants: 'participants', 'relocation-threatened': 'relocationThreatened', 'potential-loss-wan': 'potentialLossWan',
} as const

const USAGE = `用法：fengsui grade --standard 标准 [${Object.keys(factFlags).map((flag) => `--${flag} 数`).join('] [')}] [--on 2026-01-05] [--division 331099000000] [--json]
      fengsui grade --list [--json]
`

/**
 * `fengsui grade`: the grade that the rules of a day give. Facts not given are unknown, except that where only some of deaths, serious
 * injuries and loss are given for a standard that counts them, the grade is that of what is given.
 * @returns 0 graded (or listed), 1 not enough known to grade, 2 input that makes no sense
 */
export function runGradeCommand(argv: readonly string[], today: Instant, write: (text: string) => void, complain: (text: string) => void): number {
  let values: Record<string, string | boolean | undefined>
  try {
    values = parseArgs({
      args: [...argv],
      options: { list: { type: 'boolean' }, json: { type: 'boolean' }, standard: { type: 'string' }, on: { type: 'string' }, division: { type: 'string' }, ...Object.fromEntries(Object.keys(factFlags).map((flag) => [flag, { type: 'string' as const }])) },
    }).values
  } catch (error) {
    complain(`参数不认识：${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return 2
  }
  const on = typeof values['on'] === 'string' ? values['on'] : today.slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(`${on}T00:00:00Z`))) {
    complain('--on 应为 2026-01-05 这样的日期\n')
    return 2
  }
  if (values['list']) {
    for (const standard of listGradingStandards(on)) {
      const basis = `《${standard.legalBasis.instrument}》${standard.legalBasis.article}`
      write(values['json'] ? `${JSON.stringify({ standard: standard.id, title: standard.titleZh, legalBasis: basis, verified: standard.verified })}\n` : `${standard.id.padEnd(28)}${standard.titleZh}　${basis}\n`)
    }
    return 0
  }
  const division = typeof values['division'] === 'string' ? values['division'] : undefined
  const standardId = typeof values['standard'] === 'string' ? values['standard'] : ''
  const standard = findGradingStandard(standardId, on, division)
  if (!standard) {
    complain(standardId === '' ? USAGE : `没有分级标准 ${standardId}，请用 --list 查看\n`)
    return 2
  }
  const given: Record<string, number> = {}
  for (const [flag, fact] of Object.entries(factFlags)) {
    const text = values[flag]
    if (typeof text !== 'string') continue
    if (!/^\d+(\.\d+)?$/.test(text)) {
      complain(`--${flag} 应为 0 以上的数，收到的是“${text}”\n`)
      return 2
    }
    given[fact] = Number(text)
  }
  const facts = incidentFactsSchema.safeParse(given)
  if (!facts.success || Object.keys(given).length === 0) {
    complain(facts.success ? `请至少给一项数字\n${USAGE}` : `${facts.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`).join('\n')}\n`)
    return 2
  }
  const decision = gradeIncident({ standard, facts: facts.data, asOf: on })
  if (decision.grade === null) {
    write(values['json'] ? `${JSON.stringify({ grade: null, reason: decision.reasonZh, legalBasis: decision.legalBasisZh })}\n` : `${decision.reasonZh}\n`)
    return 1
  }
  write(values['json'] ? `${JSON.stringify({ grade: decision.grade, rule: decision.ruleId, ruleText: decision.textZh, legalBasis: decision.legalBasisZh, ...(decision.strictProposal ? { strict: { grade: decision.strictProposal.grade, note: decision.strictProposal.noteZh } } : {}) })}\n` : `${['', 'Ⅰ 特别重大', 'Ⅱ 重大', 'Ⅲ 较大', 'Ⅳ 一般'][decision.grade] ?? ''}：${decision.textZh}（${decision.legalBasisZh}）\n`)
  return 0
}
