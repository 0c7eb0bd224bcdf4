import type { GradeBand, GradingStandard } from '../grading-standard.ts'
import { climbLadder, gatherBands, missingIsLowest, whenAll, whenTrue } from '../threshold-ladder.ts'

const geologicalScale: [string, string, string, string] = ['特大型', '大型', '中型', '小型']

const earthquakeBands: GradeBand[] = gatherBands([
  ...climbLadder('earthquake', 'deadOrMissing', { 1: 300, 2: 50, 3: 10, 4: 'any' }),
  ...climbLadder('earthquake', 'lossShareOfGdpPercent', { 1: 1 }),
  ...climbLadder('earthquake', 'magnitude', { 1: 7, 2: 6, 3: 5, 4: 4 },
    { exceptWhen: 'sparselyPopulated', suffix: '-populated', notePrefixZh: '初判：人口较密集地区' }),
  ...climbLadder('earthquake', 'magnitude', { 1: 6, 2: 5, 3: 4 },
    { onlyWhen: 'denselyPopulated', suffix: '-dense', notePrefixZh: '初判：人口密集地区' }),
])

const earthquake2012: GradingStandard = {
  id: 'earthquake',
  titleZh: '地震灾害',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '国家地震应急预案（2012年8月28日修订）', article: '3.1 地震灾害分级', issuedBy: '国务院办公厅' },
  validFrom: '2012-08-28',
  validTo: '2025-10-01',
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: true,
  bands: earthquakeBands,
  residual: null,
}

const earthquake2025: GradingStandard = {
  ...earthquake2012,
  legalBasis: { instrument: '国家地震应急预案（国办函〔2025〕102号）', article: '地震灾害分级', issuedBy: '国务院办公厅' },
  validFrom: '2025-10-01',
  validTo: null,
  verified: 'from-memory',
  noteZh: '新预案正文尚未核对，数值暂沿用 2012 年版；起用日期按月初计。取得正文后请更新本表。',
}

const geologicalDisaster: GradingStandard = {
  id: 'geological-disaster',
  titleZh: '地质灾害（灾情）',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '地质灾害防治条例（国务院令第394号）', article: '第四条', issuedBy: '国务院' },
  validFrom: '2004-03-01',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('geological-disaster', 'dead', { 1: 30, 2: 10, 3: 3, 4: 'any' }),
    ...climbLadder('geological-disaster', 'directLossWan', { 1: 1_000, 2: 500, 3: 100, 4: 'any' }),
    missingIsLowest('geological-disaster'),
  ]),
  residual: {
    grade: 4,
    ruleId: 'geological-disaster.IV.below-medium',
    textZh: '死亡3人以下且直接经济损失100万元以下',
    whenKnown: ['dead', 'directLossWan'],
  },
  scaleNamesZh: geologicalScale,
}

const geologicalDanger: GradingStandard = {
  id: 'geological-danger',
  titleZh: '地质灾害（险情）',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '国家突发地质灾害应急预案（2006年1月10日）', article: '地质灾害险情和灾情分级', issuedBy: '国务院办公厅' },
  validFrom: '2006-01-10',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('geological-danger', 'relocationThreatened', { 1: 1_000, 2: 500, 3: 100, 4: 'any' }),
    ...climbLadder('geological-danger', 'potentialLossWan', { 1: 10_000, 2: 5_000, 3: 500, 4: 'any' }),
  ]),
  residual: null,
  scaleNamesZh: geologicalScale,
}

const floodDrought: GradingStandard = {
  id: 'flood-drought',
  titleZh: '水旱灾害（只定特别重大、重大）',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '特别重大、重大突发公共事件分级标准（试行）', article: '一、自然灾害类（一）水旱灾害', issuedBy: '国务院' },
  validFrom: '2006-01-08',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    whenTrue('flood-drought', 1, 'basinExtremeFlood'),
    whenTrue('flood-drought', 1, 'keyReachBreached'),
    whenTrue('flood-drought', 1, 'keyLargeReservoirCollapsed'),
    whenTrue('flood-drought', 1, 'extremeDrought'),
    whenTrue('flood-drought', 2, 'regionalLargeFlood'),
    whenTrue('flood-drought', 2, 'generalReachBreached'),
    whenTrue('flood-drought', 2, 'reservoirCollapsed'),
    whenTrue('flood-drought', 2, 'severeDrought'),
    ...climbLadder('flood-drought', 'cutHours', { 1: 48, 2: 24 }),
  ]),
  residual: null,
  noteZh: '较大、一般由地方规定。有伤亡时同时按“自然灾害（按死亡失踪）”核对。',
}

const meteorological: GradingStandard = {
  id: 'meteorological',
  titleZh: '气象灾害（只定特别重大、重大）',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '特别重大、重大突发公共事件分级标准（试行）', article: '一、自然灾害类（二）气象灾害', issuedBy: '国务院' },
  validFrom: '2006-01-08',
  validTo: null,
  verified: 'from-memory',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands(([[1, 30, 5_000], [2, 10, 1_000]] as const).flatMap(([grade, dead, lossWan]) => [
    whenAll('meteorological', grade, 'dead', `极端天气影响重要城市和50平方公里以上区域，死亡${dead}人以上`, [
      { fact: 'extremeWeatherOverKeyCity', op: '>=', value: 1 },
      { fact: 'affectedAreaSquareKilometres', op: '>=', value: 50 },
      { fact: 'dead', op: '>=', value: dead },
    ]),
    whenAll('meteorological', grade, 'directLossWan', `极端天气影响重要城市和50平方公里以上区域，直接经济损失${lossWan}万元以上`, [
      { fact: 'extremeWeatherOverKeyCity', op: '>=', value: 1 },
      { fact: 'affectedAreaSquareKilometres', op: '>=', value: 50 },
      { fact: 'directLossWan', op: '>=', value: lossWan },
    ]),
  ])),
  residual: null,
  noteZh: '较大、一般由地方规定。有伤亡时同时按“自然灾害（按死亡失踪）”核对。',
}

const naturalDisasterCasualty: GradingStandard = {
  id: 'natural-disaster-casualty',
  titleZh: '自然灾害（按死亡失踪）',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '国家突发事件总体应急预案（2025年2月）', article: '突发事件分级（参照各类分级的人员伤亡标准）', issuedBy: '中共中央、国务院' },
  validFrom: '2006-01-08',
  validTo: null,
  verified: 'from-memory',
  areaPrefix: '',
  countsMissingAsDead: true,
  bands: gatherBands(climbLadder('natural-disaster-casualty', 'deadOrMissing', { 1: 30, 2: 10, 3: 3, 4: 'any' })),
  residual: null,
  noteZh: '洪涝、台风等没有国家较大、一般标准的灾种，暂按死亡失踪人数定级；请换成本地预案的标准。',
}

/** Natural disasters (自然灾害) other than wildfires. */
export const naturalDisasterStandards: readonly GradingStandard[] = [
  earthquake2012, earthquake2025, geologicalDisaster, geologicalDanger, floodDrought, meteorological, naturalDisasterCasualty,
]
