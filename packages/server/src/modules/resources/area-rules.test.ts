import { distanceMetres } from '@fengsui/contract/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOf, boxOf, centroidOf, crossesItself, isInside, nearestFirst, readArea, readRing, type Area } from './area-rules.ts'

const square = '121,28;121.1,28;121.1,28.1;121,28.1'
const longitude = fc.double({ min: 120, max: 122, noNaN: true })
const latitude = fc.double({ min: 27, max: 30, noNaN: true })
const position = fc.record({ longitude, latitude })

describe('rings', () => {
  it('are read with or without the first corner again', () => {
    expect(readRing(square)).toHaveLength(4)
    expect(readRing(`${square};121,28`)).toHaveLength(4)
  })
  it.each([
    ['121,28;121.1,28', /至少要有 3 个/], ['121,28;121.1,28;abc', /第 3 个点/], ['28,121;28.1,121;28,121.1', /写反/], ['121,28;121.1,28.1;121.1,28;121,28.1', /交叉/],
    ['121,28;121.1,28.1;121.2,28.2', /交叉|一条线/], ['121,28;121,28;121.1,28;121.1,28.1', /重合/], [Array.from({ length: 501 }, (_, index) => `${120 + Math.cos(index / 80)},${28 + Math.sin(index / 80)}`).join(';'), /最多 500/],
    ['121,28,5;121.1,28;121.1,28.1', /第 1 个点/], ['', /半径/],
  ])('%s is refused', (ring, reason) => {
    expect(() => readArea({ ring })).toThrow(reason)
  })
  it('a circle needs centre and radius inside China', () => {
    expect(() => readArea({ longitude: 121 })).toThrow(/半径/)
    expect(() => readArea({ longitude: 28, latitude: 121, radiusMetres: 500 })).toThrow(/写反/)
    expect(readArea({ longitude: 121, latitude: 28, radiusMetres: 500 })).toMatchObject({ kind: 'circle', radiusMetres: 500 })
  })
  it('500 corners of a circle do not cross', () => {
    const ring = Array.from({ length: 500 }, (_, index) => ({ longitude: 121 + Math.cos((index * Math.PI) / 250) / 10, latitude: 28 + Math.sin((index * Math.PI) / 250) / 10 }))
    expect(crossesItself(ring)).toBe(false)
    expect(crossesItself([...ring.slice(0, 250), ...ring.slice(250).reverse()])).toBe(true)
  })
  it('have a centre and an area', () => {
    const ring = readRing(square)
    expect(centroidOf(ring).longitude).toBeCloseTo(121.05, 9)
    expect(centroidOf(ring).latitude).toBeCloseTo(28.05, 9)
    const edge = distanceMetres({ longitude: 121, latitude: 28.05 }, { longitude: 121.1, latitude: 28.05 })
    const height = distanceMetres({ longitude: 121, latitude: 28 }, { longitude: 121, latitude: 28.1 })
    expect(areaOf(readArea({ ring: square })) / (edge * height)).toBeCloseTo(1, 4)
    expect(areaOf({ kind: 'circle', centre: { longitude: 121, latitude: 28 }, radiusMetres: 1000 }) / (Math.PI * 1e6)).toBeCloseTo(1, 6)
  })
})

describe('what lies inside', () => {
  const ring = readArea({ ring: '121,28;121.2,28;121.1,28.05;121.2,28.1;121,28.1' })
  it('is inside the line, the line included', () => {
    expect([[121.05, 28.05], [121.15, 28.05], [121, 28.05], [121.2, 28], [121.3, 28.05], [121.1, 28.05]].map(([x = 0, y = 0]) => isInside(ring, { longitude: x, latitude: y }))).toEqual([true, false, true, true, false, true])
  })
  it('is always in the box that is looked up first', () => {
    fc.assert(fc.property(position, fc.integer({ min: 50, max: 100_000 }), position, (centre, radiusMetres, point) => {
      const area: Area = { kind: 'circle', centre, radiusMetres }
      const box = boxOf(area)
      return !isInside(area, point) || (point.longitude >= box.west && point.longitude <= box.east && point.latitude >= box.south && point.latitude <= box.north)
    }), { numRuns: 2000 })
  })
  it('a point at the very edge is in the box', () => {
    fc.assert(fc.property(position, fc.integer({ min: 50, max: 100_000 }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (centre, radiusMetres, bearing) => {
      const angle = radiusMetres / 6_371_008.8
      const lat1 = (centre.latitude * Math.PI) / 180
      const lat2 = Math.asin(Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(bearing))
      const lon2 = (centre.longitude * Math.PI) / 180 + Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(lat1), Math.cos(angle) - Math.sin(lat1) * Math.sin(lat2))
      const point = { longitude: (lon2 * 180) / Math.PI, latitude: (lat2 * 180) / Math.PI }
      const box = boxOf({ kind: 'circle', centre, radiusMetres })
      return point.longitude >= box.west - 1e-9 && point.longitude <= box.east + 1e-9 && point.latitude >= box.south - 1e-9 && point.latitude <= box.north + 1e-9
    }), { numRuns: 2000 })
  })
  it('comes nearest first', () => {
    const area = readArea({ longitude: 121, latitude: 28, radiusMetres: 20_000 })
    const items = [{ id: 'b', position: { longitude: 121.1, latitude: 28 } }, { id: 'a', position: { longitude: 121.1, latitude: 28 } }, { id: 'c', position: { longitude: 121.01, latitude: 28 } }, { id: 'd', position: { longitude: 122, latitude: 28 } }, { id: 'e', position: null }]
    expect(nearestFirst(area, items, (item) => item.position, (item) => item.id).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })
})
