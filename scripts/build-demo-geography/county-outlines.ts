import { Delaunay } from 'd3-delaunay';
import { intersection } from 'polyclip-ts';
import { COUNTY_SEATS } from './county-seats.ts';
import type { CountySeat } from './county-seats.ts';
import { DACHEN_ISLANDS, cutLand, tidyShape } from './land.ts';
import { toPlane, toPosition } from './plane.ts';
import type { Box, MultiPolygon, Position, Ring } from './plane.ts';
import { roughenLine, smoothLine } from './roughen.ts';

/** A county with its schematic outline (示意), which is not a surveyed boundary. */
export interface CountyOutline extends CountySeat {
  readonly outline: MultiPolygon;
}

/** Box that holds the whole prefecture with its islands. */
const PREFECTURE_BOX: Box = [120, 27.8, 122.5, 29.6];

/** Rough extent of the prefecture drawn by hand, so that the outer cells do not run to infinity. */
const EXTENT: Ring = [
  [121.09, 27.97],
  [121.55, 27.93],
  [122.02, 28.24],
  [122.12, 28.62],
  [121.98, 28.98],
  [121.72, 29.07],
  [121.6, 29.14],
  [121.54, 29.24],
  [121.36, 29.28],
  [121.2, 29.33],
  [120.98, 29.34],
  [120.78, 29.27],
  [120.68, 29.18],
  [120.66, 29.02],
  [120.5, 28.99],
  [120.31, 28.89],
  [120.32, 28.66],
  [120.55, 28.53],
  [120.78, 28.42],
  [120.98, 28.4],
  [121.15, 28.37],
  [121.15, 28.25],
  [121.1, 28.15],
  [121.09, 27.97],
];

/** Largest sideways shift of a county edge, as a share of the part's length. */
const EDGE_ROUGHNESS = 0.16;

/** County of the islands drawn by hand. */
const DACHEN_COUNTY_CODE = '331002';

/** Islets below this area (km²) are left out of the outlines. */
const SMALLEST_PART = 0.3;

/**
 * Builds the counties' outlines: Voronoi cells of the seats with roughened edges, cut by the
 * prefecture's extent and by the coast of the given land without 大陈岛. Edges are roughened, not polygons, so neighbours share them.
 */
export function buildCountyOutlines(mainland: MultiPolygon): CountyOutline[] {
  const extent = [roughenLine(smoothLine(EXTENT, 2), EDGE_ROUGHNESS)];
  const region = intersection(cutLand(mainland, PREFECTURE_BOX), extent);
  const voronoi = Delaunay.from(COUNTY_SEATS.map(({ seat }) => toPlane(seat))).voronoi([-250, -250, 250, 250]);
  return COUNTY_SEATS.map((county, index) => {
    const cell = voronoi.cellPolygon(index).map((point): Position => toPosition([point[0], point[1]]));
    const part = intersection(region, [roughenLine(cell, EDGE_ROUGHNESS)]);
    // The islands lie on the line between two cells; they belong to 椒江区 whole.
    const outline = county.code === DACHEN_COUNTY_CODE ? [...part, ...DACHEN_ISLANDS] : part;
    return { ...county, outline: tidyShape(outline, 4, SMALLEST_PART) };
  });
}
