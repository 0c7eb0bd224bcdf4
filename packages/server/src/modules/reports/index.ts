import type { SigningKey } from '../../platform/journal/signing-key.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { bindReportDuties } from './duties-http.ts'
import { dutiesTimelineTexts } from './duties-timeline-texts.ts'
import { correctionTimer, followCorrections } from './follow-corrections.ts'
import { bindReports } from './http.ts'
import { casualtyTimers, keepCasualtyWatches } from './keep-casualty-watches.ts'
import { clockTimers, keepClocks } from './keep-clocks.ts'
import { reportTimelineTexts } from './timeline-texts.ts'
import { figuresTimer, watchFigures } from './watch-figures.ts'
import { neighbourTimer, watchNeighbours } from './watch-neighbours.ts'
import { gatherEvidence, suspicionTimer, watchSignals } from './watch-signals.ts'

export { getOwnDesk, visibleReport } from './report-store.ts'
export { countOutcomes } from './report-views.ts'

/** Reports, their deadlines and what silence means; figures of a report become the incident's, so incidents are given, and what is issued is signed with the node's key. */
export function createReports(deps: ModuleDeps, given: { incidents: Incidents; signingKey: SigningKey }): ModuleParts {
  bindReports({ ...deps, signingKey: given.signingKey }, given.incidents)
  bindReportDuties(deps, given.incidents)
  return {
    reactions: [keepClocks(deps), keepCasualtyWatches(deps), watchSignals(deps), gatherEvidence(deps), watchFigures(deps), watchNeighbours(deps), followCorrections(deps)],
    timers: [...clockTimers(deps), ...casualtyTimers(deps), suspicionTimer(deps), figuresTimer(deps), neighbourTimer(deps), correctionTimer(deps)],
    timelineTexts: { ...reportTimelineTexts, ...dutiesTimelineTexts },
  }
}
export { listMissingElements, parseElements } from './report-rules.ts'
