import type { TyphoonFix } from '@fengsui/contract/monitoring'

/** Invented content in the size and tone of the real thing; only for looking at the parts. */
export const sampleNow = '2019-08-09T18:15:08.000Z'

const quadrants = (ne: number, se: number, sw: number, nw: number) => ({ ne, se, sw, nw })

export const sampleFixes: readonly TyphoonFix[] = (
  [
    ['2019-08-09T12:00:00.000Z', 122.4, 26.9, 55, null],
    ['2019-08-09T15:00:00.000Z', 121.9, 27.6, 52, null],
    ['2019-08-09T17:00:00.000Z', 121.6, 28.15, 52, null],
    ['2019-08-09T17:45:00.000Z', 121.5, 28.35, 52, '温岭城南'],
    ['2019-08-09T20:00:00.000Z', 121.2, 28.75, 42, null],
    ['2019-08-09T23:00:00.000Z', 120.9, 29.3, 33, null],
    ['2019-08-10T03:00:00.000Z', 120.4, 29.9, 28, null],
  ] as const
).map(([fixedAt, longitude, latitude, wind, landfall], index) => ({
  id: `fix-${index}`,
  number: '1909',
  name: '利奇马',
  divisionCode: '331000000000',
  fixedAt,
  position: { longitude, latitude },
  windMetresPerSecond: wind,
  pressureHpa: 930 + index * 6,
  category: wind >= 51 ? '超强台风' : wind >= 41.5 ? '强台风' : '台风',
  windRadiiKm: { seven: quadrants(320, 300, 220, 250), ten: quadrants(110, 100, 80, 90), twelve: wind >= 40 ? quadrants(50, 45, 35, 40) : null },
  landfall,
}))

export interface SampleIncident {
  readonly id: string
  readonly title: string
  readonly county: string
  readonly grade: 1 | 2 | 3 | 4
  readonly state: '未核实' | '核实中' | '已核实'
  readonly deaths: number | null
  readonly at: string
}

const counties = ['演示县', '路桥区', '临海市', '温岭市', '椒江区', '黄岩区', '三门县', '天台县', '仙居县', '玉环市']
const kinds = ['山体滑坡，3 户民房被埋', '2 位老人困在一楼', '水位超保证 0.36 m', '倒房 12 间，无伤亡', '跳闸，2,130 户停电', '道路塌方中断']

export const sampleIncidents: readonly SampleIncident[] = Array.from({ length: 2400 }, (_, index) => ({
  id: `331099-20190810-${String(index + 1).padStart(4, '0')}`,
  title: `${['岭下村', '下塘角村', '西门站', '城南镇', '大陈岛', '沿江镇'][index % 6] ?? ''}${kinds[index % kinds.length] ?? ''}`,
  county: counties[index % counties.length] ?? '',
  grade: ((index % 4) + 1) as 1 | 2 | 3 | 4,
  state: (['未核实', '核实中', '已核实'] as const)[index % 3] ?? '未核实',
  deaths: index % 5 === 0 ? null : index % 3,
  at: new Date(Date.parse(sampleNow) - index * 137_000).toISOString(),
}))
