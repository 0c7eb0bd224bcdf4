import type { Position } from '@fengsui/contract/kernel'
import { coordinateOf, destinationPoint } from './geodesy.ts'
import type { Coordinate } from './geodesy.ts'

/** Radii of one wind force in the four quadrants, kilometres; 0 where that force is not reached. */
export interface QuadrantRadiiKm {
  readonly ne: number
  readonly se: number
  readonly sw: number
  readonly nw: number
}

/**
 * The outline of a wind circle as typhoon bulletins mean it: each quadrant is a quarter circle of its own
 * radius, joined by straight steps along north, east, south and west. `null` when every radius is 0.
 * @param stepDegrees spacing of points along the arc; divides 90
 */
export function windCircleRing(centre: Position, radii: QuadrantRadiiKm, stepDegrees = 5): Coordinate[] | null {
  const quadrants = [radii.ne, radii.se, radii.sw, radii.nw]
  if (quadrants.every((radius) => radius <= 0)) return null
  const ring: Coordinate[] = []
  quadrants.forEach((radiusKm, quadrant) => {
    for (let turn = 0; turn <= 90; turn += stepDegrees) {
      const point = coordinateOf(destinationPoint(centre, quadrant * 90 + turn, Math.max(0, radiusKm) * 1000))
      const last = ring.at(-1)
      if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) ring.push(point)
    }
  })
  return [...ring, ring[0] as Coordinate]
}

/** The largest of the four radii, kilometres: what the bulletin quotes as "半径". */
export function largestRadiusKm(radii: QuadrantRadiiKm): number {
  return Math.max(radii.ne, radii.se, radii.sw, radii.nw)
}
