import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindInstructions } from './http.ts'
import { instructionTimelineTexts } from './timeline-texts.ts'
import { createTimers } from './timers.ts'

export { visibleDuty } from './instruction-store.ts'

/** Leaders' instructions from receipt to closure, with their supervision (RPT-5). */
export function createInstructions(deps: ModuleDeps): ModuleParts {
  bindInstructions(deps)
  return { timers: createTimers(deps), timelineTexts: instructionTimelineTexts }
}
