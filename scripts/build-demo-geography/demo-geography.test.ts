import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { difference, intersection, union } from 'polyclip-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildDemoGeography, renderDemoGeography } from './demo-geography.ts';
import type { DemoGeography } from './demo-geography.ts';
import type { Division } from './divisions.ts';
import { isInside, listSegments, measureArea, measureDistance, measureDistanceToEdge } from './plane.ts';
import type { MultiPolygon, Position } from './plane.ts';

let geography: DemoGeography;
let byCode: Map<string, Division>;

beforeAll(() => {
  geography = buildDemoGeography();
  byCode = new Map(geography.divisions.map((division) => [division.code, division]));
}, 240_000);

function listLevel(level: Division['level'], fictional: boolean): Division[] {
  return geography.divisions.filter((division) => division.level === level && division.fictional === fictional);
}

function crosses(first: [Position, Position], second: [Position, Position]): boolean {
  const side = ([a, b]: [Position, Position], p: Position) =>
    Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
  return (
    side(first, second[0]) * side(first, second[1]) < 0 && side(second, first[0]) * side(second, first[1]) < 0
  );
}

function countCrossings(shape: MultiPolygon): number {
  const segments = shape.flatMap((polygon) => polygon.flatMap((ring) => listSegments(ring)));
  return segments.filter((first, index) => segments.slice(index + 1).some((second) => crosses(first, second))).length;
}

describe('divisions', () => {
  it('holds the real list: nine counties, 130 towns and six statistical units, 3,429 villages', () => {
    expect(listLevel('province', false)).toHaveLength(1);
    expect(listLevel('city', false)).toHaveLength(1);
    expect(listLevel('county', false)).toHaveLength(9);
    expect(listLevel('town', false).filter(({ statistical }) => !statistical)).toHaveLength(130);
    expect(listLevel('village', false)).toHaveLength(3429);
    expect(
      listLevel('town', false)
        .filter(({ statistical }) => statistical)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['东部新区', '月湖新城', '椒江农场', '滨海工业城', '滨海新区', '玉环经济开发区'].sort());
  });

  it('holds the invented county with its villages, every entry marked', () => {
    expect(listLevel('county', true).map(({ fullName }) => fullName)).toEqual(['浙江省台州市演示县']);
    expect(listLevel('town', true)).toHaveLength(6);
    expect(listLevel('village', true)).toHaveLength(60);
    expect(byCode.get('331099101201')?.fullName).toBe('浙江省台州市演示县甲镇岭下村');
    expect(byCode.get('331099102201')?.fullName).toBe('浙江省台州市演示县乙镇乙村');
    for (const { code, fictional } of geography.divisions) expect(fictional).toBe(code.startsWith('331099'));
  });

  it('has unique twelve-digit codes in order, and a parent one level up for each', () => {
    const codes = geography.divisions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect([...codes].sort()).toEqual(codes);
    const above = { province: undefined, city: 'province', county: 'city', town: 'county', village: 'town' } as const;
    for (const { code, level, parent, fullName, name } of geography.divisions) {
      expect(code).toMatch(/^\d{12}$/u);
      const parentDivision = parent === null ? undefined : byCode.get(parent);
      expect(parentDivision?.level).toBe(above[level]);
      expect(fullName).toBe(`${parentDivision?.fullName ?? ''}${name}`);
    }
  });

  it('marks the villages of statistical units like their unit', () => {
    for (const { level, parent, statistical } of geography.divisions) {
      if (level === 'village') expect(statistical).toBe(byCode.get(parent ?? '')?.statistical);
    }
  });

  it('spells names for search', () => {
    expect(byCode.get('331000000000')?.pinyin).toBe('tai zhou shi');
    expect(byCode.get('331024000000')?.pinyin).toBe('xian ju xian');
    for (const { pinyin, name } of geography.divisions) expect(pinyin, name).toMatch(/^[a-z0-9 ]+$/u);
  });

  it('lies inside its county’s outline, and no two places share a position', () => {
    const seen = new Set<string>();
    for (const { code, level, name, position } of geography.divisions) {
      if (level === 'province' || level === 'city') continue;
      const county = geography.counties.find((candidate) => code.startsWith(candidate.code));
      expect(county && isInside(position, county.outline), `${code} ${name}`).toBe(true);
      if (level !== 'county') {
        expect(seen.has(position.join()), `${code} ${name}`).toBe(false);
        seen.add(position.join());
      }
    }
  });

  it('keeps the storyline’s places where it needs them', () => {
    const measureFrom = (code: string, place: Position) =>
      measureDistance(byCode.get(code)?.position ?? [0, 0], place);
    expect(measureFrom('331081108000', [121.42, 28.28])).toBeLessThan(3); // the landfall
    const slope = geography.stations.find(({ name }) => name === '演示溪岭下站');
    expect(measureFrom('331099101201', [slope?.longitude ?? 0, slope?.latitude ?? 0])).toBeLessThan(2);
    expect(measureFrom('331002101000', [121.89, 28.45])).toBeLessThan(2); // 大陈镇 on its island
  });

  it('puts villages around their town', () => {
    const villages = geography.divisions.filter(({ level }) => level === 'village');
    const near = villages.filter(({ parent, position }) => {
      const town = byCode.get(parent ?? '');
      return town !== undefined && measureDistance(position, town.position) < 10;
    });
    expect(near.length / villages.length).toBeGreaterThan(0.95);
  });
});

describe('county outlines', () => {
  it('hold their seat and do not cross themselves', () => {
    for (const { name, seat, outline } of geography.counties) {
      expect(isInside(seat, outline), name).toBe(true);
      expect(countCrossings(outline), name).toBe(0);
      expect(measureArea(union(outline) as MultiPolygon)).toBeCloseTo(measureArea(outline), 3);
    }
  });

  it('close their rings', () => {
    for (const ring of geography.counties.flatMap(({ outline }) => outline.flat())) {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[0]).toEqual(ring[ring.length - 1]);
    }
  });

  it('share their edges: no overlap and no gap beyond rounding', () => {
    const outlines = geography.counties.map(({ outline }) => outline);
    const sum = outlines.reduce((total, outline) => total + measureArea(outline), 0);
    const [first = [], ...rest] = outlines;
    expect(Math.abs(sum - measureArea(union(first, ...rest)))).toBeLessThan(0.05);
    for (const [index, outline] of outlines.entries()) {
      for (const other of outlines.slice(index + 1)) {
        expect(measureArea(intersection(outline, other))).toBeLessThan(0.05);
      }
    }
  });

  it('stay on land, the invented county away from the sea', () => {
    for (const { name, outline } of geography.counties) {
      expect(measureArea(difference(outline, geography.land)), name).toBeLessThan(0.1);
    }
    const invented = geography.counties.find(({ fictional }) => fictional);
    expect(invented?.outline).toHaveLength(1);
    const coast = geography.land.flat().filter((ring) => ring.some(([longitude]) => longitude > 120 && longitude < 122));
    const corners = invented?.outline.flat(2) ?? [];
    expect(corners.length).toBeGreaterThan(50);
    expect(Math.min(...corners.map((corner) => measureDistanceToEdge(corner, [coast])))).toBeGreaterThan(2);
  });
});

describe('stations', () => {
  it('are 120 with their own ids, the storyline’s two among them', () => {
    expect(geography.stations).toHaveLength(120);
    expect(new Set(geography.stations.map(({ id }) => id)).size).toBe(120);
    expect(new Set(geography.stations.map(({ name }) => name)).size).toBe(120);
    expect(geography.stations[0]).toMatchObject({ id: 'demo-gauge-001', name: '演示溪岭下站', fictional: true });
    expect(geography.stations.find(({ name }) => name === '西门站')).toMatchObject({ guaranteeLevelMetres: 6.7 });
  });

  it('belong to a listed division near them, and warn before the guarantee level', () => {
    for (const station of geography.stations) {
      const division = byCode.get(station.divisionCode);
      const county = geography.counties.find(({ code }) => station.divisionCode.startsWith(code));
      expect(division, station.name).toBeDefined();
      const position: Position = [station.longitude, station.latitude];
      const distance = county && !isInside(position, county.outline) ? measureDistanceToEdge(position, county.outline) : 0;
      expect(distance, station.name).toBeLessThan(2.5);
      expect(station.warningLevelMetres).toBeLessThan(station.guaranteeLevelMetres);
      expect(station.fictional).toBe(station.river === '演示溪');
    }
  });
});

describe('rendered files', () => {
  it('are the same on every run', () => {
    expect([...renderDemoGeography(buildDemoGeography())]).toEqual([...renderDemoGeography(geography)]);
  }, 60_000);

  it('are JSON, carry their note, and equal what is committed', () => {
    for (const [path, text] of renderDemoGeography(geography)) {
      expect((JSON.parse(text) as { note: string }).note).not.toBe('');
      const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
      expect(existsSync(file) && readFileSync(file, 'utf8') === text, path).toBe(true);
    }
  });

  it('keep map bases to five decimals and inside their boxes', () => {
    for (const [path, text] of renderDemoGeography(geography)) {
      if (path.endsWith('.geojson')) expect(text, path).not.toMatch(/\d\.\d{6}/u);
    }
    for (const [longitude, latitude] of geography.land.flat(2)) {
      expect(longitude >= 117 && longitude <= 126 && latitude >= 25 && latitude <= 33).toBe(true);
    }
    expect(measureArea(intersection(geography.land, geography.overviewLand))).toBeLessThan(1);
  });
});
