import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { difference, intersection, union } from 'polyclip-ts';
import { feature } from 'topojson-client';
import { listSegments, measurePolygonArea, roundPosition, toBoxRing } from './plane.ts';
import type { Box, MultiPolygon, Polygon, Position, Ring } from './plane.ts';
import { smoothLine } from './roughen.ts';

const require = createRequire(import.meta.url);

/** The detailed base: wide enough that the typhoon's last day over sea has a coast beside it. */
export const DETAILED_BOX: Box = [117, 25, 126, 33];
/** The overview base, drawn around the detailed one. */
export const OVERVIEW_BOX: Box = [115, 15, 135, 40];

/** 大陈岛 is missing from the public coastline; drawn by hand so that 大陈镇 is not in the sea. */
export const DACHEN_ISLANDS: MultiPolygon = [
  [
    [
      [121.872, 28.437],
      [121.893, 28.431],
      [121.909, 28.443],
      [121.913, 28.462],
      [121.896, 28.472],
      [121.878, 28.466],
      [121.865, 28.452],
      [121.872, 28.437],
    ],
  ],
  [
    [
      [121.885, 28.487],
      [121.903, 28.484],
      [121.913, 28.496],
      [121.904, 28.509],
      [121.888, 28.504],
      [121.885, 28.487],
    ],
  ],
].map((polygon) => polygon.map((ring) => smoothLine(ring as Ring, 1)));

function closeRing(ring: Ring): Ring {
  const [first] = ring;
  return first ? [...ring, first] : [];
}

/**
 * Cuts a ring to a half-plane (Sutherland–Hodgman). Fast on the 81,000-point ring of Eurasia, but
 * leaves doubled edges on the cut, which is why the result is clipped again by a smaller box.
 */
function cutRing(ring: Ring, axis: 0 | 1, limit: number, keepBelow: boolean): Ring {
  const isKept = (position: Position) => (keepBelow ? position[axis] <= limit : position[axis] >= limit);
  const kept: Ring = [];
  for (const [start, end] of listSegments(ring)) {
    if (isKept(start)) kept.push(start);
    if (isKept(start) !== isKept(end)) {
      const share = (limit - start[axis]) / (end[axis] - start[axis]);
      kept.push([start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share]);
    }
  }
  return closeRing(kept);
}

function cutRoughly(polygon: Polygon, [west, south, east, north]: Box): Polygon {
  return polygon
    .map((ring) => cutRing(cutRing(cutRing(cutRing(ring, 0, west, false), 0, east, true), 1, south, false), 1, north, true))
    .filter((ring) => ring.length >= 4);
}

const LAND_FILES = {
  '10m': require.resolve('world-atlas/land-10m.json'),
  '50m': require.resolve('world-atlas/land-50m.json'),
};

type Resolution = keyof typeof LAND_FILES;

function readWorldLand(resolution: Resolution): MultiPolygon {
  const topology = JSON.parse(readFileSync(LAND_FILES[resolution], 'utf8')) as Parameters<typeof feature>[0];
  const object = topology.objects['land'];
  if (!object) throw new Error(`world-atlas has no land at ${resolution}`);
  const land = feature(topology, object);
  return (land.type === 'FeatureCollection' ? land.features : [land]).flatMap(({ geometry }) => {
    if (geometry.type === 'MultiPolygon') return geometry.coordinates as MultiPolygon;
    return geometry.type === 'Polygon' ? [geometry.coordinates as Polygon] : [];
  });
}

/** Rounds a shape, drops repeated points, collapsed rings and polygons below an area (km²). */
export function tidyShape(shape: MultiPolygon, decimals: number, smallestArea: number): MultiPolygon {
  return shape
    .map((polygon) =>
      polygon
        .map((ring) =>
          ring
            .map((position) => roundPosition(position, decimals))
            .filter((position, index, all) => {
              const previous = all[index - 1];
              return !previous || previous[0] !== position[0] || previous[1] !== position[1];
            }),
        )
        .filter((ring) => ring.length >= 4),
    )
    .filter((polygon) => polygon.length > 0 && measurePolygonArea(polygon) >= smallestArea);
}

function clipLand(resolution: Resolution, box: Box): MultiPolygon {
  const [west, south, east, north] = box;
  const around: Box = [west - 1, south - 1, east + 1, north + 1];
  const rough = readWorldLand(resolution)
    .map((polygon) => cutRoughly(polygon, around))
    .filter((polygon) => polygon.length > 0);
  return intersection(rough, [toBoxRing(box)]);
}

/** Land of the detailed base (Natural Earth 1:10m, coastline only), still without 大陈岛. */
export function buildDetailedLand(): MultiPolygon {
  return tidyShape(clipLand('10m', DETAILED_BOX), 4, 0.05);
}

/** Adds 大陈岛. */
export function addDachenIslands(land: MultiPolygon): MultiPolygon {
  return tidyShape(union(land, DACHEN_ISLANDS), 4, 0.05);
}

/** Coarse land (1:50m) around the detailed base; the two touch and do not overlap. */
export function buildOverviewLand(): MultiPolygon {
  return tidyShape(difference(clipLand('50m', OVERVIEW_BOX), [toBoxRing(DETAILED_BOX)]), 3, 1);
}

/** Cuts the land to a small box, for quick clipping of the counties. */
export function cutLand(land: MultiPolygon, box: Box): MultiPolygon {
  return intersection(land, [toBoxRing(box)]);
}

/**
 * The coast as lines: the rings of the land without the parts that only follow a box's edge, which
 * would show on the map as ruler-straight coasts.
 */
export function listCoastlines(land: MultiPolygon, boxes: readonly Box[]): Position[][] {
  const isOnEdge = (start: Position, end: Position) =>
    boxes.some(([west, south, east, north]) =>
      ([0, 1] as const).some(
        (axis) => start[axis] === end[axis] && (axis === 0 ? [west, east] : [south, north]).includes(start[axis]),
      ),
    );
  const lines: Position[][] = [];
  for (const ring of land.flat()) {
    let current: Position[] = [];
    for (const [start, end] of listSegments(ring)) {
      if (isOnEdge(start, end)) {
        if (current.length > 1) lines.push(current);
        current = [];
        continue;
      }
      if (current.length === 0) current.push(start);
      current.push(end);
    }
    if (current.length > 1) lines.push(current);
  }
  return lines;
}
