import type { GradingStandard } from '../grading-standard.ts'
import { climbLadder, gatherBands, whenAll, whenTrue } from '../threshold-ladder.ts'

const healthPlan = { instrument: '国家突发公共卫生事件应急预案（2006年2月26日）', article: '1.3 突发公共卫生事件的分级', issuedBy: '国务院' }

const publicHealth: GradingStandard = {
  id: 'public-health',
  titleZh: '传染病疫情（只定可直接判断的特别重大）',
  incidentClass: 'public-health',
  legalBasis: healthPlan,
  validFrom: '2006-02-26',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    whenTrue('public-health', 1, 'plagueOrAnthraxInLargeCity'),
    whenTrue('public-health', 1, 'sarsOrAvianFluSpreading'),
    whenTrue('public-health', 1, 'newInfectiousDisease'),
  ]),
  residual: null,
  noteZh: '其余情形由卫生健康部门组织专家判断后录入。',
}

const foodPoisoning: GradingStandard = {
  id: 'food-poisoning',
  titleZh: '食物中毒',
  incidentClass: 'public-health',
  legalBasis: healthPlan,
  validFrom: '2006-02-26',
  validTo: null,
  verified: 'from-memory',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    whenAll('food-poisoning', 2, 'poisoned-with-deaths', '一次中毒超过100人并出现死亡病例', [
      { fact: 'poisoned', op: '>', value: 100 },
      { fact: 'dead', op: '>=', value: 1 },
    ]),
    ...climbLadder('food-poisoning', 'dead', { 2: 10, 3: 'any' }),
    whenAll('food-poisoning', 3, 'poisoned', '一次中毒超过100人', [{ fact: 'poisoned', op: '>', value: 100 }]),
    whenAll('food-poisoning', 4, 'poisoned', '一次中毒30人以上、未出现死亡病例', [{ fact: 'poisoned', op: '>=', value: 30 }]),
  ]),
  residual: null,
}

const occupationalPoisoning: GradingStandard = {
  id: 'occupational-poisoning',
  titleZh: '急性职业中毒',
  incidentClass: 'public-health',
  legalBasis: healthPlan,
  validFrom: '2006-02-26',
  validTo: null,
  verified: 'from-memory',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('occupational-poisoning', 'poisoned', { 2: 50, 3: 10, 4: 'any' }),
    ...climbLadder('occupational-poisoning', 'dead', { 2: 5, 3: 'any' }),
  ]),
  residual: null,
}

const massIncident: GradingStandard = {
  id: 'mass-incident',
  titleZh: '群体性事件（只定特别重大、重大）',
  incidentClass: 'social-security',
  legalBasis: { instrument: '特别重大、重大突发公共事件分级标准（试行）', article: '四、社会安全事件类（一）群体性事件', issuedBy: '国务院' },
  validFrom: '2006-01-08',
  validTo: null,
  verified: 'verified',
  areaPrefix: '',
  countsMissingAsDead: false,
  bands: gatherBands([
    ...climbLadder('mass-incident', 'participants', { 1: 5_000, 2: 1_000 }),
    whenTrue('mass-incident', 1, 'organsStormed'),
    ...climbLadder('mass-incident', 'dead', { 1: 10, 2: 3 }),
    ...climbLadder('mass-incident', 'injured', { 1: 30, 2: 10 }),
    ...climbLadder('mass-incident', 'brawlParticipants', { 1: 500, 2: 200 }),
    ...climbLadder('mass-incident', 'cutHours', { 1: 8 }),
    ...climbLadder('mass-incident', 'prisonEscapees', { 1: 10 }),
  ]),
  residual: null,
  noteZh: '突发事件应对法没有要求社会安全事件分级；较大、一般由地方规定。',
}

/** Public health (公共卫生事件) as far as it can be counted, and social security (社会安全事件). */
export const healthAndSocietyStandards: readonly GradingStandard[] = [
  publicHealth, foodPoisoning, occupationalPoisoning, massIncident,
]
