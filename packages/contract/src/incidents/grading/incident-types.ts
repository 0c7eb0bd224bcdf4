import type { IncidentClass, Verification } from './legal-basis.ts'

/** One entry of the event-type dictionary (GB/T 35561 style: `1`, class digit, subclass letter, two digits). */
export interface IncidentType {
  code: string
  nameZh: string
  incidentClass: IncidentClass
  /** Standard to grade by unless the officer chooses another; null where no national table counts anything. */
  defaultStandard: string | null
  /** Standards that may also apply to the same event. */
  furtherStandards: readonly string[]
  verified: Verification
}

function types(
  incidentClass: IncidentClass, verified: Verification, defaultStandard: string | null, furtherStandards: readonly string[],
  ...entries: readonly (readonly [code: string, nameZh: string])[]
): IncidentType[] {
  return entries.map(([code, nameZh]) => ({ code, nameZh, incidentClass, defaultStandard, furtherStandards, verified }))
}

/**
 * A shipped starting dictionary; offices extend it and unknown codes are accepted on input. Floods and weather have no national
 * table below 重大, so they start with the casualty table and keep their own as a further one.
 */
export const incidentTypes: readonly IncidentType[] = [
  ...types('natural-disaster', 'verified', 'natural-disaster-casualty', ['flood-drought'],
    ['11A01', '洪水'], ['11A02', '内涝'], ['11A51', '山洪灾害']),
  ...types('natural-disaster', 'from-memory', 'natural-disaster-casualty', ['flood-drought'], ['11A00', '水旱灾害']),
  ...types('natural-disaster', 'verified', 'natural-disaster-casualty', ['meteorological'],
    ['11B01', '台风'], ['11B02', '龙卷风'], ['11B03', '暴雨'], ['11B04', '暴雪'], ['11B05', '寒潮'], ['11B06', '大风'],
    ['11B07', '沙尘暴'], ['11B09', '高温'], ['11B14', '雷电'], ['11B15', '冰雹'], ['11B17', '大雾'], ['11B21', '道路结冰'],
    ['11B31', '强对流']),
  ...types('natural-disaster', 'from-memory', 'natural-disaster-casualty', ['meteorological'], ['11B00', '气象灾害']),
  ...types('natural-disaster', 'verified', 'flood-drought', [], ['11B22', '干旱']),
  ...types('natural-disaster', 'verified', 'earthquake', [], ['11C02', '天然地震']),
  ...types('natural-disaster', 'from-memory', 'earthquake', [], ['11C00', '地震灾害']),
  ...types('natural-disaster', 'verified', 'geological-disaster', ['geological-danger'],
    ['11D00', '地质灾害'], ['11D01', '滑坡'], ['11D02', '泥石流'], ['11D99', '其他地质灾害']),
  ...types('natural-disaster', 'verified', 'natural-disaster-casualty', [], ['11E02', '风暴潮'], ['11E06', '海浪']),
  ...types('natural-disaster', 'from-memory', 'natural-disaster-casualty', [], ['11E00', '海洋灾害'], ['11F00', '生物灾害']),
  ...types('natural-disaster', 'verified', 'forest-fire', [], ['11G01', '境内森林火灾']),
  ...types('natural-disaster', 'verified', 'grassland-fire', [], ['11G05', '境内草原火灾']),
  ...types('natural-disaster', 'from-memory', 'forest-fire', ['grassland-fire'], ['11G00', '森林草原火灾']),
  ...types('accident', 'from-memory', 'work-safety', [],
    ['12A00', '煤矿事故'], ['12B00', '金属非金属矿山事故'], ['12C00', '建筑业事故'], ['12E00', '烟花爆竹和民爆物品事故'],
    ['12F00', '其他工矿商贸事故'], ['12G00', '火灾事故'], ['12H00', '道路交通事故'], ['12J00', '水上交通事故'],
    ['12K00', '铁路交通事故'], ['12L00', '城市轨道交通事故'], ['12M00', '民用航空器事故'], ['12P00', '基础设施和公用设施事故'],
    ['12R00', '农业机械事故'], ['12S00', '踩踏事件']),
  ...types('accident', 'from-memory', 'work-safety', ['environment'], ['12D00', '危险化学品事故']),
  ...types('accident', 'from-memory', 'special-equipment', ['work-safety'], ['12N00', '特种设备事故']),
  ...types('accident', 'from-memory', 'environment', [], ['12Q00', '环境污染和生态破坏事件'], ['12T00', '核与辐射事故']),
  ...types('public-health', 'from-memory', 'public-health', [], ['13A00', '传染病事件']),
  ...types('public-health', 'from-memory', 'food-poisoning', ['occupational-poisoning'], ['13C00', '群体性中毒、感染事件']),
  ...types('social-security', 'from-memory', 'mass-incident', [], ['14A00', '群体性事件']),
  ...types('social-security', 'from-memory', null, [], ['14B00', '刑事案件']),
]

const standardsByClass: Readonly<Record<IncidentClass, string>> = {
  'natural-disaster': 'natural-disaster-casualty',
  accident: 'work-safety',
  'public-health': 'public-health',
  'social-security': 'mass-incident',
}

const classByDigit: Readonly<Record<string, IncidentClass>> = {
  '11': 'natural-disaster', '12': 'accident', '13': 'public-health', '14': 'social-security',
}

/** The dictionary entry of a code, falling back to its subclass head (`11D07` → `11D00`); undefined for unknown heads. */
export function findIncidentType(code: string): IncidentType | undefined {
  return incidentTypes.find((type) => type.code === code)
    ?? incidentTypes.find((type) => type.code === `${code.slice(0, 3)}00`)
}

/** The class a type code belongs to by its first two characters; undefined for `19…` and malformed codes. */
export function findIncidentClass(code: string): IncidentClass | undefined {
  return classByDigit[code.slice(0, 2)]
}

/**
 * The id of the standard to grade an event by, from its type code or, when only that is known, its class.
 * Undefined when neither says anything or no national table exists for the type.
 */
export function suggestStandard(typeCodeOrClass: string): string | undefined {
  return suggestStandards(typeCodeOrClass)[0]
}

/** The suggested standard first, then the others that may also apply (for `gradeByGravest`). */
export function suggestStandards(typeCodeOrClass: string): string[] {
  const type = findIncidentType(typeCodeOrClass)
  if (type !== undefined) return type.defaultStandard === null ? [] : [type.defaultStandard, ...type.furtherStandards]
  const incidentClass = findIncidentClass(typeCodeOrClass)
  if (incidentClass !== undefined) return [standardsByClass[incidentClass]]
  const byClass = Object.entries(standardsByClass).find(([name]) => name === typeCodeOrClass)
  return byClass === undefined ? [] : [byClass[1]]
}
