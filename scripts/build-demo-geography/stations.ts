import type { CountyOutline } from './county-outlines.ts';
import type { Division } from './divisions.ts';
import { isInside, listSegments, measureDistance, measureDistanceToEdge, roundPosition, roundTo } from './plane.ts';
import type { Position } from './plane.ts';
import { createRandom } from './random.ts';
import type { River } from './rivers.ts';

/** A water-level gauge. Levels are metres above the gauge's own datum. */
export interface Station {
  readonly id: string;
  readonly name: string;
  readonly river: string;
  readonly divisionCode: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly guaranteeLevelMetres: number;
  readonly warningLevelMetres: number;
  readonly fictional: boolean;
  /** True when the level is a published figure and not made up. */
  readonly guaranteeLevelPublished: boolean;
}

/** Gauges per river besides the two named ones; 120 in all. */
const GAUGES_PER_RIVER: Readonly<Record<string, number>> = {
  '灵江—椒江': 25,
  永安溪: 25,
  始丰溪: 22,
  永宁江: 14,
  演示溪: 7,
  金清港: 12,
  海游溪: 9,
  玉坎河: 4,
};

/** 岭下站 on the invented river: the storyline's suspected omission begins here. */
const LINGXIA = {
  name: '演示溪岭下站',
  river: '演示溪',
  divisionCode: '331099101201',
  position: [120.8569, 28.5528] as Position,
  guaranteeLevelMetres: 8.5,
  warningLevelMetres: 7.2,
  fictional: true,
  guaranteeLevelPublished: false,
};

/** 西门站 stood at 10.98 m, 4.28 m over its guarantee level, on 10 August 2019 (published): 6.70 m. */
const XIMEN = {
  name: '西门站',
  river: '灵江—椒江',
  divisionCode: '331082001000',
  position: [121.1185, 28.8425] as Position,
  guaranteeLevelMetres: 6.7,
  warningLevelMetres: 5.5,
  fictional: false,
  guaranteeLevelPublished: true,
};

const NUMERALS = ['', '', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The point of a line at a share (0 to 1) of its length. */
function findPointAlong(line: readonly Position[], share: number): Position {
  const segments = listSegments(line).map(([start, end]) => ({ start, end, length: measureDistance(start, end) }));
  let remaining = share * segments.reduce((sum, { length }) => sum + length, 0);
  for (const { start, end, length } of segments) {
    if (remaining <= length && length > 0) {
      const part = remaining / length;
      return [start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part];
    }
    remaining -= length;
  }
  const last = line[line.length - 1];
  if (!last) throw new Error('A river needs points');
  return last;
}

function getCountyAt(position: Position, counties: readonly CountyOutline[]): CountyOutline {
  const around = counties.find(({ outline }) => isInside(position, outline));
  if (around) return around;
  // In the estuary the river is sea on the base map; the nearest bank decides.
  const [nearest] = counties
    .map((county) => ({ county, distance: measureDistanceToEdge(position, county.outline) }))
    .sort((left, right) => left.distance - right.distance);
  if (!nearest) throw new Error('No counties');
  return nearest.county;
}

function getNearestTown(position: Position, county: CountyOutline, towns: readonly Division[]): Division {
  const [nearest] = towns
    .filter(({ code, statistical }) => code.startsWith(county.code) && !statistical)
    .map((town) => ({ town, distance: measureDistance(position, town.position) }))
    .sort((left, right) => left.distance - right.distance);
  if (!nearest) throw new Error(`No towns in ${county.name}`);
  return nearest.town;
}

type UnnumberedStation = Omit<Station, 'id' | 'longitude' | 'latitude'> & { readonly position: Position };

function placeGauges(
  river: River,
  counties: readonly CountyOutline[],
  towns: readonly Division[],
): UnnumberedStation[] {
  const count = GAUGES_PER_RIVER[river.name];
  if (count === undefined) throw new Error(`No gauge count for ${river.name}`);
  const random = createRandom(`gauges ${river.name}`);
  const used = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 0.3 + random() * 0.4) / count;
    const position = findPointAlong(river.line, share);
    const town = getNearestTown(position, getCountyAt(position, counties), towns);
    const ordinal = (used.get(town.code) ?? 0) + 1;
    used.set(town.code, ordinal);
    // Upstream gauges stand higher above their datum than those near the mouth.
    const warning = roundTo(3.4 + (1 - share) * (river.order === 1 ? 6 : 9) + random(), 1);
    // A gauge that bears a real town's name says in its own name that it is not a real one.
    const place = river.fictional ? town.name : `${town.name.replace(/(街道|镇|乡)$/u, '')}演示`;
    return {
      name: `${river.name}${place}${NUMERALS[ordinal] ?? String(ordinal)}站`,
      river: river.name,
      divisionCode: town.code,
      position,
      guaranteeLevelMetres: roundTo(warning + 0.8 + random() * 0.8, 1),
      warningLevelMetres: warning,
      fictional: river.fictional,
      guaranteeLevelPublished: false,
    };
  });
}

/** Builds the 120 gauges: the two of the storyline first, then along every river downstream. */
export function buildStations(
  rivers: readonly River[],
  counties: readonly CountyOutline[],
  divisions: readonly Division[],
): Station[] {
  const towns = divisions.filter(({ level }) => level === 'town');
  const stations = [LINGXIA, XIMEN, ...rivers.flatMap((river) => placeGauges(river, counties, towns))];
  return stations.map(({ position, ...station }, index) => {
    const [longitude, latitude] = roundPosition(position, 5);
    return {
      id: `demo-gauge-${String(index + 1).padStart(3, '0')}`,
      name: station.name,
      river: station.river,
      divisionCode: station.divisionCode,
      longitude,
      latitude,
      guaranteeLevelMetres: station.guaranteeLevelMetres,
      warningLevelMetres: station.warningLevelMetres,
      fictional: station.fictional,
      guaranteeLevelPublished: station.guaranteeLevelPublished,
    };
  });
}
