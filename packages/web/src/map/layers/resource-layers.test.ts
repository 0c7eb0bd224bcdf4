import { describe, expect, it } from 'vitest'
import type { DispatchView } from '@fengsui/contract/dispatch'
import type { FacilityView, ShelterView, TeamView } from '@fengsui/contract/resources'
import { noResources, readPastResources } from '../situation/map-resources.ts'
import type { MapResources } from '../situation/map-resources.ts'
import { buildPointedLayer, buildResourceLayers } from './resource-layers.ts'

const id = (n: number): string => `01890000-0000-7000-8000-00000000000${n}`
const at = '2019-08-09T18:30:00.000Z'
const here = { longitude: 121.1, latitude: 28.6 }
const named = { unitName: '演示县消防救援大队', placeName: '演示县', stale: false, mayEdit: false, divisionCode: '331099000000', unitId: id(9), confirmedAt: at, status: 'active' as const }
const team: TeamView = { ...named, id: id(1), name: '一中队', kind: 'fire', capabilities: ['search'], leaderPersonId: null, strength: 20, readiness: 'committed', position: here, basePosition: here, committedDispatchId: id(4), committedAt: at, movedAt: null, leaderName: null, hoursAtWork: 1, tired: false, boats: 2 }
const shelter: ShelterView = { ...named, id: id(2), name: '体育馆', kind: 'short-term', position: here, indoor: true, capacity: 100, occupancy: 40, peakOccupancy: 40, redirected: 0, facilities: [], state: 'open', openedAt: at, incidentId: null, free: 60 }
const hospital: FacilityView = { ...named, id: id(3), name: '县医院', kind: 'hospital', position: here, figures: {} }
const dispatch: DispatchView = {
  id: id(4), number: '调20190810-001', incidentId: id(8), requestId: null, lineKey: null, divisionCode: '331099000000', unitId: id(9), kind: 'team', name: '一中队', quantity: 20, unit: '人', people: 20, teamId: id(1), equipmentIds: [], warehouseId: null, lots: [],
  destinationName: '岭下村', destinationDivisionCode: '331099101201', destination: { longitude: 121.2, latitude: 28.7 }, receiverUnitId: id(9), distanceMetres: 1, travelMinutes: 1, travelBasis: '', reasons: [], status: 'departed', orderedAt: at, acknowledgeBy: at, acknowledgedAt: at, unacknowledgedAt: null, departedAt: at,
  arriveBy: at, overdueAt: null, arrivedAt: null, receivedAt: null, receivedQuantity: null, returnedAt: null, returnedQuantity: null, damagedQuantity: null, position: { longitude: 121.15, latitude: 28.65 }, positionAt: at, remark: null, warehouseName: null, unitName: '大队', receiverUnitName: '镇', incidentTitle: '滑坡', placeName: '岭下村', mayWork: false, mayReceive: false, mayDirect: false,
}
const resources: MapResources = { ...noResources, teams: [team], shelters: [shelter], facilities: [hospital], dispatches: [dispatch] }
const shown = { teams: true, equipment: true, warehouses: true, shelters: true, dispatches: true, facilities: new Set<FacilityView['kind']>() }
const idsOn = (layerId: string, from: MapResources, what = shown): readonly string[] => {
  const layer = buildResourceLayers(from, what).find((each) => each.id === layerId)
  return layer?.kind === 'points' ? layer.points.map((point) => point.id) : layer?.kind === 'lines' ? layer.lines.map((line) => line.id) : []
}

describe('resources on the map', () => {
  it('draws a force on its way once, as its order, with the way to go', () => {
    expect([idsOn('dispatches', resources), idsOn('dispatch-ways', resources)]).toEqual([[id(4)], [id(4)]])
    expect(idsOn('resources', resources)).toEqual([id(2)])
    expect(idsOn('resources', resources, { ...shown, dispatches: false })).toEqual([id(1), id(2)])
    const line = buildResourceLayers(resources, shown)[0]
    expect(line?.kind === 'lines' ? line.lines[0]?.path : null).toEqual([[121.15, 28.65], [121.2, 28.7]])
  })

  it('takes an order without a reported position where its force stands, and none where nobody knows', () => {
    const silent = { ...resources, dispatches: [{ ...dispatch, position: null }] }
    const point = buildResourceLayers(silent, shown)[2]
    expect(point?.kind === 'points' ? point.points[0]?.position : null).toEqual(here)
    const lost = { ...silent, teams: [{ ...team, position: null }] }
    expect([idsOn('dispatches', lost), idsOn('resources', lost)]).toEqual([[], [id(2)]])
  })

  it('shows watched places kind by kind and what has arrived as standing there', () => {
    expect(idsOn('resources', resources, { ...shown, facilities: new Set(['hospital'] as const) })).toEqual([id(2), id(3)])
    expect(idsOn('resources', resources, { ...shown, facilities: new Set(['school'] as const) })).toEqual([id(2)])
    expect(idsOn('resources', { ...resources, dispatches: [{ ...dispatch, status: 'arrived' }] })).toEqual([id(1), id(2)])
  })

  it('says how full an open shelter is', () => {
    const labelOf = (state: ShelterView['state']): string | undefined => {
      const layer = buildPointedLayer({ kind: 'shelter', object: { ...shelter, state } }, resources)
      return layer.kind === 'points' ? layer.points[0]?.label : undefined
    }
    expect([labelOf('open'), labelOf('full'), labelOf('closed')]).toEqual(['体育馆 40/100', '体育馆 已满', '体育馆'])
  })

  it('reads a past moment from the journal and names from now', () => {
    const { unitName, placeName, stale, mayEdit, free, ...stored } = shelter
    const past = readPastResources({ shelter: { [shelter.id]: { ...stored, occupancy: 10 } } }, resources)
    expect(past.shelters).toEqual([{ ...stored, occupancy: 10, free: 90, unitName, placeName, stale, mayEdit }])
    expect(free).toBe(60)
    expect([past.teams, past.dispatches]).toEqual([[], []])
  })
})
