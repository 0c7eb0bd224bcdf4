import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'

/** A replay is steered by the account that started it; others with the permission watch. */
export function requireSteers(actor: Actor, requestedBy: string): void {
  if (actor.accountId !== requestedBy) throw new Problem('forbidden', '这个回放由别人发起，只能观看；要自己控制请另开一个回放')
}
