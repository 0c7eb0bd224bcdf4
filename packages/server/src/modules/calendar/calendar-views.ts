import { CalendarDay, localCalendar, publishedDays, type CalendarDayView, type calendarRoutes } from '@fengsui/contract/calendar'
import { Problem, type RouteResponse } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { listSettings, placesDown } from './calendar-store.ts'
import { publishedYears } from './set-calendar-days.ts'

async function readSettings(deps: ModuleDeps, actor: Actor, where: RawBuilder<unknown>): Promise<CalendarDayView[]> {
  const { rows } = await sql<{ o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; unitName: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName" from calendar_day t left join unit u on u.id = t.set_by_unit_id
    where ${where} order by t.day, t.set_at desc, t.id limit 1000`.execute(deps.database)
  return rows.map((row) => {
    const setting = CalendarDay.parse(deps.objects.toObject('calendar-day', row.o))
    return { ...setting, placeName: row.placeName ?? setting.divisionCode, setByUnitName: row.unitName ?? '', mayWithdraw: setting.withdrawnAt === null && actor.permissions.has('org:edit') && covers(actor.scope, setting.divisionCode) }
  })
}

/** A year as the reader's place counts it: days that differ from the plain week, whose setting each is, and whether the year has been announced. */
export async function getCalendar(deps: ModuleDeps, actor: Actor, year: string): Promise<RouteResponse<typeof calendarRoutes.getCalendar>> {
  const range = { from: `${year}-01-01`, to: `${year}-12-31` }
  const [active, settings] = await Promise.all([
    listSettings(deps.objects, deps.database, actor.divisionCode, range),
    readSettings(deps, actor, sql`t.division_code = any(${placesDown(actor.divisionCode)}::text[]) and t.day >= ${range.from} and t.day <= ${range.to}`),
  ])
  const completed = active.filter((setting) => setting.completesYear).map((setting) => setting.day.slice(0, 4))
  const calendar = localCalendar(active, completed)
  type Day = RouteResponse<typeof calendarRoutes.getCalendar>['days'][number]
  const days = new Map<string, Day>()
  for (const day of publishedDays(year)) days.set(day.day, { ...day, local: false })
  for (const { day, kind, name } of active) days.set(day, { day, kind, name, local: true })
  return {
    year, known: calendar.knows(range.from), publishedYears: [...publishedYears], days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)), settings, mayEdit: actor.permissions.has('org:edit'),
  }
}

/** One setting, as the answer to the command that withdrew it. @throws Problem not-found */
export async function getCalendarDay(deps: ModuleDeps, actor: Actor, id: string): Promise<CalendarDayView> {
  const [setting] = await readSettings(deps, actor, sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)
  if (!setting) throw new Problem('not-found', '没有找到这项日历设定')
  return setting
}
