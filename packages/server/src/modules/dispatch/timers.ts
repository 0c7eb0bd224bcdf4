import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { lockDispatches, lockRequests } from './dispatch-store.ts'
import { idsOf, recordDispatch, recordRequest, timerKinds } from './record-dispatch.ts'

/** What happens when a deadline passes. Each looks at the state again: what was done in time or is over is left alone. */
export function createTimers({ objects }: ModuleDeps): TimerHandler[] {
  return [
    {
      kind: timerKinds.accept,
      async fire(context, payload) {
        for (const request of await lockRequests(objects, context.tx, idsOf(payload))) {
          if (request.status !== 'submitted' || request.overdueAt !== null || request.acceptBy === null || request.acceptBy > context.at) continue
          recordRequest(context, request, 'resource-request.overdue', { overdueAt: context.at })
        }
      },
    },
    {
      kind: timerKinds.acknowledge,
      async fire(context, payload) {
        for (const dispatch of await lockDispatches(objects, context.tx, idsOf(payload))) {
          if (dispatch.status === 'ordered' && dispatch.unacknowledgedAt === null && dispatch.acknowledgeBy <= context.at) recordDispatch(context, dispatch, 'dispatch.unacknowledged', { unacknowledgedAt: context.at })
        }
      },
    },
    {
      kind: timerKinds.arrive,
      async fire(context, payload) {
        for (const dispatch of await lockDispatches(objects, context.tx, idsOf(payload))) {
          if (dispatch.status === 'departed' && dispatch.overdueAt === null && dispatch.arriveBy !== null && dispatch.arriveBy <= context.at) recordDispatch(context, dispatch, 'dispatch.overdue', { overdueAt: context.at })
        }
      },
    },
  ]
}
