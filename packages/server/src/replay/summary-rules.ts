import { listTopmost } from '@fengsui/contract/evacuation'
import type { Folded } from '@fengsui/contract/situation'

/** Outcome of a replay, counted from the folded journal alone. */
export interface Outcome {
  incidents: number
  reports: { initial: number; followUp: number; final: number }
  clocks: { onTime: number; late: number; missed: number }
  tasks: { assigned: number; acknowledged: number; done: number }
  /** Grade of every incident that has one, in the order they were registered; 1 is the gravest. */
  grades: number[]
  /** Orders that sent somebody or something, not taken back. */
  dispatches: number
  /** Messages that left on any channel; people called who answered. */
  notifications: { sent: number; acknowledged: number }
  /** People moved out of harm's way before (紧急避险转移): each incident's widest statement. */
  moved: number
  /** People taken in by shelters; those sent on have a record where they were taken in. */
  sheltered: number
  shortages: number
}

export interface ReplaySummary extends Outcome {
  journal: { entries: number; head: string; verified: boolean }
  durationMs: number
}

/** Kinds of objects that the outcome is counted from; the rest need not be folded. */
export const countedKinds: ReadonlySet<string> = new Set(['incident', 'report', 'clock', 'task', 'dispatch', 'notification', 'call-recipient', 'evacuation-count', 'shelter-arrival', 'shortage'])

/** Counts what came of it. A clock still running past its due instant counts as missed: nobody has reported until now. */
export function countOutcome(folded: Folded): Outcome {
  const all = (kind: string) => Object.values(folded[kind] ?? {})
  const count = (kind: string, holds: (object: Folded[string][string]) => boolean) => all(kind).filter(holds).length
  const issued = (kind: string) => count('report', (report) => report['status'] === 'issued' && report['kind'] === kind)
  const incidents = Object.entries(folded['incident'] ?? {}).filter(([, incident]) => incident['status'] !== 'merged')
  const order = ([id, incident]: (typeof incidents)[number]) => `${String(incident['registeredAt'])} ${String(incident['number'])} ${id}`
  return {
    incidents: incidents.length,
    reports: { initial: issued('initial'), followUp: issued('followUp'), final: issued('final') },
    clocks: {
      onTime: count('clock', (clock) => clock['status'] === 'met'),
      late: count('clock', (clock) => clock['status'] === 'late'),
      missed: count('clock', (clock) => clock['status'] === 'missed' || (clock['status'] === 'running' && clock['overdueAt'] !== undefined)),
    },
    tasks: {
      assigned: count('task', (task) => task['status'] !== 'cancelled'),
      acknowledged: count('task', (task) => task['status'] !== 'cancelled' && task['acknowledgedAt'] !== undefined),
      done: count('task', (task) => task['status'] === 'done'),
    },
    grades: incidents.sort((a, b) => order(a).localeCompare(order(b))).flatMap(([, incident]) => (typeof incident['grade'] === 'number' ? [incident['grade']] : [])),
    dispatches: count('dispatch', (dispatch) => dispatch['status'] !== 'cancelled'),
    notifications: {
      sent: count('notification', (notification) => notification['sentAt'] !== undefined),
      acknowledged: count('call-recipient', (recipient) => recipient['status'] === 'answered'),
    },
    moved: countMoved(all('evacuation-count').filter((each) => each['kind'] === 'avoidance')),
    sheltered: all('shelter-arrival').reduce((sum, arrival) => sum + Number(arrival['admitted']), 0),
    shortages: all('shortage').length,
  }
}

/** People moved: of each incident, the statements that speak for the rest. */
function countMoved(counts: readonly Folded[string][string][]): number {
  const byIncident = new Map<string, { divisionCode: string; moved: number }[]>()
  for (const each of counts) {
    const statements = byIncident.get(String(each['incidentId'])) ?? []
    statements.push({ divisionCode: String(each['divisionCode']), moved: Number(each['moved']) })
    byIncident.set(String(each['incidentId']), statements)
  }
  return [...byIncident.values()].flatMap(listTopmost).reduce((sum, each) => sum + each.moved, 0)
}
