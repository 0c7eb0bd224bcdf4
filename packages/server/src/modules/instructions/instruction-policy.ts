import type { Instruction, InstructionDuty } from '@fengsui/contract/instructions'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'

/** The issuer's office: accounts of the very place that registered the instruction. */
export function mayHandle(actor: Actor, owned: Pick<Instruction, 'divisionCode'>): boolean {
  return actor.permissions.has('instruction:give') && actor.divisionCode === owned.divisionCode
}

/** Only the unit itself answers for its part. */
export function mayWork(actor: Actor, duty: Pick<InstructionDuty, 'unitId'>): boolean {
  return actor.permissions.has('instruction:work') && actor.unitId === duty.unitId
}

/** @throws Problem forbidden */
export function requireHandler(actor: Actor, owned: Pick<Instruction, 'divisionCode'>): void {
  if (!mayHandle(actor, owned)) throw new Problem('forbidden', '这件批示由作出批示的地区交办和办结，请与其联系')
}

/** @throws Problem forbidden */
export function requireOwnDuty(actor: Actor, duty: Pick<InstructionDuty, 'unitId'>): void {
  if (!mayWork(actor, duty)) throw new Problem('forbidden', '这件批示交办给别的单位，只有承办单位能签收、反馈和申请延期')
}
