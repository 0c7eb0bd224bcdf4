import { describe, expect, it } from 'vitest'
import { assessmentItemKeys, defaultScheme, type AssessmentItemKey } from './scheme.ts'
import { eventKey, rankScores, scoreUnit, type ScoredEvent } from './score-unit.ts'

const event = (item: AssessmentItemKey, id: string, more: Partial<ScoredEvent> = {}): ScoredEvent => ({ item, kind: 'clock', id, at: `2026-10-${id.padStart(2, '0')}`, incidentId: null, clockId: null, label: '', ...more })

describe('the score of a unit', () => {
  it('starts at the base and takes points for each event', () => {
    expect(scoreUnit(defaultScheme, []).total).toBe(100)
    expect(scoreUnit(defaultScheme, [event('late', '1'), event('late', '2'), event('missed', '3'), event('adopted', '4', { kind: 'entry' })]).total).toBe(100 - 4 - 5 + 1)
  })

  it('stops at the limit of an item, and says so', () => {
    const ten = Array.from({ length: 10 }, (_, index) => event('late', String(index + 1)))
    expect(scoreUnit(defaultScheme, ten).items[0]).toMatchObject({ count: 10, points: -20, capped: false })
    expect(scoreUnit(defaultScheme, [...ten, event('late', '11')]).items[0]).toMatchObject({ count: 11, points: -20, capped: true })
    const adopted = Array.from({ length: 12 }, (_, index) => event('adopted', String(index + 1), { kind: 'entry' }))
    expect(scoreUnit(defaultScheme, adopted).total).toBe(110)
  })

  it('gives the same for the same events in any order, and counts none twice', () => {
    const events = [event('late', '2'), event('missed', '1'), event('incomplete', '3', { kind: 'report' })]
    const score = scoreUnit(defaultScheme, events)
    expect(scoreUnit(defaultScheme, [...events].reverse())).toEqual(score)
    expect(scoreUnit(defaultScheme, [...events, ...events])).toEqual(score)
  })

  it('lets what a person decided stand for the clock it came from', () => {
    const clock = event('late', '7')
    const upheld = event('suspicionLate', '20', { kind: 'suspicion', clockId: '7' })
    expect(scoreUnit(defaultScheme, [clock, upheld]).total).toBe(95)
    // With the decision objected away the clock counts again.
    expect(scoreUnit(defaultScheme, [clock, upheld], [eventKey(upheld)]).total).toBe(98)
    expect(scoreUnit(defaultScheme, [clock, upheld], [eventKey(upheld), eventKey(clock)]).total).toBe(100)
  })

  it('shows items of no points without counting them, and keeps tenths exact', () => {
    const scheme = { ...defaultScheme, items: [{ key: 'late' as const, points: 0, cap: null }, { key: 'missed' as const, points: -0.1, cap: null }] }
    const score = scoreUnit(scheme, [event('late', '1'), event('missed', '2'), event('missed', '3'), event('missed', '4')])
    expect(score.total).toBe(99.7)
    expect(score.items.map((item) => item.count)).toEqual([1, 3])
  })

  it('has a default that names every item once, adds for merit and takes for fault', () => {
    expect(defaultScheme.items.map((item) => item.key).sort()).toEqual([...assessmentItemKeys].sort())
    expect(defaultScheme.items.filter((item) => item.points > 0).map((item) => item.key)).toEqual(['adopted', 'commended'])
  })
})

describe('ranks', () => {
  it('are shared by equals and skipped after them', () => {
    expect([...rankScores([{ key: 'a', total: 98 }, { key: 'b', total: 100 }, { key: 'c', total: 98 }, { key: 'd', total: 90 }]).entries()]).toEqual([['a', 2], ['b', 1], ['c', 2], ['d', 4]])
  })
})
