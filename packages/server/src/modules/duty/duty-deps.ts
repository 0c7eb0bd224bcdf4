import type { Actor } from '../../platform/actor.ts'
import type { Gateway } from '../../platform/channels/gateway.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import type { CodeCheck } from '../access/index.ts'
import type { PlacedCall } from '../notifications/index.ts'

/** What the running duty works with beside the usual. */
export interface DutyDeps extends ModuleDeps {
  readonly nodeKey: NodeKey
  readonly codes: CodeCheck
  /** Calls desks and persons of the platform's own accord. */
  placeCall(context: CommandContext, call: PlacedCall): Promise<{ id: string; reached: number }>
  /** Brings a piece of information in as a command of its own. */
  submitSignal(actor: Actor, body: Readonly<Record<string, unknown>>): Promise<{ id: string }>
  /** The way to the systems whose cases come in; undefined where none is set up. */
  readonly caseGateway: Gateway | undefined
}
