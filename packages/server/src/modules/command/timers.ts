import type { Task } from '@fengsui/contract/command'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { findConsultation, lockNotices, lockTasks } from './command-store.ts'
import { idsOf, recordTask, timerKinds } from './record-orders.ts'
import { isOpen } from './task-rules.ts'

/** What happens when a deadline passes. Each looks at the state again: what was done in time, moved or cancelled is left alone. */
export function createTimers(deps: ModuleDeps): TimerHandler[] {
  const forTasks = (kind: string, type: string, late: (task: Task, at: string) => boolean, field: 'unacknowledgedAt' | 'overdueAt' | 'rulingOverdueAt'): TimerHandler => ({
    kind,
    async fire(context, payload) {
      for (const task of await lockTasks(deps.objects, context.tx, idsOf(payload))) {
        if (task[field] === null && late(task, context.at)) recordTask(context, task, type, { [field]: context.at })
      }
    },
  })
  return [
    forTasks(timerKinds.acknowledge, 'task.unacknowledged', (task, at) => task.status === 'assigned' && task.acknowledgeBy <= at, 'unacknowledgedAt'),
    forTasks(timerKinds.due, 'task.overdue', (task, at) => isOpen(task) && task.dueAt <= at, 'overdueAt'),
    forTasks(timerKinds.ruling, 'task.ruling-overdue', (task, at) => task.status === 'disputed' && task.ruleBy !== null && task.ruleBy <= at, 'rulingOverdueAt'),
    {
      kind: timerKinds.notice,
      async fire(context, payload) {
        for (const notice of await lockNotices(deps.objects, context.tx, idsOf(payload))) {
          if (notice.status === 'acknowledged' || notice.overdueAt !== null || notice.acknowledgeBy > context.at) continue
          context.record({ type: 'notice.overdue', subject: notice.incidentId, audience: { division: notice.divisionCode, units: [notice.toUnitId] }, changes: [{ object: 'notice', id: notice.id, set: { overdueAt: context.at } }] })
        }
      },
    },
    {
      kind: timerKinds.consultation,
      async fire(context, payload) {
        const consultation = await findConsultation(deps.objects, context.tx, idsOf(payload)[0] ?? '')
        if (consultation?.status !== 'called') return
        context.record({
          type: 'consultation.missed', subject: consultation.incidentId, audience: { division: consultation.divisionCode, units: consultation.unitIds },
          changes: [{ object: 'consultation', id: consultation.id, set: { status: 'missed' } }], note: { agenda: consultation.agenda },
        })
      },
    },
  ]
}
