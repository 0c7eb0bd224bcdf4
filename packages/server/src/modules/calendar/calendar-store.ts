import { localCalendar, type CalendarDay, type WorkCalendar } from '@fengsui/contract/calendar'
import { divisionAt, divisionLevelOf, divisionLevels, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** A place and those above it, from the top down: a lower place's own setting wins. */
export function placesDown(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** Settings that hold for a place, those of higher places first, of one place the youngest last; so that the later of one day wins. */
export async function listSettings(objects: ObjectStore, db: Queryable, divisionCode: string, years?: { from: string; to: string }): Promise<CalendarDay[]> {
  const places = placesDown(divisionCode)
  const rows = (await objects.read(db, 'calendar-day', sql`t.division_code = any(${places}::text[]) and t.withdrawn_at is null ${years ? sql`and t.day >= ${years.from} and t.day <= ${years.to}` : sql``}`)) as unknown as CalendarDay[]
  return rows.sort((a, b) => places.indexOf(a.divisionCode) - places.indexOf(b.divisionCode) || a.setAt.localeCompare(b.setAt) || a.id.localeCompare(b.id))
}

/** The working days of a place: the published calendar with the settings of the place and of those above it. */
export async function loadCalendar(objects: ObjectStore, db: Queryable, divisionCode: string): Promise<WorkCalendar> {
  const settings = await listSettings(objects, db, divisionCode)
  return localCalendar(settings, settings.filter((setting) => setting.completesYear).map((setting) => setting.day.slice(0, 4)))
}

/** Takes one setting of the jurisdiction. @throws Problem not-found */
export async function lockSetting(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<CalendarDay> {
  const [setting] = (await objects.read(tx, 'calendar-day', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })) as unknown as CalendarDay[]
  if (!setting) throw new Problem('not-found', '没有找到这项日历设定，可能不是本地区设的')
  return setting
}
