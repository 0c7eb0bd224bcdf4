import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

interface Owned {
  readonly divisionCode: string
  readonly unitId: string | null
}

/** Records are kept by the unit that owns them (谁管理谁更新), and by whoever keeps the organisation of the jurisdiction; what nobody owns, by anybody there. */
export function mayEdit(actor: Actor, object: Owned): boolean {
  return actor.permissions.has('resource:edit') && covers(actor.scope, object.divisionCode) && (object.unitId === actor.unitId || object.unitId === null || actor.permissions.has('org:edit'))
}

/** @throws Problem forbidden */
export function requireMayEdit(actor: Actor, object: Owned): void {
  if (!mayEdit(actor, object)) throw new Problem('forbidden', '这条资料由管理单位维护，请联系管理单位或系统管理员修改')
}

/** A record can only be put under a unit that one may keep records for. @throws Problem forbidden */
export function requireMayOwn(actor: Actor, owner: { id: string; divisionCode: string }): void {
  if (!mayEdit(actor, { divisionCode: owner.divisionCode, unitId: owner.id })) throw new Problem('forbidden', '只能登记在本单位名下；登记到别的单位请联系系统管理员', [{ path: 'unitId', message: '请选择本单位' }])
}
