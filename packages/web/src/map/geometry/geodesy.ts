import { EARTH_RADIUS_METRES, type Position } from '@fengsui/contract/kernel'

/** GeoJSON order, longitude first, in degrees. */
export type Coordinate = [longitude: number, latitude: number]

const radians = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (angle: number): number => (angle * 180) / Math.PI

export const coordinateOf = (position: Position): Coordinate => [position.longitude, position.latitude]

/** The point `metres` away from `origin` on the initial course `bearingDegrees` (0 = north, 90 = east). */
export function destinationPoint(origin: Position, bearingDegrees: number, metres: number): Position {
  const angle = metres / EARTH_RADIUS_METRES
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
