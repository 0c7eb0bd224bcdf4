import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceMetres, EARTH_RADIUS_METRES } from '@fengsui/contract/kernel'
import { circleRing } from './geodesy.ts'
import { cleanCorners, closedRing, crossesItself, isInsideRing, mostCorners, ringArea, ringProblem } from './ring.ts'

const at = (longitude: number, latitude: number) => ({ longitude, latitude })
const square = [at(121, 28), at(121.1, 28), at(121.1, 28.1), at(121, 28.1)]
const bow = [at(121, 28), at(121.1, 28.1), at(121.1, 28), at(121, 28.1)]

describe('drawn areas', () => {
  it('drops corners pressed twice and the first one repeated at the end', () => {
    const [a, b, c, d] = square as [(typeof square)[0], (typeof square)[0], (typeof square)[0], (typeof square)[0]]
    expect(cleanCorners([a, a, b, c, c, d, a])).toEqual(square)
    expect(cleanCorners([])).toEqual([])
    expect(cleanCorners([a])).toEqual([a])
  })

  it('says why corners enclose nothing', () => {
    expect(ringProblem(square)).toBeNull()
    expect(ringProblem(square.slice(0, 2))).toBe('few')
    expect(ringProblem(bow)).toBe('crossing')
    expect(ringProblem([at(121, 28), at(121.1, 28.1), at(121.2, 28.2)])).toBe('flat')
    expect(ringProblem(Array.from({ length: mostCorners + 1 }, (_, index) => at(121 + Math.cos(index / 80) / 10, 28 + Math.sin(index / 80) / 10)))).toBe('many')
    expect(crossesItself(square)).toBe(false)
  })

  it('measures a circle drawn by corners as the circle it is', () => {
    const centre = at(121, 28.5)
    const corners = circleRing(centre, 5000, 360).slice(0, -1).map(([longitude, latitude]) => at(longitude, latitude))
    const cap = 2 * Math.PI * EARTH_RADIUS_METRES ** 2 * (1 - Math.cos(5000 / EARTH_RADIUS_METRES))
    expect(ringArea(corners) / cap).toBeCloseTo(1, 3)
    fc.assert(
      fc.property(fc.double({ min: 120.9, max: 121.1, noNaN: true }), fc.double({ min: 28.4, max: 28.6, noNaN: true }), (longitude, latitude) => {
        const metres = distanceMetres(centre, at(longitude, latitude))
        fc.pre(Math.abs(metres - 5000) > 20)
        expect(isInsideRing(corners, at(longitude, latitude))).toBe(metres < 5000)
      }),
    )
  })

  it('closes the ring for drawing', () => {
    expect(closedRing(square)).toHaveLength(5)
    expect(closedRing(square)[4]).toEqual([121, 28])
    expect(closedRing([])).toEqual([])
  })
})
