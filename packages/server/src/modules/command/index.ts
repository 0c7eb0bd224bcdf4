import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { OutboxMessage } from '../../platform/outbox/channel.ts'
import type { Plans } from '../plans/index.ts'
import type { StandingOrders } from './command-deps.ts'
import { countTasks } from './command-store.ts'
import { bindCommand } from './http.ts'
import { meetDemand } from './meet-demand.ts'
import { deliverNotices } from './notice-channel.ts'
import { commandTimelineTexts } from './timeline-texts.ts'
import { createTimers } from './timers.ts'

export { visibleToUnit } from './visibility-store.ts'

export interface Command extends Required<Omit<ModuleParts, 'reactions' | 'channels'>> {
  /** Puts the notices of an in-app message on the units' desks. */
  deliverNotices(message: OutboxMessage): Promise<void>
  /** Tasks of the whole database by how far they came. */
  countTasks: typeof countTasks
  /** Everything that a demand asked for has come; one that is not open any more is left alone. */
  meetDemand(context: CommandContext, demandId: string): Promise<void>
}

/** Command (CMD-1..4): responses, headquarters, tasks, notices, demands, consultations, special states. */
export function createCommand(deps: ModuleDeps, { plans, standingOrders }: { plans: Plans; standingOrders: StandingOrders }): Command {
  bindCommand({ ...deps, plans, standingOrders })
  return { timers: createTimers(deps), deliverNotices: (message) => deliverNotices(deps, message), timelineTexts: commandTimelineTexts, countTasks, meetDemand: (context, demandId) => meetDemand(deps.objects, context, demandId) }
}

export { refusePhoneNumbers } from './text-rules.ts'
