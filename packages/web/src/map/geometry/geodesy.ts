import type { Position } from '@fengsui/contract/kernel'

/** GeoJSON order, longitude first, in degrees. */
export type Coordinate = [longitude: number, latitude: number]

/** Mean Earth radius of the sphere that the haversine formula assumes (IUGG R1), metres. */
const earthRadiusMetres = 6_371_008.8

const radians = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (angle: number): number => (angle * 180) / Math.PI

export const coordinateOf = (position: Position): Coordinate => [position.longitude, position.latitude]

/** Great-circle distance in metres (haversine); within 0.5 % of the ellipsoid. */
export function distanceMetres(from: Position, to: Position): number {
  const dLat = radians(to.latitude - from.latitude)
  const dLon = radians(to.longitude - from.longitude)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The point `metres` away from `origin` on the initial course `bearingDegrees` (0 = north, 90 = east). */
export function destinationPoint(origin: Position, bearingDegrees: number, metres: number): Position {
  const angle = metres / earthRadiusMetres
  const course = radians(bearingDegrees)
  const lat = radians(origin.latitude)
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course)
  const lon =
    radians(origin.longitude) + Math.atan2(Math.sin(course) * Math.sin(angle) * Math.cos(lat), Math.cos(angle) - Math.sin(lat) * sinLat)
  return { longitude: ((degrees(lon) + 540) % 360) - 180, latitude: degrees(Math.asin(sinLat)) }
}

/** A closed ring of `steps` points at `metres` around `centre`, for surroundings and travel circles. */
export function circleRing(centre: Position, metres: number, steps = 72): Coordinate[] {
  const ring = Array.from({ length: steps }, (_, i) => coordinateOf(destinationPoint(centre, (i * 360) / steps, metres)))
  return [...ring, ring[0] as Coordinate]
}
