import { dutyRoles, noCounts, type DutyCounts, type DutyRole } from './objects.ts'
import type { Seat } from './seats.ts'

type Counted = Pick<Seat, 'role' | 'night' | 'dayKind'>

/** What fairness weighs: a holiday more than a weekend, that more than a night. Platform defaults. */
export const fairnessWeights: Readonly<Record<keyof DutyCounts, number>> = { total: 4, nights: 2, weekends: 3, holidays: 6, standby: 2 }
export const countNames: Readonly<Record<keyof DutyCounts, string>> = { total: '值班', nights: '夜班', weekends: '周末', holidays: '节假日', standby: '备勤' }
export const countKeys = Object.keys(countNames) as (keyof DutyCounts)[]

/** What one duty adds. Standby counts as standby only. */
export function countsOf({ role, night, dayKind }: Counted): DutyCounts {
  if (role === 'standby') return { ...noCounts, standby: 1 }
  return { total: 1, nights: night ? 1 : 0, weekends: dayKind === 'weekend' ? 1 : 0, holidays: dayKind === 'holiday' ? 1 : 0, standby: 0 }
}

export function addCounts(a: DutyCounts, b: DutyCounts): DutyCounts {
  return { total: a.total + b.total, nights: a.nights + b.nights, weekends: a.weekends + b.weekends, holidays: a.holidays + b.holidays, standby: a.standby + b.standby }
}

/** Duties of each person, by person. */
export function countByPerson(duties: readonly (Counted & { readonly personId: string })[]): Map<string, DutyCounts> {
  const counts = new Map<string, DutyCounts>()
  for (const duty of duties) counts.set(duty.personId, addCounts(counts.get(duty.personId) ?? noCounts, countsOf(duty)))
  return counts
}

/** The role somebody is compared in: the first of leader, officer, standby, trainee that they hold. */
export function primaryRole(roles: readonly DutyRole[]): DutyRole {
  return dutyRoles.find((role) => roles.includes(role)) ?? 'officer'
}

export interface FairnessRow {
  readonly personId: string
  readonly role: DutyRole
  readonly counts: DutyCounts
  /** Above (positive) or below the mean of those compared with, one decimal. */
  readonly deviation: DutyCounts
}

/** Everybody's duties beside the mean of those in the same role, most burdened first. */
export function fairnessTable(people: readonly { readonly personId: string; readonly roles: readonly DutyRole[]; readonly counts: DutyCounts }[]): FairnessRow[] {
  const groups = new Map<DutyRole, DutyCounts[]>()
  for (const { roles, counts } of people) groups.set(primaryRole(roles), [...(groups.get(primaryRole(roles)) ?? []), counts])
  const mean = (role: DutyRole, key: keyof DutyCounts): number => {
    const group = groups.get(role) ?? []
    return group.reduce((sum, counts) => sum + counts[key], 0) / Math.max(1, group.length)
  }
  const rows = people.map(({ personId, roles, counts }): FairnessRow => {
    const role = primaryRole(roles)
    const off = (key: keyof DutyCounts): number => Math.round((counts[key] - mean(role, key)) * 10) / 10
    return { personId, role, counts, deviation: { total: off('total'), nights: off('nights'), weekends: off('weekends'), holidays: off('holidays'), standby: off('standby') } }
  })
  return rows.sort((a, b) => dutyRoles.indexOf(a.role) - dutyRoles.indexOf(b.role) || b.counts.total - a.counts.total || b.counts.holidays - a.counts.holidays || (a.personId < b.personId ? -1 : 1))
}
