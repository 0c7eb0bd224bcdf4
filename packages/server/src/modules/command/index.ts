import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Plans } from '../plans/index.ts'
import { countTasks } from './command-store.ts'
import { bindCommand } from './http.ts'
import { createNoticeChannel } from './notice-channel.ts'
import { commandTimelineTexts } from './timeline-texts.ts'
import { createTimers } from './timers.ts'

export interface Command extends Required<Omit<ModuleParts, 'reactions'>> {
  /** Tasks of the whole database by how far they came. */
  countTasks: typeof countTasks
}

/** Command (CMD-1..4): responses, headquarters, tasks, notices, demands, consultations, special states. */
export function createCommand(deps: ModuleDeps, { plans }: { plans: Plans }): Command {
  bindCommand({ ...deps, plans })
  return { timers: createTimers(deps), channels: [createNoticeChannel(deps)], timelineTexts: commandTimelineTexts, countTasks }
}
