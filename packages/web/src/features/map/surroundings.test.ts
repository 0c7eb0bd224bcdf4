import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceMetres } from '@fengsui/contract/kernel'
import { areaText, distanceText, findWithin, parsePosition, pathMetres, positionText, surroundingsQuery } from './surroundings.ts'

const position = fc.record({ longitude: fc.double({ min: 119, max: 123, noNaN: true }), latitude: fc.double({ min: 27, max: 30, noNaN: true }) })

describe('surroundings', () => {
  it('holds exactly the placed things inside the circle, nearest first', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 100, max: 300_000 }), fc.array(fc.option(position), { maxLength: 30 }), (centre, metres, positions) => {
        const found = findWithin({ kind: 'circle', centre, metres }, positions.map((each) => ({ position: each })))
        const inside = positions.filter((each) => each !== null && distanceMetres(centre, each) <= metres)
        expect(found).toHaveLength(inside.length)
        expect(found.every((each, index) => index === 0 || each.metres >= (found[index - 1]?.metres ?? 0))).toBe(true)
      }),
    )
  })

  it('holds exactly what lies inside a drawn area', () => {
    const corners = [{ longitude: 121, latitude: 28 }, { longitude: 121.2, latitude: 28 }, { longitude: 121.2, latitude: 28.2 }, { longitude: 121, latitude: 28.2 }]
    const inside = { position: { longitude: 121.19, latitude: 28.19 } }
    const middle = { position: { longitude: 121.1, latitude: 28.1 } }
    const found = findWithin({ kind: 'ring', corners }, [inside, { position: { longitude: 121.21, latitude: 28.1 } }, middle, { position: null }])
    expect(found.map(({ thing }) => thing)).toEqual([middle, inside])
  })

  it('asks the server for what was drawn', () => {
    const [a, b, c] = [{ longitude: 121.12345678, latitude: 28 }, { longitude: 121.2, latitude: 28 }, { longitude: 121.2, latitude: 28.2 }]
    expect(surroundingsQuery({ kind: 'circle', centre: a, metres: 499.6 })).toEqual({ longitude: 121.123457, latitude: 28, radiusMetres: 500 })
    expect(surroundingsQuery({ kind: 'ring', corners: [a, b, b, c, a] })).toEqual({ ring: '121.123457,28;121.2,28;121.2,28.2' })
  })

  it('says areas in square kilometres', () => {
    expect([785_398, 78_539_816, 314_159_265].map(areaText)).toEqual(['0.79 km²', '78.5 km²', '314 km²'])
  })

  it('measures a path leg by leg', () => {
    const a = { longitude: 121, latitude: 28 }
    const b = { longitude: 121.1, latitude: 28 }
    const c = { longitude: 121.1, latitude: 28.1 }
    expect(pathMetres([a])).toBe(0)
    expect(pathMetres([a, b, c])).toBeCloseTo(distanceMetres(a, b) + distanceMetres(b, c), 6)
  })

  it('says distances as people do', () => {
    expect([0, 849.6, 1000, 7_140, 99_940, 126_400].map(distanceText)).toEqual(['0 m', '850 m', '1.0 km', '7.1 km', '99.9 km', '126 km'])
  })

  it.each([
    ['121.535, 28.497', 121.535, 28.497],
    ['28.497 121.535', 121.535, 28.497],
    ['121.535°E 28.497°N', 121.535, 28.497],
    ['121.5，28.5', 121.5, 28.5],
  ])('reads %s', (text, longitude, latitude) => {
    expect(parsePosition(text)).toEqual({ longitude, latitude })
  })

  it('reads back what it writes, and nothing outside China', () => {
    fc.assert(
      fc.property(position, (each) => {
        const read = parsePosition(positionText(each))
        expect(read?.longitude).toBeCloseTo(each.longitude, 3)
        expect(read?.latitude).toBeCloseTo(each.latitude, 3)
      }),
    )
    for (const text of ['', '岭下村', '121.5', '28.5, 28.6', '181, 28', '121, 60']) expect(parsePosition(text)).toBeNull()
  })
})
