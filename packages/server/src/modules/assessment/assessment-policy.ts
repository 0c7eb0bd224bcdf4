import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** A bulletin is made by accounts of its very place. */
export function mayEdit(actor: Actor, divisionCode: string): boolean {
  return actor.permissions.has('assessment:edit') && actor.divisionCode === divisionCode
}

/** @throws Problem forbidden */
export function requireEditor(actor: Actor, divisionCode: string): void {
  if (!mayEdit(actor, divisionCode)) throw new Problem('forbidden', '考核通报由编制它的地区办理，请与其联系')
}

/** Whose events one sees: the assessor all, a place above all, everybody else those of the own unit. */
export function seesDetails(actor: Actor, divisionCode: string, unitId: string): boolean {
  return unitId === actor.unitId || mayEdit(actor, divisionCode) || (actor.divisionCode !== divisionCode && covers(actor.scope, divisionCode))
}
