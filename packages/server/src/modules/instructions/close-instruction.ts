import type { Instruction, instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireHandler } from './instruction-policy.ts'
import { isOwed, requireInstructionMayBecome, whyNotClose } from './instruction-rules.ts'
import { lockDrafts, lockDuties, lockInstruction } from './instruction-store.ts'
import { dropNotices, recordDuty, stopWatching } from './record-instruction.ts'

function recordEnd(context: CommandContext, instruction: Instruction, status: 'closed' | 'withdrawn', words: string, units: string[]): void {
  context.record({
    type: `instruction.${status}`, subject: instruction.incidentId, audience: { division: instruction.divisionCode, units, called: units },
    changes: [{ object: 'instruction', id: instruction.id, set: { status, closedAt: context.at, outcome: context.protect(`instruction:${instruction.id}`, words) } }], note: { number: instruction.number },
  })
}

/** 办结 by the issuer's office, once every unit's result was accepted. @throws Problem rule-refused that says whose is still open */
export function closeInstruction(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof instructionRoutes.closeInstruction>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'close-instruction', actor: actor.label, input: { params, body } }, async (context) => {
    const instruction = await lockInstruction(deps.objects, context.tx, actor, params.instructionId)
    requireHandler(actor, instruction)
    requireInstructionMayBecome(instruction.status, 'closed')
    const duties = await lockDuties(deps.objects, context.tx, instruction.id)
    const open = whyNotClose(duties)
    if (open !== null) throw new Problem('rule-refused', open)
    recordEnd(context, instruction, 'closed', body.outcome, duties.filter((duty) => duty.status === 'accepted').map((duty) => duty.unitId))
    return { id: instruction.id }
  })
}

/** 撤回: what units still owe is cancelled with it. */
export function withdrawInstruction(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof instructionRoutes.withdrawInstruction>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-instruction', actor: actor.label, input: { params, body } }, async (context) => {
    const instruction = await lockInstruction(deps.objects, context.tx, actor, params.instructionId)
    requireHandler(actor, instruction)
    requireInstructionMayBecome(instruction.status, 'withdrawn')
    const open = (await lockDuties(deps.objects, context.tx, instruction.id)).filter((duty) => isOwed(duty.status) || duty.status === 'reported')
    for (const duty of open) {
      const waiting = await lockDrafts(deps.objects, context.tx, duty.id)
      recordDuty(context, instruction, duty, 'instruction-duty.cancelled', { status: 'cancelled', settledAt: context.at }, { withdrawn: true }, { changes: dropNotices(waiting) })
      stopWatching(context, duty.id)
    }
    recordEnd(context, instruction, 'withdrawn', body.reason, open.map((duty) => duty.unitId))
    return { id: instruction.id }
  })
}
