import type { DeadlineRule } from '../deadline-rule.ts'

const publicHealth: DeadlineRule[] = [
  {
    ruleId: 'health.institution-county', titleZh: '医疗卫生机构网络直报', phase: 'WRITTEN', channel: 'written', clockStart: 'known',
    limit: { kind: 'minutes', minutes: 120 }, fromLevel: 'unit', toLevel: 'county',
    appliesTo: { incidentClasses: ['public-health'] },
    legalBasis: { instrument: '突发公共卫生事件应对法', article: '第三十条', issuedBy: '全国人民代表大会常务委员会' },
    validFrom: '2025-11-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '',
  },
  {
    ruleId: 'health.county-own-government', titleZh: '卫生健康部门立即报告本级政府', phase: 'PHONE', channel: 'phone', clockStart: 'known',
    limit: { kind: 'immediate' }, fromLevel: 'county', toLevel: 'own-government',
    appliesTo: { incidentClasses: ['public-health'] },
    legalBasis: { instrument: '突发公共卫生事件应对法', article: '第三十三条', issuedBy: '全国人民代表大会常务委员会' },
    validFrom: '2025-11-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '',
  },
]

/** Before the law of 2025 the regulation of 2003 asked the same of institutions. */
const publicHealthEarlier: DeadlineRule[] = publicHealth.map((rule) => ({
  ...rule, ...(rule.ruleId === 'health.institution-county' ? {} : { limit: { kind: 'minutes', minutes: 120 } as const, phase: 'WRITTEN' as const, channel: 'written' as const }),
  legalBasis: { instrument: '突发公共卫生事件应急条例（国务院令第376号）', article: '第二十条', issuedBy: '国务院' }, validFrom: '2003-05-09', validTo: '2025-11-01', verified: 'from-memory',
}))

/** Where no other act sets a limit, the general law asks for a timely report to the next level and the own government. */
const general: DeadlineRule[] = ([['2007-11-01', '2024-11-01', '第三十九条', 'from-memory'], ['2024-11-01', null, '第六十四条', 'verified']] as const).flatMap(([validFrom, validTo, article, verified]) =>
  ([['county', 'own-government'], ['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const).map(([fromLevel, toLevel]): DeadlineRule => ({
    ruleId: `general.${fromLevel}-${toLevel}`, titleZh: '突发事件及时报告', phase: 'PHONE', channel: 'phone', clockStart: fromLevel === 'county' ? 'known' : 'received', limit: { kind: 'immediate' }, fromLevel, toLevel,
    appliesTo: { incidentClasses: ['social-security'] }, legalBasis: { instrument: '突发事件应对法', article, issuedBy: '全国人民代表大会常务委员会' },
    validFrom, validTo, verified, origin: 'national', enabled: true, areaPrefix: '', skipAllowedZh: '必要时可以越级上报',
  })))

const forestFire: DeadlineRule[] = ([['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const)
  .map(([fromLevel, toLevel]) => ({
    ruleId: `forest-fire.national.${fromLevel}-${toLevel}`,
    titleZh: '重点森林火灾立即逐级报至国家',
    phase: 'PHONE',
    channel: 'phone',
    clockStart: 'known',
    limit: { kind: 'immediate' },
    fromLevel,
    toLevel,
    appliesTo: {
      standardIds: ['forest-fire'],
      anyOf: [
        { ruleId: 'forest-fire.national.dead', textZh: '死亡3人以上', all: [{ fact: 'dead', op: '>=', value: 3 }] },
        { ruleId: 'forest-fire.national.seriously-injured', textZh: '重伤10人以上', all: [{ fact: 'seriouslyInjured', op: '>=', value: 10 }] },
        { ruleId: 'forest-fire.national.facility', textZh: '威胁居民区或者重要设施', all: [{ fact: 'keyFacilityThreatened', op: '>=', value: 1 }] },
        { ruleId: 'forest-fire.national.provinces', textZh: '跨省', all: [{ fact: 'crossesProvinces', op: '>=', value: 1 }] },
      ],
    },
    legalBasis: { instrument: '森林防火条例（国务院令第541号）', article: '第三十二条', issuedBy: '国务院' },
    validFrom: '2009-01-01',
    validTo: null,
    verified: 'verified',
    origin: 'national',
    enabled: true,
    areaPrefix: '',
    noteZh: '24小时尚未扑灭、省界、原始林区等情形由值班人员判断。',
  }))

/** Public health, forest fire, and the general duty where nothing else sets a limit. */
export const healthAndWildfireDeadlines: readonly DeadlineRule[] = [...publicHealth, ...publicHealthEarlier, ...general, ...forestFire]
