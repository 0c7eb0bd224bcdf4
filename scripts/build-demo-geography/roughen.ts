import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { toPlane, toPosition } from './plane.ts';
import type { PlanePoint, Position } from './plane.ts';

/** Parts shorter than this (km) are left straight. */
const SHORTEST_PART = 1.1;

function displace(from: PlanePoint, to: PlanePoint, roughness: number, random: Random): PlanePoint[] {
  const east = to[0] - from[0];
  const north = to[1] - from[1];
  if (Math.hypot(east, north) < SHORTEST_PART) return [to];
  // The middle moves sideways by a share of the part's length, so the line stays in a narrow lens
  // around the straight edge and cannot run into its neighbours.
  const shift = (random() * 2 - 1) * roughness;
  const middle: PlanePoint = [from[0] + east / 2 - north * shift, from[1] + north / 2 + east * shift];
  return [...displace(from, middle, roughness, random), ...displace(middle, to, roughness, random)];
}

/**
 * Roughens one edge by midpoint displacement. The seed comes from the edge's own ends, in a fixed
 * order, so the two counties on either side get the same line.
 * @param roughness largest sideways shift as a share of the part's length
 */
export function roughenEdge(from: Position, to: Position, roughness: number): Position[] {
  const key = (position: Position) => position.map((value) => value.toFixed(6)).join(',');
  const reversed = key(from) > key(to);
  const [start, end] = reversed ? [to, from] : [from, to];
  const random = createRandom(`edge ${key(start)} ${key(end)}`);
  const line = [start, ...displace(toPlane(start), toPlane(end), roughness, random).map(toPosition)];
  line[line.length - 1] = end;
  return reversed ? line.reverse() : line;
}

/** Roughens every edge of a line; its own corners stay where they are. */
export function roughenLine(line: readonly Position[], roughness: number): Position[] {
  const [first] = line;
  if (!first) return [];
  const result: Position[] = [first];
  line.slice(1).forEach((position, index) => {
    const previous = line[index];
    if (previous) result.push(...roughenEdge(previous, position, roughness).slice(1));
  });
  return result;
}

/** Rounds the corners of a line (Chaikin); an open line keeps its ends, a closed one stays closed. */
export function smoothLine(line: readonly Position[], passes: number): Position[] {
  let current = [...line];
  for (let pass = 0; pass < passes; pass += 1) {
    const first = current[0];
    const last = current[current.length - 1];
    if (!first || !last) return current;
    const closed = first[0] === last[0] && first[1] === last[1];
    const next: Position[] = [];
    current.slice(1).forEach((end, index) => {
      const start = current[index];
      if (!start) return;
      next.push(
        [start[0] * 0.75 + end[0] * 0.25, start[1] * 0.75 + end[1] * 0.25],
        [start[0] * 0.25 + end[0] * 0.75, start[1] * 0.25 + end[1] * 0.75],
      );
    });
    const [head] = next;
    current = closed && head ? [...next, head] : [first, ...next, last];
  }
  return current;
}
