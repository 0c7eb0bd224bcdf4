import { minutesBetween } from '@fengsui/contract/kernel'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import type { DutyDeps } from './duty-deps.ts'
import { lockWatch } from './duty-store.ts'
import { watchTimers } from './watch-changes.ts'

/** A duty nears its planned end, or has gone past it without a signed handover. */
export function createWatchTimers(deps: DutyDeps): TimerHandler[] {
  return [
    {
      kind: watchTimers.due,
      async fire(context, payload) {
        const watch = await lockWatch(deps.objects, context.tx, String(payload['watchId']))
        if (watch?.status !== 'running' || watch.remindedAt !== null) return
        context.record({ type: 'duty-watch.end-due', audience: { division: watch.divisionCode, units: [watch.unitId] }, changes: [{ object: 'duty-watch', id: watch.id, set: { remindedAt: context.at } }], note: { plannedEndAt: watch.plannedEndAt } })
      },
    },
    {
      kind: watchTimers.overstay,
      async fire(context, payload) {
        const watch = await lockWatch(deps.objects, context.tx, String(payload['watchId']))
        if (watch?.status !== 'running' || watch.escalatedAt !== null) return
        context.record({ type: 'duty-watch.overstayed', audience: { division: watch.divisionCode, units: [watch.unitId] }, changes: [{ object: 'duty-watch', id: watch.id, set: { escalatedAt: context.at } }], note: { minutes: Math.floor(minutesBetween(watch.plannedEndAt, context.at)) } })
      },
    },
  ]
}
