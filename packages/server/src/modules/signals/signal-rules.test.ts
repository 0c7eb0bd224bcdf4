import { signalLifecycle, type SignalStatus } from '@fengsui/contract/signals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSignals, findDuplicates, wordLikeness, type ComparableSignal } from './duplicate-rules.ts'
import { aboveGuarantee, gaugeTitle, requireTransition, titleOf } from './signal-rules.ts'

const statuses = Object.keys(signalLifecycle) as SignalStatus[]
const slide: ComparableSignal = { id: 'a', typeCode: '11D01', divisionCode: '331099101201', position: { longitude: 120.95, latitude: 28.6 }, at: '2019-08-09T18:40:00.000Z', words: '岭下村后山滑坡，冲毁民房，两人被埋', source: 'phone' }

describe('signal rules', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s → %s is allowed exactly where the lifecycle says so', (from, to) => {
    const attempt = () => requireTransition(from, to)
    if ((signalLifecycle[from] as readonly SignalStatus[]).includes(to)) expect(attempt).not.toThrow()
    else expect(attempt).toThrow(/请刷新/)
  })

  it('makes titles of place, kind and figures, never of words', () => {
    expect(titleOf('演示县甲镇岭下村', '滑坡', { dead: 2, seriouslyInjured: 1 })).toBe('演示县甲镇岭下村滑坡，死亡 2 人、重伤 1 人')
    expect(titleOf('演示县甲镇', '内涝', {})).toBe('演示县甲镇内涝')
    expect(gaugeTitle('演示溪岭下站', 8.8, aboveGuarantee(8.8, 8.5))).toBe('演示溪岭下站 8.80 m，超保证 0.30 m')
    expect(aboveGuarantee(8.8, null)).toBeNull()
  })

  it('suggests the duplicates of the storyline and says why', () => {
    const hotline = { ...slide, id: 'b', at: '2019-08-09T18:44:00.000Z', words: '12345转：岭下村山体滑坡压了房子，有人被埋', source: 'public', position: null }
    const neighbour = { ...slide, id: 'c', at: '2019-08-09T18:51:00.000Z', typeCode: '11D00', words: '隔壁后山塌方，屋里人没出来', source: 'grid' }
    const found = findDuplicates(slide, [slide, hotline, neighbour])
    expect(found.map((each) => each.signalId).sort()).toEqual(['b', 'c'])
    expect(found[0]?.because).toMatch(/分钟/)
  })

  it.each([
    ['a gauge', { source: 'sensor' }],
    ['another county', { divisionCode: '331082101201' }],
    ['yesterday', { at: '2019-08-08T18:40:00.000Z' }],
    ['another class', { typeCode: '14A00' }],
    ['another village, another hazard', { typeCode: '11B03', divisionCode: '331099103201', position: { longitude: 121.2, latitude: 28.9 }, words: '暴雨积水' }],
  ])('does not suggest %s', (_, change) => {
    expect(compareSignals(slide, { ...slide, id: 'x', ...change })).toBeNull()
  })

  it('likeness is symmetric and within bounds', () => {
    const signal = fc.record({ id: fc.uuid(), typeCode: fc.constantFrom('11D01', '11D02', '11A01', '12G00'), divisionCode: fc.constantFrom('331099101201', '331099101202', '331099102201'), position: fc.constantFrom(null, { longitude: 120.9, latitude: 28.6 }, { longitude: 120.95, latitude: 28.61 }), at: fc.constantFrom('2019-08-09T18:40:00.000Z', '2019-08-09T19:40:00.000Z'), words: fc.string(), source: fc.constant('phone') })
    fc.assert(fc.property(signal, signal, (a, b) => {
      const [one, other] = [compareSignals(a, b), compareSignals(b, a)]
      expect(one?.likeness).toBe(other?.likeness)
      if (one) expect(one.likeness).toBeLessThanOrEqual(1)
    }))
    fc.assert(fc.property(fc.string(), (words) => {
      expect(wordLikeness(words, words)).toBeGreaterThanOrEqual(0)
    }))
  })
})
