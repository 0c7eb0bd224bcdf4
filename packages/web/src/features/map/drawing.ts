import type { Position } from '@fengsui/contract/kernel'
import { circleRing, coordinateOf, destinationPoint } from '../../map/geometry/geodesy.ts'
import type { MapLayer } from '../../map/layers/map-layer.ts'
import { distanceText, pathMetres } from './surroundings.ts'
import type { DrawnCircle } from './surroundings.ts'

/** What is being drawn on the map. */
export type Tool = 'none' | 'circle' | 'measure'

/** The drawn circle and the measured path as layers above everything else. */
export function buildDrawingLayers(circle: DrawnCircle | null, path: readonly Position[]): readonly MapLayer[] {
  const last = path.at(-1)
  return [
    {
      id: 'drawn-circle',
      kind: 'areas',
      interactive: false,
      areas: circle === null ? [] : [{ id: 'circle', rings: [circleRing(circle.centre, circle.metres)], tone: 'accent', fill: 'tint' }],
    },
    {
      id: 'measured-path',
      kind: 'lines',
      interactive: false,
      lines: path.length < 2 ? [] : [{ id: 'path', path: path.map(coordinateOf), tone: 'accent', dashed: true, width: 2 }],
    },
    {
      id: 'drawing-marks',
      kind: 'points',
      interactive: false,
      labels: 'always',
      points: [
        ...(circle === null
          ? []
          : [
              { id: 'centre', position: circle.centre, symbol: 'trackFix' as const, tone: 'plain' as const, size: 10 },
              { id: 'radius', position: destinationPoint(circle.centre, 45, circle.metres), tone: 'plain' as const, label: distanceText(circle.metres) },
            ]),
        ...path.map((position, index) => ({ id: `point-${index}`, position, symbol: 'trackFix' as const, tone: 'plain' as const, size: 10 })),
        ...(last === undefined || path.length < 2 ? [] : [{ id: 'length', position: last, tone: 'plain' as const, label: distanceText(pathMetres(path)) }]),
      ],
    },
  ]
}
