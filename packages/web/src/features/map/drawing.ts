import type { Position } from '@fengsui/contract/kernel'
import { circleRing, coordinateOf, destinationPoint } from '../../map/geometry/geodesy.ts'
import { closedRing } from '../../map/geometry/ring.ts'
import type { MapArea, MapLayer, MapPoint } from '../../map/layers/map-layer.ts'
import { distanceText, pathMetres } from './surroundings.ts'
import type { DrawnArea } from './surroundings.ts'

/** What is being drawn on the map. */
export type Tool = 'none' | 'circle' | 'area' | 'measure'

const dot = (id: string, position: Position): MapPoint => ({ id, position, symbol: 'trackFix', tone: 'plain', size: 10 })

function outline(area: DrawnArea): MapArea {
  return { id: 'area', rings: [area.kind === 'circle' ? circleRing(area.centre, area.metres) : closedRing(area.corners)], tone: 'accent', fill: 'tint' }
}

function areaMarks(area: DrawnArea): readonly MapPoint[] {
  if (area.kind === 'ring') return []
  return [dot('centre', area.centre), { id: 'radius', position: destinationPoint(area.centre, 45, area.metres), tone: 'plain', label: distanceText(area.metres) }]
}

/** The drawn area, the corners of the next one and the measured path as layers above everything else. */
export function buildDrawingLayers(area: DrawnArea | null, path: readonly Position[], corners: readonly Position[]): readonly MapLayer[] {
  const last = path.at(-1)
  return [
    {
      id: 'drawn-area',
      kind: 'areas',
      interactive: false,
      areas: [
        ...(area === null ? [] : [outline(area)]),
        ...(corners.length < 3 ? [] : [{ id: 'corners', rings: [closedRing(corners)], tone: 'accent' as const, fill: 'tint' as const, dashed: true }]),
      ],
    },
    {
      id: 'measured-path',
      kind: 'lines',
      interactive: false,
      lines: [
        ...(path.length < 2 ? [] : [{ id: 'path', path: path.map(coordinateOf), tone: 'accent' as const, dashed: true, width: 2 }]),
        ...(corners.length !== 2 ? [] : [{ id: 'edge', path: corners.map(coordinateOf), tone: 'accent' as const, dashed: true, width: 1.5 }]),
      ],
    },
    {
      id: 'drawing-marks',
      kind: 'points',
      interactive: false,
      labels: 'always',
      points: [
        ...(area === null ? [] : areaMarks(area)),
        ...path.map((position, index) => dot(`point-${index}`, position)),
        ...corners.map((position, index) => dot(`corner-${index}`, position)),
        ...(last === undefined || path.length < 2 ? [] : [{ id: 'length', position: last, tone: 'plain' as const, label: distanceText(pathMetres(path)) }]),
      ],
    },
  ]
}
