import { dutyRoleNames, dutyRoles, type DutyRole, type Seat, type SeatAssignment } from '@fengsui/contract/rosters'
import type { Table } from '../../platform/tables/table.ts'

export interface RosterColumn {
  readonly key: 'day' | 'weekday' | 'shift' | DutyRole
  readonly title: string
  readonly also: readonly string[]
}

/** Columns of a roster table. The weekday is for people only. */
export const rosterColumns: readonly RosterColumn[] = [
  { key: 'day', title: '日期', also: ['值班日期'] }, { key: 'weekday', title: '星期', also: [] }, { key: 'shift', title: '班次', also: ['班次名称'] },
  ...dutyRoles.map((role): RosterColumn => ({ key: role, title: dutyRoleNames[role], also: role === 'leader' ? ['带班'] : role === 'officer' ? ['值班'] : role === 'trainee' ? ['跟班'] : [] })),
]

export interface RowError {
  readonly row: number | null
  readonly column: string | null
  readonly message: string
}

const plain = (text: string): string => text.replaceAll(/[\s*＊]/g, '')

/** A day as people write it: 2026-01-31, 2026/1/31, 2026年1月31日, 20260131. Null when it is none. */
export function readDay(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?$/.exec(text.trim()) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const ms = Date.parse(`${iso}T00:00:00.000Z`)
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(iso) ? null : iso
}

/** The heads of a table: which column is what. */
export function mapColumns(header: readonly string[]): { at: Map<RosterColumn['key'], number>; errors: RowError[] } {
  const at = new Map<RosterColumn['key'], number>()
  header.forEach((title, index) => {
    const column = rosterColumns.find((each) => [each.title, ...each.also].includes(plain(title)))
    if (column && !at.has(column.key)) at.set(column.key, index)
  })
  const errors: RowError[] = (['day', 'officer'] as const).filter((key) => !at.has(key)).map((key) => ({ row: null, column: null, message: `缺少“${key === 'day' ? '日期' : '值班员'}”列，请用模板填写` }))
  return { at, errors }
}

/** Days named in a table, first and last; null when none can be read. */
export function spanOf(table: Table, at: ReadonlyMap<RosterColumn['key'], number>): { fromDay: string; toDay: string } | null {
  const days = table.rows.flatMap(({ cells }) => {
    const cell = cells[at.get('day') ?? -1]
    const day = typeof cell === 'string' ? readDay(cell) : null
    return day === null ? [] : [day]
  }).sort()
  const [fromDay, toDay] = [days[0], days.at(-1)]
  return fromDay === undefined || toDay === undefined ? null : { fromDay, toDay }
}

/** Reads rows into seats; every row that does not fit is told, and then none is taken. */
export function readRosterRows(table: Table, at: ReadonlyMap<RosterColumn['key'], number>, seats: readonly Seat[], people: readonly { readonly personId: string; readonly name: string; readonly roles: readonly DutyRole[] }[]): { assignments: SeatAssignment[]; errors: RowError[] } {
  const errors: RowError[] = []
  const assignments: SeatAssignment[] = []
  const seen = new Map<string, number>()
  for (const { row, cells } of table.rows) {
    const say = (column: string, message: string): void => void errors.push({ row, column, message })
    const cellOf = (key: RosterColumn['key'], title: string): string => {
      const cell = cells[at.get(key) ?? -1]
      if (cell === undefined) return ''
      if (typeof cell === 'string') return cell.trim()
      say(title, cell.refused === 'formula' ? '不能用公式，请改成值' : '单元格有错误值，请改正')
      return ''
    }
    const day = readDay(cellOf('day', '日期'))
    if (day === null) {
      say('日期', '不是日期，请写成 2026-01-31')
      continue
    }
    const ofDay = seats.filter((seat) => seat.day === day)
    const shifts = [...new Map(ofDay.map((seat) => [seat.shiftKey, seat.shiftName]))]
    const wanted = cellOf('shift', '班次')
    const matching = wanted === '' ? shifts : shifts.filter(([, name]) => plain(name) === plain(wanted))
    const [shiftKey] = matching[0] ?? []
    if (shifts.length === 0) say('日期', '这天没有班次规则，请先在“班次与人员”里制定')
    else if (shiftKey === undefined) say('班次', `这天没有“${wanted}”，有：${shifts.map(([, name]) => name).join('、')}`)
    else if (matching.length > 1) say('班次', `这天有 ${String(shifts.length)} 个班次（${shifts.map(([, name]) => name).join('、')}），请写明班次`)
    else if (seen.has(`${day}|${shiftKey}`)) say('日期', `与第 ${String(seen.get(`${day}|${shiftKey}`))} 行重复`)
    else {
      seen.set(`${day}|${shiftKey}`, row)
      for (const role of dutyRoles) readSeats(day, shiftKey, role, cellOf(role, dutyRoleNames[role]), ofDay, say)
    }
  }
  return { assignments: errors.length > 0 ? [] : assignments, errors }

  function readSeats(day: string, shiftKey: string, role: DutyRole, text: string, ofDay: readonly Seat[], say: (column: string, message: string) => void): void {
    const names = text.split(/[、,，;；\s]+/).filter((name) => name !== '')
    const title = dutyRoleNames[role]
    const places = ofDay.filter((seat) => seat.shiftKey === shiftKey && seat.role === role).length
    if (names.length > places) say(title, places === 0 ? `这个班次没有${title}席位` : `${title}填了 ${String(names.length)} 人，只有 ${String(places)} 个席位`)
    else if (names.length < places) say(title, `${title}填了 ${String(names.length)} 人，应填 ${String(places)} 人`)
    names.slice(0, places).forEach((name, place) => {
      const found = people.filter((person) => person.name === name)
      const [person] = found
      if (!person) say(title, `“${name}”不在值班人员里，请核对姓名或先加入`)
      else if (found.length > 1) say(title, `有 ${String(found.length)} 个“${name}”，请先在值班人员里区分`)
      else if (!person.roles.includes(role)) say(title, `“${name}”不能任${title}`)
      else assignments.push({ day, shiftKey, role, place, personId: person.personId })
    })
  }
}
