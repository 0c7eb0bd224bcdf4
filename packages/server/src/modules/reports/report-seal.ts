import { createHash } from 'node:crypto'
import type { Protected } from '@fengsui/contract/kernel'
import type { Report, ReportDelivery } from '@fengsui/contract/reports'
import { canonicalJson } from '../../platform/journal/canonical.ts'

/** What was signed and may never change: everything the report said, to whom, and who answers for it. Texts by their salted digests. */
export interface SealedReport {
  readonly report: Pick<Report, 'id' | 'incidentId' | 'divisionCode' | 'fromUnitId' | 'kind' | 'sequence' | 'number' | 'facts' | 'grade' | 'signatoryPostId' | 'draftedByAccountId' | 'reviewedByAccountId' | 'issuedByAccountId' | 'signingWay' | 'issuedAt' | 'zero' | 'correctsReportId'>
    & { readonly elements: Protected; readonly urgentReason: Protected | null; readonly correction: Protected | null }
  readonly deliveries: readonly (Pick<ReportDelivery, 'toUnitId' | 'purpose' | 'by'> & { readonly spokenAt?: string | null; readonly listener?: Protected | null; readonly readBack?: Protected | null })[]
}

/** SHA-256 over the canonical JSON of what is signed, in hex; the same on every machine. */
export function digestOfSealed({ report, deliveries }: SealedReport): string {
  const known = Object.entries(report.facts).filter(([, value]) => value !== null && value !== undefined)
  const content = {
    id: report.id, incidentId: report.incidentId, divisionCode: report.divisionCode, fromUnitId: report.fromUnitId, kind: report.kind, sequence: report.sequence, number: report.number,
    facts: Object.fromEntries(known), grade: report.grade, signatoryPostId: report.signatoryPostId, draftedBy: report.draftedByAccountId, reviewedBy: report.reviewedByAccountId, issuedBy: report.issuedByAccountId,
    signingWay: report.signingWay, issuedAt: report.issuedAt, zero: report.zero, corrects: report.correctsReportId,
    elements: report.elements.digest, urgentReason: report.urgentReason?.digest ?? null, correction: report.correction?.digest ?? null,
    deliveries: deliveries
      .map((delivery) => ({ to: delivery.toUnitId, purpose: delivery.purpose, by: delivery.by, spokenAt: delivery.spokenAt ?? null, listener: delivery.listener?.digest ?? null, readBack: delivery.readBack?.digest ?? null }))
      .sort((a, b) => (a.to < b.to ? -1 : 1)),
  }
  return createHash('sha256').update(`fengsui.report.v1\n${canonicalJson(content)}`).digest('hex')
}

export const SEAL_ALGORITHM = 'Ed25519'

/** What the node's key signs: the digest with what it is of. */
export function sealMessage(reportId: string, digest: string, signedAt: string): string {
  return `fengsui.report-seal.v1\n${reportId}\n${digest}\n${signedAt}\n`
}

/** Whether a text is still the one whose salted digest stands in the journal. */
export function isSameText(reference: Protected, stored: { readonly value: string; readonly salt: string }): boolean {
  return createHash('sha256').update(`${stored.salt.length}:${stored.salt}${stored.value}`).digest('hex') === reference.digest
}
