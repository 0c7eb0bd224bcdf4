import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { bindSignals } from './http.ts'
import { signalTimelineTexts } from './timeline-texts.ts'

export function createSignals(deps: ModuleDeps, { incidents }: { incidents: Incidents }): ModuleParts {
  bindSignals(deps, incidents)
  return { timelineTexts: signalTimelineTexts }
}
