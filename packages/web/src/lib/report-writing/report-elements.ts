import type { ReportKind } from '@fengsui/contract/reports'

export { describeFigures, deriveElement, listMissingNow, listReportElements, listReportFigures, readElement, sayChineseDay, titleOfReport } from '@fengsui/contract/reports'
export type { ReportElement, ReportSubject } from '@fengsui/contract/reports'

/** Text elements for a new draft: what is already known is filled in, the rest waits. */
export function prefillElements(kind: ReportKind, known: { readonly source?: string | null; readonly previous?: Readonly<Record<string, string>> | undefined }): Record<string, string> {
  if (kind === 'initial') return known.source ? { source: known.source } : {}
  const carried = known.previous?.leadersOnScene
  return kind === 'followUp' && carried ? { leadersOnScene: carried } : {}
}
