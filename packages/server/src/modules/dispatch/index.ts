import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { bindDispatch } from './http.ts'
import { dispatchTimelineTexts } from './timeline-texts.ts'
import { createTimers } from './timers.ts'

/** Dispatch (DSP-1, DSP-3): requests for forces and goods, what to send, orders and their way there and back. */
export function createDispatch(deps: ModuleDeps, given: Omit<DispatchDeps, keyof ModuleDeps>): Required<Pick<ModuleParts, 'timers' | 'timelineTexts'>> {
  bindDispatch({ ...deps, ...given })
  return { timers: createTimers(deps), timelineTexts: dispatchTimelineTexts }
}
