import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Plans } from '../plans/index.ts'
import { createExpiryTimer } from './end-warning.ts'
import { bindWarnings } from './http.ts'
import { warningTimelineTexts } from './timeline-texts.ts'
import { createFactsTimer, watchFacts } from './watch-facts.ts'
import { createLinkageTimer, watchResponses } from './watch-linkage.ts'

export type Warnings = Required<Pick<ModuleParts, 'reactions' | 'timers' | 'timelineTexts'>>

/** Warnings of others relayed as issued, and the watch on "warning in force, response not raised" and "facts grow, level stays" (WRN-4, WRN-5, RPT-4). */
export function createWarnings(deps: ModuleDeps, given: { plans: Pick<Plans, 'describePlace'> }): Warnings {
  bindWarnings(deps)
  return { reactions: [watchResponses(deps), watchFacts(deps, given.plans)], timers: [createExpiryTimer(deps), createLinkageTimer(deps), createFactsTimer(deps, given.plans)], timelineTexts: warningTimelineTexts }
}
