import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

interface Owned {
  readonly divisionCode: string
  readonly unitId: string
}

/** A warehouse's book is kept by the unit it belongs to, and by whoever keeps the organisation of the jurisdiction. */
export function mayEdit(actor: Actor, warehouse: Owned): boolean {
  return actor.permissions.has('stock:edit') && covers(actor.scope, warehouse.divisionCode) && (warehouse.unitId === actor.unitId || actor.permissions.has('org:edit'))
}

/** @throws Problem forbidden */
export function requireMayEdit(actor: Actor, warehouse: Owned): void {
  if (!mayEdit(actor, warehouse)) throw new Problem('forbidden', '这个仓库由别的单位管理，只有管理单位能出入库和盘点')
}
