import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knowledgeMoments, knowledgeOf, summariseKnowledge, type KnownFact, type Telling } from './who-knew.ts'

const at = (time: string) => `2026-08-09T${time}:00.000Z`
const telling = (change: Partial<Telling> = {}): Telling => ({ unitId: 'city', channel: 'report', by: '初报', toldAt: at('10:00'), answerBy: null, answeredAt: null, asked: 1, answered: 0, ...change })
const fact = (tellings: Telling[] = [], change: Partial<KnownFact> = {}): KnownFact => ({ key: 'dead', kind: 'casualty', text: '死亡 2 人', occurredAt: at('09:00'), knownAt: at('09:30'), knownByUnitId: 'county', tellings, ...change })
const state = (given: KnownFact, unitId: string, time: string) => knowledgeOf(given, unitId, at(time))?.state ?? null

describe('how a unit stood to a fact', () => {
  it('goes from not told over told to answered, at the very minute', () => {
    const given = fact([telling({ answeredAt: at('10:20') })])
    expect(['09:29', '09:30', '09:59', '10:00', '10:19', '10:20'].map((time) => state(given, 'city', time))).toEqual([null, 'not-told', 'not-told', 'told', 'told', 'answered'])
  })
  it('is overdue after the time for the answer, until it comes', () => {
    const given = fact([telling({ answerBy: at('10:15'), answeredAt: at('11:00') })])
    expect(['10:15', '10:16', '11:00'].map((time) => state(given, 'city', time))).toEqual(['told', 'overdue', 'answered'])
  })
  it('knows who knew first, and takes the first answer of several ways', () => {
    const given = fact([telling({ answerBy: at('10:05') }), telling({ channel: 'call', toldAt: at('10:10'), answeredAt: at('10:12') }), telling({ channel: 'phone', toldAt: at('10:02'), answeredAt: at('10:30') })])
    expect(state(given, 'county', '12:00')).toBe('knew-first')
    expect(knowledgeOf(given, 'city', at('12:00'))).toMatchObject({ state: 'answered', telling: { channel: 'call' } })
    expect(knowledgeOf(given, 'city', at('10:11'))).toMatchObject({ state: 'overdue', telling: { channel: 'report' } })
  })
  it('asks nobody for an answer to what stood on the desk only', () => {
    const desk = telling({ channel: 'desk', asked: 0 })
    expect(state(fact([desk]), 'city', '12:00')).toBe('shown')
    expect(state(fact([desk, telling({ channel: 'call', toldAt: at('11:00') })]), 'city', '12:00')).toBe('told')
  })
  it('never goes back from an answer, nor to before the fact was known', () => {
    const minute = fc.integer({ min: 0, max: 59 }).map((value) => at(`10:${String(value).padStart(2, '0')}`))
    const tellings = fc.array(fc.record({ toldAt: minute, answeredAt: fc.option(minute, { nil: null }) }).map((each) => telling({ toldAt: each.toldAt, answeredAt: each.answeredAt !== null && each.answeredAt >= each.toldAt ? each.answeredAt : null })), { maxLength: 4 })
    fc.assert(fc.property(tellings, minute, minute, (all, one, other) => {
      const [early, late] = [one, other].sort() as [string, string]
      const given = fact(all)
      if (knowledgeOf(given, 'city', early)?.state === 'answered') expect(knowledgeOf(given, 'city', late)?.state).toBe('answered')
      if (knowledgeOf(given, 'city', late)?.state === 'not-told') expect(knowledgeOf(given, 'city', early)?.state).toBe('not-told')
    }))
  })
  it('is summed up over the units that were ever told', () => {
    const given = fact([telling({ answeredAt: at('10:20') }), telling({ unitId: 'province', toldAt: at('11:00') }), telling({ unitId: 'town', answerBy: at('10:05') }), telling({ unitId: 'county' })])
    expect(summariseKnowledge(given, at('10:30'))).toEqual({ answered: 1, told: 0, overdue: 1, shown: 0, notTold: 1 })
    expect(summariseKnowledge(given, at('09:00'))).toBeNull()
    expect(knowledgeMoments({ facts: [given], asOf: at('10:30') })).toEqual(['09:30', '10:00', '10:20', '10:30'].map(at))
  })
})
