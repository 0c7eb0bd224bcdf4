import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareLines, lineOfRole, listZeroStretches, platformClockConducts } from './index.ts'

const at = (hours: number): string => new Date(Date.parse('2026-03-01T00:00:00.000Z') + hours * 3_600_000).toISOString()
const report = (hours: number) => ({ reportId: `r${hours}`, number: `${hours}号`, issuedAt: at(hours), zero: true })
const states = (reports: number[], now: number, endsAt: number | null = null) =>
  listZeroStretches({ reports: reports.map(report), startsAt: at(0), endsAt: endsAt === null ? null : at(endsAt), now: at(now) }).map((stretch) => `${stretch.ordinal}:${stretch.state}`)

describe('the 24-hour series', () => {
  it('counts from the report before; at 24 h exactly it is reported, a moment later it is missed', () => {
    expect(states([], 5)).toEqual(['1:open'])
    expect(states([24], 25)).toEqual(['1:reported', '2:open'])
    expect(states([24.001], 25)).toEqual(['1:missed', '2:reported', '3:open'])
    expect(states([10, 33], 40)).toEqual(['1:reported', '2:reported', '3:open'])
    expect(states([], 24)).toEqual(['1:open'])
    expect(states([], 24.001)).toEqual(['1:missed', '2:open'])
  })

  it('shows each missed day, and ends with the process', () => {
    expect(states([], 73)).toEqual(['1:missed', '2:missed', '3:missed', '4:open'])
    expect(states([20], 100, 30)).toEqual(['1:reported'])
    expect(states([20], 100, 44.5)).toEqual(['1:reported', '2:missed'])
    expect(states([20, 50], 100, 45)).toEqual(['1:reported', '2:missed'])
  })

  it('numbers without a gap, and every report inside the process stands in exactly one stretch', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { maxLength: 30 }), fc.integer({ min: 1, max: 900 }), (hours, now) => {
      const stretches = listZeroStretches({ reports: hours.map(report), startsAt: at(0), endsAt: null, now: at(now) })
      expect(stretches.map((stretch) => stretch.ordinal)).toEqual(stretches.map((_, index) => index + 1))
      expect(stretches.filter((stretch) => stretch.state === 'reported').map((stretch) => stretch.issuedAt)).toEqual(hours.filter((each) => each <= now).sort((a, b) => a - b).map(at))
      expect(stretches.filter((stretch) => stretch.state === 'open').length).toBeLessThanOrEqual(1)
    }))
  })
})

describe('the two lines', () => {
  it('are told by the role of who receives', () => {
    expect(['duty-office', 'town-government', 'emergency', 'flood-office', 'water'].map(lineOfRole)).toEqual(['office', 'office', 'emergency', 'emergency', null])
  })

  it('differ where one was told something else or nothing; zero is not nothing; one line alone does not differ', () => {
    const office = { line: 'office' as const, reportNumber: '1号', facts: { dead: 2, injured: 0, trapped: 1 } }
    expect(compareLines(office, { line: 'emergency', reportNumber: '2号', facts: { dead: 3, trapped: 1 } })).toEqual([{ fact: 'dead', office: 2, emergency: 3 }, { fact: 'injured', office: 0, emergency: null }])
    expect(compareLines(office, null)).toEqual([])
  })
})

it('the platform’s own conduct of clocks is dated and marked as its own', () => {
  expect(platformClockConducts).toMatchObject([{ remindAtPercent: 50, remindBeforeMinutes: 10, leaderAfterMinutes: 0, superiorAfterMinutes: 15, localPhoneMinutes: null, basis: '平台默认', validTo: null }])
})
