import { addDays, publicHolidayYears, type calendarRoutes } from '@fengsui/contract/calendar'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lockSetting } from './calendar-store.ts'

const PHONE = /1[3-9]\d{9}/
/** Nobody plans holidays further ahead, and what lies further back has been counted by. */
const [BACK_DAYS, AHEAD_DAYS] = [400, 800]

/** Sets days of a place's own calendar, all or none. What was set before stays on record; the youngest setting of a day counts. */
export function setCalendarDays(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof calendarRoutes.setCalendarDays>, 'body'>): Promise<{ set: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-calendar-days', actor: actor.label, input: { body } }, (context) => {
    const divisionCode = body.divisionCode ?? actor.divisionCode
    if (!covers(actor.scope, divisionCode)) throw new Problem('forbidden', '只能设定本辖区的工作日历', [{ path: 'divisionCode', message: '不在您的辖区内' }])
    if (PHONE.test(body.reason) || body.days.some((day) => PHONE.test(day.name))) throw new Problem('invalid-input', '名称和依据里不要写电话号码', [{ path: 'reason', message: '不要写电话号码' }])
    const today = context.at.slice(0, 10)
    body.days.forEach(({ day }, index) => {
      if (body.days.findIndex((other) => other.day === day) !== index) throw new Problem('invalid-input', `${day} 写了两次，请只留一次`, [{ path: `days.${String(index)}.day`, message: '同一天写了两次' }])
      if (day < addDays(today, -BACK_DAYS) || day > addDays(today, AHEAD_DAYS)) throw new Problem('invalid-input', `${day} 离现在太远，请核对年份`, [{ path: `days.${String(index)}.day`, message: '请核对年份' }])
    })
    const years = new Set(body.days.map(({ day }) => day.slice(0, 4)))
    if (body.completesYear && years.size !== 1) throw new Problem('invalid-input', '“全年安排已录全”只能对一个年度说，请分年度录入', [{ path: 'completesYear', message: '请分年度录入' }])
    const last = body.days.length - 1
    body.days.forEach(({ day, kind, name }, index) => {
      const id = context.newId()
      context.record({
        type: 'calendar-day.set', audience: { division: divisionCode },
        changes: [{ object: 'calendar-day', id, created: true, set: { divisionCode, day, kind, name, reason: body.reason, completesYear: body.completesYear && index === last, setAt: context.at, setByUnitId: actor.unitId } }],
        note: { day, kind, name },
      })
    })
    return Promise.resolve({ set: body.days.length })
  })
}

/** Takes a setting back: the published calendar, or the setting of the place above, holds again. */
export function withdrawCalendarDay(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof calendarRoutes.withdrawCalendarDay>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-calendar-day', actor: actor.label, input: { params, body } }, async (context) => {
    const setting = await lockSetting(deps.objects, context.tx, actor, params.calendarDayId)
    if (setting.withdrawnAt !== null) throw new Problem('lifecycle-refused', '这项设定已经撤销')
    context.record({ type: 'calendar-day.withdrawn', audience: { division: setting.divisionCode }, changes: [{ object: 'calendar-day', id: setting.id, set: { withdrawnAt: context.at } }], note: { day: setting.day } })
    return { id: setting.id }
  })
}

/** Years whose notice this version carries. */
export const publishedYears: readonly string[] = publicHolidayYears
