import { roundPosition } from './plane.ts';
import type { Position } from './plane.ts';
import { roughenLine, smoothLine } from './roughen.ts';

/** A river drawn by hand as a few points, from its upper course down to its mouth. */
export interface River {
  readonly name: string;
  readonly fictional: boolean;
  /** 1 for the main stem, 2 for tributaries and small coastal rivers; decides the line's width. */
  readonly order: 1 | 2;
  readonly line: readonly Position[];
}

const SKETCHES: readonly River[] = [
  {
    name: '灵江—椒江',
    fictional: false,
    order: 1,
    line: [
      [121.03, 28.865],
      [121.075, 28.848],
      [121.12, 28.842],
      [121.16, 28.835],
      [121.195, 28.8],
      [121.225, 28.762],
      [121.28, 28.745],
      [121.33, 28.712],
      [121.38, 28.697],
      [121.44, 28.69],
      [121.515, 28.684],
    ],
  },
  {
    name: '永安溪',
    fictional: false,
    order: 2,
    line: [
      [120.44, 28.71],
      [120.55, 28.765],
      [120.65, 28.83],
      [120.73, 28.843],
      [120.84, 28.836],
      [120.94, 28.852],
      [121.03, 28.865],
    ],
  },
  {
    name: '始丰溪',
    fictional: false,
    order: 2,
    line: [
      [120.78, 29.09],
      [120.9, 29.13],
      [121.01, 29.13],
      [121.06, 29.07],
      [121.045, 28.98],
      [121.02, 28.92],
      [121.03, 28.865],
    ],
  },
  {
    name: '永宁江',
    fictional: false,
    order: 2,
    line: [
      [121.1, 28.625],
      [121.15, 28.632],
      [121.2, 28.655],
      [121.25, 28.664],
      [121.295, 28.675],
      [121.33, 28.712],
    ],
  },
  {
    name: '演示溪',
    fictional: true,
    order: 2,
    line: [
      [120.77, 28.515],
      [120.83, 28.535],
      [120.88, 28.565],
      [120.94, 28.592],
      [121.0, 28.603],
      [121.05, 28.615],
      [121.1, 28.625],
    ],
  },
  {
    name: '金清港',
    fictional: false,
    order: 2,
    line: [
      [121.25, 28.455],
      [121.33, 28.47],
      [121.4, 28.5],
      [121.47, 28.517],
      [121.54, 28.522],
    ],
  },
  {
    name: '海游溪',
    fictional: false,
    order: 2,
    line: [
      [121.23, 29.06],
      [121.31, 29.082],
      [121.39, 29.106],
      [121.46, 29.115],
    ],
  },
  {
    name: '玉坎河',
    fictional: false,
    order: 2,
    line: [
      [121.205, 28.165],
      [121.222, 28.146],
      [121.243, 28.128],
      [121.26, 28.117],
    ],
  },
];

/** The demo's rivers, smoothed and slightly roughened; coordinates rounded to 4 decimals. */
export function drawRivers(): River[] {
  return SKETCHES.map((river) => ({
    ...river,
    line: roughenLine(smoothLine(river.line, 2), 0.12).map((position) => roundPosition(position, 4)),
  }));
}
