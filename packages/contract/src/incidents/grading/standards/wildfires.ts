import type { GradingStandard } from '../grading-standard.ts'
import { climbLadder, gatherBands, missingIsLowest, whenTrue } from '../threshold-ladder.ts'

const forestFire: GradingStandard = {
  id: 'forest-fire',
  titleZh: '森林火灾',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '森林防火条例（国务院令第541号）', article: '第四十条', issuedBy: '国务院' },
  validFrom: '2009-01-01',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('forest-fire', 'burntAreaHectares', { 1: 1_000, 2: 100, 3: 1, 4: 'any' }),
    ...climbLadder('forest-fire', 'dead', { 1: 30, 2: 10, 3: 3, 4: 'any' }),
    ...climbLadder('forest-fire', 'seriouslyInjured', { 1: 100, 2: 50, 3: 10, 4: 'any' }),
    whenTrue('forest-fire', 4, 'otherWoodlandAlight'),
    missingIsLowest('forest-fire'),
  ]),
  residual: null,
}

const grasslandFire: GradingStandard = {
  id: 'grassland-fire',
  titleZh: '草原火灾',
  incidentClass: 'natural-disaster',
  legalBasis: { instrument: '全国草原火灾应急预案（2010年）', article: '草原火灾分级', issuedBy: '原农业部' },
  validFrom: '2010-11-01',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('grassland-fire', 'burntAreaHectares', { 1: 8_000, 2: 5_000, 3: 1_000, 4: 10 }),
    ...climbLadder('grassland-fire', 'dead', { 1: 10, 2: 3, 3: 'any' }),
    ...climbLadder('grassland-fire', 'casualties', { 1: 20, 2: 10 }),
    ...climbLadder('grassland-fire', 'seriouslyInjured', { 3: 3, 4: 'any' }),
    ...climbLadder('grassland-fire', 'directLossWan', { 1: 500, 2: 300, 3: 50, 4: 0.5 }),
    missingIsLowest('grassland-fire'),
  ]),
  residual: null,
  noteZh: '施行日期按月初计，请与印发文件核对。',
}

/** Forest and grassland fires (森林草原火灾). */
export const wildfireStandards: readonly GradingStandard[] = [forestFire, grasslandFire]
