import { describe, expect, it } from 'vitest'
import { findNeighbourRule, findNeighbourSilence, neighbourRules, neighbourRuleSchema, type Neighbourhood } from './neighbour-silence.ts'

const at = (time: string) => `2026-07-20T${time}:00.000Z`
const rule = neighbourRules[0] as (typeof neighbourRules)[number]
const nothing: Neighbourhood = { signs: [], nearest: null, reportedAt: [] }
const find = (county: Partial<Neighbourhood>, now = '12:00') => findNeighbourSilence({ rule, reportedAt: at('11:00'), occurredAt: at('10:00'), county: { ...nothing, ...county }, now: at(now) })
const sign = { signalId: 's', at: at('10:20'), distanceMetres: 900 }

describe('a county that says nothing while its neighbour reports', () => {
  it('is asked only where it has word of the same event itself', () => {
    expect(find({})).toBeNull()
    expect(find({ signs: [sign] })).toEqual({ signalIds: ['s'], nearest: null })
    expect(find({ nearest: { name: '岭下村', distanceMetres: 10 } })).toBeNull()
    expect(find({ signs: [sign], nearest: { name: '岭下村', distanceMetres: 3000 } })).toEqual({ signalIds: ['s'], nearest: { name: '岭下村', distanceMetres: 3000 } })
    expect(find({ signs: [sign], nearest: { name: '岭下村', distanceMetres: 3001 } })).toEqual({ signalIds: ['s'], nearest: null })
    expect(find({ signs: [{ ...sign, distanceMetres: 3001 }, { ...sign, distanceMetres: null }] })).toBeNull()
  })
  it('has an hour, to the minute', () => {
    expect(find({ signs: [sign] }, '11:59')).toBeNull()
    expect(find({ signs: [sign], reportedAt: [at('12:00')] })).toBeNull()
    expect(find({ signs: [sign], reportedAt: [at('12:01')] })).not.toBeNull()
  })
  it('is not asked for signs and reports of an earlier event', () => {
    expect(find({ signs: [{ ...sign, at: at('07:59') }] })).toBeNull()
    expect(find({ signs: [sign], reportedAt: [at('07:59')] })).not.toBeNull()
    expect(find({ signs: [sign], reportedAt: [at('08:00')] })).toBeNull()
  })
  it('by a rule that is dated data', () => {
    expect(neighbourRuleSchema.parse(rule)).toEqual(rule)
    expect(findNeighbourRule({ divisionCode: '331099000000', asOf: '2018-01-01T00:00:00.000Z' })).toBeUndefined()
    expect(findNeighbourRule({ divisionCode: '331099000000', asOf: at('00:00') })).toBe(rule)
  })
})
