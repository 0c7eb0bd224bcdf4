import type { IncidentGrade, LegalBasis } from '../../../incidents/grading/index.ts'
import type { DeadlineRule, DeadlineScope, ReportLevel } from '../deadline-rule.ts'

const regulation493 = (article: string): LegalBasis => ({
  instrument: '生产安全事故报告和调查处理条例（国务院令第493号）', article, issuedBy: '国务院',
})
const order21 = (article: string): LegalBasis => ({
  instrument: '生产安全事故信息报告和处置办法（原国家安全生产监督管理总局令第21号）', article, issuedBy: '原国家安全生产监督管理总局',
})
const order17: LegalBasis = { instrument: '突发环境事件信息报告办法（原环境保护部令第17号）', article: '第三条', issuedBy: '原环境保护部' }

// Environmental events have their own clocks; everything else in the class follows the production-safety regulation.
const workSafety = (grades?: IncidentGrade[]): DeadlineScope => ({
  incidentClasses: ['accident'], exceptStandardIds: ['environment'], ...(grades === undefined ? {} : { grades }),
})
const environment = (grades: IncidentGrade[]): DeadlineScope => ({ standardIds: ['environment'], grades })

const since2007 = { validFrom: '2007-06-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '' } as const
const since2009 = { ...since2007, validFrom: '2009-07-01' } as const
const since2011 = { ...since2007, validFrom: '2011-05-01' } as const

function within(
  ruleId: string, titleZh: string, fromLevel: ReportLevel, toLevel: ReportLevel, clockStart: 'known' | 'received', minutes: number,
): Pick<DeadlineRule, 'ruleId' | 'titleZh' | 'phase' | 'channel' | 'clockStart' | 'limit' | 'fromLevel' | 'toLevel'> {
  return {
    ruleId, titleZh, phase: 'WRITTEN', channel: 'written', clockStart, limit: { kind: 'minutes', minutes }, fromLevel, toLevel,
  }
}

const stepsUp: readonly [ReportLevel, ReportLevel, 'known' | 'received', IncidentGrade[]][] = [
  ['county', 'city', 'known', [1, 2, 3, 4]],
  ['city', 'province', 'received', [1, 2, 3]],
  ['province', 'ministry', 'received', [1, 2]],
]

const initialRules: DeadlineRule[] = [
  {
    ...within('accident.scene-unit', '现场人员报告本单位负责人', 'scene', 'unit', 'known', 1), limit: { kind: 'immediate' }, phase: 'PHONE', channel: 'phone',
    appliesTo: workSafety(), legalBasis: regulation493('第九条'), ...since2007, skipAllowedZh: '情况紧急时，现场人员可以直接报告县级以上监管部门',
  },
  {
    ...within('accident.unit-county', '单位负责人报告', 'unit', 'county', 'known', 60), appliesTo: workSafety(),
    legalBasis: regulation493('第九条'), ...since2007, skipAllowedZh: '情况紧急时，现场人员可以直接报告县级以上监管部门',
  },
  {
    ...within('accident.unit-province', '较大以上事故单位直报省级', 'unit', 'province', 'known', 60), appliesTo: workSafety([1, 2, 3]),
    legalBasis: order21('第六条'), ...since2009, skipAllowedZh: '重大、特别重大事故可以直接报告国家主管部门',
  },
  ...stepsUp.map(([fromLevel, toLevel, start, grades]): DeadlineRule => ({
    ...within(`accident.${fromLevel}-${toLevel}`, '逐级上报', fromLevel, toLevel, start, 120), appliesTo: workSafety(grades),
    legalBasis: regulation493('第十条、第十一条'), ...since2007, skipAllowedZh: '必要时可以越级上报',
  })),
  ...(['county', 'city', 'province'] as const).flatMap((fromLevel): DeadlineRule[] => [
    {
      ...within(`accident.${fromLevel}-own-government`, '同时报告本级政府', fromLevel, 'own-government', 'known', 120),
      appliesTo: workSafety(), legalBasis: regulation493('第十条、第十一条'), ...since2007,
    },
    {
      ...within(`accident.${fromLevel}-fellow-departments`, '通知公安、人社、工会和检察院', fromLevel, 'fellow-departments', 'known', 120),
      limit: { kind: 'immediate' }, appliesTo: workSafety(), legalBasis: regulation493('第十条'), ...since2007,
    },
  ]),
  {
    ...within('accident.larger.county-province.phone', '较大以上事故电话快报省级', 'county', 'province', 'known', 60), phase: 'PHONE',
    channel: 'phone', appliesTo: workSafety([1, 2, 3]), legalBasis: order21('第八条'), ...since2009, verified: 'from-memory',
  },
  {
    ...within('accident.major.province-ministry.phone', '重大以上事故电话快报国家主管部门', 'province', 'ministry', 'received', 60),
    phase: 'PHONE', channel: 'phone', appliesTo: workSafety([1, 2]), legalBasis: order21('第八条'), ...since2009, verified: 'from-memory',
  },
]

const followUpRules: DeadlineRule[] = ([['unit', 'county'], ['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const)
  .flatMap(([fromLevel, toLevel]) => ([[[3, 4], 1], [[1, 2], 2]] as const).map(([grades, times]): DeadlineRule => ({
    ruleId: `accident.follow-up.${times === 1 ? 'daily' : 'twice-daily'}.${fromLevel}-${toLevel}`,
    titleZh: times === 1 ? '每日至少续报1次' : '每日至少续报2次',
    phase: 'FOLLOW_UP', channel: 'written', clockStart: 'received', limit: { kind: 'times-per-day', times }, fromLevel, toLevel,
    appliesTo: workSafety([...grades]), legalBasis: order21('第十一条'), ...since2009,
    ...(times === 2 ? { noteZh: '两次平均分在上、下半日，可按本地值班时间调整。' } : {}),
  })))

const environmentRules: DeadlineRule[] = [
  ...([['county', 'city'], ['city', 'province']] as const).flatMap(([fromLevel, toLevel]) =>
    ([toLevel, 'own-government'] as const).map((target): DeadlineRule => ({
      ...within(`environment.${fromLevel}-${target}`, '一般、较大环境事件报告', fromLevel, target, 'known', 240),
      appliesTo: environment([3, 4]), legalBasis: order17, ...since2011,
    }))),
  ...(['county', 'city'] as const).flatMap((fromLevel) =>
    (['own-government', 'province', 'ministry'] as const).map((target): DeadlineRule => ({
      ...within(`environment.major.${fromLevel}-${target}`, '重大、特别重大环境事件报告', fromLevel, target, 'known', 120),
      appliesTo: environment([1, 2]), legalBasis: order17, ...since2011,
    }))),
  {
    ...within('environment.major.province-ministry', '核实后报告', 'province', 'ministry', 'received', 60),
    appliesTo: environment([1, 2]), legalBasis: order17, ...since2011, verified: 'from-memory',
  },
]

/** Production-safety accidents and environmental events. */
export const accidentDeadlines: readonly DeadlineRule[] = [...initialRules, ...followUpRules, ...environmentRules]
