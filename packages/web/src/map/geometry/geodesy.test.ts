import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsAround, boundsOf } from './bounds.ts'
import { distanceMetres } from '@fengsui/contract/kernel'
import { circleRing, destinationPoint } from './geodesy.ts'
import { findTrackState } from './track-position.ts'
import { largestRadiusKm, windCircleRing } from './wind-circle.ts'

const position = fc.record({
  longitude: fc.double({ min: 73, max: 136, noNaN: true }),
  latitude: fc.double({ min: 3, max: 54, noNaN: true }),
})
const wenling = { longitude: 121.6, latitude: 28.3 }

describe('distance and destination', () => {
  it('knows a degree of latitude', () => {
    expect(distanceMetres({ longitude: 120, latitude: 28 }, { longitude: 120, latitude: 29 })).toBeCloseTo(111_195, -1)
  })

  it('goes where it says and comes back as far', () => {
    fc.assert(
      fc.property(position, fc.double({ min: 0, max: 360, noNaN: true }), fc.double({ min: 1, max: 800_000, noNaN: true }), (origin, course, metres) => {
        const end = destinationPoint(origin, course, metres)
        expect(distanceMetres(origin, end)).toBeCloseTo(metres, 1)
        expect(distanceMetres(end, origin)).toBeCloseTo(metres, 1)
      }),
    )
  })

  it('is a metric', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 3)
        expect(distanceMetres(a, c)).toBeLessThanOrEqual(distanceMetres(a, b) + distanceMetres(b, c) + 0.01)
      }),
    )
  })

  it('closes a circle', () => {
    const ring = circleRing(wenling, 8000)
    expect(ring[0]).toEqual(ring.at(-1))
    for (const [longitude, latitude] of ring) expect(distanceMetres(wenling, { longitude, latitude })).toBeCloseTo(8000, 1)
  })
})

describe('wind circles', () => {
  it('gives each quadrant its own radius', () => {
    const ring = windCircleRing(wenling, { ne: 100, se: 80, sw: 60, nw: 40 }) ?? []
    const inside = (test: (dLon: number, dLat: number) => boolean): number[] =>
      ring
        .filter(([lon, lat]) => test(lon - wenling.longitude, lat - wenling.latitude))
        .map(([longitude, latitude]) => Math.round(distanceMetres(wenling, { longitude, latitude }) / 1000))
    expect(new Set(inside((x, y) => x > 0.05 && y > 0.05))).toEqual(new Set([100]))
    expect(new Set(inside((x, y) => x > 0.05 && y < -0.05))).toEqual(new Set([80]))
    expect(new Set(inside((x, y) => x < -0.05 && y < -0.05))).toEqual(new Set([60]))
    expect(new Set(inside((x, y) => x < -0.05 && y > 0.05))).toEqual(new Set([40]))
    expect(ring[0]).toEqual(ring.at(-1))
  })

  it('collapses quadrants without that wind to the centre, and knows when there is none', () => {
    const ring = windCircleRing(wenling, { ne: 50, se: 0, sw: 0, nw: 0 }) ?? []
    expect(ring.length).toBeGreaterThan(18)
    expect(windCircleRing(wenling, { ne: 0, se: 0, sw: 0, nw: 0 })).toBeNull()
    expect(largestRadiusKm({ ne: 50, se: 10, sw: 0, nw: 70 })).toBe(70)
  })
})

describe('track', () => {
  const fixes = [
    { fixedAt: '2019-08-09T17:00:00.000Z', position: { longitude: 121.7, latitude: 28.0 } },
    { fixedAt: '2019-08-09T18:00:00.000Z', position: { longitude: 121.5, latitude: 28.4 } },
    { fixedAt: '2019-08-09T21:00:00.000Z', position: { longitude: 120.9, latitude: 28.9 } },
  ]

  it('knows nothing before the first fix and stays at the last', () => {
    expect(findTrackState(fixes, Date.parse('2019-08-09T16:59:59.999Z'))).toBeNull()
    expect(findTrackState([], 0)).toBeNull()
    expect(findTrackState(fixes, Date.parse('2019-08-10T09:00:00.000Z'))?.position).toEqual(fixes[2]?.position)
  })

  it('moves in proportion to time', () => {
    const state = findTrackState(fixes, Date.parse('2019-08-09T17:30:00.000Z'))
    expect(state?.share).toBeCloseTo(0.5)
    expect(state?.position.longitude).toBeCloseTo(121.6)
    expect(state?.position.latitude).toBeCloseTo(28.2)
    expect(findTrackState(fixes, Date.parse('2019-08-09T18:00:00.000Z'))?.position).toEqual(fixes[1]?.position)
  })

  it('never leaves the box of its fixes', () => {
    const box = boundsOf(fixes.map((f) => f.position))
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2019-08-09T17:00:00.000Z'), max: Date.parse('2019-08-09T23:00:00.000Z') }), (at) => {
        const state = findTrackState(fixes, at)
        expect(state?.position.longitude).toBeGreaterThanOrEqual((box?.west ?? 0) - 1e-9)
        expect(state?.position.longitude).toBeLessThanOrEqual((box?.east ?? 0) + 1e-9)
        expect(state?.position.latitude).toBeGreaterThanOrEqual((box?.south ?? 0) - 1e-9)
        expect(state?.position.latitude).toBeLessThanOrEqual((box?.north ?? 0) + 1e-9)
      }),
    )
  })
})

describe('bounds', () => {
  it('has none of nothing and holds what it was made of', () => {
    expect(boundsOf([])).toBeNull()
    expect(boundsOf([wenling])).toEqual({ west: 121.6, east: 121.6, south: 28.3, north: 28.3 })
    const box = boundsAround(wenling, 10_000)
    expect(distanceMetres(wenling, { longitude: box.east, latitude: wenling.latitude })).toBeCloseTo(10_000, -2)
  })
})
