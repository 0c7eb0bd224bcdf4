import { addDays, instantInDay, publicCalendar, type WorkCalendar } from '../calendar/index.ts'
import { dutyRoles, type DutyDayKind, type DutyRole, type SeatAssignment, type ShiftDefinition } from './objects.ts'

/** One seat of one shift, `[startsAt, endsAt)`. */
export interface Seat {
  readonly day: string
  readonly shiftKey: string
  readonly shiftName: string
  readonly role: DutyRole
  readonly place: number
  readonly startsAt: string
  readonly endsAt: string
  readonly night: boolean
  readonly dayKind: DutyDayKind
}

/** Names a seat within one unit. */
export const seatKey = (seat: Pick<SeatAssignment, 'day' | 'shiftKey' | 'role' | 'place'>): string => `${seat.day}|${seat.shiftKey}|${seat.role}|${String(seat.place)}`

/** A night is lost when three hours or more of the shift lie between midnight and five. Platform default. */
const NIGHT_END_MINUTE = 5 * 60
const NIGHT_MINUTES = 3 * 60

export function isNightShift({ startMinute, lengthMinutes }: Pick<ShiftDefinition, 'startMinute' | 'lengthMinutes'>): boolean {
  const end = startMinute + lengthMinutes
  const inNight = (from: number): number => Math.max(0, Math.min(end, from + NIGHT_END_MINUTE) - Math.max(startMinute, from))
  return inNight(0) + inNight(1440) >= NIGHT_MINUTES
}

/** What a day counts as: a holiday with all its exchanged days, a weekend, else a working day. */
export function dutyDayKindOf(day: string, calendar: WorkCalendar = publicCalendar): DutyDayKind {
  const kind = calendar.kindOf(day)
  return kind === 'holiday' ? 'holiday' : kind === 'weekend' ? 'weekend' : 'working'
}

/** Days from one to the other, both included; none when `toDay` is earlier. */
export function daysFrom(fromDay: string, toDay: string): string[] {
  const days: string[] = []
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) days.push(day)
  return days
}

/** All seats of a period, in order of time, role and place. */
export function listSeats(shifts: readonly ShiftDefinition[], fromDay: string, toDay: string, calendar: WorkCalendar = publicCalendar): Seat[] {
  return daysFrom(fromDay, toDay).flatMap((day) => {
    const dayKind = dutyDayKindOf(day, calendar)
    return shifts.filter((shift) => shift.on.includes(dayKind)).sort((a, b) => a.startMinute - b.startMinute || a.lengthMinutes - b.lengthMinutes || (a.key < b.key ? -1 : 1)).flatMap((shift) => {
      const times = { startsAt: instantInDay(day, shift.startMinute), endsAt: instantInDay(day, shift.startMinute + shift.lengthMinutes), night: isNightShift(shift) }
      return dutyRoles.flatMap((role) => Array.from({ length: shift.seats[role] }, (_, place): Seat => ({ day, shiftKey: shift.key, shiftName: shift.name, role, place, dayKind, ...times })))
    })
  })
}

/** Stretches of a period in which no officer is foreseen; between the first shift's start and the last one's end. Empty when officers follow without a break. */
export function uncovered(seats: readonly Seat[]): { from: string; to: string }[] {
  const spans = seats.filter(({ role }) => role === 'officer').map(({ startsAt, endsAt }) => [startsAt, endsAt] as const).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  const gaps: { from: string; to: string }[] = []
  let until = spans[0]?.[0] ?? ''
  for (const [from, to] of spans) {
    if (from > until) gaps.push({ from: until, to: from })
    if (to > until) until = to
  }
  return gaps
}

/** Ready-made patterns a unit starts from and changes as it needs. Platform defaults. */
const seats = { leader: 1, officer: 1, standby: 0, trainee: 0 }
export const patternPresets: Readonly<Record<string, { readonly name: string; readonly shifts: readonly ShiftDefinition[] }>> = {
  'whole-day': { name: '24 小时一班（9 时到次日 9 时）', shifts: [{ key: 'whole', name: '全天班', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 1440, seats: { ...seats, officer: 2, standby: 1 } }] },
  'two-shifts': {
    name: '12 小时两班（8 时、20 时交接）', shifts: [
      { key: 'day', name: '白班', on: ['working', 'weekend', 'holiday'], startMinute: 480, lengthMinutes: 720, seats },
      { key: 'night', name: '夜班', on: ['working', 'weekend', 'holiday'], startMinute: 1200, lengthMinutes: 720, seats },
    ],
  },
  'three-shifts': {
    name: '8 小时三班（0 时、8 时、16 时交接）', shifts: [
      { key: 'late', name: '大夜班', on: ['working', 'weekend', 'holiday'], startMinute: 0, lengthMinutes: 480, seats },
      { key: 'day', name: '白班', on: ['working', 'weekend', 'holiday'], startMinute: 480, lengthMinutes: 480, seats },
      { key: 'evening', name: '小夜班', on: ['working', 'weekend', 'holiday'], startMinute: 960, lengthMinutes: 480, seats },
    ],
  },
  'office-hours': {
    name: '工作日白班夜班，休息日全天班', shifts: [
      { key: 'day', name: '工作日白班', on: ['working'], startMinute: 510, lengthMinutes: 540, seats },
      { key: 'night', name: '工作日夜班', on: ['working'], startMinute: 1050, lengthMinutes: 900, seats },
      { key: 'rest', name: '休息日全天班', on: ['weekend'], startMinute: 510, lengthMinutes: 1440, seats },
      { key: 'holiday', name: '节假日全天班', on: ['holiday'], startMinute: 510, lengthMinutes: 1440, seats: { ...seats, officer: 2, standby: 1 } },
    ],
  },
}
