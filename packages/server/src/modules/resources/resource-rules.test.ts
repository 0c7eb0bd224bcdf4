import { equipmentLifecycle, readinessLifecycle, shelterLifecycle, type EquipmentState, type Readiness, type ShelterState } from '@fengsui/contract/resources'
import { describe, expect, it } from 'vitest'
import { chooseShelter, committedAtAfter, hoursAtWork, isStale, isTired, mayBecomeReadiness, mayBecomeShelterState, mayBecomeState, requireEquipmentState, requireReadiness, requireTakesPeople, shelterStateAt, splitArrival, spreadDepartures, whyEquipmentCannotGo, whyTeamCannotGo } from './resource-rules.ts'

const now = '2019-08-10T12:00:00.000Z'
const pairs = <T extends string>(names: readonly T[]): [T, T][] => names.flatMap((from) => names.map((to): [T, T] => [from, to]))
const readiness = Object.keys(readinessLifecycle) as Readiness[]
const states = Object.keys(equipmentLifecycle) as EquipmentState[]
const shelterStates = Object.keys(shelterLifecycle) as ShelterState[]

describe('lifecycles', () => {
  const readinessPairs = new Set(['ready>standby', 'ready>committed', 'ready>resting', 'ready>unavailable', 'standby>ready', 'standby>committed', 'standby>resting', 'standby>unavailable', 'committed>ready', 'committed>resting', 'committed>unavailable', 'resting>ready', 'resting>standby', 'resting>unavailable', 'unavailable>ready', 'unavailable>standby', 'unavailable>resting'])
  it.each(pairs(readiness))('team %s → %s', (from, to) => {
    expect(mayBecomeReadiness(from, to)).toBe(readinessPairs.has(`${from}>${to}`))
    const set = () => requireReadiness({ name: '队', readiness: from }, to)
    if (from === 'committed' || !readinessPairs.has(`${from}>${to}`)) expect(set).toThrow(/队(现在是|正在执行任务)/)
    else expect(set).not.toThrow()
  })
  const equipmentPairs = new Set(['ready>committed', 'ready>damaged', 'ready>maintenance', 'ready>lost', 'committed>ready', 'committed>damaged', 'committed>lost', 'damaged>maintenance', 'damaged>ready', 'damaged>lost', 'maintenance>ready', 'maintenance>damaged', 'lost>ready'])
  it.each(pairs(states))('equipment %s → %s', (from, to) => {
    expect(mayBecomeState(from, to)).toBe(equipmentPairs.has(`${from}>${to}`))
    const set = () => requireEquipmentState({ name: '冲锋舟', number: '1', state: from }, to)
    if (from === 'committed' || !equipmentPairs.has(`${from}>${to}`)) expect(set).toThrow(/冲锋舟 1 (现在是|已调出)/)
    else expect(set).not.toThrow()
  })
  const shelterPairs = new Set(['closed>open', 'open>full', 'open>ended', 'full>open', 'full>ended', 'ended>open'])
  it.each(pairs(shelterStates))('shelter %s → %s', (from, to) => {
    expect(mayBecomeShelterState(from, to)).toBe(shelterPairs.has(`${from}>${to}`))
  })
})

describe('going out', () => {
  it('is for those that wait, once', () => {
    const team = (state: Readiness, status: 'active' | 'retired' = 'active') => whyTeamCannotGo({ name: '水上救援队', readiness: state, status })
    expect([team('ready'), team('standby')]).toEqual([null, null])
    expect(team('committed')).toMatch(/已在执行别的调度令/)
    expect(team('resting')).toMatch(/休整/)
    expect(team('unavailable')).toMatch(/不可用/)
    expect(team('ready', 'retired')).toMatch(/已撤销/)
  })
  it('is for sound pieces', () => {
    const piece = (state: EquipmentState, status: 'active' | 'retired' = 'active') => whyEquipmentCannotGo({ name: '冲锋舟', number: 'A1', state, status })
    expect(piece('ready')).toBeNull()
    for (const state of ['committed', 'damaged', 'maintenance', 'lost'] as const) expect(piece(state)).toMatch(/冲锋舟 A1/)
    expect(piece('ready', 'retired')).toMatch(/已报废/)
  })
  it('counts hours until rest, not until the next order', () => {
    const since = '2019-08-09T23:00:00.000Z'
    expect(hoursAtWork({ committedAt: since }, now)).toBe(13)
    expect(hoursAtWork({ committedAt: null }, now)).toBeNull()
    expect([isTired({ committedAt: since }, now), isTired({ committedAt: '2019-08-10T00:00:00.000Z' }, now), isTired({ committedAt: null }, now)]).toEqual([true, false, false])
    expect(committedAtAfter({ committedAt: null }, 'committed', now)).toBe(now)
    expect(committedAtAfter({ committedAt: since }, 'committed', now)).toBe(since)
    expect(committedAtAfter({ committedAt: since }, 'ready', now)).toBe(since)
    expect([committedAtAfter({ committedAt: since }, 'resting', now), committedAtAfter({ committedAt: since }, 'unavailable', now)]).toEqual([null, null])
  })
  it('records go stale after 180 days', () => {
    expect(isStale('2019-02-11T12:00:00.000Z', now)).toBe(false)
    expect(isStale('2019-02-11T11:59:00.000Z', now)).toBe(true)
  })
})

describe('shelters', () => {
  it('take people when they are open', () => {
    const take = (state: ShelterState, status: 'active' | 'retired' = 'active') => () => requireTakesPeople({ name: '中学', state, status })
    expect(take('open')).not.toThrow()
    expect(take('full')).not.toThrow()
    expect(take('closed')).toThrow(/请先开放/)
    expect(take('ended')).toThrow(/请先开放/)
    expect(take('open', 'retired')).toThrow(/已撤销/)
  })
  it('take in what they hold', () => {
    expect(splitArrival({ capacity: 500, occupancy: 0 }, 400)).toEqual({ admitted: 400, rest: 0 })
    expect(splitArrival({ capacity: 500, occupancy: 400 }, 220)).toEqual({ admitted: 100, rest: 120 })
    expect(splitArrival({ capacity: 500, occupancy: 500 }, 3)).toEqual({ admitted: 0, rest: 3 })
    expect([shelterStateAt(500, 499), shelterStateAt(500, 500)]).toEqual(['open', 'full'])
  })
  const at = (id: string, longitude: number, capacity: number, occupancy = 0) => ({ id, name: id, capacity, occupancy, position: { longitude, latitude: 28.1 } })
  const here = { longitude: 121.2, latitude: 28.1 }
  it('send the rest to the nearest with room for all of it', () => {
    const others = [at('far', 121.4, 1000), at('near-small', 121.21, 50), at('near', 121.22, 200, 40), at('too-far', 122, 9000)]
    expect(chooseShelter(here, others, 120)).toMatchObject({ target: { id: 'near' } })
    expect(chooseShelter(here, others, 50)).toMatchObject({ target: { id: 'near-small' } })
    expect(chooseShelter(here, others, 161)).toMatchObject({ target: { id: 'far' } })
    expect(chooseShelter(here, others, 1200)).toEqual({ target: null, missing: 200, reachable: 3 })
    expect(chooseShelter(here, [], 7)).toEqual({ target: null, missing: 7, reachable: 0 })
    expect(chooseShelter(null, others, 7)).toMatchObject({ target: null })
    expect(chooseShelter(here, [at('b', 121.21, 9), at('a', 121.21, 9)], 1)).toMatchObject({ target: { id: 'a' } })
  })
  it('count off who came first', () => {
    const arrivals = [{ id: 'a', admitted: 100, departed: 90 }, { id: 'b', admitted: 50, departed: 50 }, { id: 'c', admitted: 30, departed: 0 }]
    expect(spreadDepartures(arrivals, 25)).toEqual([{ id: 'a', departed: 100 }, { id: 'c', departed: 15 }])
    expect(spreadDepartures(arrivals, 1000)).toEqual([{ id: 'a', departed: 100 }, { id: 'c', departed: 30 }])
  })
})
