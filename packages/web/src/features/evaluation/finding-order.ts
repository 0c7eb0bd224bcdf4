import type { Finding } from '@fengsui/contract/evaluation'

/** Gravest first; a reader with one minute reads the first heading. */
const gravity: readonly Finding['severity'][] = ['grave', 'notable', 'minor']

/** Findings of one gravity, oldest first. */
export interface FindingGroup {
  readonly severity: Finding['severity']
  readonly findings: readonly Finding[]
}

/** Findings under their gravity, the gravest first; an empty gravity is left out. */
export function groupByGravity(findings: readonly Finding[]): readonly FindingGroup[] {
  return gravity
    .map((severity) => ({ severity, findings: findings.filter((finding) => finding.severity === severity).toSorted((a, b) => a.at.localeCompare(b.at) || a.key.localeCompare(b.key)) }))
    .filter((group) => group.findings.length > 0)
}
