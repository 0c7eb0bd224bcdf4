import { addDays, weekdayOf } from '@fengsui/contract/calendar'
import { countNames, countKeys, dutyRoleNames, dutyRoles, type RosterSheet, type SeatView } from '@fengsui/contract/rosters'
import type { OfficialDocument, Sheet, TableBlock } from '../../platform/documents/index.ts'
import { rosterColumns } from './read-roster-table.ts'

const weekdays = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日']
const shortRole = { leader: '带班', officer: '值班', standby: '备勤', trainee: '跟班' } as const

const dayWords = (day: string): string => `${String(Number(day.slice(0, 4)))}年${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日`

/** `2026年3月值班表` where the period is one month, else from … to …. */
export function rosterTitle(sheet: Pick<RosterSheet, 'unit' | 'fromDay' | 'toDay'>): string {
  const { fromDay, toDay, unit } = sheet
  const isMonth = fromDay.endsWith('-01') && addDays(toDay, 1) === `${addDays(toDay, 1).slice(0, 7)}-01` && fromDay.slice(0, 7) === toDay.slice(0, 7)
  return isMonth ? `${unit.unitName}${fromDay.slice(0, 4)}年${String(Number(fromDay.slice(5, 7)))}月值班表` : `${unit.unitName}值班表（${dayWords(fromDay)}至${dayWords(toDay)}）`
}

/** The shifts of a day, each with who stands in which role. */
function shiftsOf(seats: readonly SeatView[]): { shiftKey: string; shiftName: string; names: Record<SeatView['role'], string[]> }[] {
  const shifts = new Map<string, { shiftKey: string; shiftName: string; names: Record<SeatView['role'], string[]> }>()
  for (const seat of seats) {
    const shift = shifts.get(seat.shiftKey) ?? { shiftKey: seat.shiftKey, shiftName: seat.shiftName, names: { leader: [], officer: [], standby: [], trainee: [] } }
    shift.names[seat.role].push(seat.personName ?? '（缺）')
    shifts.set(seat.shiftKey, shift)
  }
  return [...shifts.values()]
}

function cellOf(sheet: RosterSheet, day: string): string {
  if (day < sheet.fromDay || day > sheet.toDay) return ''
  const about = sheet.days.find((each) => each.day === day)
  const seats = sheet.seats.filter((seat) => seat.day === day)
  const shifts = shiftsOf(seats)
  const head = `${String(Number(day.slice(8)))}日${about?.name ? ` ${about.kind === 'holiday' ? about.name : `${about.name}调休上班`}` : ''}`
  return [head, ...shifts.flatMap((shift) => [...(shifts.length > 1 ? [`【${shift.shiftName}】`] : []), ...dutyRoles.filter((role) => shift.names[role].length > 0).map((role) => `${shortRole[role]} ${shift.names[role].join('、')}`)])].join('\n')
}

/** One month as a page of weeks, Monday first. */
function monthTable(sheet: RosterSheet, month: string, named: boolean): TableBlock {
  const first = month === sheet.fromDay.slice(0, 7) ? sheet.fromDay : `${month}-01`
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7))
  const last = [...sheet.days].reverse().find(({ day }) => day.startsWith(month))?.day ?? first
  const weeks: string[][] = []
  for (let start = monday; start <= last; start = addDays(start, 7)) weeks.push(weekdays.map((_, at) => addDays(start, at)).map((day) => (day.startsWith(month) ? cellOf(sheet, day) : '')))
  return { kind: 'table', ...(named ? { caption: `${String(Number(month.slice(0, 4)))}年${String(Number(month.slice(5)))}月` } : {}), widths: weekdays.map(() => 1), head: [weekdays.map((text) => ({ text }))], rows: weeks }
}

/** The roster as a paper to hang up: months as calendars on A4 across, hours of the shifts below. */
export function rosterDocument(sheet: RosterSheet, given: { dutyPhone: string | null; printedAt: string }): OfficialDocument {
  const months = [...new Set(sheet.days.map(({ day }) => day.slice(0, 7)))]
  const hours = [...new Map(sheet.seats.map((seat) => [seat.shiftKey, `${seat.shiftName} ${clock(seat.startsAt)}—${seat.startsAt.slice(0, 10) === seat.endsAt.slice(0, 10) || clock(seat.endsAt) > clock(seat.startsAt) ? '' : '次日 '}${clock(seat.endsAt)}`])).values()]
  return {
    head: null, title: rosterTitle(sheet), addressees: null, landscape: true, imprint: null, signature: null,
    body: [...months.map((month) => monthTable(sheet, month, months.length > 1)), { kind: 'paragraph', text: `班次：${hours.join('；') || '无'}。${given.dutyPhone === null ? '' : `值班电话：${given.dutyPhone}。`}` }],
    notes: [`${given.printedAt} 打印${sheet.roster?.status === 'draft' ? '；草稿，未发布' : ''}`],
  }
}

function clock(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
}

/** The roster as rows, in the columns an import reads; empty seats stay empty. */
function rosterTable(sheet: RosterSheet): TableBlock {
  const rows = sheet.days.flatMap(({ day }) => {
    const seats = sheet.seats.filter((seat) => seat.day === day)
    return shiftsOf(seats.map((seat) => ({ ...seat, personName: seat.personName ?? '' }))).map((shift) => [day, weekdays[(weekdayOf(day) + 6) % 7] ?? '', shift.shiftName, ...dutyRoles.map((role) => shift.names[role].filter((name) => name !== '').join('、'))])
  })
  return { kind: 'table', widths: [12, 10, 14, 14, 22, 18, 14], head: [rosterColumns.map(({ title }) => ({ text: title }))], rows }
}

/** Workbook: the rows, and how often everybody stands. The first sheet can be brought in again. */
export function rosterSheets(sheet: RosterSheet): Sheet[] {
  const fairness: TableBlock = {
    kind: 'table', widths: [14, 12, ...countKeys.map(() => 10), 12], numeric: countKeys.map((_, at) => at + 2),
    head: [[{ text: '姓名' }, { text: '角色' }, ...countKeys.map((key) => ({ text: countNames[key] })), { text: '值班偏离均值' }]],
    rows: sheet.fairness.map((row) => [row.name, dutyRoleNames[row.role], ...countKeys.map((key) => row.counts[key]), row.deviation.total]),
  }
  return [{ name: '值班表', table: rosterTable(sheet) }, { name: '全年次数', table: fairness, above: [`${sheet.unit.unitName}${sheet.fromDay.slice(0, 4)}年值班次数（含结转）`] }]
}

/** The template: dates and shifts filled in, people empty. */
export function templateSheets(sheet: RosterSheet): Sheet[] {
  const table = rosterTable({ ...sheet, seats: sheet.seats.map((seat) => ({ ...seat, personId: null, personName: null })) })
  const people: TableBlock = { kind: 'table', widths: [16, 40], head: [[{ text: '可排人员' }, { text: '可任角色' }]], rows: sheet.people.map((person) => [person.name, person.roles.map((role) => dutyRoleNames[role]).join('、')]) }
  return [{ name: '值班表', table }, { name: '填写说明', table: people, above: ['日期、班次不要改；各角色填姓名，多人用顿号隔开，须与“可排人员”中的姓名一致。有一行不对，整份都不会导入。'] }]
}
