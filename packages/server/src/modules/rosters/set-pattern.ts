import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import { dutyRoles, type rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { createdChange } from './created-change.ts'
import { requireMayEdit } from './roster-policy.ts'
import { getUnit, lockUnitDuty } from './roster-store.ts'
import { armHolidayWatch } from './watch-holidays.ts'

/** Sets how a unit stands duty from a day on. Rosters already published stay as they are. */
export function setDutyPattern(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.setDutyPattern>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-duty-pattern', actor: actor.label, input: { params, body } }, async (context) => {
    const unit = await getUnit(context.tx, actor, params.unitId)
    requireMayEdit(actor, unit)
    await lockUnitDuty(context.tx, unit.unitId)
    const { name, shifts, restHoursAfterNight, maxNightsPerWeek, roundTheClock, inForceFrom } = body
    if (inForceFrom < legalDayAt(context.at)) throw new Problem('invalid-input', '班次规则自今天或以后起用，不能倒签', [{ path: 'inForceFrom', message: '请选今天或以后' }])
    if (new Set(shifts.map(({ key }) => key)).size !== shifts.length) throw new Problem('invalid-input', '班次代号不能相同，请修改', [{ path: 'shifts', message: '班次代号相同' }])
    shifts.forEach((shift, index) => {
      if (dutyRoles.every((role) => shift.seats[role] === 0)) throw new Problem('invalid-input', `“${shift.name}”没有席位，请至少安排一人或删去这个班次`, [{ path: `shifts.${String(index)}.seats`, message: '没有席位' }])
      if (shift.seats.trainee > 0 && shift.seats.officer === 0) throw new Problem('invalid-input', `“${shift.name}”只有跟班学习没有值班员，跟班人员不得单独值班`, [{ path: `shifts.${String(index)}.seats`, message: '请加值班员' }])
    })
    const id = context.newId()
    context.record({
      type: 'duty-pattern.set', audience: { division: unit.divisionCode, units: [unit.unitId] },
      changes: [createdChange('duty-pattern', id, { unitId: unit.unitId, divisionCode: unit.divisionCode, name, shifts: shifts as unknown as Json, restHoursAfterNight, maxNightsPerWeek, roundTheClock, inForceFrom, setAt: context.at })],
    })
    armHolidayWatch(context, unit.unitId, context.at)
    return { id: unit.unitId }
  })
}
