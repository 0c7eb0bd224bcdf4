import { dutyRoleNames, type DutyRole } from './objects.ts'
import type { RosterLimits } from './duty-limits.ts'
import type { Obstacle, PersonState, PlanSeat } from './planner-state.ts'

/** A seat that stays empty: who is in the way of what, and what would fill it. */
export interface RosterGap {
  readonly day: string
  readonly shiftKey: string
  readonly role: DutyRole
  readonly place: number
  /** Nobody with the role is there at all on that day: no other arrangement could help. */
  readonly certain: boolean
  readonly text: string
  readonly remedies: string[]
}

const why: Readonly<Record<Obstacle, string>> = { role: '不任此角色', away: '请假或外出', busy: '同时段已有班', rest: '班后休息不足', nights: '一周夜班已满' }
const MOST_NAMES = 4

/** Says in Chinese why a seat could not be filled: counted by reason, with names where they help. */
export function describeGap(seat: PlanSeat, people: readonly PersonState[], limits: RosterLimits, nameOf: (personId: string) => string): RosterGap {
  const { day, shiftKey, shiftName, role, place } = seat.seat
  const by = new Map<Obstacle, string[]>()
  for (const state of people) {
    const obstacle = state.obstacle(seat)
    if (obstacle !== null) by.set(obstacle, [...(by.get(obstacle) ?? []), nameOf(state.person.personId)])
  }
  const holders = people.filter((state) => state.person.roles.includes(role))
  const name = dutyRoleNames[role]
  const title = `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日${shiftName}缺${name}`
  const list = (obstacle: Obstacle): string => {
    const names = by.get(obstacle) ?? []
    return names.slice(0, MOST_NAMES).join('、') + (names.length > MOST_NAMES ? `等 ${String(names.length)} 人` : '')
  }
  const reasons = (['away', 'busy', 'rest', 'nights'] as const).filter((obstacle) => by.has(obstacle)).map((obstacle) => `${why[obstacle]}：${list(obstacle)}`)
  const text = holders.length === 0 ? `${title}：值班人员里没有人任${name}` : reasons.length === 0 ? `${title}：有人可值，但会挤掉别的席位` : `${title}。${reasons.join('；')}`
  const remedies = [
    ...(holders.length === 0 ? [`在值班人员里给至少两人加上“${name}”角色`] : []),
    ...(by.has('nights') ? [`把每周夜班上限从 ${String(limits.maxNightsPerWeek)} 改为 ${String(limits.maxNightsPerWeek + 1)}，可由${list('nights')}值`] : []),
    ...(by.has('rest') ? [`缩短班后休息（现为 ${String(limits.restHoursAfterNight)} 小时），可由${list('rest')}值`] : []),
    ...(by.has('away') ? [`与${list('away')}协调请假或外出的日子`] : []),
    ...(holders.length > 0 ? [`增加一名能任${name}的人，或请其他单位支援`] : []),
  ]
  return { day, shiftKey, role, place, certain: holders.every((state) => state.isAway(seat)), text, remedies }
}
