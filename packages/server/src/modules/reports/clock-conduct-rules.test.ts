import { describe, expect, it } from 'vitest'
import { addMinutes } from '@fengsui/contract/kernel'
import { computeDeadlines, defaultDeadlineRules } from '@fengsui/contract/reports/deadlines'
import { chooseClockRule, planAlerts, platformConduct, withLocalLimits } from './clock-conduct-rules.ts'

const startsAt = '2026-03-01T00:00:00.000Z'
const conduct = platformConduct(startsAt)
const clock = (minutes: number) => ({ startsAt, dueAt: addMinutes(startsAt, minutes) })
const after = (minutes: number) => new Date(Date.parse(addMinutes(startsAt, minutes)) + 1).toISOString()

describe('when a clock speaks up', () => {
  it('at half time, ten minutes before, a millisecond after the end, and fifteen minutes on', () => {
    expect(planAlerts(clock(120), conduct, startsAt)).toEqual({ remindAt: addMinutes(startsAt, 60), remindAgainAt: addMinutes(startsAt, 110), leaderAt: after(120), superiorAt: after(135) })
  })

  it('once where both reminders fall together, and not for what lies behind', () => {
    expect(planAlerts(clock(20), conduct, startsAt).remindAgainAt).toBeNull()
    expect(planAlerts(clock(120), { ...conduct, remindBeforeMinutes: 0 }, startsAt).remindAgainAt).toBeNull()
    // Begun late: reminded at once, and once more before the end.
    expect(planAlerts(clock(120), conduct, addMinutes(startsAt, 90))).toMatchObject({ remindAt: addMinutes(startsAt, 60), remindAgainAt: addMinutes(startsAt, 110) })
    expect(planAlerts(clock(120), conduct, addMinutes(startsAt, 115)).remindAgainAt).toBeNull()
    expect(planAlerts(clock(120), conduct, addMinutes(startsAt, 121))).toMatchObject({ remindAt: null, remindAgainAt: null })
  })
})

describe('the rule of a place', () => {
  const rule = (divisionCode: string, inForceFrom: string, localPhoneMinutes: number | null) => ({ divisionCode, inForceFrom, setAt: inForceFrom, localPhoneMinutes, localWrittenMinutes: null, basis: '县政办发1号' })
  const city = rule('331000000000', '2026-01-01T00:00:00.000Z', 40)
  const county = rule('331099000000', '2026-03-01T00:00:00.000Z', 30)

  it('is its own, else that of the nearest place above; not before it is in force', () => {
    expect(chooseClockRule([city, county], '331099101000', '2026-03-01T00:00:00.000Z')).toBe(county)
    expect(chooseClockRule([city, county], '331099101000', '2026-02-28T23:59:59.999Z')).toBe(city)
    expect(chooseClockRule([city, county], '331082000000', '2026-03-02T00:00:00.000Z')).toBe(city)
    expect(chooseClockRule([county], '331082000000', '2026-03-02T00:00:00.000Z')).toBeNull()
  })

  it('adds its own limit where it asks for one, beside the law, marked as local', () => {
    const incident = { incidentClass: 'natural-disaster' as const, typeCode: '11D01', standardId: 'geological-disaster', grade: null, facts: { dead: 1 }, occurredAt: startsAt, knownAt: addMinutes(startsAt, 20), divisionCode: '331099101000' }
    const due = (rules: ReturnType<typeof withLocalLimits>) => computeDeadlines({ incident, reporter: { level: 'county', divisionCode: '331099000000' }, asOf: startsAt, rules }).map((deadline) => [deadline.channel, deadline.dueAt, deadline.origin])
    expect(withLocalLimits(null)).toBe(defaultDeadlineRules)
    expect(due(withLocalLimits(null))).toEqual([['written', addMinutes(startsAt, 120), 'national']])
    expect(due(withLocalLimits(county))).toEqual([['phone', addMinutes(startsAt, 50), 'local'], ['written', addMinutes(startsAt, 120), 'national']])
    expect(due(withLocalLimits({ ...county, localPhoneMinutes: null, localWrittenMinutes: 300 }))).toEqual([['written', addMinutes(startsAt, 120), 'national']])
  })
})
