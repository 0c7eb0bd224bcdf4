import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindDisasterStatistics } from './http.ts'
import { disasterTimelineTexts } from './timeline-texts.ts'

export type DisasterStatistics = Required<Pick<ModuleParts, 'timelineTexts'>>

/** The statutory statistics of natural disasters (RPT-8): returns of every place, their checks, sums and clocks, the lists, the official tables. */
export function createDisasterStatistics(deps: ModuleDeps): DisasterStatistics {
  bindDisasterStatistics(deps)
  return { timelineTexts: disasterTimelineTexts }
}
