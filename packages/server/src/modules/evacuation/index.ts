import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindEvacuation } from './http.ts'
import { evacuationTimelineTexts } from './timeline-texts.ts'

export type Evacuation = Required<Pick<ModuleParts, 'timelineTexts'>>

/** People moved out of harm's way, household by household and in figures; commander's orders and releases (CMD-7). */
export function createEvacuation(deps: ModuleDeps): Evacuation {
  bindEvacuation(deps)
  return { timelineTexts: evacuationTimelineTexts }
}
