import type { Position } from '@fengsui/contract/kernel'
import { distanceMetres } from '@fengsui/contract/kernel'

/** A circle that somebody drew. */
export interface DrawnCircle {
  readonly centre: Position
  readonly metres: number
}

/** The placed things inside a circle, nearest first, with their distance in metres. */
export function findWithin<T extends { readonly position: Position | null }>(circle: DrawnCircle, things: readonly T[]): readonly { readonly thing: T; readonly metres: number }[] {
  return things
    .flatMap((thing) => (thing.position === null ? [] : [{ thing, metres: distanceMetres(circle.centre, thing.position) }]))
    .filter(({ metres }) => metres <= circle.metres)
    .sort((a, b) => a.metres - b.metres)
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
