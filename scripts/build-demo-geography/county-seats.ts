import type { Position } from './plane.ts';

/** A county of the demo with the position of its seat (WGS-84, about). */
export interface CountySeat {
  /** Six-digit county code (GB/T 2260). */
  readonly code: string;
  readonly name: string;
  readonly seat: Position;
  readonly fictional: boolean;
}

/** The invented county in which everything happens that somebody could be blamed for. */
export const FICTIONAL_COUNTY_CODE = '331099';

/** Seats of Taizhou's nine counties, and of the invented tenth. */
export const COUNTY_SEATS: readonly CountySeat[] = [
  { code: '331002', name: '椒江区', seat: [121.43, 28.67], fictional: false },
  { code: '331003', name: '黄岩区', seat: [121.26, 28.65], fictional: false },
  { code: '331004', name: '路桥区', seat: [121.37, 28.58], fictional: false },
  { code: '331022', name: '三门县', seat: [121.4, 29.1], fictional: false },
  { code: '331023', name: '天台县', seat: [121.01, 29.14], fictional: false },
  { code: '331024', name: '仙居县', seat: [120.73, 28.85], fictional: false },
  { code: '331081', name: '温岭市', seat: [121.39, 28.37], fictional: false },
  { code: '331082', name: '临海市', seat: [121.14, 28.86], fictional: false },
  { code: '331083', name: '玉环市', seat: [121.23, 28.14], fictional: false },
  { code: FICTIONAL_COUNTY_CODE, name: '演示县', seat: [120.95, 28.6], fictional: true },
];

/** Seat of the prefecture and of the province. */
export const CITY_SEAT: Position = [121.42, 28.656];
export const PROVINCE_SEAT: Position = [120.153, 30.267];
