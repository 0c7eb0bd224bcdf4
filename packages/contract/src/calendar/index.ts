export * from './calendar-day.ts'
export * from './work-calendar.ts'
export { publicHolidayYears } from './public-holidays.ts'
