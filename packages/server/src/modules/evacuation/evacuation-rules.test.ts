import { householdLifecycle, protectiveOrderLifecycle, type CountKind, type EvacuationCount, type HouseholdStatus, type ProtectiveOrder } from '@fengsui/contract/evacuation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requirePlausible, totalise } from './count-rules.ts'
import { clockNote, findReleaseFor, happenedAt, isOutdatedRefusal, maskName, orderNumber, requireHouseholdTransition, requireMoveStands, requireNearNow, requireOrderTransition } from './household-rules.ts'

const now = '2019-08-09T08:00:00.000Z'
const count = (divisionCode: string, moved: number, kind: CountKind = 'avoidance'): EvacuationCount => ({ id: divisionCode, incidentId: 'i', divisionCode, kind, planned: moved, moved, refused: 0, followedUp: 0, asOf: now, reportedAt: now, byUnitId: 'u' })

describe('plausibility of a count', () => {
  const figures = { planned: 100, moved: 90, refused: 10, followedUp: 10 }
  it('takes figures that fit', () => {
    expect(() => requirePlausible('avoidance', figures, false)).not.toThrow()
  })
  it('wants it said when more went or refused than were to go', () => {
    expect(() => requirePlausible('avoidance', { ...figures, moved: 91 }, false)).toThrow(/多于应转移 100/)
    expect(() => requirePlausible('avoidance', { ...figures, moved: 91 }, true)).not.toThrow()
  })
  it('never takes more followed up than refused, whatever is said', () => {
    expect(() => requirePlausible('avoidance', { ...figures, followedUp: 11 }, true)).toThrow(/已上门的不能多于拒绝的/)
    expect(() => requirePlausible('vessels', { ...figures, followedUp: 11 }, true)).toThrow(/已联系上的不能多于失联的/)
  })
})

describe('totals', () => {
  it('keep the three kinds apart', () => {
    const totals = totalise([count('331099000000', 100), count('331099000000', 40, 'resettlement'), count('331099000000', 7, 'vessels')])
    expect(totals.map(({ kind, moved }) => [kind, moved])).toEqual([['avoidance', 100], ['resettlement', 40], ['vessels', 7]])
  })
  it('let the highest place speak and say the difference', () => {
    const [total] = totalise([count('331000000000', 100), count('331099000000', 60), count('331099101000', 999), count('331082000000', 30)])
    expect(total).toMatchObject({ moved: 100, difference: 10, places: 4 })
  })
  it('sum places of which none holds the other, without a difference', () => {
    expect(totalise([count('331099000000', 60), count('331082000000', 30)])[0]).toMatchObject({ moved: 90, difference: null })
  })
  it('sum the differences of those that have some', () => {
    expect(totalise([count('331099000000', 60), count('331099101000', 50), count('331082000000', 30), count('331082100000', 35)])[0]).toMatchObject({ moved: 90, difference: 5 })
  })
  it('do not take town 331099110 for part of 331099101', () => {
    expect(totalise([count('331099110000', 5), count('331099101000', 6), count('331099101201', 6)])[0]).toMatchObject({ moved: 11, difference: 0 })
  })
  it('do not depend on the order and never exceed what was stated', () => {
    const places = ['331000000000', '331099000000', '331099101000', '331099101201', '331082000000', '331082100000']
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...places)), fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }), (codes, numbers) => {
      const counts = codes.map((code, index) => count(code, numbers[index] ?? 0))
      expect(totalise([...counts].reverse())).toEqual(totalise(counts))
      expect(totalise(counts)[0]?.moved ?? 0).toBeLessThanOrEqual(counts.reduce((sum, each) => sum + each.moved, 0))
    }))
  })
})

describe('households', () => {
  const statuses = Object.keys(householdLifecycle) as HouseholdStatus[]
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s → %s exactly where the table says so', (from, to) => {
    const allowed = (householdLifecycle[from] as readonly string[]).includes(to)
    if (allowed) expect(() => requireHouseholdTransition(from, to)).not.toThrow()
    else expect(() => requireHouseholdTransition(from, to)).toThrow(/现在可以/)
  })
  it('take late news as told, and of a clock that runs ahead the receipt and its lead', () => {
    expect(happenedAt(null, now)).toEqual({ at: now, clockAheadSeconds: null })
    expect(happenedAt('2019-08-07T08:00:00.000Z', now)).toEqual({ at: '2019-08-07T08:00:00.000Z', clockAheadSeconds: null })
    expect(happenedAt('2019-08-09T08:00:59.999Z', now)).toEqual({ at: now, clockAheadSeconds: null })
    expect(happenedAt('2019-08-09T08:07:00.000Z', now)).toEqual({ at: now, clockAheadSeconds: 420 })
    expect(clockNote(happenedAt('2019-08-11T08:00:00.000Z', now))).toEqual({ clockAheadSeconds: 172_800 })
    expect(clockNote(happenedAt(null, now))).toEqual({})
  })
  it('a refusal told later stands against an older move; a move makes an older refusal a visit', () => {
    const refused = { status: 'refused', movedAt: null, refusedAt: '2019-08-09T06:00:00.000Z', visitedAt: '2019-08-09T07:00:00.000Z' } as const
    expect(() => requireMoveStands(refused, '2019-08-09T06:30:00.000Z')).toThrow(/请现场核实/)
    expect(() => requireMoveStands(refused, '2019-08-09T07:00:00.000Z')).not.toThrow()
    const moved = { status: 'moved', movedAt: '2019-08-09T07:00:00.000Z', refusedAt: null, visitedAt: null } as const
    expect(isOutdatedRefusal(moved, '2019-08-09T06:59:00.000Z')).toBe(true)
    expect(isOutdatedRefusal(moved, '2019-08-09T07:00:00.000Z')).toBe(false)
  })
  it('go home by a release of their place or above that is younger than the move', () => {
    const home = { divisionCode: '331099101201', movedAt: '2019-08-10T05:00:00.000Z' }
    const release = (divisionCode: string, releasedAt = '2019-08-12T00:00:00.000Z') => [{ divisionCode, releasedAt }]
    for (const place of ['331099101201', '331099101000', '331099000000', '331000000000']) expect(findReleaseFor(home, release(place))).not.toBeNull()
    for (const place of ['331099102000', '331082000000', '331099101202']) expect(findReleaseFor(home, release(place))).toBeNull()
    expect(findReleaseFor(home, release('331000000000', '2019-08-10T04:59:00.000Z'))).toBeNull()
  })
  it('show the first character of a masked name, also a rare one', () => {
    expect(maskName('张三')).toBe('张**')
    expect(maskName('𠮷野')).toBe('𠮷**')
    expect(maskName('')).toBe('**')
  })
})

describe('orders', () => {
  const statuses = Object.keys(protectiveOrderLifecycle) as ProtectiveOrder['status'][]
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s → %s exactly where the table says so', (from, to) => {
    if ((protectiveOrderLifecycle[from] as readonly string[]).includes(to)) expect(() => requireOrderTransition(from, to)).not.toThrow()
    else expect(() => requireOrderTransition(from, to)).toThrow(/已经解除/)
  })
  it('are numbered by the Beijing year and name an instant about now', () => {
    expect(orderNumber('2019-12-31T16:00:00.000Z', 3)).toBe('2020年指挥长令第3号')
    expect(() => requireNearNow('2019-08-09T06:00:00.000Z', now)).not.toThrow()
    expect(() => requireNearNow('2018-08-09T06:00:00.000Z', now)).toThrow(/核对年月日/)
    expect(() => requireNearNow('2019-10-09T06:00:00.000Z', now)).toThrow(/核对年月日/)
  })
})
