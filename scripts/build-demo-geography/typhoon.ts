import { readFileSync } from 'node:fs';

/** Wind radii (km) in the four quadrants. */
interface QuadrantRadii {
  readonly ne: number;
  readonly se: number;
  readonly sw: number;
  readonly nw: number;
}

/** One position of the typhoon's centre. */
interface TyphoonPoint {
  /** UTC instant. */
  readonly at: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly windMetresPerSecond: number;
  readonly pressureHpa: number;
  /** GB/T 19201 classes. */
  readonly category: 'TD' | 'TS' | 'STS' | 'TY' | 'STY' | 'SuperTY';
  /** Radii of Beaufort 7, 10 and 12 winds; null means not known, zeros mean none. */
  readonly windRadiiKm: {
    readonly seven: QuadrantRadii | null;
    readonly ten: QuadrantRadii | null;
    readonly twelve: QuadrantRadii | null;
  };
}

const CATEGORIES = ['TD', 'TS', 'STS', 'TY', 'STY', 'SuperTY'] as const;

function parseRadii(cell: string): QuadrantRadii | null {
  if (cell === '-') return null;
  const [ne = Number.NaN, se = Number.NaN, sw = Number.NaN, nw = Number.NaN] = cell.split('/').map(Number);
  if ([ne, se, sw, nw].some((value) => !Number.isFinite(value))) throw new Error(`Bad wind radii: ${cell}`);
  return { ne, se, sw, nw };
}

function parsePoint(line: string): TyphoonPoint {
  const [time = '', longitude, latitude, wind, pressure, code, seven = '', ten = '', twelve = ''] = line.split('\t');
  const category = CATEGORIES.find((candidate) => candidate === code);
  if (!category) throw new Error(`Unknown typhoon category: ${line}`);
  return {
    at: new Date(`${time}:00+08:00`).toISOString(),
    longitude: Number(longitude),
    latitude: Number(latitude),
    windMetresPerSecond: Number(wind),
    pressureHpa: Number(pressure),
    category,
    windRadiiKm: { seven: parseRadii(seven), ten: parseRadii(ten), twelve: parseRadii(twelve) },
  };
}

/** Reads the hourly facts (Beijing time) kept beside this file and turns them into UTC points. */
export function readTyphoonPoints(): TyphoonPoint[] {
  const text = readFileSync(new URL('./typhoon-1909.tsv', import.meta.url), 'utf8');
  return text
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map(parsePoint);
}

/** The typhoon's file: what it is, where it came ashore, and its track. */
export function buildTyphoon() {
  return {
    note: '2019 年第 9 号台风“利奇马”8 月 7 日至 12 日（北京时间）的公开实况，时刻已换算为世界时。只列事实，不含预报。',
    source:
      '中央气象台台风实况（浙江省水利厅台风路径系统公开发布的逐时定位）；登陆时刻、地点和强度见中国气象局公开通报。8 月 10 日 03 时（北京时间）起发布值为 0 的风圈半径按“不详”（null）处理。',
    number: '1909',
    nameZh: '利奇马',
    nameEn: 'Lekima',
    landfalls: [
      {
        at: '2019-08-09T17:45:00.000Z',
        place: '浙江省温岭市城南镇',
        longitude: 121.42,
        latitude: 28.28,
        windMetresPerSecond: 52,
        pressureHpa: 930,
      },
      {
        at: '2019-08-11T12:50:00.000Z',
        place: '山东省青岛市黄岛区',
        longitude: 120.1,
        latitude: 36.1,
        windMetresPerSecond: 23,
        pressureHpa: 980,
      },
    ],
    points: readTyphoonPoints(),
  };
}
