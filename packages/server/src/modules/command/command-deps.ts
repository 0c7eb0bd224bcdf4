import type { OrderDecision } from '@fengsui/contract/evacuation'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Plans } from '../plans/index.ts'

/** Orders a headquarters gave while its response was up: they outlive it unless somebody says otherwise. */
export interface StandingOrders {
  /** @throws Problem while one of them is without a decision */
  settleOrders(context: CommandContext, actor: Actor, response: { readonly incidentId: string; readonly divisionCode: string }, decisions: readonly OrderDecision[]): Promise<void>
}

/** What the commands of this module work with. */
export interface CommandDeps extends ModuleDeps {
  readonly plans: Plans
  readonly standingOrders: StandingOrders
}
