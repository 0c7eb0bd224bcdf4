import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { createExpiryTimer } from './end-warning.ts'
import { bindWarnings } from './http.ts'
import { warningTimelineTexts } from './timeline-texts.ts'
import { createLinkageTimer, watchResponses } from './watch-linkage.ts'

export type Warnings = Required<Pick<ModuleParts, 'reactions' | 'timers' | 'timelineTexts'>>

/** Warnings of others relayed as issued, and the watch on "warning in force, response not raised" (WRN-4, WRN-5). */
export function createWarnings(deps: ModuleDeps): Warnings {
  bindWarnings(deps)
  return { reactions: [watchResponses(deps)], timers: [createExpiryTimer(deps), createLinkageTimer(deps)], timelineTexts: warningTimelineTexts }
}
