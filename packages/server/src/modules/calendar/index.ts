import { dayKindNames, type DayKind } from '@fengsui/contract/calendar'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindCalendar } from './http.ts'

export { loadCalendar } from './calendar-store.ts'

/** The working-day calendar of places: the published one ships with the program, places set their own days over it. */
export function createCalendar(deps: ModuleDeps): ModuleParts {
  bindCalendar(deps)
  return {
    timelineTexts: {
      'calendar-day.set': ({ data: { note } }) => ({ text: `工作日历：${String(note?.['day'])} 设为${dayKindNames[note?.['kind'] as DayKind]}（${String(note?.['name'])}）`, importance: 'fact' }),
      'calendar-day.withdrawn': ({ data: { note } }) => ({ text: `工作日历：撤销 ${String(note?.['day'])} 的本地设定`, importance: 'fact' }),
    },
  }
}
