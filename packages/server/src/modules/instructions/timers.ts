import type { Instruction, InstructionDuty } from '@fengsui/contract/instructions'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { isOwed } from './instruction-rules.ts'
import { findSuperior, lockDrafts, lockDutyRow } from './instruction-store.ts'
import { draftNotice, recordDuty, timerKinds } from './record-instruction.ts'

/** What happens when a moment of a duty comes. Each looks at the state again: what was answered, moved or cancelled is left alone. */
export function createTimers(deps: ModuleDeps): TimerHandler[] {
  const timer = (kind: string, act: (context: CommandContext, duty: InstructionDuty, instruction: Instruction) => Promise<void> | void): TimerHandler => ({
    kind,
    async fire(context, payload) {
      const found = await lockDutyRow(deps.objects, context.tx, String(payload['dutyId']))
      if (found && isOwed(found.duty.status)) await act(context, found.duty, found.instruction)
    },
  })
  return [
    timer(timerKinds.acknowledge, async (context, duty, instruction) => {
      if (duty.status !== 'assigned' || duty.unacknowledgedAt !== null || duty.acknowledgeBy > context.at) return
      recordDuty(context, instruction, duty, 'instruction-duty.unacknowledged', { unacknowledgedAt: context.at }, {}, { changes: draftNotice(context, duty, 'unacknowledged', await lockDrafts(deps.objects, context.tx, duty.id)) })
    }),
    timer(timerKinds.remind, (context, duty, instruction) => {
      if (duty.remindedAt === null && duty.dueAt > context.at) recordDuty(context, instruction, duty, 'instruction-duty.reminded', { remindedAt: context.at }, { dueAt: duty.dueAt })
    }),
    timer(timerKinds.due, async (context, duty, instruction) => {
      if (duty.overdueAt !== null || duty.dueAt > context.at) return
      recordDuty(context, instruction, duty, 'instruction-duty.overdue', { overdueAt: context.at, firstOverdueAt: duty.firstOverdueAt ?? context.at }, { dueAt: duty.dueAt }, { changes: draftNotice(context, duty, 'overdue', await lockDrafts(deps.objects, context.tx, duty.id)) })
    }),
    timer(timerKinds.escalate, async (context, duty, instruction) => {
      if (duty.escalatedAt !== null || duty.overdueAt === null) return
      const superior = await findSuperior(context.tx, duty.unitId)
      recordDuty(context, instruction, duty, 'instruction-duty.escalated', { escalatedAt: context.at }, { superior }, superior === null ? {} : { units: [superior] })
    }),
  ]
}
