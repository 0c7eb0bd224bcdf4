import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { bindReports } from './http.ts'
import { clockTimers, keepClocks } from './keep-clocks.ts'
import { reportTimelineTexts } from './timeline-texts.ts'
import { gatherEvidence, suspicionTimer, watchSignals } from './watch-signals.ts'

export { visibleReport } from './report-store.ts'
export { countOutcomes } from './report-views.ts'

/** Reports, their deadlines and what silence means; figures of a report become the incident's, so incidents are given. */
export function createReports(deps: ModuleDeps, given: { incidents: Incidents }): ModuleParts {
  bindReports(deps, given.incidents)
  return {
    reactions: [keepClocks(deps), watchSignals(deps), gatherEvidence(deps)],
    timers: [...clockTimers(deps), suspicionTimer(deps)],
    timelineTexts: reportTimelineTexts,
  }
}
