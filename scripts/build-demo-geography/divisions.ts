import type { CountyOutline } from './county-outlines.ts';
import { CITY_SEAT, PROVINCE_SEAT } from './county-seats.ts';
import { CITY_CODE, PROVINCE_CODE, listDivisionNames } from './division-names.ts';
import type { DivisionName } from './division-names.ts';
import type { Position } from './plane.ts';
import type { River } from './rivers.ts';
import { placeTowns, placeVillages } from './scatter.ts';

/** A division with its schematic position (WGS-84, 5 decimals). */
export interface Division extends DivisionName {
  readonly position: Position;
}

function groupByParent(names: readonly DivisionName[]): Map<string, DivisionName[]> {
  const groups = new Map<string, DivisionName[]>();
  for (const name of names) {
    const parent = name.parent ?? '';
    groups.set(parent, [...(groups.get(parent) ?? []), name]);
  }
  return groups;
}

function placeCounty(
  county: CountyOutline,
  children: ReadonlyMap<string, readonly DivisionName[]>,
  rivers: readonly River[],
): Map<string, Position> {
  const countyCode = county.code.padEnd(12, '0');
  const positions = new Map<string, Position>([[countyCode, county.seat]]);
  const towns = placeTowns(county, children.get(countyCode) ?? [], rivers);
  for (const [code, position] of towns) {
    const neighbours = [...towns].filter(([other]) => other !== code).map(([, other]) => other);
    const villages = placeVillages(county, { code, position }, neighbours, children.get(code) ?? []);
    positions.set(code, position);
    for (const [villageCode, villagePosition] of villages) positions.set(villageCode, villagePosition);
  }
  return positions;
}

/** Builds the demo's divisions with positions: seats as known, towns and villages scattered by seed. */
export function buildDivisions(counties: readonly CountyOutline[], rivers: readonly River[]): Division[] {
  const names = listDivisionNames();
  const children = groupByParent(names);
  const positions = new Map<string, Position>([
    [PROVINCE_CODE, PROVINCE_SEAT],
    [CITY_CODE, CITY_SEAT],
  ]);
  for (const county of counties) {
    for (const [code, position] of placeCounty(county, children, rivers)) positions.set(code, position);
  }
  return names.map((name) => {
    const position = positions.get(name.code);
    if (!position) throw new Error(`Division ${name.code} ${name.name} got no position`);
    return { ...name, position };
  });
}
