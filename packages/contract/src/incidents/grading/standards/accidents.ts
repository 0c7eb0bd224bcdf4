import type { GradingStandard } from '../grading-standard.ts'
import { climbLadder, gatherBands, missingIsLowest, whenAll, whenTrue, type GradedCriterion } from '../threshold-ladder.ts'

/** Death and injury bands shared by 493号令 Art 3 and the special-equipment regulation Art 61–64. */
function accidentCasualties(id: string): GradedCriterion[] {
  return [
    ...climbLadder(id, 'dead', { 1: 30, 2: 10, 3: 3, 4: 'any' }),
    ...climbLadder(id, 'seriousInjuriesAndPoisonings', { 1: 100, 2: 50, 3: 10, 4: 'any' }),
    missingIsLowest(id),
  ]
}

const workSafety: GradingStandard = {
  id: 'work-safety',
  titleZh: '生产安全事故',
  incidentClass: 'accident',
  legalBasis: { instrument: '生产安全事故报告和调查处理条例（国务院令第493号）', article: '第三条', issuedBy: '国务院' },
  validFrom: '2007-06-01',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...accidentCasualties('work-safety'),
    ...climbLadder('work-safety', 'directLossWan', { 1: 10_000, 2: 5_000, 3: 1_000, 4: 'any' }),
  ]),
  residual: {
    grade: 4,
    ruleId: 'work-safety.IV.no-casualties',
    textZh: '未造成人员伤亡的一般事故（第十九条）',
    whenKnown: ['dead', 'seriouslyInjured', 'directLossWan'],
  },
}

const specialEquipment: GradingStandard = {
  id: 'special-equipment',
  titleZh: '特种设备事故',
  incidentClass: 'accident',
  legalBasis: { instrument: '特种设备安全监察条例（国务院令第549号）', article: '第六十一条至第六十四条', issuedBy: '国务院' },
  validFrom: '2009-05-01',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...accidentCasualties('special-equipment'),
    ...climbLadder('special-equipment', 'directLossWan', { 1: 10_000, 2: 5_000, 3: 1_000, 4: 1 }),
    ...climbLadder('special-equipment', 'evacuated', { 1: 150_000, 2: 50_000, 3: 10_000, 4: 500 },
      { notePrefixZh: '有毒介质泄漏，' }),
    whenTrue('special-equipment', 1, 'largeBoilerExploded'),
    ...([[1, 48], [2, 24]] as const).map(([grade, hours]) =>
      whenAll('special-equipment', grade, 'stranded', `客运索道、大型游乐设施高空滞留100人以上、${hours}小时以上`, [
        { fact: 'strandedPeople', op: '>=', value: 100 },
        { fact: 'strandedHours', op: '>=', value: hours },
      ])),
    ...climbLadder('special-equipment', 'strandedHours', { 3: 12 }),
    whenTrue('special-equipment', 3, 'pressureEquipmentExploded'),
    whenTrue('special-equipment', 3, 'craneOverturned'),
    whenTrue('special-equipment', 4, 'craneMainPartBroken', 'from-memory'),
    ...climbLadder('special-equipment', 'liftTrappedHours', { 4: 2 }),
    ...climbLadder('special-equipment', 'ropewayStrandedHours', { 3: 12, 4: 3.5 }),
    ...climbLadder('special-equipment', 'rideStrandedHours', { 3: 12, 4: 1 }),
  ]),
  residual: null,
}

const environment: GradingStandard = {
  id: 'environment',
  titleZh: '突发环境事件',
  incidentClass: 'accident',
  legalBasis: { instrument: '国家突发环境事件应急预案（国办函〔2014〕119号）', article: '附件1 突发环境事件分级标准', issuedBy: '国务院办公厅' },
  validFrom: '2014-12-29',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('environment', 'dead', { 1: 30, 2: 10, 3: 3 }, { notePrefixZh: '因环境污染直接导致' }),
    ...climbLadder('environment', 'seriousInjuriesAndPoisonings', { 1: 100, 2: 50, 3: 10 }, { notePrefixZh: '因环境污染直接导致' }),
    ...climbLadder('environment', 'evacuated', { 1: 50_000, 2: 10_000, 3: 5_000 }),
    ...climbLadder('environment', 'directLossWan', { 1: 10_000, 2: 2_000, 3: 500 }),
    whenTrue('environment', 1, 'cityWaterIntakeStopped'),
    whenTrue('environment', 2, 'countyWaterIntakeStopped'),
    whenTrue('environment', 2, 'crossesProvinces'),
    whenTrue('environment', 3, 'townshipWaterIntakeStopped', 'from-memory'),
    whenTrue('environment', 3, 'crossesCities', 'from-memory'),
  ]),
  residual: { grade: 4, ruleId: 'environment.IV.below-larger', textZh: '除较大以上情形外的突发环境事件', whenKnown: [] },
}

/** Accident disasters (事故灾难). */
export const accidentStandards: readonly GradingStandard[] = [workSafety, specialEquipment, environment]
