import type { Folded } from '@fengsui/contract/situation'

/** Outcome of a replay, counted from the folded journal alone. */
export interface Outcome {
  incidents: number
  reports: { initial: number; followUp: number; final: number }
  clocks: { onTime: number; late: number; missed: number }
  tasks: { assigned: number; acknowledged: number; done: number }
  /** Grade of every incident that has one, in the order they were registered; 1 is the gravest. */
  grades: number[]
}

export interface ReplaySummary extends Outcome {
  journal: { entries: number; head: string; verified: boolean }
  durationMs: number
}

/** Kinds of objects that the outcome is counted from; the rest need not be folded. */
export const countedKinds: ReadonlySet<string> = new Set(['incident', 'report', 'clock', 'task'])

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
  }
}
