import type { Position } from '@fengsui/contract/kernel'
import { destinationPoint } from './geodesy.ts'

/** A box in degrees: west, south, east, north. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The smallest box around the positions; `null` for none. Nothing in China's waters crosses the date line. */
export function boundsOf(positions: Iterable<Position>): Bounds | null {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const { longitude, latitude } of positions) {
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return west === Infinity ? null : { west, south, east, north }
}

/** The box that reaches `metres` from the centre in each main direction. */
export function boundsAround(centre: Position, metres: number): Bounds {
  return {
    west: destinationPoint(centre, 270, metres).longitude,
    south: destinationPoint(centre, 180, metres).latitude,
    east: destinationPoint(centre, 90, metres).longitude,
    north: destinationPoint(centre, 0, metres).latitude,
  }
}
