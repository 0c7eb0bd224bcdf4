import type { Incident } from '@fengsui/contract/incidents'
import { incidentStatusNames } from '@fengsui/contract/incidents'
import type { ProtectiveOrder, TransferHousehold } from '@fengsui/contract/evacuation'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** Counts, households and releases are kept by the place itself or one above it: an officer of a village for the village, a town for its villages. */
export function requireOwnPlace(actor: Actor, divisionCode: string): void {
  if (!covers(actor.scope, divisionCode)) throw new Problem('forbidden', '只能登记本地区和下级地区的，请核对地区', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}

/** A place is concerned by an incident in it, and by a wider one that holds it. */
export function requireConcernsPlace(incident: Pick<Incident, 'divisionCode' | 'status'>, divisionCode: string): void {
  if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能再登记；请选处置中的事件`)
  if (!isWithin(incident.divisionCode, divisionCode) && !isWithin(divisionCode, incident.divisionCode)) throw new Problem('rule-refused', '这个事件不涉及该地区，请核对事件与地区')
}

export function mayEdit(actor: Actor, household: Pick<TransferHousehold, 'divisionCode'>): boolean {
  return actor.permissions.has('evacuation:edit') && covers(actor.scope, household.divisionCode)
}

/** Names, telephones and addresses whole: for keepers of contacts, for whoever answers for the household, and for the unit that listed it. */
export function maySeeWhole(actor: Actor, household: Pick<TransferHousehold, 'responsiblePersonId' | 'unitId'>): boolean {
  return actor.permissions.has('contact:reveal') || household.unitId === actor.unitId || (actor.personId !== null && household.responsiblePersonId === actor.personId)
}

export function mayLift(actor: Actor, order: Pick<ProtectiveOrder, 'divisionCode' | 'status'>): boolean {
  return order.status === 'inForce' && actor.permissions.has('order:issue') && covers(actor.scope, order.divisionCode)
}
