/** Longitude and latitude in degrees (WGS-84). */
export type Position = [number, number];
/** A point of the working plane: kilometres east and north of the plane's origin. */
export type PlanePoint = [number, number];
/** A closed ring: first and last position are the same. */
export type Ring = Position[];
/** An outer ring followed by its holes. */
export type Polygon = Ring[];
export type MultiPolygon = Polygon[];

const ORIGIN: Position = [121.2, 28.7];
const KILOMETRES_PER_DEGREE_NORTH = 110.9;
const KILOMETRES_PER_DEGREE_EAST = 111.32 * Math.cos((28.7 * Math.PI) / 180);

/** Projects degrees to the plane (equirectangular; good to 0.5 % within one prefecture). */
export function toPlane([longitude, latitude]: Position): PlanePoint {
  return [(longitude - ORIGIN[0]) * KILOMETRES_PER_DEGREE_EAST, (latitude - ORIGIN[1]) * KILOMETRES_PER_DEGREE_NORTH];
}

/** Inverse of {@link toPlane}. */
export function toPosition([east, north]: PlanePoint): Position {
  return [ORIGIN[0] + east / KILOMETRES_PER_DEGREE_EAST, ORIGIN[1] + north / KILOMETRES_PER_DEGREE_NORTH];
}

/** Rounds a number to a fixed count of decimals. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** Rounds both coordinates. */
export function roundPosition([longitude, latitude]: Position, decimals: number): Position {
  return [roundTo(longitude, decimals), roundTo(latitude, decimals)];
}

/** Distance in kilometres. */
export function measureDistance(from: Position, to: Position): number {
  const [fromEast, fromNorth] = toPlane(from);
  const [toEast, toNorth] = toPlane(to);
  return Math.hypot(toEast - fromEast, toNorth - fromNorth);
}

/** The consecutive pairs of a line. */
export function listSegments(line: readonly Position[]): [Position, Position][] {
  const segments: [Position, Position][] = [];
  let previous: Position | undefined;
  for (const position of line) {
    if (previous) segments.push([previous, position]);
    previous = position;
  }
  return segments;
}

/** Distance in kilometres from a position to the nearest part of a line. */
export function measureDistanceToLine(position: Position, line: readonly Position[]): number {
  const [east, north] = toPlane(position);
  let nearest = Number.POSITIVE_INFINITY;
  for (const [start, end] of listSegments(line)) {
    const [startEast, startNorth] = toPlane(start);
    const [endEast, endNorth] = toPlane(end);
    const stepEast = endEast - startEast;
    const stepNorth = endNorth - startNorth;
    const lengthSquared = stepEast * stepEast + stepNorth * stepNorth;
    const along =
      lengthSquared === 0
        ? 0
        : Math.min(1, Math.max(0, ((east - startEast) * stepEast + (north - startNorth) * stepNorth) / lengthSquared));
    nearest = Math.min(nearest, Math.hypot(east - startEast - along * stepEast, north - startNorth - along * stepNorth));
  }
  return nearest;
}

function isInsideRing([longitude, latitude]: Position, ring: Ring): boolean {
  let inside = false;
  for (const [[startLongitude, startLatitude], [endLongitude, endLatitude]] of listSegments(ring)) {
    if (startLatitude > latitude === endLatitude > latitude) continue;
    const crossing =
      ((endLongitude - startLongitude) * (latitude - startLatitude)) / (endLatitude - startLatitude) + startLongitude;
    if (longitude < crossing) inside = !inside;
  }
  return inside;
}

/** Whether a position lies inside a multipolygon (even-odd over outer rings and holes). */
export function isInside(position: Position, shape: MultiPolygon): boolean {
  return shape.some((polygon) => polygon.filter((ring) => isInsideRing(position, ring)).length % 2 === 1);
}

/** Distance in kilometres from a position to the nearest edge of a shape. */
export function measureDistanceToEdge(position: Position, shape: MultiPolygon): number {
  return Math.min(...shape.flatMap((polygon) => polygon.map((ring) => measureDistanceToLine(position, ring))));
}

/** Signed area of a ring in square kilometres, positive when it runs anticlockwise. */
function measureRingArea(ring: Ring): number {
  let doubled = 0;
  for (const [start, end] of listSegments(ring)) {
    const [startEast, startNorth] = toPlane(start);
    const [endEast, endNorth] = toPlane(end);
    doubled += startEast * endNorth - endEast * startNorth;
  }
  return doubled / 2;
}

/** Area of a polygon in square kilometres, holes taken off. */
export function measurePolygonArea(polygon: Polygon): number {
  return polygon.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(measureRingArea(ring)), 0);
}

/** Area of a multipolygon in square kilometres. */
export function measureArea(shape: MultiPolygon): number {
  return shape.reduce((sum, polygon) => sum + measurePolygonArea(polygon), 0);
}

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** The smallest box around a shape. */
export function measureBox(shape: MultiPolygon): Box {
  const positions = shape.flat(2);
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/** Turns a box into a closed anticlockwise ring. */
export function toBoxRing([west, south, east, north]: Box): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
