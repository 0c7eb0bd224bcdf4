import { z } from 'zod'
import { CommandId, DivisionCode, Id, route, text } from '../kernel/index.ts'
import { legalDayAt, startOfDay } from './work-calendar.ts'

const isDay = (value: string): boolean => {
  try {
    return legalDayAt(startOfDay(value)) === value
  } catch {
    return false
  }
}
/** A legal day as `2027-02-05`. */
export const LegalDayText = z.string().regex(/^20\d{2}-\d{2}-\d{2}$/, '日期写成 2027-02-05').refine(isDay, '没有这一天，请核对日期')
export const CalendarDayKind = z.enum(['holiday', 'makeUp', 'weekend', 'working'])

/** A day a place has set otherwise than the published calendar. A later setting of the same day takes its place; the youngest counts. */
export const CalendarDay = z.object({
  id: Id, divisionCode: z.string(), day: z.string(), kind: CalendarDayKind, name: z.string(), reason: z.string(),
  /** With this setting the year's arrangement is complete: the year counts as known. */
  completesYear: z.boolean(), setAt: z.string(), setByUnitId: Id, withdrawnAt: z.string().nullable(),
})
export type CalendarDay = z.infer<typeof CalendarDay>
export const CalendarDayView = CalendarDay.extend({ placeName: z.string(), setByUnitName: z.string(), mayWithdraw: z.boolean() })
export type CalendarDayView = z.infer<typeof CalendarDayView>

const YearQuery = z.object({ year: z.string().regex(/^20\d{2}$/, '年份写成 2027') })

export const calendarRoutes = {
  getCalendar: route({
    method: 'GET', path: '/calendar', access: 'signed-in', tag: '工作日历', summary: '一年的工作日历：与平常周不同的日子，公布的和本地设的；该年安排是否已知',
    schema: {
      query: YearQuery,
      response: z.object({
        year: z.string(), known: z.boolean(), publishedYears: z.array(z.string()),
        days: z.array(z.object({ day: z.string(), kind: CalendarDayKind, name: z.string(), local: z.boolean() })),
        settings: z.array(CalendarDayView), mayEdit: z.boolean(),
      }),
    },
  }),
  setCalendarDays: route({
    method: 'POST', path: '/calendar/days', access: 'org:edit', tag: '工作日历', summary: '设定本地的放假、调休上班；可一次录入全年安排',
    schema: {
      body: z.object({
        commandId: CommandId, divisionCode: DivisionCode.optional(),
        days: z.array(z.object({ day: LegalDayText, kind: CalendarDayKind, name: text(1, 20) })).min(1, '至少设一天').max(120, '一次最多 120 天'),
        reason: text(2, 200), completesYear: z.boolean().default(false),
      }),
      response: z.object({ set: z.number() }),
    },
  }),
  withdrawCalendarDay: route({ method: 'POST', path: '/calendar/days/:calendarDayId/withdrawal', access: 'org:edit', tag: '工作日历', summary: '撤销一天的本地设定，恢复公布的安排', schema: { params: z.object({ calendarDayId: Id }), body: z.object({ commandId: CommandId }), response: CalendarDayView } }),
}
