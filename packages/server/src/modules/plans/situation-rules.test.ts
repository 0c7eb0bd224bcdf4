import { distanceMetres } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { describeSituation, windForce, type KnownFacts } from './situation-rules.ts'

const nothing: KnownFacts = { place: { longitude: 120.95, latitude: 28.6 }, incident: null, gauges: [], typhoon: null, landfall: null, currentLevel: 0, upperLevel: null, warnings: [] }

describe('what is known', () => {
  it('takes nothing for a no', () => {
    const { currentResponseLevel, ...rest } = describeSituation(nothing)
    expect(currentResponseLevel).toBe(0)
    expect(Object.values(rest).every((value) => value === null)).toBe(true)
  })
  it('adds dead and missing, and keeps what is known when one is not', () => {
    expect(describeSituation({ ...nothing, incident: { facts: { dead: 2, missing: 1 }, grade: 3 } })).toMatchObject({ deadOrMissing: 3, incidentGrade: 3 })
    expect(describeSituation({ ...nothing, incident: { facts: { dead: 2, missing: null }, grade: null } })).toMatchObject({ deadOrMissing: 2 })
    expect(describeSituation({ ...nothing, incident: { facts: { dead: 0, missing: 0, trapped: 0 }, grade: null } })).toMatchObject({ deadOrMissing: 0, trapped: 0 })
  })
  it('takes the highest gauge', () => {
    expect(describeSituation({ ...nothing, gauges: [{ aboveWarningMetres: 1, aboveGuaranteeMetres: -0.2 }, { aboveWarningMetres: null, aboveGuaranteeMetres: 0.3 }] })).toMatchObject({ gaugeAboveWarningMetres: 1, gaugeAboveGuaranteeMetres: 0.3 })
  })
  it('counts a landfall near by, with its force, and not one far away', () => {
    const near = { longitude: 121.42, latitude: 28.28, windMetresPerSecond: 52 }
    expect(describeSituation({ ...nothing, typhoon: near, landfall: near })).toMatchObject({ landfallInOrNearArea: true, landfallWindForce: 16, typhoonDistanceKilometres: 58, typhoonWindMetresPerSecond: 52 })
    const far = { longitude: 120.2, latitude: 36, windMetresPerSecond: 23 }
    expect(describeSituation({ ...nothing, typhoon: far, landfall: far })).toMatchObject({ landfallInOrNearArea: null, landfallWindForce: null })
    expect(describeSituation({ ...nothing, place: null, landfall: near })).toMatchObject({ landfallInOrNearArea: null })
  })
})

describe('warnings in force', () => {
  it('count by their gravest colour; a hazard without a word in plans says nothing', () => {
    const situation = describeSituation({ ...nothing, warnings: [{ hazard: '11B01', level: 'red' }, { hazard: '11B01', level: 'orange' }, { hazard: '11D01', level: 'yellow' }, { hazard: '11E06', level: 'red' }] })
    expect(situation).toMatchObject({ typhoonWarning: 'RED', geologicalRiskWarning: 'YELLOW', rainstormWarning: null })
    expect(Object.values(situation).filter((value) => typeof value === 'string')).toHaveLength(2)
  })
})

describe('measures', () => {
  it.each([[0, 0], [10.7, 5], [10.8, 6], [32.6, 11], [32.7, 12], [50.9, 15], [51, 16], [56.1, 17], [80, 17]])('%d m/s is force %d', (speed, force) => {
    expect(windForce(speed)).toBe(force)
  })
  it('knows a degree of latitude', () => {
    expect(distanceMetres({ longitude: 121, latitude: 28 }, { longitude: 121, latitude: 29 }) / 1000).toBeCloseTo(111.2, 1)
  })
})
