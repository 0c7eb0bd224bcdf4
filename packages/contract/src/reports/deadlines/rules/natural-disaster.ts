import type { LegalBasis } from '../../../incidents/grading/index.ts'
import type { DeadlineRule, DeadlineScope, ReportLevel } from '../deadline-rule.ts'

const statistics2024 = (article: string): LegalBasis => ({
  instrument: '自然灾害情况统计调查制度（国统制〔2024〕82号）', article, issuedBy: '国家防灾减灾救灾委员会办公室、应急管理部',
})
const statisticsEarlier: LegalBasis = {
  instrument: '自然灾害情况统计制度（2024年以前版本）', article: '快报', issuedBy: '民政部、应急管理部',
}
const reliefRegulation: LegalBasis = { instrument: '自然灾害救助条例（国务院令第577号）', article: '第十六条、第十七条', issuedBy: '国务院' }

// Drought grows slowly and is reported by its own cycle.
const natural: DeadlineScope = { incidentClasses: ['natural-disaster'], exceptTypePrefixes: ['11B22'] }
const drought: DeadlineScope = { incidentClasses: ['natural-disaster'], typePrefixes: ['11B22'] }

const current = {
  validFrom: '2024-04-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '',
  noteZh: '该制度有效期至 2027 年 3 月，到期前请核对新版；起用日期按月初计。',
} as const
const earlier = { validFrom: '2008-01-01', validTo: '2024-04-01', verified: 'from-memory', origin: 'national', enabled: true, areaPrefix: '' } as const
const regulation = { validFrom: '2010-09-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '' } as const

const steps = [['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const
const allSteps = [['village', 'town'], ['town', 'county'], ...steps] as const

const tenOrMore: DeadlineScope = {
  ...natural,
  anyOf: [{
    ruleId: 'natural.ten-or-more',
    textZh: '死亡失踪或者遇险被困10人以上',
    all: [{ fact: 'deadMissingOrTrapped', op: '>=', value: 10 }],
  }],
}
const directToMinistry = '必要时可直报应急管理部，并及时向同级党委政府和所越级的应急管理部门补报'

function initial(
  id: string, titleZh: string, fromLevel: ReportLevel, toLevel: ReportLevel, clockStart: 'occurred' | 'received', minutes: number,
): DeadlineRule {
  return {
    ruleId: `natural.initial.${id}`, titleZh, phase: 'WRITTEN', channel: 'written', clockStart,
    limit: { kind: 'minutes', minutes }, fromLevel, toLevel, appliesTo: natural, legalBasis: statistics2024('快报（初报）'), ...current,
  }
}

const initialRules: DeadlineRule[] = [
  initial('village-town', '灾情初报', 'village', 'town', 'occurred', 60),
  initial('town-county', '灾情初报', 'town', 'county', 'received', 30),
  initial('county-city', '灾情初报', 'county', 'city', 'occurred', 120),
  initial('city-province', '灾情初报', 'city', 'province', 'received', 120),
  initial('province-ministry', '灾情初报', 'province', 'ministry', 'received', 120),
]

const urgentRules: DeadlineRule[] = steps.map(([fromLevel, toLevel]) => ({
  ruleId: `natural.ten-or-more.${fromLevel}-${toLevel}`,
  titleZh: '10人以上死亡失踪或遇险被困快报',
  phase: 'WRITTEN',
  channel: 'written',
  clockStart: fromLevel === 'county' ? 'occurred' : 'received',
  limit: { kind: 'minutes', minutes: fromLevel === 'county' ? 60 : 30 },
  fromLevel,
  toLevel,
  appliesTo: tenOrMore,
  legalBasis: statistics2024('快报（10人及以上死亡失踪或者遇险被困）'),
  ...current,
  ...(fromLevel === 'province' ? {} : { skipAllowedZh: directToMinistry }),
}))

const earlierRules: DeadlineRule[] = steps.map(([fromLevel, toLevel]) => ({
  ruleId: `natural.initial.${fromLevel}-${toLevel}`,
  titleZh: '灾情初报',
  phase: 'WRITTEN',
  channel: 'written',
  clockStart: fromLevel === 'county' ? 'occurred' : 'received',
  limit: { kind: 'minutes', minutes: 120 },
  fromLevel,
  toLevel,
  appliesTo: natural,
  legalBasis: statisticsEarlier,
  ...earlier,
}))

const someHarm: DeadlineScope = {
  incidentClasses: ['natural-disaster'],
  anyOf: [
    { ruleId: 'natural.harm.dead-or-missing', textZh: '造成人员死亡失踪', all: [{ fact: 'deadOrMissing', op: '>=', value: 1 }] },
    { ruleId: 'natural.harm.injured', textZh: '造成人员受伤', all: [{ fact: 'injured', op: '>=', value: 1 }] },
    { ruleId: 'natural.harm.seriously-injured', textZh: '造成人员重伤', all: [{ fact: 'seriouslyInjured', op: '>=', value: 1 }] },
  ],
}

const regulationRules: DeadlineRule[] = [
  ...(['own-government', 'city'] as const).map((toLevel): DeadlineRule => ({
    ruleId: `natural.casualties.county-${toLevel}`, titleZh: '人员伤亡立即报告', phase: 'PHONE', channel: 'phone', clockStart: 'known',
    limit: { kind: 'immediate' }, fromLevel: 'county', toLevel, appliesTo: someHarm, legalBasis: reliefRegulation, ...regulation,
    skipAllowedZh: '特别重大、重大人员伤亡和财产损失，必要时可以直接报告国务院',
  })),
  ...steps.map(([fromLevel, toLevel]): DeadlineRule => ({
    ruleId: `natural.follow-up.daily.${fromLevel}-${toLevel}`, titleZh: '灾情稳定前每日逐级上报', phase: 'FOLLOW_UP', channel: 'written',
    clockStart: 'received', limit: { kind: 'times-per-day', times: 1 }, fromLevel, toLevel, appliesTo: natural,
    legalBasis: reliefRegulation, ...regulation,
  })),
]

const repeatedRules: DeadlineRule[] = allSteps.flatMap(([fromLevel, toLevel]): DeadlineRule[] => [
  {
    ruleId: `natural.zero-report.${fromLevel}-${toLevel}`, titleZh: '24小时零报告', phase: 'FOLLOW_UP', channel: 'written',
    clockStart: 'received', limit: { kind: 'every-hours', hours: 24 }, fromLevel, toLevel,
    appliesTo: { ...natural, reliefResponses: ['province', 'national'] }, legalBasis: statistics2024('快报（续报）'), ...current,
  },
  {
    ruleId: `drought.follow-up.${fromLevel}-${toLevel}`, titleZh: '干旱灾害续报（每10日）', phase: 'FOLLOW_UP', channel: 'written',
    clockStart: 'received', limit: { kind: 'every-days', days: 10 }, fromLevel, toLevel,
    appliesTo: { ...drought, reliefResponses: ['none', 'province'] }, legalBasis: statistics2024('快报（续报）'), ...current,
  },
  {
    ruleId: `drought.follow-up.national.${fromLevel}-${toLevel}`, titleZh: '干旱灾害续报（国家救助响应期间每5日）', phase: 'FOLLOW_UP',
    channel: 'written', clockStart: 'received', limit: { kind: 'every-days', days: 5 }, fromLevel, toLevel,
    appliesTo: { ...drought, reliefResponses: ['national'] }, legalBasis: statistics2024('快报（续报）'), ...current,
  },
])

const finalDays = { village: 2, town: 2, county: 7, city: 2, province: 2 } as const

const finalRules: DeadlineRule[] = allSteps.map(([fromLevel, toLevel]) => ({
  ruleId: `natural.final.${fromLevel}-${toLevel}`,
  titleZh: '灾情核报',
  phase: 'FINAL',
  channel: 'written',
  // Village and county count from the day the situation is stable; the levels above from the lower level's form.
  clockStart: fromLevel === 'village' || fromLevel === 'county' ? 'stable' : 'received',
  limit: { kind: 'days', days: finalDays[fromLevel] },
  fromLevel,
  toLevel,
  appliesTo: { incidentClasses: ['natural-disaster'] },
  legalBasis: statistics2024('快报（核报）'),
  ...current,
}))

/** Answer to an order from above to verify facts: by phone 30 min, in writing 1 h from the order. */
export const verificationReplyRules: readonly DeadlineRule[] = (['village', 'town', 'county', 'city', 'province'] as const).flatMap((fromLevel) =>
  ([['phone', 30], ['written', 60]] as const).map(([channel, minutes]): DeadlineRule => ({
    ruleId: `natural.verification-reply.${fromLevel}.${channel}`, titleZh: channel === 'phone' ? '核实指令电话反馈' : '核实指令书面反馈',
    phase: 'VERIFICATION_REPLY', channel, clockStart: 'received', limit: { kind: 'minutes', minutes }, fromLevel,
    toLevel: 'order-issuer', appliesTo: {}, legalBasis: statistics2024('快报（核实信息指令）'), ...current,
    noteZh: '具体情况暂不清楚的，先报概要，随后补报详情。原文针对应急管理部的指令，这里同样用于各级上级的指令，直至村（社区）。',
  })))

/** Natural disasters: first reports, the ten-or-more rule, daily and zero reports, drought cycles, checked reports. */
export const naturalDisasterDeadlines: readonly DeadlineRule[] = [
  ...initialRules, ...urgentRules, ...earlierRules, ...regulationRules, ...repeatedRules, ...finalRules,
]
