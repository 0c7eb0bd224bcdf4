import type { TyphoonFix } from '@fengsui/contract/monitoring'
import { describe, expect, it } from 'vitest'
import { typhoonType } from '../../../map/situation/typhoon-eye.ts'
import { buildIncidentMapLayers, chooseIncidentBounds } from './incident-layers.ts'

const fix = (fixedAt: string, longitude: number, latitude: number): TyphoonFix => ({ id: fixedAt, number: '1909', name: '利奇马', divisionCode: '331000000000', fixedAt, position: { longitude, latitude }, windMetresPerSecond: 52, pressureHpa: 930, category: '超强台风', windRadiiKm: { seven: null, ten: null, twelve: null }, landfall: null })
const fixes = [fix('2019-08-09T17:45:00.000Z', 121.4, 28.3), fix('2019-08-07T10:00:00.000Z', 128.5, 19.5)]
const registered = { longitude: 128.5, latitude: 19.5 }

describe('a typhoon on the map of its incident', () => {
  it('moves its own mark there and no other', () => {
    const layers = buildIncidentMapLayers({ incidents: [{ id: 't', title: '利奇马', typeCode: typhoonType, position: registered }, { id: 's', title: '滑坡', typeCode: '11D01', position: { longitude: 120.9, latitude: 28.6 } }], signals: [], fixes }, Date.parse('2019-08-10T00:00:00.000Z'))
    const incidents = layers.find(({ id }) => id === 'incidents')
    expect(incidents?.kind === 'points' ? incidents.points.map(({ id, position }) => [id, position.longitude]) : null).toEqual([['t', 121.4], ['s', 120.9]])
  })
  it('is shown around its eye with what came out of it, any other incident around its place', () => {
    const eye = { longitude: 121.4, latitude: 28.3 }
    expect(chooseIncidentBounds(typhoonType, [registered, { longitude: 120.9, latitude: 28.6 }], eye)?.east).toBeLessThan(123)
    expect(chooseIncidentBounds('11D01', [{ longitude: 120.9, latitude: 28.6 }], eye)?.east).toBeLessThan(121.1)
    expect(chooseIncidentBounds('11D01', [null])).toBeNull()
  })
  it('stays with what it caused when it has gone far', () => {
    const bounds = chooseIncidentBounds(typhoonType, [registered, { longitude: 120.9, latitude: 28.6 }], { longitude: 119.5, latitude: 37.5 })
    expect(bounds?.north).toBeLessThan(29)
  })
})
