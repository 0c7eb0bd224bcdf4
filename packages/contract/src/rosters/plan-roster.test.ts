import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, startOfDay } from '../calendar/index.ts'
import { checkRoster, type CheckInput } from './check-roster.ts'
import { countByPerson } from './fairness.ts'
import { noCounts, type DutyRole, type SeatAssignment, type ShiftDefinition } from './objects.ts'
import { planRoster } from './plan-roster.ts'
import type { PlanPerson } from './planner-state.ts'
import { listSeats, patternPresets, seatKey, type Seat } from './seats.ts'

const FROM = '2026-03-02'
const nameOf = (personId: string): string => personId
const limits = { restHoursAfterNight: 24, restHoursBetween: 8, maxNightsPerWeek: 2 }
const person = (personId: string, roles: DutyRole[], change: Partial<PlanPerson> = {}): PlanPerson => ({ personId, roles, away: [], wishes: [], history: noCounts, ...change })
const awayOn = (day: string, days = 1) => ({ from: startOfDay(day), to: startOfDay(addDays(day, days)), why: '请假' })
const whole = (seats: Partial<ShiftDefinition['seats']>): ShiftDefinition[] => [{ key: 'whole', name: '全天班', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 1440, seats: { leader: 0, officer: 0, standby: 0, trainee: 0, ...seats } }]
const plan = (seats: Seat[], people: PlanPerson[], change: Partial<Parameters<typeof planRoster>[0]> = {}) => planRoster({ fromDay: FROM, seats, people, around: [], fixed: [], limits, seed: 7, nameOf, ...change })
const hard = (input: Omit<CheckInput, 'nameOf' | 'roundTheClock'>) => checkRoster({ ...input, nameOf, roundTheClock: false }).filter(({ weight }) => weight !== 'wish')

/** Whether any assignment at all satisfies the checker: tries them all. */
function anySolution(seats: readonly Seat[], people: readonly PlanPerson[], held: SeatAssignment[] = []): boolean {
  const seat = seats[held.length]
  if (seat === undefined) return true
  return people.some(({ personId }) => {
    const next = [...held, { day: seat.day, shiftKey: seat.shiftKey, role: seat.role, place: seat.place, personId }]
    return hard({ seats: seats.slice(0, next.length), assignments: next, people, around: [], limits }).every(({ kind }) => kind === 'trainee-alone') && anySolution(seats, people, next)
  })
}

const someone = (at: number) => fc.record({ roles: fc.subarray<DutyRole>(['leader', 'officer', 'standby'], { minLength: 1 }), away: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }), wish: fc.integer({ min: 0, max: 5 }) })
  .map(({ roles, away, wish }) => person(`p${String(at)}`, roles, { away: away.map((day) => awayOn(addDays(FROM, day))), wishes: [{ fromDay: addDays(FROM, wish), toDay: addDays(FROM, wish) }] }))
const crew = (most: number) => fc.integer({ min: 2, max: most }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => someone(at))))

describe('planning a roster', () => {
  it('never breaks a limit and names every seat it leaves empty', () => {
    fc.assert(fc.property(crew(9), fc.constantFrom(...Object.keys(patternPresets)), fc.integer({ min: 1, max: 14 }), fc.integer(), (people, preset, days, seed) => {
      const seats = listSeats(patternPresets[preset]!.shifts, FROM, addDays(FROM, days - 1))
      const { assignments, gaps } = plan(seats, people, { seed })
      const problems = hard({ seats, assignments, people, around: [], limits })
      expect(problems.filter(({ kind }) => kind !== 'gap')).toEqual([])
      expect(problems.map(({ day, shiftKey, role }) => `${day}${String(shiftKey)}${String(role)}`).sort()).toEqual(gaps.map(({ day, shiftKey, role }) => `${day}${shiftKey}${role}`).sort())
      for (const gap of gaps) expect([gap.text, ...gap.remedies].join('')).toMatch(/缺.*(角色|等|增加)/)
    }), { numRuns: 40 })
  })

  it('finds a full roster wherever trying everything finds one', () => {
    fc.assert(fc.property(crew(4), fc.integer({ min: 2, max: 5 }), fc.constantFrom({ officer: 1 }, { leader: 1, officer: 1 }), (people, days, needs) => {
      const seats = listSeats(whole(needs), FROM, addDays(FROM, days - 1))
      expect(plan(seats, people).gaps.length === 0).toBe(anySolution(seats, people))
    }), { numRuns: 80 })
  })

  it('gives the same roster for the same seed', () => {
    const people = Array.from({ length: 8 }, (_, at) => person(`p${String(at)}`, at < 3 ? ['leader'] : ['officer', 'standby']))
    const seats = listSeats(patternPresets['office-hours']!.shifts, FROM, addDays(FROM, 20))
    expect(plan(seats, people)).toEqual(plan(seats, people))
  })

  it('spreads what counts evenly, and lets who has done more do less', () => {
    const people = Array.from({ length: 7 }, (_, at) => person(`p${String(at)}`, ['officer'], at === 0 ? { history: { total: 4, nights: 4, weekends: 1, holidays: 0, standby: 0 } } : {}))
    const seats = listSeats(whole({ officer: 1 }), FROM, addDays(FROM, 34))
    const { assignments, gaps } = plan(seats, people)
    expect(gaps).toEqual([])
    const seatOf = new Map(seats.map((seat) => [seatKey(seat), seat]))
    const counts = countByPerson(assignments.map((each) => ({ ...seatOf.get(seatKey(each))!, personId: each.personId })))
    const others = people.slice(1).map(({ personId }) => counts.get(personId)!.total)
    expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(1)
    expect(counts.get('p0')!.total).toBeLessThan(Math.min(...others))
  })

  it('keeps what was given by hand and what stands around', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => person(id, ['officer']))
    const seats = listSeats(whole({ officer: 1 }), FROM, addDays(FROM, 3))
    const fixed = [{ day: addDays(FROM, 1), shiftKey: 'whole', role: 'officer' as const, place: 0, personId: 'c' }]
    const [before] = listSeats(whole({ officer: 1 }), addDays(FROM, -1), addDays(FROM, -1))
    const around = [{ ...before!, personId: 'a' }]
    const { assignments, gaps } = plan(seats, people, { fixed, around })
    expect(gaps).toEqual([])
    expect(assignments.find(({ day }) => day === addDays(FROM, 1))?.personId).toBe('c')
    expect(assignments.find(({ day }) => day === FROM)?.personId).not.toBe('a')
    expect(hard({ seats, assignments, people, around, limits })).toEqual([])
  })

  it('says which day, which role, why, and what would help', () => {
    const people = [person('甲', ['leader'], { away: [awayOn(addDays(FROM, 2))] }), person('乙', ['officer'])]
    const { gaps } = plan(listSeats(whole({ leader: 1 }), addDays(FROM, 2), addDays(FROM, 2)), people)
    expect(gaps).toMatchObject([{ day: '2026-03-04', role: 'leader', certain: true, text: '3月4日全天班缺带班领导。请假或外出：甲' }])
    expect(gaps[0]?.remedies).toEqual(['与甲协调请假或外出的日子', '增加一名能任带班领导的人，或请其他单位支援'])
    const nobody = plan(listSeats(whole({ trainee: 1 }), FROM, FROM), people)
    expect(nobody.gaps[0]).toMatchObject({ certain: true, text: '3月2日全天班缺跟班学习：值班人员里没有人任跟班学习' })
    const tired = plan(listSeats(whole({ officer: 1 }), FROM, addDays(FROM, 1)), people)
    expect(tired.gaps[0]).toMatchObject({ certain: false, text: expect.stringContaining('班后休息不足：乙') as string })
    expect(tired.gaps[0]?.remedies[0]).toContain('缩短班后休息')
  })

  it('rearranges days that are full already to fill the last seat', () => {
    // Greedy order would put b on the first weekend day; only one arrangement fits.
    const people = [person('a', ['officer'], { away: [awayOn(addDays(FROM, 1), 2)] }), person('b', ['officer'], { away: [awayOn(addDays(FROM, 3), 2)] })]
    const seats = listSeats([{ ...whole({ officer: 1 })[0]!, lengthMinutes: 600 }], FROM, addDays(FROM, 4))
    const { assignments, gaps } = plan(seats, people)
    expect(gaps).toEqual([])
    expect(assignments.map(({ personId }) => personId).join('')).toMatch(/^[ab]bbaa$/)
  })
})
