import type { TaskView } from '@fengsui/contract/command'
import { Countdown } from '../../ui/clocks/Countdown.tsx'

/** The deadline that matters now: to acknowledge first, then to finish; when it was done. */
export function TaskDeadline({ task, rule = false }: { readonly task: TaskView; readonly rule?: boolean }) {
  if (task.status === 'cancelled') return null
  if (task.status === 'assigned') {
    return (
      <Countdown
        look="pill"
        name="签收时限"
        startedAt={task.assignedAt}
        dueAt={task.acknowledgeBy}
        {...(rule ? { rule: { text: '派出后须在此时限内签收，逾期自动报告指挥部并催办' } } : {})}
      />
    )
  }
  return (
    <Countdown
      look="pill"
      name="完成时限"
      startedAt={task.assignedAt}
      dueAt={task.dueAt}
      {...(task.doneAt === null ? {} : { doneAt: task.doneAt })}
      {...(rule ? { rule: { text: '派任务时定的完成时限，逾期自动报告指挥部并督办' } } : {})}
    />
  )
}
