import { addDays, legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { addMinutes, type Change, type Json } from '@fengsui/contract/kernel'
import { limitsOf, listSeats, noCounts, patternPresets, planRoster, type DutyRole, type PlanPerson } from '@fengsui/contract/rosters'
import type { CommandContext } from '../platform/commands/context.ts'
import { armHolidayWatch } from '../modules/rosters/index.ts'
import { DEMO_CITY, DEMO_COUNTY, demoAccountSeeds } from './demo-accounts.ts'
import { holderKey, unitKey, type OrganisationSeed } from './seed-organisation.ts'
import { created } from './seed-resources.ts'

/** Leaders who take turns, and officers, beside those of the duty office itself. */
const crews: readonly { readonly place: string; readonly leaders: number; readonly officers: number }[] = [{ place: DEMO_COUNTY, leaders: 6, officers: 11 }, { place: DEMO_CITY, leaders: 7, officers: 15 }]
const leaderTitles = ['副县（市）长', '办公室主任', '应急管理局局长', '副主任', '水利局局长', '办公室副主任', '政府党组成员']
const officerTitles = ['办公室科员', '值班科科长', '应急科科员', '信息科科员', '督查科科员']

/** Duty rosters of the demo's county and city: this month and the next published, some leave, a swap that waits, who signs for whom. */
export function recordRosters(ctx: CommandContext, organisation: OrganisationSeed, accountIds: readonly string[]): void {
  const today = legalDayAt(ctx.at)
  const fromDay = `${today.slice(0, 7)}-01`
  const toDay = addDays(`${addDays(`${addDays(fromDay, 40).slice(0, 7)}-01`, 40).slice(0, 7)}-01`, -1)
  for (const crew of crews) {
    const unitId = organisation.unitIds.get(unitKey(crew.place, 'duty-office'))
    if (unitId !== undefined) recordCrew(ctx, organisation, { ...crew, unitId, fromDay, toDay, today })
  }
  recordSigning(ctx, organisation, accountIds, today)
}

function recordCrew(ctx: CommandContext, organisation: OrganisationSeed, crew: { place: string; unitId: string; leaders: number; officers: number; fromDay: string; toDay: string; today: string }): void {
  const { place, unitId, fromDay, toDay } = crew
  const changes: Change[] = []
  const holder = (post: 'duty-leader' | 'duty-officer'): string[] => [organisation.holders.get(holderKey(place, 'duty-office', post))?.personId ?? ''].filter((id) => id !== '')
  const add = (count: number, titles: readonly string[]): string[] => Array.from({ length: count }, (_, at) => {
    const person = organisation.addPerson(unitId, place, titles[at % titles.length] ?? '')
    changes.push(...person.changes)
    return person.id
  })
  const leaders = [...holder('duty-leader'), ...add(crew.leaders, leaderTitles)]
  const officers = [...holder('duty-officer'), ...add(crew.officers, officerTitles)]
  const shifts = patternPresets['whole-day']?.shifts ?? []
  const unit = { unitId, divisionCode: place }
  const roles = new Map<string, DutyRole[]>([...leaders.map((id): [string, DutyRole[]] => [id, ['leader']]), ...officers.map((id): [string, DutyRole[]] => [id, ['officer', 'standby']])])
  changes.push(created('duty-pattern', ctx.newId(), { ...unit, name: '24 小时一班（9 时到次日 9 时）', shifts: shifts as unknown as Json, roundTheClock: true, inForceFrom: fromDay, setAt: ctx.at }))
  for (const [personId, held] of roles) changes.push(created('duty-member', ctx.newId(), { ...unit, personId, roles: held, carried: noCounts, carriedYear: Number(fromDay.slice(0, 4)), status: 'active', addedAt: ctx.at }))
  const leaves = [{ personId: officers[3] ?? '', from: 4, days: 3, kind: 'leave' }, { personId: officers[5] ?? '', from: 9, days: 5, kind: 'training' }, { personId: officers[1] ?? '', from: 12, days: 1, kind: 'wish' }, { personId: leaders[2] ?? '', from: 6, days: 2, kind: 'travel' }]
    .map(({ from, days, ...rest }) => ({ ...rest, fromDay: addDays(crew.today, from), toDay: addDays(crew.today, from + days) }))
  for (const leave of leaves) changes.push(created('duty-leave', ctx.newId(), { ...unit, ...leave, status: 'active', recordedAt: ctx.at }))

  const seats = listSeats(shifts, fromDay, toDay)
  const people: PlanPerson[] = [...roles].map(([personId, held]) => ({
    personId, roles: held, history: noCounts,
    away: leaves.filter((leave) => leave.personId === personId && leave.kind !== 'wish').map((leave) => ({ from: startOfDay(leave.fromDay), to: startOfDay(addDays(leave.toDay, 1)), why: '' })),
    wishes: leaves.filter((leave) => leave.personId === personId && leave.kind === 'wish').map((leave) => ({ fromDay: leave.fromDay, toDay: leave.toDay })),
  }))
  const plan = planRoster({ fromDay, seats, people, around: [], fixed: [], limits: limitsOf(null, fromDay), seed: 1, nameOf: () => '' })
  const rosterId = ctx.newId()
  changes.push(created('duty-roster', rosterId, { ...unit, fromDay, toDay, version: 1, status: 'published', draft: [], draftedAt: ctx.at, publishedAt: ctx.at }))
  const ids = plan.assignments.map(() => ctx.newId())
  const seatOf = new Map(seats.map((seat) => [`${seat.day}|${seat.role}|${String(seat.place)}`, seat]))
  plan.assignments.forEach((each, at) => {
    const seat = seatOf.get(`${each.day}|${each.role}|${String(each.place)}`)
    if (seat) changes.push(created('duty-shift', ids[at] ?? '', { ...seat, ...unit, rosterId, personId: each.personId, status: 'planned' }))
  })
  // Somebody asks the officer whose account the demo has to take over a shift that lies free of his own.
  const [asked] = officers
  const own = plan.assignments.filter(({ personId }) => personId === asked).map(({ day }) => day)
  const wanted = plan.assignments.findIndex(({ day, role, personId }) => role === 'officer' && personId !== asked && day > addDays(crew.today, 2) && own.every((mine) => mine < addDays(day, -8) || mine > addDays(day, 8)))
  const fallback = plan.assignments.findIndex(({ day, role, personId }) => role === 'officer' && personId !== asked && day > addDays(crew.today, 2) && own.every((mine) => mine < addDays(day, -2) || mine > addDays(day, 2)))
  const index = wanted >= 0 ? wanted : fallback
  const shift = plan.assignments[index]
  if (shift && asked !== undefined) changes.push(created('duty-change', ctx.newId(), { kind: 'cover', ...unit, shiftId: ids[index] ?? '', fromPersonId: shift.personId, toPersonId: asked, status: 'asked', askedAt: ctx.at }))
  ctx.record({ type: 'duty-roster.imported', stream: `unit:${unitId}`, audience: { division: place, units: [unitId] }, changes })
  armHolidayWatch(ctx, unitId, addMinutes(ctx.at, 60))
}

/** The county's chief has named who signs for him; a deputy is going away in two days. */
function recordSigning(ctx: CommandContext, organisation: OrganisationSeed, accountIds: readonly string[], today: string): void {
  const accountOf = (username: string): string | undefined => accountIds[demoAccountSeeds.findIndex((seed) => seed.username === username)]
  const holderOf = (role: 'flood-office' | 'duty-office', post: 'chief' | 'deputy' | 'duty-leader'): string | undefined => organisation.holders.get(holderKey(DEMO_COUNTY, role, post))?.personId
  const floodOffice = organisation.unitIds.get(unitKey(DEMO_COUNTY, 'flood-office'))
  const [chief, leader, deputy] = [holderOf('flood-office', 'chief'), holderOf('duty-office', 'duty-leader'), holderOf('flood-office', 'deputy')]
  const [chiefAccount, leaderAccount] = [accountOf('demo-commander'), accountOf('demo-leader')]
  if (floodOffice === undefined || chief === undefined || leader === undefined || deputy === undefined || chiefAccount === undefined || leaderAccount === undefined) return
  const unit = { unitId: floodOffice, divisionCode: DEMO_COUNTY }
  ctx.record({
    type: 'signing-deputy.imported', stream: `unit:${floodOffice}`, audience: { division: DEMO_COUNTY },
    changes: [
      created('signing-deputy', ctx.newId(), { ...unit, personId: chief, accountId: chiefAccount, deputyPersonId: leader, deputyAccountId: leaderAccount, permissions: ['incident:grade', 'response:decide'], status: 'active', setAt: ctx.at }),
      created('leader-absence', ctx.newId(), {
        ...unit, personId: deputy, startsAt: startOfDay(addDays(today, 2)), endsAt: startOfDay(addDays(today, 5)), approverPersonId: chief,
        status: 'registered', clashPersonIds: [], registeredAt: ctx.at,
      }),
    ],
  })
}
