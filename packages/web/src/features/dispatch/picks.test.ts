import type { Candidate, Recommendation } from '@fengsui/contract/dispatch'
import { describe, expect, it } from 'vitest'
import { amountOf, gapAfter, groupByOwner, overfilled, recommendedPicks, stillPossible, sumOf, substituteCandidates, toCommandPicks, usesSubstitute, withAmount, withCount } from './picks.ts'

const candidate = (kind: Candidate['kind'], id: string, available: number, recommended: number): Candidate => ({ kind, id, name: id, unitName: '', placeName: '', available, distanceMetres: 1, travelMinutes: 1, expiresOn: null, recommended, reasons: [], cautions: [] })
const line = (key: string, wanted: number, candidates: Candidate[]): Recommendation['lines'][number] => ({ key, name: key, unit: '个', wanted, recommended: 0, shortage: 0, candidates, substitutes: [] })
const lines = [
  line('people', 50, [candidate('team', 't1', 42, 42), candidate('team', 't2', 30, 0)]),
  line('boats', 2, [candidate('equipment', 'b1', 1, 1), candidate('equipment', 'b2', 1, 1), candidate('equipment', 'b3', 1, 0)]),
  line('blankets', 100, [candidate('goods', 'w1', 80, 80), candidate('goods', 'w2', 500, 0)]),
]

describe('picks', () => {
  it('start as recommended', () => {
    const picks = recommendedPicks(lines)
    expect(lines.map(({ key }) => sumOf(picks, key))).toEqual([42, 2, 80])
    expect(lines.map((each) => gapAfter(picks, each))).toEqual([8, 0, 20])
  })
  it('take forces whole and goods by amount, never more than there is', () => {
    let picks = withAmount(recommendedPicks(lines), 'people', lines[0]?.candidates[1] ?? candidate('team', 'x', 0, 0), 1)
    picks = withAmount(picks, 'blankets', candidate('goods', 'w1', 80, 0), 999)
    picks = withAmount(picks, 'blankets', candidate('goods', 'w2', 500, 0), 20.9)
    expect([amountOf(picks, 'people', 't2'), amountOf(picks, 'blankets', 'w1'), amountOf(picks, 'blankets', 'w2')]).toEqual([30, 80, 20])
    expect(withAmount(picks, 'people', candidate('team', 't2', 30, 0), 0)['people']?.['t2']).toBe(0)
  })
  it('count pieces by owner', () => {
    const pieces = ['a', 'b', 'c'].map((id) => ({ ...candidate('equipment', id, 1, 0), unitName: id === 'b' ? '甲' : '乙' }))
    const [first, second] = groupByOwner(pieces)
    expect([first?.key, first?.candidates.map(({ id }) => id), second?.key]).toEqual(['乙', ['a', 'c'], '甲'])
    const picks = withCount({ boats: { b: 1, c: 1 } }, 'boats', first ?? { key: '', candidates: [] }, 1)
    expect(picks).toEqual({ boats: { a: 1, b: 1, c: 0 } })
  })
  it('lose what has gone meanwhile', () => {
    const left = stillPossible(recommendedPicks(lines), [line('boats', 2, [candidate('equipment', 'b2', 1, 1)]), line('blankets', 100, [candidate('goods', 'w1', 30, 30)])])
    expect(left).toEqual({ boats: { b2: 1 }, blankets: { w1: 30 } })
  })
  it('name lines with too much, but not whole teams', () => {
    const picks = { people: { t1: 42, t2: 30 }, boats: { b1: 1, b2: 1, b3: 1 }, blankets: { w1: 80, w2: 21 } }
    expect(overfilled(picks, lines).map(({ key }) => key)).toEqual(['boats', 'blankets'])
  })
  it('become what the command takes', () => {
    expect(toCommandPicks(recommendedPicks(lines), lines)).toEqual([{ lineKey: 'people', teamId: 't1' }, { lineKey: 'boats', equipmentIds: ['b1', 'b2'] }, { lineKey: 'blankets', warehouseId: 'w1', quantity: 80 }])
    expect(toCommandPicks({}, lines)).toEqual([])
  })
  it('take substitutes apart from what was asked for, with the reason', () => {
    const short = { ...line('blankets', 100, [candidate('goods', 'w1', 80, 80)]), substitutes: [{ name: '棉被', available: 50, why: '同为御寒寝具', itemId: 'quilt', unit: '条', candidates: [candidate('goods', 'w1', 50, 0)] }, { name: '搜索营救队伍', available: 9, why: '', itemId: null, unit: '人', candidates: [] }] }
    const [quilt] = substituteCandidates(short.substitutes[0] ?? { itemId: null, name: '', candidates: [] })
    expect(quilt).toMatchObject({ name: '棉被：w1', available: 50 })
    const start = recommendedPicks([short])
    expect(usesSubstitute(start, short)).toBe(false)
    const picks = withAmount(start, 'blankets', quilt ?? candidate('goods', 'x', 0, 0), 20)
    expect([usesSubstitute(picks, short), gapAfter(picks, short), sumOf(stillPossible(picks, [short]), 'blankets')]).toEqual([true, 0, 100])
    expect(toCommandPicks(picks, [short], { blankets: ' 毛毯调空 ' })).toEqual([{ lineKey: 'blankets', warehouseId: 'w1', quantity: 80 }, { lineKey: 'blankets', warehouseId: 'w1', itemId: 'quilt', quantity: 20, reason: '毛毯调空' }])
  })
})
