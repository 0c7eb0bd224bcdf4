import { describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { describeGrowth, factsDueAt, findFactsResponse, findLevelAgainst, isAnswered } from './facts-rules.ts'
import type { PlanInForce } from './linkage-rules.ts'

const { city } = readDemoPlans()
const plan: PlanInForce = { title: city.title, structure: city }
const asked = (situation: Record<string, number | string | boolean | null>, wholePlace = false, typeCode = '11D01') => findFactsResponse([plan], typeCode, situation, wholePlace)?.level ?? null

describe('the level that facts ask for', () => {
  it.each([[0, null], [1, 3], [2, 3], [3, 2], [9, 2], [10, 1]] as const)('%s dead or missing asks for %s', (deadOrMissing, level) => {
    expect(asked({ deadOrMissing })).toBe(level)
  })
  it('quotes the condition', () => {
    expect(findFactsResponse([plan], '11D01', { deadOrMissing: 3 }, false)?.rule).toContain('Ⅱ级启动条件：因灾死亡和下落不明合计3人以上')
  })
  it('takes nothing unknown for a yes, and no colour of a warning', () => {
    expect(asked({ deadOrMissing: null, typhoonWarning: 'RED', rainstormWarning: 'RED', flashFloodWarning: 'RED' }, true)).toBeNull()
    expect(asked({ typhoonWarning: 'RED', landfallInOrNearArea: true }, true)).toBeNull()
  })
  it('counts gauges and the level above for an incident of the whole place only', () => {
    expect(asked({ gaugeAboveGuaranteeMetres: 1.2 }, true)).toBe(1)
    expect(asked({ gaugeAboveGuaranteeMetres: 1.2 })).toBeNull()
    expect(asked({ upperResponseLevel: 2 }, true)).toBe(2)
    expect(asked({ upperResponseLevel: 2 })).toBeNull()
  })
  it('asks nothing by a plan for another hazard', () => {
    expect(asked({ deadOrMissing: 30 }, false, '21A01')).toBeNull()
  })
})

describe('what runs against an incident', () => {
  const incident = { id: 'i', parentId: 'p', typeCode: '11D01' }
  it('is the highest of its own, its parent’s and those by a plan for its hazard', () => {
    expect(findLevelAgainst(incident, [{ incidentId: 'x', level: 1, hazards: ['21A01'] }])).toBeNull()
    expect(findLevelAgainst(incident, [{ incidentId: 'x', level: 1, hazards: ['21A01'] }, { incidentId: 'p', level: 3, hazards: [] }, { incidentId: 'x', level: 4, hazards: ['11D01'] }])).toBe(3)
    expect(findLevelAgainst({ ...incident, parentId: null }, [{ incidentId: 'i', level: 2, hazards: [] }])).toBe(2)
  })
})

describe('the time and the words', () => {
  it('is shorter for graver levels', () => {
    const at = '2026-07-20T00:00:00.000Z'
    expect([1, 2, 3, 4].map((level) => factsDueAt(at, level as 1, at).slice(11, 16))).toEqual(['00:30', '00:30', '01:00', '01:00'])
  })
  it('does not ask again what a leader answered, until more is wanted', () => {
    expect(isAnswered(3, [{ status: 'answered', wantedLevel: 3 }])).toBe(true)
    expect(isAnswered(2, [{ status: 'answered', wantedLevel: 3 }])).toBe(false)
    expect(isAnswered(3, [{ status: 'raised', wantedLevel: 3 }])).toBe(false)
  })
  it('says growth in figures', () => {
    expect(describeGrowth([{ fact: 'dead', from: 0, to: 3 }, { fact: 'missing', from: null, to: 2 }, { fact: 'trapped', from: 4, to: null }])).toBe('死亡 0 → 3 人、下落不明 2 人、被困 4 → 不明 人')
    expect(describeGrowth([{ fact: 'nothing', from: 0, to: 3 }])).toBeNull()
    expect(describeGrowth(undefined)).toBeNull()
  })
})
