import type { ClockView, ReportView, RoutingView } from '@fengsui/contract/reports'

/** What the sender decides in the dialog. */
export interface SendChoices {
  readonly by: 'system' | 'phone'
  readonly listener: string
  readonly spokenAt: string | null
  readonly readBack: string
  readonly signatoryPostId: string | null
  readonly urgentReason: string
  /** Null until the sender changes it: then the proposal stands. */
  readonly alsoTo: readonly string[] | null
}

export const freshChoices: SendChoices = { by: 'system', listener: '', spokenAt: null, readBack: '', signatoryPostId: null, urgentReason: '', alsoTo: null }

/** Those who must get it: one line per unit with its most urgent clock. */
export function listOwedRecipients(clocks: readonly ClockView[], by: 'system' | 'phone'): ClockView[] {
  const owed = clocks.filter((clock) => clock.status === 'running' && (by === 'system' || clock.phase === 'PHONE'))
  const urgent = new Map<string, ClockView>()
  for (const clock of [...owed].sort((a, b) => a.dueAt.localeCompare(b.dueAt))) if (!urgent.has(clock.toUnitId)) urgent.set(clock.toUnitId, clock)
  return [...urgent.values()]
}

/** Units told sideways: the sender's choice, else what the rules propose; a call is made to nobody by rule. */
export function chosenAlsoTo(choices: Pick<SendChoices, 'by' | 'alsoTo'>, routing: RoutingView | undefined): string[] {
  if (choices.alsoTo !== null) return [...choices.alsoTo]
  return choices.by === 'phone' ? [] : (routing?.sideways ?? []).flatMap((unit) => (unit.chosen && unit.unitId !== null ? [unit.unitId] : []))
}

/** How this report may be signed in the chosen way of sending. */
export function signingFor(report: Pick<ReportView, 'signing'>, by: 'system' | 'phone'): ReportView['signing']['answer'] {
  return by === 'phone' ? report.signing.byPhone : report.signing.answer
}
