import type { OrderDecision } from '@fengsui/contract/evacuation'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindEvacuation } from './http.ts'
import { settleOrders } from './settle-orders.ts'
import { evacuationTimelineTexts } from './timeline-texts.ts'

export interface Evacuation extends Required<Pick<ModuleParts, 'timelineTexts'>> {
  /** What becomes of the orders in force when their response goes down or ends. @throws Problem while one is without a decision */
  settleOrders(context: CommandContext, actor: Actor, response: { readonly incidentId: string; readonly divisionCode: string }, decisions: readonly OrderDecision[]): Promise<void>
}

/** People moved out of harm's way, household by household and in figures; commander's orders and releases (CMD-7). */
export function createEvacuation(deps: ModuleDeps): Evacuation {
  bindEvacuation(deps)
  return { timelineTexts: evacuationTimelineTexts, settleOrders: (context, actor, response, decisions) => settleOrders(deps.objects, context, actor, response, decisions) }
}
