import { describe, expect, it } from 'vitest';
import { buildTyphoon, readTyphoonPoints } from './typhoon.ts';

const points = readTyphoonPoints();

describe('typhoon 1909', () => {
  it('covers 7 to 12 August, Beijing time, in order and without doubles', () => {
    const instants = points.map(({ at }) => at);
    expect(instants[0]).toBe('2019-08-06T18:00:00.000Z');
    expect(instants[instants.length - 1]).toBe('2019-08-12T15:00:00.000Z');
    expect([...new Set(instants)].sort()).toEqual(instants);
  });

  it('comes ashore at 01:45 Beijing time with 52 m/s and 930 hPa', () => {
    expect(points.find(({ at }) => at === '2019-08-09T17:45:00.000Z')).toMatchObject({
      longitude: 121.42,
      latitude: 28.28,
      windMetresPerSecond: 52,
      pressureHpa: 930,
      category: 'SuperTY',
    });
    expect(buildTyphoon().landfalls.map(({ place }) => place)).toEqual(['浙江省温岭市城南镇', '山东省青岛市黄岛区']);
  });

  it('knows no zero radius from 10 August 03:00 Beijing time on: zero there means unknown', () => {
    for (const { at, windRadiiKm } of points) {
      const radii = [windRadiiKm.seven, windRadiiKm.ten, windRadiiKm.twelve];
      if (at < '2019-08-09T19:00:00.000Z') {
        expect(radii).not.toContain(null);
      } else {
        for (const radius of radii) expect(radius === null || Object.values(radius).some((value) => value > 0)).toBe(true);
      }
    }
    expect(points.find(({ at }) => at === '2019-08-09T19:00:00.000Z')?.windRadiiKm.seven).toBeNull();
  });

  it('has the strength class that goes with the wind (GB/T 19201)', () => {
    const lowest = { TD: 10.8, TS: 17.2, STS: 24.5, TY: 32.7, STY: 41.5, SuperTY: 51 };
    for (const { category, windMetresPerSecond } of points) {
      // Winds are published as whole numbers, so half a metre per second either way is rounding.
      expect(windMetresPerSecond).toBeGreaterThan(lowest[category] - 0.5);
    }
  });
});
