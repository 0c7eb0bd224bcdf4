import type { CountyOutline } from './county-outlines.ts';
import type { DivisionName } from './division-names.ts';
import { FICTIONAL_TOWNS, FICTIONAL_VILLAGE_POSITIONS } from './fictional-county.ts';
import {
  isInside,
  measureArea,
  measureBox,
  measureDistance,
  measureDistanceToEdge,
  measureDistanceToLine,
  roundPosition,
  toPlane,
  toPosition,
} from './plane.ts';
import type { Position } from './plane.ts';
import { createRandom, drawNormal } from './random.ts';
import type { Random } from './random.ts';
import type { River } from './rivers.ts';

/** Smallest distance (km) of a town and of a village from its county's edge and from the sea. */
const TOWN_MARGIN = 0.5;
const VILLAGE_MARGIN = 0.15;

/** Towns whose place is a matter of the storyline; all others are scattered. Keys: 9-digit codes. */
const FIXED_TOWNS: ReadonlyMap<string, Position> = new Map<string, Position>([
  ['331002101', [121.889, 28.452]], // 大陈镇, on its island
  ['331081108', [121.405, 28.272]], // 城南镇, on the shore where the typhoon's centre came in
  ['331082001', [121.128, 28.853]], // 古城街道, the old town of 临海 beside the river
  ...FICTIONAL_TOWNS.flatMap(({ suffix, position }): [string, Position][] =>
    position ? [[`331099${suffix}`, position]] : [],
  ),
]);

type Draw = () => Position;

/** Draws until the position is acceptable; the demand on the distance from the edge drops slowly. */
function drawAcceptable(draw: Draw, county: CountyOutline, margin: number): Position {
  let demanded = margin;
  for (let attempt = 0; attempt < 20_000; attempt += 1) {
    const position = roundPosition(draw(), 5);
    if (isInside(position, county.outline) && measureDistanceToEdge(position, county.outline) >= demanded) {
      return position;
    }
    demanded *= 0.995;
  }
  throw new Error(`No room left in ${county.name}`);
}

function drawAround(center: Position, deviation: number, random: Random): Draw {
  const [east, north] = toPlane(center);
  return () => toPosition([east + drawNormal(random) * deviation, north + drawNormal(random) * deviation]);
}

/** Draws over the whole county, more often near its seat and near rivers. */
function drawAcross(county: CountyOutline, rivers: readonly River[], random: Random): Draw {
  const [west, south, east, north] = measureBox(county.outline);
  return () => {
    for (;;) {
      const position: Position = [west + random() * (east - west), south + random() * (north - south)];
      const toRiver = Math.min(...rivers.map(({ line }) => measureDistanceToLine(position, line)));
      const weight = 0.3 + 0.5 * Math.exp(-toRiver / 4) + 0.2 * Math.exp(-measureDistance(position, county.seat) / 8);
      if (random() < weight) return position;
    }
  };
}

/** Of several candidates takes the one that keeps the largest distance from those already placed. */
function chooseLoneliest(candidates: readonly Position[], placed: readonly Position[]): Position {
  let best = candidates[0];
  let bestDistance = -1;
  for (const candidate of candidates) {
    const distance = Math.min(...placed.map((other) => measureDistance(candidate, other)), 1_000);
    if (distance > bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  if (!best) throw new Error('No candidates to choose from');
  return best;
}

function drawCandidates(count: number, draw: () => Position): Position[] {
  return Array.from({ length: count }, draw);
}

/** Places the towns of one county: subdistricts around the seat, towns and townships over the land. */
export function placeTowns(
  county: CountyOutline,
  towns: readonly DivisionName[],
  rivers: readonly River[],
): Map<string, Position> {
  const random = createRandom(`towns ${county.code}`);
  const size = Math.sqrt(measureArea(county.outline));
  const across = drawAcross(county, rivers, random);
  const around = drawAround(county.seat, size * 0.13, random);
  const positions = new Map<string, Position>();
  for (const town of towns) {
    const fixed = FIXED_TOWNS.get(town.code.slice(0, 9));
    if (fixed) positions.set(town.code, fixed);
  }
  for (const town of towns) {
    if (positions.has(town.code)) continue;
    const draw = town.name.endsWith('街道') ? around : across;
    const candidates = drawCandidates(8, () => drawAcceptable(draw, county, TOWN_MARGIN));
    positions.set(town.code, chooseLoneliest(candidates, [...positions.values()]));
  }
  return positions;
}

/** Places the villages of one town around it, inside the county and nearer to it than to other towns. */
export function placeVillages(
  county: CountyOutline,
  town: { readonly code: string; readonly position: Position },
  neighbours: readonly Position[],
  villages: readonly DivisionName[],
): Map<string, Position> {
  const random = createRandom(`villages ${town.code}`);
  const nearest = Math.min(...neighbours.map((other) => measureDistance(other, town.position)), 12);
  const draw = drawAround(town.position, Math.max(0.7, nearest * 0.45), random);
  const isOwn = (position: Position) => {
    const own = measureDistance(position, town.position);
    return neighbours.every((other) => measureDistance(position, other) >= own);
  };
  const drawOwn: Draw = () => {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const position = draw();
      if (isOwn(position)) return position;
    }
    return draw();
  };
  const positions = new Map<string, Position>();
  for (const village of villages) {
    const fixed = FICTIONAL_VILLAGE_POSITIONS.get(village.code);
    if (fixed) positions.set(village.code, fixed);
  }
  for (const village of villages) {
    if (positions.has(village.code)) continue;
    const candidates = drawCandidates(5, () => drawAcceptable(drawOwn, county, VILLAGE_MARGIN));
    positions.set(village.code, chooseLoneliest(candidates, [...positions.values()]));
  }
  return positions;
}
