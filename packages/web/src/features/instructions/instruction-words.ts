import { dutyStatusNames, type DutyView, type InstructionView } from '@fengsui/contract/instructions'

const owed: ReadonlySet<string> = new Set(['assigned', 'acknowledged', 'inProgress', 'returned'])

/** Whether a unit still owes its answer. */
export const isOwed = (duty: Pick<DutyView, 'status'>): boolean => owed.has(duty.status)

/** The part whose term ends first among those still owed. */
export function nextDuty(instruction: Pick<InstructionView, 'duties'>): DutyView | undefined {
  return instruction.duties.filter(isOwed).sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

/** `3 个单位，1 个已办结，1 个逾期`; for a charged unit, how far it is itself. */
export function progressWords(instruction: Pick<InstructionView, 'duties' | 'mayHandle'>): string {
  const live = instruction.duties.filter((duty) => duty.status !== 'cancelled')
  if (!instruction.mayHandle && live.length === 1 && live[0]) return dutyStatusNames[live[0].status]
  if (live.length === 0) return '还没有交办'
  const done = live.filter((duty) => duty.status === 'accepted').length
  const answered = live.filter((duty) => duty.status === 'reported').length
  const late = live.filter((duty) => isOwed(duty) && duty.overdueAt !== null).length
  return [`${live.length} 个单位`, done > 0 ? `${done} 个已办结` : '', answered > 0 ? `${answered} 个待认可` : '', late > 0 ? `${late} 个逾期` : ''].filter((part) => part !== '').join('，')
}

/** What needs doing first: late, then to be accepted, then by the end of the term; nothing owed comes last. */
export function sortInstructions(instructions: readonly InstructionView[]): InstructionView[] {
  const rank = (instruction: InstructionView): string => {
    const late = instruction.duties.some((duty) => isOwed(duty) && duty.overdueAt !== null)
    const waits = instruction.duties.some((duty) => duty.status === 'reported') || instruction.status === 'received'
    return `${late ? 0 : waits ? 1 : 2}${nextDuty(instruction)?.dueAt ?? '9999'}`
  }
  return [...instructions].sort((a, b) => rank(a).localeCompare(rank(b)) || b.registeredAt.localeCompare(a.registeredAt))
}
