import type { IncidentView } from '@fengsui/contract/incidents'
import type { ReportView } from '@fengsui/contract/reports'
import type { SignalView } from '@fengsui/contract/signals'

/** One step of the way from a call to a report. */
export interface SignalStep {
  readonly key: 'received' | 'verified' | 'graded' | 'reported' | 'followed'
  readonly label: string
  readonly state: 'done' | 'current' | 'ahead'
  readonly at: string | null
}

/** Where a signal stands: 接报 → 核实 → 定级 → 报出 → 续报. The first step that is not done is the current one. */
export function listSteps(signal: SignalView, incident: IncidentView | undefined, ownReports: readonly ReportView[]): SignalStep[] {
  const issued = ownReports.filter((report) => incident !== undefined && report.incidentId === incident.id && report.status === 'issued').sort((a, b) => a.sequence - b.sequence)
  const followUp = issued.filter((report) => report.kind !== 'initial').at(-1)
  const steps: readonly (Omit<SignalStep, 'state'> & { done: boolean })[] = [
    { key: 'received', label: '接报', done: true, at: signal.receivedAt },
    { key: 'verified', label: '核实', done: signal.status === 'verified', at: signal.status === 'verified' ? signal.handledAt : null },
    { key: 'graded', label: '定级', done: incident !== undefined && incident.grade !== null, at: incident?.gradedAt ?? null },
    { key: 'reported', label: '报出', done: issued.length > 0, at: issued[0]?.issuedAt ?? null },
    { key: 'followed', label: '续报', done: followUp !== undefined, at: followUp?.issuedAt ?? null },
  ]
  const current = signal.status === 'rejected' || signal.status === 'merged' ? -1 : steps.findIndex((step) => !step.done)
  return steps.map(({ done, ...step }, index) => ({ ...step, state: done ? 'done' : index === current ? 'current' : 'ahead' }))
}
