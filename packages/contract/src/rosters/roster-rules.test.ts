import { describe, expect, it } from 'vitest'
import { addDays, startOfDay } from '../calendar/index.ts'
import { absenceClashes, counterparts, type HeldPost } from './absence-rules.ts'
import { checkRoster, type RosterPerson } from './check-roster.ts'
import { dutyLimitsOn, limitsOf } from './duty-limits.ts'
import { fairnessTable } from './fairness.ts'
import { filingDueAt, listHolidays } from './holidays.ts'
import { Day, noCounts, type DutyRole, type SeatAssignment, type ShiftDefinition } from './objects.ts'
import { seatDifferences } from './roster-differences.ts'
import { dutyDayKindOf, isNightShift, listSeats, patternPresets, uncovered } from './seats.ts'

describe('shifts and days', () => {
  it.each([[540, 1440, true], [480, 720, false], [1200, 720, true], [0, 480, true], [960, 480, false], [1200, 420, true], [1200, 419, false], [120, 300, true], [121, 300, false]])('a shift from minute %i for %i minutes is a night: %s', (startMinute, lengthMinutes, night) => {
    expect(isNightShift({ startMinute, lengthMinutes })).toBe(night)
  })
  it('counts exchanged days as the notice of the year says', () => {
    expect(['2026-02-14', '2026-02-17', '2026-03-02', '2026-03-07'].map((day) => dutyDayKindOf(day))).toEqual(['working', 'holiday', 'working', 'weekend'])
  })
  it('begins and ends in Beijing time, over the turn of the month', () => {
    expect(listSeats(patternPresets['whole-day']!.shifts, '2026-01-31', '2026-01-31')[0]).toMatchObject({ startsAt: '2026-01-31T01:00:00.000Z', endsAt: '2026-02-01T01:00:00.000Z', night: true, dayKind: 'weekend', role: 'leader' })
  })
  it.each(Object.keys(patternPresets))('preset %s has an officer at every minute of a year', (preset) => {
    expect(uncovered(listSeats(patternPresets[preset]!.shifts, '2026-01-01', '2026-12-31'))).toEqual([])
  })
  it('takes days that are, and no others', () => {
    expect([Day.safeParse('2026-02-28').success, Day.safeParse('2026-02-30').success, Day.safeParse('2026-2-3').success]).toEqual([true, false, false])
  })
})

const whole: ShiftDefinition[] = [{ key: 'whole', name: '全天班', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 1440, seats: { leader: 1, officer: 1, standby: 0, trainee: 1 } }]
const people: RosterPerson[] = ['甲', '乙', '丙', '丁'].map((personId) => ({ personId, roles: ['leader', 'officer', 'trainee'] as DutyRole[], away: personId === '丁' ? [{ from: startOfDay('2026-03-05'), to: startOfDay('2026-03-06'), why: '请假' }] : [], wishes: personId === '丙' ? [{ fromDay: '2026-03-02', toDay: '2026-03-02' }] : [] }))
const at = (day: string, role: DutyRole, personId: string): SeatAssignment => ({ day, shiftKey: 'whole', role, place: 0, personId })
const check = (assignments: SeatAssignment[], days = 1, limits = { restHoursAfterNight: 24, restHoursBetween: 8, maxNightsPerWeek: 2 }) => checkRoster({ seats: listSeats(whole, '2026-03-02', addDays('2026-03-02', days - 1)), assignments, people, around: [], limits, roundTheClock: true, nameOf: (id) => id })
const full = (day: string, leader: string, officer: string, trainee: string) => [at(day, 'leader', leader), at(day, 'officer', officer), at(day, 'trainee', trainee)]

describe('the checker', () => {
  it('finds nothing wrong with a good day, and tells of a wish', () => {
    expect(check(full('2026-03-02', '甲', '乙', '丁'))).toEqual([])
    expect(check(full('2026-03-02', '甲', '乙', '丙')).map(({ weight, text }) => [weight, text])).toEqual([['wish', '3月2日：丙希望这天不排']])
  })
  it.each<[string, SeatAssignment[], RegExp]>([
    ['empty seat', full('2026-03-02', '甲', '乙', '丁').slice(0, 2), /缺跟班学习/],
    ['leader and officer in one', full('2026-03-02', '甲', '甲', '丁'), /甲同时排了带班领导和值班员|甲同时排了值班员和带班领导/],
    ['trainee alone', [at('2026-03-02', 'leader', '甲'), at('2026-03-02', 'trainee', '丁')], /跟班人员不得单独值班/],
    ['stranger', [...full('2026-03-02', '甲', '乙', '丁').slice(0, 2), at('2026-03-02', 'trainee', '戊')], /戊不能任跟班学习/],
    ['unknown shift', [...full('2026-03-02', '甲', '乙', '丁'), { ...at('2026-03-02', 'officer', '丙'), shiftKey: 'late' }], /没有这个班次/],
    ['two in one seat', [...full('2026-03-02', '甲', '乙', '丁'), at('2026-03-02', 'officer', '丙')], /同一席位排了两人/],
  ])('refuses: %s', (_, assignments, says) => {
    const found = check(assignments).filter(({ weight }) => weight === 'impossible')
    expect(found.map(({ text }) => text).join()).toMatch(says)
  })
  it('sees a leave that the end of the shift reaches into', () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-04']
    const found = check([...full(days[0]!, '甲', '乙', '丙'), ...full(days[2]!, '甲', '乙', '丁'), ...full(days[1]!, '丁', '丙', '丙').slice(0, 2)], 3)
    expect(found.filter(({ kind }) => kind === 'away').map(({ day, personId }) => [day, personId])).toEqual([['2026-03-04', '丁']])
  })
  it('asks for the rest to the hour', () => {
    const two = [...full('2026-03-02', '甲', '乙', '丁'), ...full('2026-03-04', '甲', '乙', '丙')]
    expect(check(two, 3).filter(({ kind }) => kind === 'rest')).toEqual([])
    expect(check(two, 3, { restHoursAfterNight: 25, restHoursBetween: 8, maxNightsPerWeek: 7 }).filter(({ kind }) => kind === 'rest').map(({ personId }) => personId)).toEqual(['甲', '乙'])
  })
  it('counts nights in any seven days, not in calendar weeks', () => {
    const nights = (...days: string[]) => check(days.map((day) => at(day, 'officer', '甲')), 9).filter(({ kind }) => kind === 'nights')
    expect(nights('2026-03-04', '2026-03-06', '2026-03-10')).toMatchObject([{ day: '2026-03-10', weight: 'rule' }])
    expect(nights('2026-03-02', '2026-03-06', '2026-03-09')).toEqual([])
  })
  it('finds the hours in which nobody is foreseen', () => {
    const late = [{ ...whole[0]!, lengthMinutes: 1380 }]
    const found = checkRoster({ seats: listSeats(late, '2026-03-02', '2026-03-03'), assignments: [], people, around: [], limits: limitsOf(null, '2026-03-02'), roundTheClock: true, nameOf: (id) => id })
    expect(found.filter(({ kind }) => kind === 'uncovered').map(({ text }) => text)).toEqual([expect.stringContaining('3月3日 08:00至3月3日 09:00没有值班员班次')])
  })
})

describe('limits, holidays, fairness, differences', () => {
  it('takes the unit’s own numbers before the defaults, and refuses a day before all of them', () => {
    expect(limitsOf(null, '2026-01-01')).toEqual({ restHoursAfterNight: 24, restHoursBetween: 8, maxNightsPerWeek: 2 })
    expect(limitsOf({ restHoursAfterNight: 0, maxNightsPerWeek: 3 }, '2026-01-01')).toEqual({ restHoursAfterNight: 0, restHoursBetween: 0, maxNightsPerWeek: 3 })
    expect(() => dutyLimitsOn('1990-01-01')).toThrow(RangeError)
  })
  it('finds each holiday whole, and the working day two before it', () => {
    const holidays = listHolidays('2026-01-01', '2026-12-31')
    expect(holidays.map(({ name }) => name)).toEqual(['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'].map((name) => expect.stringContaining(name) as string))
    const spring = holidays[1]!
    expect([spring.fromDay, spring.toDay]).toEqual(['2026-02-15', '2026-02-23'])
    // The Saturday before is worked in exchange: it counts.
    expect(filingDueAt(spring, dutyLimitsOn('2026-02-01'))).toBe('2026-02-13T09:00:00.000Z')
  })
  it('joins the national day and mid-autumn of 2020', () => {
    expect(listHolidays('2020-09-25', '2020-10-20')).toMatchObject([{ fromDay: '2020-10-01', toDay: '2020-10-08' }])
  })
  it('compares people with those of the same role', () => {
    const rows = fairnessTable([{ personId: 'a', roles: ['leader'], counts: { ...noCounts, total: 4 } }, { personId: 'b', roles: ['officer'], counts: { ...noCounts, total: 10 } }, { personId: 'c', roles: ['officer'], counts: { ...noCounts, total: 7 } }])
    expect(rows.map(({ personId, deviation }) => [personId, deviation.total])).toEqual([['a', 0], ['b', 1.5], ['c', -1.5]])
  })
  it('tells seats that differ, also those that come or go', () => {
    expect(seatDifferences([at('2026-03-02', 'leader', '甲'), at('2026-03-02', 'officer', '乙')], [at('2026-03-02', 'leader', '丙'), at('2026-03-03', 'officer', '乙')]).map(({ day, role, before, after }) => [day, role, before, after])).toEqual([['2026-03-02', 'leader', '甲', '丙'], ['2026-03-02', 'officer', '乙', null], ['2026-03-03', 'officer', null, '乙']])
  })
})

describe('who may not be away together', () => {
  const post = (key: string, personId: string): HeldPost => ({ unitId: 'u', key, lead: false, personId })
  const posts = [post('chief', '正'), post('executive-deputy', '副'), post('deputy', '三'), post('deputy', '四')]
  const away = (personId: string, from: string, to: string) => ({ personId, startsAt: startOfDay(from), endsAt: startOfDay(to) })
  it('keeps chief and executive deputy apart, not the other deputies', () => {
    expect(absenceClashes(away('正', '2026-03-02', '2026-03-04'), [away('副', '2026-03-03', '2026-03-05')], counterparts('正', posts, []))).toEqual(['副'])
    expect(absenceClashes(away('副', '2026-03-02', '2026-03-04'), [away('正', '2026-03-03', '2026-03-05')], counterparts('副', posts, []))).toEqual(['正'])
    expect(absenceClashes(away('三', '2026-03-02', '2026-03-04'), [away('正', '2026-03-02', '2026-03-04')], counterparts('三', posts, []))).toEqual([])
  })
  it('counts half-open: one comes back as the other leaves', () => {
    expect(absenceClashes(away('正', '2026-03-02', '2026-03-04'), [away('副', '2026-03-04', '2026-03-05')], counterparts('正', posts, []))).toEqual([])
  })
  it('without an executive deputy somebody of all leaders stays', () => {
    const plain = posts.filter(({ key }) => key !== 'executive-deputy')
    const groups = counterparts('正', plain, [])
    expect(absenceClashes(away('正', '2026-03-02', '2026-03-04'), [away('三', '2026-03-02', '2026-03-04')], groups)).toEqual([])
    expect(absenceClashes(away('正', '2026-03-02', '2026-03-04'), [away('三', '2026-03-02', '2026-03-04'), away('四', '2026-03-02', '2026-03-04')], groups)).toEqual(['三', '四'])
  })
  it('holds for a pair of A and B both ways', () => {
    const pairs = [{ personId: 'A', deputyPersonId: 'B' }]
    expect(counterparts('A', [], pairs)).toEqual([['B']])
    expect(counterparts('B', [], pairs)).toEqual([['A']])
  })
})
