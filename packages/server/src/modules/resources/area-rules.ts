import { distanceMetres, EARTH_RADIUS_METRES, Position, Problem } from '@fengsui/contract/kernel'

/** Where surroundings are asked for: everything within `radiusMetres` of a point, or inside a closed ring. */
export type Area = { readonly kind: 'circle'; readonly centre: Position; readonly radiusMetres: number } | { readonly kind: 'ring'; readonly centre: Position; readonly ring: readonly Position[] }

export const MOST_CORNERS = 500
const DEGREE = Math.PI / 180
/** About two square metres: less is a line. */
const LEAST_SQUARE_DEGREES = 2e-10

function refuse(path: string, message: string): never {
  throw new Problem('invalid-input', message, [{ path, message }])
}

/** Reads the question. @throws Problem invalid-input that says what is wrong with it */
export function readArea(query: { longitude?: number | undefined; latitude?: number | undefined; radiusMetres?: number | undefined; ring?: string | undefined }): Area {
  if (query.ring !== undefined && query.ring !== '') {
    const ring = readRing(query.ring)
    return { kind: 'ring', ring, centre: centroidOf(ring) }
  }
  if (query.longitude === undefined || query.latitude === undefined || query.radiusMetres === undefined) refuse('radiusMetres', '请给出圆心的经纬度和半径，或在图上画出范围')
  const centre = Position.safeParse({ longitude: query.longitude, latitude: query.latitude })
  if (!centre.success) refuse('longitude', centre.error.issues[0]?.message ?? '经纬度不对')
  return { kind: 'circle', centre: centre.data, radiusMetres: query.radiusMetres }
}

/** `longitude,latitude;…`: 3–500 corners inside China, not crossing itself; a repeated first corner at the end is dropped. O(n²) for the crossing check. */
export function readRing(text: string): Position[] {
  const corners = text.split(';').filter((part) => part.trim() !== '').map((part, index) => {
    const numbers = part.split(',').map(Number)
    const corner = Position.safeParse({ longitude: numbers[0], latitude: numbers[1] })
    if (numbers.length !== 2 || !corner.success) refuse('ring', `第 ${index + 1} 个点不对：${corner.success ? '应写成“经度,纬度”' : (corner.error.issues[0]?.message ?? '经纬度不对')}`)
    return corner.data
  })
  const [first, last] = [corners[0], corners.at(-1)]
  if (corners.length > 1 && first && last && same(first, last)) corners.pop()
  if (corners.length < 3) refuse('ring', '范围至少要有 3 个不同的点')
  if (corners.length > MOST_CORNERS) refuse('ring', `范围最多 ${MOST_CORNERS} 个点，请画得简单一些`)
  if (corners.some((corner, index) => same(corner, corners[(index + 1) % corners.length] ?? corner))) refuse('ring', '有两个相邻的点重合，请去掉一个')
  if (crossesItself(corners)) refuse('ring', '画出的边界自己交叉了，请重画')
  if (Math.abs(twiceTheArea(corners)) < LEAST_SQUARE_DEGREES) refuse('ring', '这些点在一条线上，围不成范围')
  return corners
}

function same(a: Position, b: Position): boolean {
  return a.longitude === b.longitude && a.latitude === b.latitude
}

/** Which side of the line a→b the point lies on. */
function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b.longitude - a.longitude) * (point.latitude - a.latitude) - (b.latitude - a.latitude) * (point.longitude - a.longitude))
}

function onSegment(a: Position, b: Position, point: Position): boolean {
  return point.longitude >= Math.min(a.longitude, b.longitude) && point.longitude <= Math.max(a.longitude, b.longitude) && point.latitude >= Math.min(a.latitude, b.latitude) && point.latitude <= Math.max(a.latitude, b.latitude)
}

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (s1 !== s2 && s3 !== s4) return true
  return (s1 === 0 && onSegment(a, b, c)) || (s2 === 0 && onSegment(a, b, d)) || (s3 === 0 && onSegment(c, d, a)) || (s4 === 0 && onSegment(c, d, b))
}

/** Whether two edges that are no neighbours touch, or neighbours fold back on each other. */
export function crossesItself(ring: readonly Position[]): boolean {
  const edges = ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from] as const)
  return edges.some(([a, b], i) => edges.some(([c, d], j) => {
    if (j <= i) return false
    const neighbours = j === i + 1 || (i === 0 && j === edges.length - 1)
    if (!neighbours) return meet(a, b, c, d)
    const [before, shared, after] = j === i + 1 ? [a, b, d] : [c, a, b]
    return side(before, shared, after) === 0 && (onSegment(before, shared, after) || onSegment(shared, after, before))
  }))
}

/** Signed, on the plane of longitude and latitude, from the first corner so that nothing large is subtracted from something large. */
function twiceTheArea(ring: readonly Position[]): number {
  const origin = ring[0]
  if (!origin) return 0
  return ring.reduce((sum, from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from
    return sum + (from.longitude - origin.longitude) * (to.latitude - origin.latitude) - (to.longitude - origin.longitude) * (from.latitude - origin.latitude)
  }, 0)
}

/** Centre of gravity of the ring on the plane of longitude and latitude. */
export function centroidOf(ring: readonly Position[]): Position {
  const origin = ring[0] ?? { longitude: 0, latitude: 0 }
  let twice = 0
  let x = 0
  let y = 0
  ring.forEach((from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from
    const [x1, y1, x2, y2] = [from.longitude - origin.longitude, from.latitude - origin.latitude, to.longitude - origin.longitude, to.latitude - origin.latitude]
    const cross = x1 * y2 - x2 * y1
    twice += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  })
  return twice === 0 ? origin : { longitude: origin.longitude + x / (3 * twice), latitude: origin.latitude + y / (3 * twice) }
}

/** Square metres on the sphere: a cap, or the polygon between straight lines of longitude and the sine of latitude. */
export function areaOf(area: Area): number {
  if (area.kind === 'circle') return 2 * Math.PI * EARTH_RADIUS_METRES ** 2 * (1 - Math.cos(area.radiusMetres / EARTH_RADIUS_METRES))
  const sum = area.ring.reduce((total, from, index) => {
    const to = area.ring[(index + 1) % area.ring.length] ?? from
    return total + (to.longitude - from.longitude) * DEGREE * (Math.sin(from.latitude * DEGREE) + Math.sin(to.latitude * DEGREE))
  }, 0)
  return Math.abs((sum * EARTH_RADIUS_METRES ** 2) / 2)
}

/** Whether a position lies in the area, its edge included (of a circle by great-circle distance, of a ring by the plane). */
export function isInside(area: Area, point: Position): boolean {
  if (area.kind === 'circle') return distanceMetres(area.centre, point) <= area.radiusMetres
  let inside = false
  for (let i = 0; i < area.ring.length; i += 1) {
    const a = area.ring[i]
    const b = area.ring[(i + 1) % area.ring.length]
    if (!a || !b) continue
    if (side(a, b, point) === 0 && onSegment(a, b, point)) return true
    if (a.latitude > point.latitude !== b.latitude > point.latitude && point.longitude < ((b.longitude - a.longitude) * (point.latitude - a.latitude)) / (b.latitude - a.latitude) + a.longitude) inside = !inside
  }
  return inside
}

/** Box of longitude and latitude that holds the area; a circle's is widened by the meridian that it touches furthest out. */
export function boxOf(area: Area): { west: number; south: number; east: number; north: number } {
  if (area.kind === 'circle') {
    const angle = area.radiusMetres / EARTH_RADIUS_METRES
    const high = angle / DEGREE
    const wide = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(area.centre.latitude * DEGREE))) / DEGREE
    const slack = 1e-9
    return { west: area.centre.longitude - wide - slack, south: area.centre.latitude - high - slack, east: area.centre.longitude + wide + slack, north: area.centre.latitude + high + slack }
  }
  const longitudes = area.ring.map((corner) => corner.longitude)
  const latitudes = area.ring.map((corner) => corner.latitude)
  return { west: Math.min(...longitudes), south: Math.min(...latitudes), east: Math.max(...longitudes), north: Math.max(...latitudes) }
}

/** Those inside, with their distance from the centre in whole metres, nearest first, ties by key. */
export function nearestFirst<T>(area: Area, items: readonly T[], positionOf: (item: T) => Position | null, keyOf: (item: T) => string): (T & { distanceMetres: number })[] {
  return items
    .flatMap((item) => {
      const position = positionOf(item)
      return position !== null && isInside(area, position) ? [{ ...item, distanceMetres: Math.round(distanceMetres(area.centre, position)) }] : []
    })
    .sort((a, b) => a.distanceMetres - b.distanceMetres || (keyOf(a) < keyOf(b) ? -1 : 1))
}
