/** A kind of natural disaster of the statistics, its second-level kinds, and the platform's incident type that stands for it. */
export interface StatisticsHazard {
  readonly name: string
  readonly kinds: readonly string[]
  /** Code of the incident type (GB/T 35561 style) whose reporting rules apply. */
  readonly typeCode: string
  /** Number in the lists D01–D03. */
  readonly listNumber: number
}

/** 主要指标解释（一）灾害种类: twelve kinds; the second level is filled by counties, the first by cities and provinces. */
export const statisticsHazards = {
  flood: { name: '洪涝灾害', kinds: ['江河洪水灾害', '山洪灾害', '冰凌洪水灾害', '融雪洪水灾害', '城镇内涝灾害'], typeCode: '11A01', listNumber: 1 },
  drought: { name: '干旱灾害', kinds: [], typeCode: '11B22', listNumber: 2 },
  geological: { name: '地质灾害', kinds: ['崩塌灾害', '滑坡灾害', '泥石流灾害', '地面塌陷灾害', '地裂缝灾害', '地面沉降灾害'], typeCode: '11D00', listNumber: 3 },
  typhoon: { name: '台风灾害', kinds: [], typeCode: '11B01', listNumber: 4 },
  earthquake: { name: '地震灾害', kinds: [], typeCode: '11C02', listNumber: 5 },
  convection: { name: '风雹灾害', kinds: ['大风灾害', '冰雹灾害', '龙卷风灾害', '雷电灾害'], typeCode: '11B31', listNumber: 6 },
  snow: { name: '雪灾', kinds: [], typeCode: '11B04', listNumber: 7 },
  freezing: { name: '低温冷冻灾害', kinds: [], typeCode: '11B05', listNumber: 8 },
  sandstorm: { name: '沙尘暴灾害', kinds: [], typeCode: '11B07', listNumber: 9 },
  wildfire: { name: '森林草原火灾', kinds: [], typeCode: '11G00', listNumber: 10 },
  marine: { name: '海洋灾害', kinds: ['风暴潮灾害', '海浪灾害', '海冰灾害', '海啸灾害'], typeCode: '11E00', listNumber: 11 },
  biological: { name: '生物灾害', kinds: [], typeCode: '11F00', listNumber: 12 },
} as const satisfies Record<string, StatisticsHazard>
export type HazardKey = keyof typeof statisticsHazards
export const hazardKeys = Object.keys(statisticsHazards) as [HazardKey, ...HazardKey[]]

/** The words for 灾害种类 at a level: counties and below name the second level where there is one, the levels above the first (总说明（六）1（1）). */
export function hazardWords(hazard: HazardKey, kind: string | null, level: 'village' | 'town' | 'county' | 'city' | 'province'): string {
  const { name } = statisticsHazards[hazard]
  return level === 'city' || level === 'province' || kind === null ? name : kind
}
