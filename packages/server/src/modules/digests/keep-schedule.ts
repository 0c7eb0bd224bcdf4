import type { DigestKind, digestRoutes } from '@fengsui/contract/digests'
import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { getOwnDesk } from '../reports/index.ts'
import { nextDraftAt, scheduleTimerKey } from './digest-rules.ts'
import { listSchedules } from './digest-store.ts'
import { recordDraft } from './record-draft.ts'

const TIMER = 'digests.draft'

/** Sets at which hour the own office's digest is drafted, or that it is not. */
export function setDigestSchedule(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof digestRoutes.setDigestSchedule>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-digest-schedule', actor: actor.label, input: { body } }, async (context) => {
    const office = await getOwnDesk(context.tx, actor)
    const id = context.newId()
    context.record({
      type: 'digest-schedule.set', audience: { division: office.divisionCode, units: [office.unitId] },
      changes: [{ object: 'digest-schedule', id, created: true, set: { divisionCode: office.divisionCode, unitId: office.unitId, kind: body.kind, minuteOfDay: body.minuteOfDay, active: body.active, setAt: context.at } }],
    })
    const key = scheduleTimerKey(office.unitId, body.kind)
    if (body.active) context.setTimer({ key, kind: TIMER, dueAt: nextDraftAt(body, context.at), payload: { unitId: office.unitId, divisionCode: office.divisionCode, kind: body.kind } })
    else context.cancelTimers([key])
    return { id: office.unitId }
  })
}

/** At the hour: drafts, and sets the next day's. A node that was off drafts once when it is back, not once for every day missed. */
export function createDraftTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: TIMER,
    async fire(context, payload) {
      const unitId = String(payload['unitId'])
      const kind = String(payload['kind']) as DigestKind
      const schedule = (await listSchedules(deps.objects, context.tx, unitId)).find((each) => each.kind === kind)
      if (!schedule?.active) return
      await recordDraft(deps, context, schedule, kind, 'schedule')
      context.setTimer({ key: scheduleTimerKey(unitId, kind), kind: TIMER, dueAt: nextDraftAt(schedule, context.at), payload })
    },
  }
}
