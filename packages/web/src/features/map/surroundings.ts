import type { Position } from '@fengsui/contract/kernel'
import { distanceMetres } from '@fengsui/contract/kernel'
import { cleanCorners, isInsideRing, middleOf } from '../../map/geometry/ring.ts'

/** A circle that somebody drew. */
export interface DrawnCircle {
  readonly kind: 'circle'
  readonly centre: Position
  readonly metres: number
}

/** An area drawn corner by corner; not closed, at least three corners. */
export interface DrawnRing {
  readonly kind: 'ring'
  readonly corners: readonly Position[]
}

export type DrawnArea = DrawnCircle | DrawnRing

/** From where distances count. */
export function centreOf(area: DrawnArea): Position {
  return area.kind === 'circle' ? area.centre : middleOf(area.corners)
}

/** The placed things inside an area, nearest to its centre first, with their distance in metres. */
export function findWithin<T extends { readonly position: Position | null }>(area: DrawnArea, things: readonly T[]): readonly { readonly thing: T; readonly metres: number }[] {
  const centre = centreOf(area)
  return things
    .flatMap((thing) => {
      const { position } = thing
      if (position === null) return []
      const metres = distanceMetres(centre, position)
      return (area.kind === 'circle' ? metres <= area.metres : isInsideRing(area.corners, position)) ? [{ thing, metres }] : []
    })
    .sort((a, b) => a.metres - b.metres)
}

/** The question to the server, coordinates to about a decimetre. */
export function surroundingsQuery(area: DrawnArea): { readonly longitude?: number; readonly latitude?: number; readonly radiusMetres?: number; readonly ring?: string } {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
  if (area.kind === 'circle') return { longitude: round(area.centre.longitude), latitude: round(area.centre.latitude), radiusMetres: Math.round(area.metres) }
  return { ring: cleanCorners(area.corners).map(({ longitude, latitude }) => `${round(longitude)},${round(latitude)}`).join(';') }
}

/** `0.79 km²`, `314 km²` */
export function areaText(squareMetres: number): string {
  const square = squareMetres / 1e6
  return `${square < 10 ? square.toFixed(2) : square < 100 ? square.toFixed(1) : Math.round(square).toLocaleString('zh-CN')} km²`
}

/** Length of a measured path in metres. */
export function pathMetres(path: readonly Position[]): number {
  return path.reduce((sum, point, index) => {
    const before = path[index - 1]
    return before === undefined ? 0 : sum + distanceMetres(before, point)
  }, 0)
}

/** `850 m`, `7.1 km`, `126 km` */
export function distanceText(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`
  return metres < 100_000 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres / 1000)} km`
}

/** `121.535°E 28.497°N` */
export function positionText({ longitude, latitude }: Position): string {
  return `${longitude.toFixed(3)}°E ${latitude.toFixed(3)}°N`
}

/**
 * Reads "121.53, 28.49", "28.49 121.53", "121.53°E 28.49°N". In China the longitude is always the larger number, so the order
 * does not matter. `null` for anything else.
 */
export function parsePosition(text: string): Position | null {
  const found = /^\s*(\d{1,3}(?:\.\d+)?)\s*°?\s*[EN东北]?\s*[,，\s]\s*(\d{1,3}(?:\.\d+)?)\s*°?\s*[EN东北]?\s*$/iu.exec(text)
  if (found === null) return null
  const [a, b] = [Number(found[1]), Number(found[2])]
  const longitude = Math.max(a, b)
  const latitude = Math.min(a, b)
  return longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54 ? { longitude, latitude } : null
}
