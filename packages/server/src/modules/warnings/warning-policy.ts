import { Problem } from '@fengsui/contract/kernel'
import type { LinkageAlarm, Warning } from '@fengsui/contract/warnings'
import { covers, type Actor } from '../../platform/actor.ts'

/** Warnings of a place are kept by those whose jurisdiction holds it. */
export function mayLift(actor: Actor, warning: Pick<Warning, 'divisionCode' | 'status'>): boolean {
  return warning.status === 'inForce' && actor.permissions.has('warning:record') && covers(actor.scope, warning.divisionCode)
}

export function requireKeepsWarningsOf(actor: Actor, divisionCode: string): void {
  if (!covers(actor.scope, divisionCode)) throw new Problem('forbidden', '这个地区不在您的辖区内，预警由该地区或其上级转录、解除', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}

/** Why the response is not raised is for the place itself to say, or for a place above it that leads the response. */
export function mayAnswer(actor: Actor, alarm: Pick<LinkageAlarm, 'divisionCode' | 'status'>): boolean {
  return alarm.status === 'open' && actor.permissions.has('response:decide') && covers(actor.scope, alarm.divisionCode)
}
