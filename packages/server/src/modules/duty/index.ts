import type { ModuleParts } from '../../platform/module.ts'
import { answerLinkedCases, createCaseChannel } from './case-channel.ts'
import type { DutyDeps } from './duty-deps.ts'
import { bindDuty } from './http.ts'
import { createSpotTimers, hearSpotAnswers } from './spot-timers.ts'
import { dutyTimelineTexts } from './timeline-texts.ts'
import { createWatchTimers } from './watch-timers.ts'

/** The running duty (DUTY-2, 3, 5, 6): who answers for a desk, handover, logs, spot checks, and what telephone exchanges and other systems bring in. */
export function createDuty(deps: DutyDeps): ModuleParts {
  bindDuty(deps)
  return { reactions: [hearSpotAnswers(deps), answerLinkedCases(deps)], timers: [...createWatchTimers(deps), ...createSpotTimers(deps)], channels: [createCaseChannel(deps)], timelineTexts: dutyTimelineTexts }
}
