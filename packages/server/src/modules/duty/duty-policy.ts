import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'

/** Leads the duty of the unit (带班): may stand in where the officer cannot sign. */
export function leadsDuty(actor: Actor): boolean {
  return actor.permissions.has('duty:lead')
}

/** What a unit writes in its log is written by itself. @throws Problem forbidden */
export function requireOwnUnit(actor: Actor, row: { unitId: string }): void {
  if (row.unitId !== actor.unitId) throw new Problem('forbidden', '这是别的单位的记录，只能查看')
}
