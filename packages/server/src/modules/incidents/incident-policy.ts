import type { Incident } from '@fengsui/contract/incidents'
import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** Changing an incident is for those whose jurisdiction holds its place; a unit that was only let in may read. */
export function requireOwnJurisdiction(actor: Actor, incident: Pick<Incident, 'divisionCode'>): void {
  if (!covers(actor.scope, incident.divisionCode)) throw new Problem('forbidden', '这个事件不在您的辖区，只能查看；需要改动请联系属地')
}

/** Reporting into a place is for those whose jurisdiction holds it. */
export function requireCoversPlace(actor: Actor, divisionCode: string): void {
  if (!covers(actor.scope, divisionCode)) throw new Problem('forbidden', '地点不在您的辖区内，请核对地点', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}
