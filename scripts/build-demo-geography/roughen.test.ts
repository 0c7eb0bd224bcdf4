import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureDistanceToLine } from './plane.ts';
import type { Position } from './plane.ts';
import { roughenEdge, smoothLine } from './roughen.ts';

const position: fc.Arbitrary<Position> = fc.tuple(
  fc.double({ min: 120, max: 122, noNaN: true }),
  fc.double({ min: 28, max: 29.5, noNaN: true }),
);

describe('roughenEdge', () => {
  it('gives both neighbours the same line, whichever end they begin at', () => {
    fc.assert(
      fc.property(position, position, (from, to) => {
        expect(roughenEdge(to, from, 0.16)).toEqual(roughenEdge(from, to, 0.16).reverse());
      }),
    );
  });

  it('keeps the ends and stays near the straight edge', () => {
    fc.assert(
      fc.property(position, position, (from, to) => {
        const line = roughenEdge(from, to, 0.16);
        expect([line[0], line[line.length - 1]]).toEqual([from, to]);
        const length = measureDistanceToLine(from, [to, to]);
        for (const point of line) expect(measureDistanceToLine(point, [from, to])).toBeLessThanOrEqual(length * 0.36 + 1e-6);
      }),
    );
  });
});

describe('smoothLine', () => {
  it('keeps the ends of an open line and closes a closed one', () => {
    const open: Position[] = [
      [120, 28],
      [121, 29],
      [122, 28],
    ];
    const smooth = smoothLine(open, 2);
    expect([smooth[0], smooth[smooth.length - 1]]).toEqual([open[0], open[2]]);
    const ring = smoothLine([...open, [120, 28]], 2);
    expect(ring[0]).toEqual(ring[ring.length - 1]);
  });
});
