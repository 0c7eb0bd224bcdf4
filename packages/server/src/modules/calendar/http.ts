import { calendarRoutes } from '@fengsui/contract/calendar'
import type { ModuleDeps } from '../../platform/module.ts'
import { getCalendar, getCalendarDay } from './calendar-views.ts'
import { setCalendarDays, withdrawCalendarDay } from './set-calendar-days.ts'

export function bindCalendar(deps: ModuleDeps): void {
  const { http } = deps
  http.bind(calendarRoutes.getCalendar, ({ actor, query }) => getCalendar(deps, actor, query.year))
  http.bind(calendarRoutes.setCalendarDays, ({ actor, body }) => setCalendarDays(deps, actor, { body }))
  http.bind(calendarRoutes.withdrawCalendarDay, async ({ actor, ...call }) => getCalendarDay(deps, actor, (await withdrawCalendarDay(deps, actor, call)).id))
}
