import { dutyDefaultsAt, type DutyWatch } from '@fengsui/contract/duty'
import { addMinutes, Problem, type Change } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { listOnDuty } from '../rosters/index.ts'
import { chooseShift } from './handover-rules.ts'

export const watchTimers = { due: 'duty.watch-due', overstay: 'duty.watch-overstay' } as const
const key = (kind: string, watchId: string): string => `${kind}:${watchId}`

/** Who comes an hour early already stands the shift that is about to begin. */
const SOON_MINUTES = 60
const LONGEST_HOURS = 72

/**
 * The change that brings a new duty of the actor's unit into being, and its timers. The roster says who leads and until when; where it does not
 * name the actor, the duty is taken by hand and says so.
 * @throws Problem for an end that is not after now or too far
 */
export async function beginWatch(context: CommandContext, actor: Actor, unit: { id: string; divisionCode: string }, given: { plannedEndAt: string | null; asOf: string }): Promise<{ id: string; change: Change; byHand: boolean }> {
  const now = await listOnDuty(context.tx, { unitId: unit.id, at: context.at })
  const soon = await listOnDuty(context.tx, { unitId: unit.id, at: addMinutes(context.at, SOON_MINUTES) })
  const shift = chooseShift(actor.personId, now, soon)
  const defaults = dutyDefaultsAt(given.asOf)
  const plannedEndAt = given.plannedEndAt ?? shift?.endsAt ?? [...soon, ...now].find((each) => each.role === 'officer' && each.endsAt > addMinutes(context.at, SOON_MINUTES))?.endsAt ?? addMinutes(context.at, defaults.watchHours * 60)
  if (plannedEndAt <= context.at || plannedEndAt > addMinutes(context.at, LONGEST_HOURS * 60)) throw new Problem('invalid-input', `交班时间应在现在之后、${LONGEST_HOURS} 小时之内`, [{ path: 'plannedEndAt', message: '交班时间不对' }])
  const leader = [...soon, ...now].find((each) => each.role === 'leader')
  const id = context.newId()
  watchEnd(context, { id, plannedEndAt }, given.asOf)
  return {
    id, byHand: shift === null,
    change: {
      object: 'duty-watch', id, created: true,
      set: {
        divisionCode: unit.divisionCode, unitId: unit.id, byHand: shift === null, officerAccountId: actor.accountId, status: 'running', takenAt: context.at, plannedEndAt,
        ...(shift === null ? {} : { rosterShiftId: shift.shiftId }), ...(actor.personId === null ? {} : { officerPersonId: actor.personId }), ...(leader ? { leaderPersonId: leader.personId } : {}),
      },
    },
  }
}

function watchEnd(context: CommandContext, watch: { id: string; plannedEndAt: string }, asOf: string): void {
  const { remindBeforeMinutes, escalateAfterMinutes } = dutyDefaultsAt(asOf)
  const remindAt = addMinutes(watch.plannedEndAt, -remindBeforeMinutes)
  context.setTimer({ key: key(watchTimers.due, watch.id), kind: watchTimers.due, dueAt: remindAt < context.at ? context.at : remindAt, payload: { watchId: watch.id } })
  context.setTimer({ key: key(watchTimers.overstay, watch.id), kind: watchTimers.overstay, dueAt: addMinutes(watch.plannedEndAt, escalateAfterMinutes), payload: { watchId: watch.id } })
}

/** The change that ends a duty; nothing is waited for any more. */
export function endWatch(context: CommandContext, watch: Pick<DutyWatch, 'id'>): Change {
  context.cancelTimers([key(watchTimers.due, watch.id), key(watchTimers.overstay, watch.id)])
  return { object: 'duty-watch', id: watch.id, set: { status: 'handedOver', endedAt: context.at } }
}
