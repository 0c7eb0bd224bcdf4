import type { TyphoonFix } from '@fengsui/contract/monitoring'
import { describe, expect, it } from 'vitest'
import { isSymbolName } from '../../ui/symbols/symbols.ts'
import type { MapLayer } from './map-layer.ts'
import { buildTyphoonLayers } from './typhoon-layers.ts'

const quadrants = (km: number) => ({ ne: km, se: km, sw: km, nw: km })
const fix = (id: string, fixedAt: string, longitude: number, latitude: number, more: Partial<TyphoonFix> = {}): TyphoonFix => ({
  id,
  number: '1909',
  name: '利奇马',
  divisionCode: '331000000000',
  fixedAt,
  position: { longitude, latitude },
  windMetresPerSecond: 52,
  pressureHpa: 930,
  category: '超强台风',
  windRadiiKm: { seven: quadrants(300), ten: quadrants(100), twelve: null },
  landfall: null,
  ...more,
})

const fixes = [
  fix('a', '2019-08-09T17:00:00.000Z', 121.7, 28.1, { windRadiiKm: { seven: quadrants(300), ten: quadrants(100), twelve: quadrants(40) } }),
  fix('b', '2019-08-09T17:45:00.000Z', 121.5, 28.4, { landfall: '温岭城南' }),
  fix('c', '2019-08-09T21:00:00.000Z', 121.0, 28.9),
]
const at = (iso: string): number => Date.parse(iso)

const byId = <K extends MapLayer['kind']>(layers: readonly MapLayer[], id: string, kind: K): Extract<MapLayer, { kind: K }> => {
  const layer = layers.find((l) => l.id === id)
  if (layer?.kind !== kind) throw new Error(`no ${kind} layer ${id}`)
  return layer as Extract<MapLayer, { kind: K }>
}

describe('typhoon on the map', () => {
  it('splits the track at the moment shown', () => {
    const track = byId(buildTyphoonLayers(fixes, at('2019-08-09T19:00:00.000Z')), 'typhoon-track', 'lines').lines
    expect(track.map(({ id, dashed = false }) => [id, dashed])).toEqual([['past', false], ['future', true]])
    expect(track[0]?.path.at(-1)).toEqual(track[1]?.path[0])
    expect(track[0]?.path).toHaveLength(3)
    expect(track[1]?.path).toHaveLength(2)
  })

  it('has no centre and no circles before it is known, and only a future', () => {
    const layers = buildTyphoonLayers(fixes, at('2019-08-09T12:00:00.000Z'))
    expect(byId(layers, 'typhoon-centre', 'points').points).toHaveLength(0)
    expect(byId(layers, 'typhoon-circles', 'areas').areas).toHaveLength(0)
    expect(byId(layers, 'typhoon-track', 'lines').lines.map(({ id }) => id)).toEqual(['future'])
    expect(buildTyphoonLayers([], 0)).toEqual([])
  })

  it('keeps the last known circle when the next is unknown, and draws none where none is known', () => {
    const early = byId(buildTyphoonLayers(fixes, at('2019-08-09T17:10:00.000Z')), 'typhoon-circles', 'areas').areas
    expect(early.map(({ id }) => id)).toEqual(['wind-seven', 'wind-ten', 'wind-twelve'])
    const late = byId(buildTyphoonLayers(fixes, at('2019-08-09T18:10:00.000Z')), 'typhoon-circles', 'areas').areas
    expect(late.map(({ id }) => id)).toEqual(['wind-seven', 'wind-ten'])
  })

  it('marks the landfall with a cross and its words', () => {
    const marks = byId(buildTyphoonLayers(fixes, at('2019-08-09T18:10:00.000Z')), 'typhoon-fixes', 'points').points
    const landfall = marks.find(({ id }) => id === 'b')
    expect(landfall?.symbol).toBe('landfall')
    expect(landfall?.label).toBe('01:45 登陆温岭城南 52 m/s')
    for (const { symbol } of marks) expect(symbol !== undefined && isSymbolName(symbol)).toBe(true)
  })
})
