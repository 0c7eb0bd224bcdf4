import { FICTIONAL_COUNTY_CODE } from './county-seats.ts';
import type { Position } from './plane.ts';

/** A town of the invented county with its villages, in the order of their codes. */
interface FictionalTown {
  /** Last three digits of the nine-digit town code. */
  readonly suffix: string;
  readonly name: string;
  readonly position?: Position;
  /** Residents' communities (三位码 001 起). */
  readonly communities: readonly string[];
  /** Villages (三位码 201 起). */
  readonly villages: readonly string[];
}

/** Towns and villages of 演示县. None exists; the names follow the ten heavenly stems. */
export const FICTIONAL_TOWNS: readonly FictionalTown[] = [
  {
    suffix: '001',
    name: '城关街道',
    position: [120.952, 28.598],
    communities: ['东门社区', '南门社区', '西门社区', '北门社区', '溪滨社区'],
    villages: ['城东村', '城南村', '城西村', '城北村', '溪滨村'],
  },
  {
    suffix: '101',
    name: '甲镇',
    position: [120.874, 28.574],
    communities: ['甲镇社区'],
    villages: ['岭下村', '岭上村', '甲村', '上甲村', '下甲村', '桥头村', '石坎村', '竹园村', '水口村'],
  },
  {
    suffix: '102',
    name: '乙镇',
    position: [121.018, 28.618],
    communities: ['乙镇社区'],
    villages: ['乙村', '上乙村', '下乙村', '山后村', '溪口村', '茶园村', '石门村', '长田村', '东坑村'],
  },
  {
    suffix: '103',
    name: '丙镇',
    communities: ['丙镇社区'],
    villages: ['丙村', '上丙村', '下丙村', '塘下村', '樟树村', '里岙村', '外岙村', '高岩村', '新桥村'],
  },
  {
    suffix: '104',
    name: '丁镇',
    communities: ['丁镇社区'],
    villages: ['丁村', '上丁村', '下丁村', '岩前村', '枫树村', '大坪村', '小坪村', '双溪村', '后洋村'],
  },
  {
    suffix: '201',
    name: '戊乡',
    communities: [],
    villages: ['戊村', '上戊村', '下戊村', '坳头村', '毛竹村', '云岭村', '冷水村', '白岩村', '横路村', '三坑村'],
  },
];

/** Villages of the storyline whose place matters: the slope above 演示溪, and 乙村 downstream. */
export const FICTIONAL_VILLAGE_POSITIONS: ReadonlyMap<string, Position> = new Map([
  [`${FICTIONAL_COUNTY_CODE}101201`, [120.8552, 28.5622]],
  [`${FICTIONAL_COUNTY_CODE}102201`, [121.0345, 28.6391]],
]);
