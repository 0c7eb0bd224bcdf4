import { addDays } from '../calendar/index.ts'
import { dutyRoleNames, type DutyRole, type SeatAssignment } from './objects.ts'
import type { RosterLimits } from './duty-limits.ts'
import { seatKey, uncovered, type Seat } from './seats.ts'

/** Somebody on a roster: what they may stand as, when they are away (`[from, to)`), and which days they would rather not. */
export interface RosterPerson {
  readonly personId: string
  readonly roles: readonly DutyRole[]
  readonly away: readonly { readonly from: string; readonly to: string; readonly why: string }[]
  readonly wishes: readonly { readonly fromDay: string; readonly toDay: string }[]
}

/** A duty that stands already, outside of what is being made: of the days before and after, or of another unit. */
export type StandingDuty = Pick<Seat, 'day' | 'role' | 'startsAt' | 'endsAt' | 'night'> & { readonly personId: string }

/** `impossible` can not be published, `rule` only with a reason, `wish` is only told. */
export type ProblemWeight = 'impossible' | 'rule' | 'wish'
export interface RosterProblem {
  readonly kind: 'gap' | 'unknown-seat' | 'doubled-seat' | 'wrong-role' | 'overlap' | 'away' | 'trainee-alone' | 'rest' | 'nights' | 'uncovered' | 'wish'
  readonly weight: ProblemWeight
  readonly day: string
  readonly shiftKey: string | null
  readonly role: DutyRole | null
  readonly personId: string | null
  readonly text: string
}

export interface CheckInput {
  readonly seats: readonly Seat[]
  readonly assignments: readonly SeatAssignment[]
  readonly people: readonly RosterPerson[]
  readonly around: readonly StandingDuty[]
  readonly limits: RosterLimits
  /** Officers must follow each other without a break. */
  readonly roundTheClock: boolean
  readonly nameOf: (personId: string) => string
}

const weights: Readonly<Record<RosterProblem['kind'], ProblemWeight>> = { gap: 'impossible', 'unknown-seat': 'impossible', 'doubled-seat': 'impossible', 'wrong-role': 'impossible', overlap: 'impossible', away: 'impossible', 'trainee-alone': 'impossible', rest: 'rule', nights: 'rule', uncovered: 'rule', wish: 'wish' }
const HOUR = 3_600_000
const hoursBetween = (from: string, to: string): number => Math.round(((Date.parse(to) - Date.parse(from)) / HOUR) * 10) / 10
const short = (day: string): string => `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日`

/** Everything that is wrong with a roster, in order of days. Shares no code with the planner: it is its judge. */
export function checkRoster(input: CheckInput): RosterProblem[] {
  const problems: RosterProblem[] = []
  const say = (kind: RosterProblem['kind'], at: { day: string; shiftKey?: string; role?: DutyRole }, personId: string | null, text: string): void => {
    problems.push({ kind, weight: weights[kind], day: at.day, shiftKey: at.shiftKey ?? null, role: at.role ?? null, personId, text })
  }
  const seatOf = new Map(input.seats.map((seat) => [seatKey(seat), seat]))
  const personOf = new Map(input.people.map((person) => [person.personId, person]))
  const taken = new Set<string>()
  const duties: (StandingDuty & { readonly shiftKey?: string; readonly own: boolean })[] = input.around.map((duty) => ({ ...duty, own: false }))
  for (const given of input.assignments) {
    const seat = seatOf.get(seatKey(given))
    const name = input.nameOf(given.personId)
    if (!seat) {
      say('unknown-seat', given, given.personId, `${short(given.day)}没有这个班次的${dutyRoleNames[given.role]}席位，请按现在的班次重新安排${name}`)
      continue
    }
    if (taken.has(seatKey(seat))) say('doubled-seat', seat, given.personId, `${short(seat.day)}${seat.shiftName}${dutyRoleNames[seat.role]}同一席位排了两人，请只留一人`)
    taken.add(seatKey(seat))
    duties.push({ ...seat, personId: given.personId, own: true })
    checkPerson(seat, given.personId, name)
  }
  for (const seat of input.seats) if (!taken.has(seatKey(seat))) say('gap', seat, null, `${short(seat.day)}${seat.shiftName}缺${dutyRoleNames[seat.role]}`)
  for (const { day, shiftKey, shiftName } of traineesAlone(input.seats, input.assignments)) say('trainee-alone', { day, shiftKey, role: 'trainee' }, null, `${short(day)}${shiftName}只有跟班学习的人，跟班人员不得单独值班，请配值班员`)
  for (const personId of new Set(duties.map((duty) => duty.personId))) checkSequence(personId)
  if (input.roundTheClock) for (const gap of uncovered(input.seats)) say('uncovered', { day: legalDayOf(gap.from), role: 'officer' }, null, `${clock(gap.from)}至${clock(gap.to)}没有值班员班次，24 小时值班不能断岗，请修改班次时间`)
  return problems.sort((a, b) => (a.day === b.day ? order(a.weight) - order(b.weight) : a.day < b.day ? -1 : 1))

  function checkPerson(seat: Seat, personId: string, name: string): void {
    const person = personOf.get(personId)
    if (!person?.roles.includes(seat.role)) say('wrong-role', seat, personId, `${short(seat.day)}${seat.shiftName}：${name}不能任${dutyRoleNames[seat.role]}，请换人或先在值班人员里给其这个角色`)
    for (const away of person?.away ?? []) if (away.from < seat.endsAt && away.to > seat.startsAt) say('away', seat, personId, `${short(seat.day)}${seat.shiftName}：${name}${away.why}，不能值班`)
    if (person?.wishes.some(({ fromDay, toDay }) => fromDay <= seat.day && seat.day <= toDay)) say('wish', seat, personId, `${short(seat.day)}：${name}希望这天不排`)
  }

  function checkSequence(personId: string): void {
    const own = duties.filter((duty) => duty.personId === personId).sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0))
    const name = input.nameOf(personId)
    own.forEach((duty, index) => {
      for (const other of own.slice(index + 1)) {
        if (other.startsAt >= duty.endsAt) break
        if (duty.own || other.own) say('overlap', other, personId, `${short(other.day)}${name}同时排了${dutyRoleNames[duty.role]}和${dutyRoleNames[other.role]}，一人不能同时站两个岗`)
      }
    })
    const present = own.filter(({ role }) => role !== 'standby')
    present.forEach((duty, index) => {
      const next = present[index + 1]
      if (!next || !(duty.own || next.own) || next.startsAt < duty.endsAt) return
      const wanted = duty.night ? input.limits.restHoursAfterNight : input.limits.restHoursBetween
      const rest = hoursBetween(duty.endsAt, next.startsAt)
      if (rest < wanted) say('rest', next, personId, `${short(next.day)}${name}距上一班只休息 ${String(rest)} 小时，${duty.night ? '夜班后' : '两班之间'}应休息 ${String(wanted)} 小时`)
    })
    const nights = present.filter(({ night }) => night)
    nights.forEach((duty, index) => {
      const within = nights.slice(0, index + 1).filter(({ day }) => day > addDays(duty.day, -7))
      if (within.length > input.limits.maxNightsPerWeek && within.some((each) => each.own)) say('nights', duty, personId, `${name}到${short(duty.day)}的七天里有 ${String(within.length)} 个夜班，上限 ${String(input.limits.maxNightsPerWeek)} 个`)
    })
  }
}

/** Shifts in which somebody learns and nobody teaches. */
function traineesAlone(seats: readonly Seat[], assignments: readonly SeatAssignment[]): { day: string; shiftKey: string; shiftName: string }[] {
  const officers = new Set(assignments.filter(({ role }) => role === 'officer').map(({ day, shiftKey }) => `${day}|${shiftKey}`))
  const lonely = new Set(assignments.filter(({ role }) => role === 'trainee').map(({ day, shiftKey }) => `${day}|${shiftKey}`).filter((shift) => !officers.has(shift)))
  return [...lonely].flatMap((shift) => {
    const [day = '', shiftKey = ''] = shift.split('|')
    return [{ day, shiftKey, shiftName: seats.find((seat) => seat.day === day && seat.shiftKey === shiftKey)?.shiftName ?? '' }]
  })
}

const order = (weight: ProblemWeight): number => (weight === 'impossible' ? 0 : weight === 'rule' ? 1 : 2)
const beijing = (at: string): string => new Date(Date.parse(at) + 8 * HOUR).toISOString()
const legalDayOf = (at: string): string => beijing(at).slice(0, 10)
const clock = (at: string): string => `${short(legalDayOf(at))} ${beijing(at).slice(11, 16)}`
