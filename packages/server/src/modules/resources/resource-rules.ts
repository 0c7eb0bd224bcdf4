import { distanceMetres, minutesBetween, Problem, type Position } from '@fengsui/contract/kernel'
import { confirmDays, equipmentLifecycle, equipmentStateNames, fatigueHours, readinessLifecycle, readinessNames, shelterLifecycle, shelterStateNames, type Equipment, type EquipmentState, type Readiness, type Shelter, type ShelterState, type Team } from '@fengsui/contract/resources'

/** People who find a shelter full are sent on no further than this. Platform default. */
export const REDIRECT_METRES = 30_000

const DAY_MINUTES = 24 * 60

export function isStale(confirmedAt: string, now: string): boolean {
  return minutesBetween(confirmedAt, now) > confirmDays * DAY_MINUTES
}

/** Whole tenths of hours since the team went to work without rest; null when it rests or waits rested. */
export function hoursAtWork(team: Pick<Team, 'committedAt'>, now: string): number | null {
  return team.committedAt === null ? null : Math.max(0, Math.round(minutesBetween(team.committedAt, now) / 6) / 10)
}

export function isTired(team: Pick<Team, 'committedAt'>, now: string): boolean {
  return team.committedAt !== null && minutesBetween(team.committedAt, now) > fatigueHours * 60
}

export function mayBecomeReadiness(from: Readiness, to: Readiness): boolean {
  return (readinessLifecycle[from] as readonly Readiness[]).includes(to)
}

export function mayBecomeState(from: EquipmentState, to: EquipmentState): boolean {
  return (equipmentLifecycle[from] as readonly EquipmentState[]).includes(to)
}

export function mayBecomeShelterState(from: ShelterState, to: ShelterState): boolean {
  return (shelterLifecycle[from] as readonly ShelterState[]).includes(to)
}

/** Set by people, not by dispatch. @throws Problem lifecycle-refused */
export function requireReadiness(team: Pick<Team, 'name' | 'readiness'>, to: Readiness): void {
  if (team.readiness === 'committed') throw new Problem('lifecycle-refused', `${team.name}正在执行任务，由调度令归队后再改状态`)
  if (!mayBecomeReadiness(team.readiness, to)) throw new Problem('lifecycle-refused', `${team.name}现在是“${readinessNames[team.readiness]}”，不能改为“${readinessNames[to]}”`)
}

/** Set by people, not by dispatch. @throws Problem lifecycle-refused */
export function requireEquipmentState(equipment: Pick<Equipment, 'number' | 'name' | 'state'>, to: EquipmentState): void {
  if (equipment.state === 'committed') throw new Problem('lifecycle-refused', `${equipment.name} ${equipment.number} 已调出，由调度令归还后再改状态`)
  if (!mayBecomeState(equipment.state, to)) throw new Problem('lifecycle-refused', `${equipment.name} ${equipment.number} 现在是“${equipmentStateNames[equipment.state]}”，不能改为“${equipmentStateNames[to]}”`)
}

/** A team goes once: only from waiting. @returns why it cannot go, or null */
export function whyTeamCannotGo(team: Pick<Team, 'name' | 'readiness' | 'status'>): string | null {
  if (team.status === 'retired') return `${team.name}已撤销`
  if (team.readiness === 'committed') return `${team.name}已在执行别的调度令，请换一支队伍`
  return mayBecomeReadiness(team.readiness, 'committed') && team.readiness !== 'resting' && team.readiness !== 'unavailable' ? null : `${team.name}现在“${readinessNames[team.readiness]}”，不能调出，请换一支队伍`
}

export function whyEquipmentCannotGo(equipment: Pick<Equipment, 'name' | 'number' | 'state' | 'status'>): string | null {
  const called = `${equipment.name} ${equipment.number}`
  if (equipment.status === 'retired') return `${called} 已报废`
  if (equipment.state === 'committed') return `${called} 已被调出，请换一件`
  return mayBecomeState(equipment.state, 'committed') ? null : `${called} 现在“${equipmentStateNames[equipment.state]}”，不能调出，请换一件`
}

/** What changing readiness does to the hours at work: rest ends them, waiting does not. */
export function committedAtAfter(team: Pick<Team, 'committedAt'>, to: Readiness, at: string): string | null {
  if (to === 'committed') return team.committedAt ?? at
  return to === 'resting' || to === 'unavailable' ? null : team.committedAt
}

export function shelterStateAt(capacity: number, occupancy: number): 'open' | 'full' {
  return occupancy >= capacity ? 'full' : 'open'
}

/** @throws Problem lifecycle-refused that says what to do first */
export function requireTakesPeople(shelter: Pick<Shelter, 'name' | 'state' | 'status'>): void {
  if (shelter.status === 'retired') throw new Problem('lifecycle-refused', `${shelter.name}已撤销，不能安置群众，请改到别的场所`)
  if (shelter.state !== 'open' && shelter.state !== 'full') throw new Problem('lifecycle-refused', `${shelter.name}现在是“${shelterStateNames[shelter.state]}”，请先开放再登记到达`)
}

/** How many of a group are taken in here, and how many must be sent on. */
export function splitArrival(shelter: Pick<Shelter, 'capacity' | 'occupancy'>, people: number): { admitted: number; rest: number } {
  const admitted = Math.min(people, Math.max(0, shelter.capacity - shelter.occupancy))
  return { admitted, rest: people - admitted }
}

type ShelterWithRoom = Pick<Shelter, 'id' | 'name' | 'capacity' | 'occupancy' | 'position'>

/**
 * Where the rest goes: the nearest open shelter (straight line) that has room for all of them, ties by id; a group is not torn
 * further apart. `missing` = places short of the roomiest within reach when none fits.
 */
export function chooseShelter<T extends ShelterWithRoom>(from: Position | null, others: readonly T[], rest: number): { target: T; metres: number } | { target: null; missing: number; reachable: number } {
  const near = others
    .flatMap((shelter) => {
      const metres = from === null || shelter.position === null ? null : distanceMetres(from, shelter.position)
      return metres === null || metres > REDIRECT_METRES ? [] : [{ target: shelter, metres, free: shelter.capacity - shelter.occupancy }]
    })
    .sort((a, b) => a.metres - b.metres || (a.target.id < b.target.id ? -1 : 1))
  const fitting = near.find(({ free }) => free >= rest)
  if (fitting) return { target: fitting.target, metres: fitting.metres }
  return { target: null, missing: rest - Math.max(0, ...near.map(({ free }) => free)), reachable: near.filter(({ free }) => free > 0).length }
}

/** Who leaves is counted off the earliest arrivals first. @returns new `departed` of those it changes */
export function spreadDepartures(arrivals: readonly { id: string; admitted: number; departed: number }[], people: number): { id: string; departed: number }[] {
  let left = people
  return arrivals.flatMap(({ id, admitted, departed }) => {
    const share = Math.min(left, admitted - departed)
    if (share <= 0) return []
    left -= share
    return [{ id, departed: departed + share }]
  })
}
