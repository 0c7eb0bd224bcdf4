import { EARTH_RADIUS_METRES, type Position } from '@fengsui/contract/kernel'
import { coordinateOf } from './geodesy.ts'
import type { Coordinate } from './geodesy.ts'

/** Corners the server takes at most. */
export const mostCorners = 500

const same = (a: Position, b: Position): boolean => a.longitude === b.longitude && a.latitude === b.latitude

/** Corners without repeats in a row and without the first one again at the end. */
export function cleanCorners(corners: readonly Position[]): readonly Position[] {
  const kept = corners.filter((corner, index) => index === 0 || !same(corner, corners[index - 1] ?? corner))
  const [first, last] = [kept[0], kept.at(-1)]
  return kept.length > 1 && first !== undefined && last !== undefined && same(first, last) ? kept.slice(0, -1) : kept
}

/** Which side of a→b the point lies on: 1, -1, 0 on the line. */
function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b.longitude - a.longitude) * (point.latitude - a.latitude) - (b.latitude - a.latitude) * (point.longitude - a.longitude))
}

/** Whether edges that are no neighbours cross; a drawn area must not. */
export function crossesItself(corners: readonly Position[]): boolean {
  const edges = corners.map((from, index) => [from, corners[(index + 1) % corners.length] ?? from] as const)
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      if (j <= i + 1 || (i === 0 && j === edges.length - 1)) return false
      return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
    }),
  )
}

/** Area in square metres on the sphere; 0 for fewer than three corners. */
export function ringArea(corners: readonly Position[]): number {
  const radians = Math.PI / 180
  const sum = corners.reduce((total, from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from
    return total + (to.longitude - from.longitude) * radians * (Math.sin(from.latitude * radians) + Math.sin(to.latitude * radians))
  }, 0)
  return Math.abs((sum * EARTH_RADIUS_METRES ** 2) / 2)
}

/** About two square metres, as the server has it: less is a line. */
const leastSquareDegrees = 2e-10

/** Signed, on the plane of longitude and latitude, from the first corner so that rounding stays small. */
function twiceTheArea(corners: readonly Position[]): number {
  const origin = corners[0]
  if (origin === undefined) return 0
  return corners.reduce((sum, from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from
    return sum + (from.longitude - origin.longitude) * (to.latitude - origin.latitude) - (to.longitude - origin.longitude) * (from.latitude - origin.latitude)
  }, 0)
}

/** Why the corners enclose no area that can be asked for; `null` when they do. */
export function ringProblem(corners: readonly Position[]): 'few' | 'many' | 'crossing' | 'flat' | null {
  const ring = cleanCorners(corners)
  if (ring.length < 3) return 'few'
  if (ring.length > mostCorners) return 'many'
  if (crossesItself(ring)) return 'crossing'
  return Math.abs(twiceTheArea(ring)) < leastSquareDegrees ? 'flat' : null
}

/** Whether the position lies inside, by the even-odd rule on the plane of longitude and latitude. */
export function isInsideRing(corners: readonly Position[], { longitude, latitude }: Position): boolean {
  return corners.reduce((inside, a, index) => {
    const b = corners[(index + 1) % corners.length] ?? a
    const crosses = a.latitude > latitude !== b.latitude > latitude && longitude < ((b.longitude - a.longitude) * (latitude - a.latitude)) / (b.latitude - a.latitude) + a.longitude
    return crosses ? !inside : inside
  }, false)
}

/** Mean of the corners: where distances are measured from until the server has answered, and where the name stands. */
export function middleOf(corners: readonly Position[]): Position {
  const count = Math.max(1, corners.length)
  return { longitude: corners.reduce((sum, { longitude }) => sum + longitude, 0) / count, latitude: corners.reduce((sum, { latitude }) => sum + latitude, 0) / count }
}

/** GeoJSON ring, closed. */
export function closedRing(corners: readonly Position[]): Coordinate[] {
  const [first] = corners
  return first === undefined ? [] : [...corners, first].map(coordinateOf)
}
