import type { StructuredPlan } from '@fengsui/contract/plans/structured'

/** A plan with two levels, the higher one building on the lower, as small as the rules allow. */
export function structuredPlanFixture(): StructuredPlan {
  const office = { unitRole: 'flood-office', nameZh: '防指办' }
  const triggers = { fact: 'trapped', op: '>=' as const, value: 1, unit: '人', textZh: '有人被困' }
  const level = (number: 2 | 3, hours: number, measures: string[]): StructuredPlan['responseLevels'][number] => ({
    level: number, nameZh: `${String(number)}级响应`, starter: { postKey: 'chief', nameZh: '总指挥' }, cumulative: true, triggers, expectedDurationHours: hours, measures, tasks: [], notices: [], resourceDemands: [], lowerWhen: triggers, endWhen: triggers,
  })
  return {
    title: '防汛防台应急预案', number: 'T-1', issuerZh: '市政府', kind: 'SPECIAL', hazards: ['11B01'], areaDivisionCode: '331000000000', version: '1', validFrom: '2019-01-01', legalBasis: ['突发事件应对法'],
    headquarters: { nameZh: '市防指', chief: { postKey: 'chief', nameZh: '总指挥' }, deputies: [], members: [office], office, officeDirector: { postKey: 'office-director', nameZh: '主任' }, duties: [] },
    groups: [{ key: 'rescue', nameZh: '抢险组', lead: office, members: [], duties: ['抢险'] }],
    onSiteHeadquarters: { commander: { postKey: 'on-site-commander', nameZh: '现场指挥官' }, powers: ['决定现场处置方案'] },
    seats: [], responseLevels: [level(2, 48, ['转移危险区人员']), level(3, 24, ['加密会商'])], reporting: [], endConditions: ['险情消除'], chapters: [],
  }
}
