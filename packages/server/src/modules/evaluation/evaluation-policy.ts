import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** An evaluation is written where the incident lies, or above. */
export function mayEvaluate(actor: Actor, divisionCode: string): boolean {
  return actor.permissions.has('evaluation:edit') && covers(actor.scope, divisionCode)
}

/** @throws Problem forbidden for those to whom the incident was only opened */
export function requireMayEvaluate(actor: Actor, divisionCode: string): void {
  if (!mayEvaluate(actor, divisionCode)) throw new Problem('forbidden', '处置评估由事件所在地编写，请与其联系')
}
