import { describe, expect, it } from 'vitest'
import type { MapSituation, MapStation } from './map-situation.ts'
import { addReadings, emptySituation, toLevel } from './map-situation.ts'
import { readKind, readPastSituation } from './read-past-situation.ts'
import { findThing, isTyphoonCurrent, listThings, refOfThing, situationToLayers } from './situation-to-layers.ts'

const ids = {
  incident: '01890000-0000-7000-8000-000000000001',
  closed: '01890000-0000-7000-8000-000000000002',
  signal: '01890000-0000-7000-8000-000000000003',
  station: '01890000-0000-7000-8000-000000000004',
  response: '01890000-0000-7000-8000-000000000005',
}
const at = '2019-08-09T18:30:00.000Z'
const position = { longitude: 120.8552, latitude: 28.5622 }

/** As the server folds them: fields that are null are absent. */
const incident = { id: ids.incident, number: '1', title: '岭下村滑坡', typeCode: '11D01', incidentClass: 'natural-disaster', standardId: 'geological-disaster', divisionCode: '331099101201', position, occurredAt: at, knownAt: at, registeredAt: at, status: 'responding', facts: { dead: 2 } }
const station = { id: ids.station, code: 'g1', name: '演示溪岭下站', river: '演示溪', divisionCode: '331099101201', position: { longitude: 120.8569, latitude: 28.5528 }, guaranteeLevelMetres: 8.5 }
const signal = {
  id: ids.signal, number: '2', source: 'sensor', status: 'received', typeCode: '11A01', title: '超保证水位', divisionCode: '331099101201', position: station.position, receivedAt: at, facts: {},
  gauge: { stationId: ids.station, stationName: station.name, levelMetres: 8.8, guaranteeLevelMetres: 8.5, aboveGuaranteeMetres: 0.3, readAt: at },
}
const response = {
  id: ids.response, incidentId: ids.incident, planId: ids.closed, planTitle: '预案', planVersion: '1', divisionCode: '331099000000', level: 2, matter: '滑坡', expectedHours: 24, measures: ['搜救'], status: 'active', headquartersName: '县防指', startedAt: at,
  decidedByPostKey: 'chief', decidedByUnitId: ids.station, levelChangedAt: at, unresolved: [],
}
const folded = { incident: { [ids.incident]: incident }, signal: { [ids.signal]: signal }, station: { [ids.station]: station }, response: { [ids.response]: response } }
const shown = { typhoon: true, incidents: true, signals: true, stations: true }

describe('the map of a past moment', () => {
  it('puts back what the fold left out and joins what belongs together', () => {
    const past = readPastSituation(folded, (id) => (id === ids.incident ? '演示县甲镇岭下村' : ''))
    expect(past.incidents[0]).toMatchObject({ title: '岭下村滑坡', placeName: '演示县甲镇岭下村', grade: null, responseLevel: 2, dead: 2, missing: null })
    expect(past.stations[0]).toMatchObject({ name: '演示溪岭下站', warningLevelMetres: null, reading: { levelMetres: 8.8, readAt: at } })
    expect(past.signals[0]).toMatchObject({ aboveGuaranteeMetres: 0.3, stationId: ids.station })
  })

  it('leaves out objects of which only a part may be seen', () => {
    expect(readKind({ incident: { [ids.incident]: { status: 'responding' } } }, 'incident')).toEqual([])
  })
})

describe('the situation as layers', () => {
  const past: MapSituation = readPastSituation(folded, () => '')

  it('shows a gauge above its guarantee once: as a signal while that waits, as a high gauge afterwards', () => {
    const count = pointsOf
    expect([count(past, 'signals-urgent'), count(past, 'stations-high'), count(past, 'stations')]).toEqual([1, 0, 1])
    const verified = { ...past, signals: past.signals.map((each) => ({ ...each, status: 'verified' as const })) }
    expect([count(verified, 'signals-urgent'), count(verified, 'stations-high'), count(verified, 'stations')]).toEqual([0, 1, 0])
  })

  it('finds every listed thing again by the mark on the map', () => {
    for (const thing of listThings(past)) expect(findThing(past, refOfThing(past, thing))).toEqual(thing)
    expect(findThing(past, { layerId: 'incidents', itemId: 'gone' })).toBeUndefined()
  })

  it('lists no incident that is over', () => {
    const over = { ...past, incidents: past.incidents.map((each) => ({ ...each, status: 'closed' as const })) }
    expect(listThings(over).some(({ kind }) => kind === 'incident')).toBe(false)
  })

  it('draws no wind circles of a typhoon that is history', () => {
    expect(isTyphoonCurrent(emptySituation, Date.parse(at))).toBe(false)
  })

  it('switches layers off without losing them', () => {
    const off = situationToLayers(past, { ...shown, incidents: false }, 0)
    expect(off.find(({ id }) => id === 'incidents')?.visible).toBe(false)
    expect(off.find(({ id }) => id === 'stations')?.visible).toBe(true)
  })
})

describe('readings', () => {
  it('keeps the latest of a gauge, whatever the order', () => {
    const gauge: Omit<MapStation, 'reading'> = { id: 's', name: '站', river: '溪', position: null, warningLevelMetres: null, guaranteeLevelMetres: 8 }
    const early = { stationId: 's', levelMetres: 7, readAt: '2019-08-09T18:00:00.000Z' }
    const late = { stationId: 's', levelMetres: 8.4, readAt: '2019-08-09T19:00:00.000Z' }
    for (const readings of [[early, late], [late, early]]) expect(addReadings([gauge], readings)[0]?.reading?.levelMetres).toBe(8.4)
    expect(addReadings([gauge], [])[0]?.reading).toBeNull()
  })

  it('takes 1 to 4 as levels and nothing else', () => {
    expect([1, 4, 0, 5, null].map(toLevel)).toEqual([1, 4, null, null, null])
  })
})

function pointsOf(situation: MapSituation, layerId: string): number {
  const layer = situationToLayers(situation, shown, 0).find(({ id }) => id === layerId)
  return layer?.kind === 'points' ? layer.points.length : 0
}
